package io.spinlane.agent.nic.afpacket;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.spinlane.agent.linux.Fd;
import io.spinlane.agent.linux.LinuxException;
import io.spinlane.agent.linux.Sockets;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.nic.NicStatistics;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.FramePool;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** One receive queue: a socket and its ring. Polled by one core; statistics are for any thread. */
final class ReceiveRing implements AutoCloseable {
  private static final int PACKET_STATISTICS = 6;

  private static final int KERNEL = 0;
  private static final int USER = 1;
  private static final int VLAN_VALID = 1 << 4;
  private static final int VLAN_TPID_VALID = 1 << 6;

  private static final int ADDRESS_BYTES = 12;
  private static final int TAG_BYTES = 4;
  private static final short TPID_8021Q = (short) 0x8100;
  private static final int ETHERNET_BYTES = 14;

  private final Fd socket;
  private final Ring ring;
  private int head;

  private final NicStatistics statistics = new NicStatistics();

  /** What the kernel counted before it last reset its own count, which it does when asked. */
  private long overruns;

  ReceiveRing(Fd socket, int slots) throws IOException {
    this.socket = socket;
    this.ring = Ring.open(socket, Ring.PACKET_RX_RING, slots);
  }

  Fd socket() {
    return socket;
  }

  /**
   * As {@link io.spinlane.agent.nic.Nic#receive}; without a free frame, frames stay in the ring.
   */
  int receive(FrameBatch batch, FramePool pool) {
    int appended = 0;
    int room = FrameBatch.CAPACITY - batch.count;
    while (appended < room) {
      long slot = ring.offset(head);
      int status = ring.status(slot);
      if ((status & USER) == 0) {
        break;
      }
      int tagBytes = (status & VLAN_VALID) != 0 ? TAG_BYTES : 0;
      int length = ring.memory.get(JAVA_INT, slot + Ring.LENGTH);
      int captured = ring.memory.get(JAVA_INT, slot + Ring.CAPTURED);
      if (captured < length || length + tagBytes > pool.store().maxFrameBytes()) {
        statistics.count(NicStatistic.RECEIVE_TOO_LARGE);
      } else if (length >= ETHERNET_BYTES) {
        int frame = pool.take();
        if (frame == Frame.NONE) {
          break;
        }
        copy(slot, status, frame, length, tagBytes);
        batch.add(frame);
        appended++;
      }
      ring.status(slot, KERNEL);
      head = ring.next(head);
    }
    return appended;
  }

  private void copy(long slot, int status, int frame, int length, int tagBytes) {
    MemorySegment memory = ring.memory;
    long data = slot + (memory.get(JAVA_SHORT_UNALIGNED, slot + Ring.DATA_OFFSET) & 0xffff);
    long to = FrameMemory.base(frame) + Frame.HEADROOM_BYTES - tagBytes;
    if (tagBytes == 0) {
      MemorySegment.copy(memory, data, MEMORY, to, length);
    } else {
      MemorySegment.copy(memory, data, MEMORY, to, ADDRESS_BYTES);
      short tpid =
          (status & VLAN_TPID_VALID) != 0
              ? memory.get(JAVA_SHORT_UNALIGNED, slot + Ring.VLAN_TPID)
              : TPID_8021Q;
      short tci = memory.get(JAVA_SHORT_UNALIGNED, slot + Ring.VLAN_TCI);
      MEMORY.set(JAVA_SHORT_UNALIGNED, to + ADDRESS_BYTES, Short.reverseBytes(tpid));
      MEMORY.set(JAVA_SHORT_UNALIGNED, to + ADDRESS_BYTES + 2, Short.reverseBytes(tci));
      MemorySegment.copy(
          memory,
          data + ADDRESS_BYTES,
          MEMORY,
          to + ADDRESS_BYTES + TAG_BYTES,
          length - ADDRESS_BYTES);
    }
    Frame.fill(frame, Frame.HEADROOM_BYTES - tagBytes, length + tagBytes);
    VirtioHeader.toFrame(memory, data - VirtioHeader.BYTES, frame, tagBytes);
  }

  long statistic(NicStatistic which) {
    return which == NicStatistic.RECEIVE_OVERRUNS ? overruns() : statistics.get(which);
  }

  private synchronized long overruns() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment packetsAndDrops = arena.allocate(8, 4);
      Sockets.get(socket, Ring.SOL_PACKET, PACKET_STATISTICS, packetsAndDrops, "PACKET_STATISTICS");
      overruns += Integer.toUnsignedLong(packetsAndDrops.get(JAVA_INT, 4));
    } catch (LinuxException e) {
      throw new AssertionError(e); // The socket is open and the option exists.
    }
    return overruns;
  }

  @Override
  public synchronized void close() {
    ring.close();
    socket.close();
  }
}
