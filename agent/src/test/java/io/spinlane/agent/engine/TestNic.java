package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.Offload;
import io.spinlane.agent.packet.Tcp;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/**
 * A NIC whose wire is in the test's hands: what it {@linkplain #arrive arrives} is polled by cores,
 * what they transmit is {@linkplain #sent kept}. Any thread arrives; it notes every breach of the
 * {@link Nic} contract by a core.
 */
final class TestNic implements Nic {
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Arriving(
      byte[] bytes, int flags, int checksumStart, int checksumOffset, int gsoSize) {}

  private final NicInfo info;
  private final List<Queue<Arriving>> queues = new ArrayList<>();
  private final Queue<byte[]> sent = new ConcurrentLinkedQueue<>();
  private final AtomicIntegerArray pollers;
  private final AtomicInteger breaches = new AtomicInteger();
  private volatile int room = Integer.MAX_VALUE;
  private volatile boolean closed;
  private volatile long lingerNs;

  TestNic(String id, String mac, int receiveQueues) {
    info = new NicInfo(id, Packet.mac(mac), 1500, receiveQueues);
    pollers = new AtomicIntegerArray(receiveQueues);
    for (int queue = 0; queue < receiveQueues; queue++) {
      queues.add(new ConcurrentLinkedQueue<>());
    }
  }

  void arrive(byte[]... frames) {
    for (byte[] frame : frames) {
      arriveAt(0, frame);
    }
  }

  void arriveAt(int queue, byte[] frame) {
    queues.get(queue).add(new Arriving(frame, 0, 0, 0, 0));
  }

  /** A frame whose layer-4 checksum the sender has left to its device. */
  void arrivePartial(byte[] frame, int checksumStart, int checksumOffset) {
    queues
        .getFirst()
        .add(new Arriving(frame, Frame.CHECKSUM_PARTIAL, checksumStart, checksumOffset, 0));
  }

  /** A TCP segment that the sender has left to its device to cut into pieces of this many bytes. */
  void arriveUncut(byte[] frame, int gso, int checksumStart, int gsoSize) {
    int flags = Frame.CHECKSUM_PARTIAL | gso;
    queues.getFirst().add(new Arriving(frame, flags, checksumStart, Tcp.CHECKSUM_OFFSET, gsoSize));
  }

  /** From now on the device takes so many frames in one call. */
  void room(int frames) {
    room = frames;
  }

  /** From now on a poll that brings frames takes so long, so that two polls at once would meet. */
  void linger(long nanoseconds) {
    lingerNs = nanoseconds;
  }

  /** Takes what was transmitted since the last call. */
  List<byte[]> sent() {
    List<byte[]> all = new ArrayList<>();
    for (byte[] frame = sent.poll(); frame != null; frame = sent.poll()) {
      all.add(frame);
    }
    return all;
  }

  /** How often a core broke the contract: polled together with another, or sent a foreign frame. */
  int breaches() {
    return breaches.get();
  }

  String id() {
    return info.id();
  }

  boolean closed() {
    return closed;
  }

  @Override
  public NicInfo info() {
    return info;
  }

  @Override
  public int receive(int queue, FrameBatch batch, FramePool pool) {
    if (closed || pollers.getAndIncrement(queue) != 0) {
      breaches.incrementAndGet();
    }
    int before = batch.count;
    Queue<Arriving> waiting = queues.get(queue);
    while (!batch.isFull() && !waiting.isEmpty()) {
      int frame = pool.take();
      if (frame == Frame.NONE) {
        break;
      }
      Arriving next = waiting.remove();
      Frame.fill(frame, Frame.HEADROOM_BYTES, next.bytes.length);
      MemorySegment.copy(
          next.bytes, 0, MEMORY, ValueLayout.JAVA_BYTE, Frame.data(frame), next.bytes.length);
      if (next.flags != 0) {
        Frame.offload(frame, next.flags, next.checksumStart, next.checksumOffset, next.gsoSize, 0);
      }
      batch.add(frame);
    }
    if (lingerNs > 0 && batch.count > before) {
      LockSupport.parkNanos(lingerNs);
    }
    pollers.getAndDecrement(queue);
    return batch.count - before;
  }

  @Override
  public int transmit(int lane, FrameBatch batch, FramePool pool) {
    if (closed) {
      breaches.incrementAndGet();
    }
    int accepted = Math.min(batch.count, room);
    for (int i = 0; i < accepted; i++) {
      int frame = batch.frames[i];
      if (Frame.owner(frame) != Frame.OWNER_CORE_0 + lane) {
        breaches.incrementAndGet();
      }
      Frame.passTo(frame, Frame.OWNER_NIC_TRANSMIT);
      Offload.finishChecksum(frame);
      sent.add(
          MEMORY.asSlice(Frame.data(frame), Frame.length(frame)).toArray(ValueLayout.JAVA_BYTE));
      pool.give(frame);
    }
    return accepted;
  }

  @Override
  public long statistic(NicStatistic which) {
    return 0;
  }

  @Override
  public boolean linkUp() {
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
