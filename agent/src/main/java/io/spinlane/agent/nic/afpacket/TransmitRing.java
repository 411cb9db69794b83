package io.spinlane.agent.nic.afpacket;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.spinlane.agent.linux.Errno;
import io.spinlane.agent.linux.Fd;
import io.spinlane.agent.linux.LinuxException;
import io.spinlane.agent.linux.Sockets;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.nic.NicStatistics;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import java.io.IOException;
import java.lang.foreign.MemorySegment;

/**
 * The way out of one lane: a socket that only sends, and its ring.
 *
 * <pre>
 *        unsent (kernel would not take it yet)
 *          ▼
 *   … │ req │ req │ free │ free │ …        at most one batch stands between unsent and tail
 *                   ▲ tail
 * </pre>
 *
 * <p>Used by one core; statistics are for any thread.
 */
final class TransmitRing implements AutoCloseable {
  private static final int AVAILABLE = 0;
  private static final int SEND_REQUEST = 1;
  private static final int WRONG_FORMAT = 4;

  private final Fd socket;
  private final Ring ring;
  private final int maxWireBytes;

  private int unsent;
  private int tail;

  /** True when the kernel has dropped the frame at {@link #unsent} once already. */
  private boolean headDropped;

  private final NicStatistics statistics = new NicStatistics();

  /**
   * @param maxWireBytes largest frame the device sends, with its Ethernet header and VLAN tag
   */
  TransmitRing(Fd socket, int slots, int maxWireBytes) throws IOException {
    this.socket = socket;
    this.ring = Ring.open(socket, Ring.PACKET_TX_RING, slots);
    this.maxWireBytes = maxWireBytes;
  }

  /** As {@link io.spinlane.agent.nic.Nic#transmit}. */
  int transmit(FrameBatch batch, FramePool pool) {
    if (unsent != tail) {
      kick();
      if (unsent != tail) {
        return 0;
      }
    }
    int accepted = 0;
    while (accepted < batch.count) {
      int frame = batch.frames[accepted];
      if (VirtioHeader.wireBytes(frame) > maxWireBytes
          || Frame.length(frame) > Ring.MAX_FRAME_BYTES) {
        statistics.count(NicStatistic.TRANSMIT_TOO_LARGE);
      } else {
        long slot = ring.offset(tail);
        if (ring.status(slot) != AVAILABLE || ring.next(tail) == unsent) {
          break;
        }
        write(frame, slot);
        tail = ring.next(tail);
      }
      pool.give(frame);
      accepted++;
    }
    if (unsent != tail) {
      kick();
    }
    return accepted;
  }

  private void write(int frame, long slot) {
    int length = Frame.length(frame);
    long data = slot + Ring.TRANSMIT_DATA;
    VirtioHeader.fromFrame(frame, ring.memory, data);
    MemorySegment.copy(MEMORY, Frame.data(frame), ring.memory, data + VirtioHeader.BYTES, length);
    ring.memory.set(JAVA_INT, slot + Ring.LENGTH, VirtioHeader.BYTES + length);
    ring.status(slot, SEND_REQUEST);
  }

  /** One system call for everything unsent; again only behind a frame that had to be taken out. */
  private void kick() {
    while (unsent != tail) {
      int result;
      try {
        result = Sockets.kick(socket);
      } catch (LinuxException e) {
        throw new AssertionError(e); // The rings exist, so this is Linux.
      }
      int before = unsent;
      while (unsent != tail && isTaken(ring.status(ring.offset(unsent)))) {
        unsent = ring.next(unsent);
      }
      if (unsent != before) {
        headDropped = false;
      }
      if (unsent == tail || !mustGo(result)) {
        return;
      }
      statistics.count(NicStatistic.TRANSMIT_REFUSED);
      takeOutHead();
    }
  }

  /**
   * Whether the frame at the head is one the kernel will never send: malformed in its eyes, or
   * dropped by the device a second time.
   */
  private boolean mustGo(int result) {
    if (ring.status(ring.offset(unsent)) == WRONG_FORMAT) {
      return true;
    }
    if (result == -Errno.ENOBUFS.number()) {
      boolean again = headDropped;
      headDropped = true;
      return again;
    }
    return false; // EAGAIN: the send buffer is full; ENETDOWN: the device is down.
  }

  /** Moves what stands behind the head up by one: the kernel goes on at the same slot. */
  private void takeOutHead() {
    int slot = unsent;
    for (int next = ring.next(slot); next != tail; slot = next, next = ring.next(next)) {
      long from = ring.offset(next);
      long to = ring.offset(slot);
      int length = ring.memory.get(JAVA_INT, from + Ring.LENGTH);
      MemorySegment.copy(
          ring.memory,
          from + Ring.LENGTH,
          ring.memory,
          to + Ring.LENGTH,
          Ring.TRANSMIT_DATA - Ring.LENGTH + length);
      ring.status(to, SEND_REQUEST);
    }
    ring.status(ring.offset(slot), AVAILABLE);
    tail = slot;
    headDropped = false;
  }

  private static boolean isTaken(int status) {
    return status != SEND_REQUEST && status != WRONG_FORMAT;
  }

  long statistic(NicStatistic which) {
    return statistics.get(which);
  }

  @Override
  public void close() {
    ring.close();
    socket.close();
  }
}
