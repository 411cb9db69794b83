package io.spinlane.agent.nic.afpacket;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.spinlane.agent.linux.Fd;
import io.spinlane.agent.linux.Memory;
import io.spinlane.agent.linux.Sockets;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.VarHandle;

/**
 * A ring of TPACKET_V2 slots shared with the kernel (packet_mmap kernel doc). A slot begins with
 * its status word, which says whose turn it is; the other side's writes are visible once it is read
 * with acquire.
 *
 * <pre>
 *   tpacket2_hdr  0        4        8         12       14       16 … 24        26
 *                 │ status │ length │ snaplen │ offset │ net    │ …  │ VLAN tci │ VLAN tpid │
 * </pre>
 */
final class Ring implements AutoCloseable {
  static final int SOL_PACKET = 263;
  static final int PACKET_RX_RING = 5;
  static final int PACKET_TX_RING = 13;

  static final long LENGTH = 4;
  static final long CAPTURED = 8;
  static final long DATA_OFFSET = 12;
  static final long VLAN_TCI = 24;
  static final long VLAN_TPID = 26;

  /** Where a frame to be sent begins in its slot: behind the header, aligned to 16. */
  static final int TRANSMIT_DATA = 32;

  /**
   * The largest frame and what stands before it (at most 96 bytes of header, address and virtio
   * header): 14 + 4 + 65535 bytes. Blocks of 1 MiB hold 15 such slots; the kernel rounds blocks up
   * to a power of two, so this wastes least.
   */
  private static final int BLOCK_BYTES = 1 << 20;

  private static final int SLOTS_PER_BLOCK = 15;
  static final int SLOT_BYTES = (BLOCK_BYTES / SLOTS_PER_BLOCK) & -16;

  /** What a slot holds behind its headers. */
  static final int MAX_FRAME_BYTES = SLOT_BYTES - TRANSMIT_DATA - VirtioHeader.BYTES;

  private static final VarHandle STATUS = JAVA_INT.varHandle();

  final MemorySegment memory;
  private final long[] offsets;

  private Ring(MemorySegment memory, int slots) {
    this.memory = memory;
    this.offsets = new long[slots];
    for (int slot = 0; slot < slots; slot++) {
      offsets[slot] =
          (long) (slot / SLOTS_PER_BLOCK) * BLOCK_BYTES
              + (long) (slot % SLOTS_PER_BLOCK) * SLOT_BYTES;
    }
  }

  /** Gives a socket its ring, of at least this many slots, and maps it. */
  static Ring open(Fd socket, int option, int slots) throws IOException {
    int blocks = Math.ceilDiv(slots, SLOTS_PER_BLOCK);
    int rounded = blocks * SLOTS_PER_BLOCK;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment request =
          arena.allocateFrom(JAVA_INT, BLOCK_BYTES, blocks, SLOT_BYTES, rounded);
      Sockets.set(
          socket,
          SOL_PACKET,
          option,
          request,
          (option == PACKET_RX_RING ? "PACKET_RX_RING, " : "PACKET_TX_RING, ")
              + rounded
              + " slots");
    }
    return new Ring(Memory.map(socket, (long) blocks * BLOCK_BYTES), rounded);
  }

  /** Where a slot begins in the memory. */
  long offset(int slot) {
    return offsets[slot];
  }

  int next(int slot) {
    int next = slot + 1;
    return next == offsets.length ? 0 : next;
  }

  /** The status, acquiring what the kernel wrote before it. */
  int status(long offset) {
    return (int) STATUS.getAcquire(memory, offset);
  }

  /** Gives a slot to the kernel, releasing what was written before. */
  void status(long offset, int status) {
    STATUS.setRelease(memory, offset, status);
  }

  @Override
  public void close() {
    Memory.unmap(memory);
  }
}
