package io.spinlane.agent.nic;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What {@link Nic} promises, tried on a driver: one subclass for each. The subclass opens the NIC
 * and plays the network behind it.
 */
public abstract class NicContract {
  /** Lanes the NIC is opened with; queues: one. */
  protected static final int LANES = 2;

  private static final int SLOTS = 256;
  private static final int LANE = LANES - 1;
  private static final int CALLS = 20_000;
  private static final long SETTLING_NS = TimeUnit.SECONDS.toNanos(60);
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

  private FrameStore store;
  private FramePool pool;
  private final FrameBatch batch = new FrameBatch();
  private Nic nic;
  private boolean closed;

  /** Opens the NIC with {@link #LANES} lanes and one queue. */
  protected abstract Nic open() throws Exception;

  /**
   * Lets frames arrive, after {@link #open}. A NIC that makes traffic of its own lets at least as
   * many of those arrive instead, and overrides {@link #carriesGivenFrames}.
   */
  protected abstract void arrive(List<byte[]> frames) throws Exception;

  /**
   * Frames that left, in their order; asked once, after the NIC was closed, and not at all when
   * {@link #carriesGivenFrames} is false.
   */
  protected abstract List<byte[]> departed(int expected) throws Exception;

  /** Whether frames given to {@link #arrive} are the ones received. */
  protected boolean carriesGivenFrames() {
    return true;
  }

  /** Slot size of the store the NIC works with. */
  protected int slotBytes() {
    return FrameStore.STANDARD_SLOT_BYTES;
  }

  @BeforeEach
  void openNic() throws Exception {
    store = new FrameStore(SLOTS, slotBytes());
    pool = new FramePool(store, Frame.OWNER_CORE_0);
    nic = open();
  }

  @AfterEach
  void everyFrameIsBack() {
    pool.giveAll(batch);
    if (!closed) {
      nic.close();
    }
    pool.drain();
    store.close(); // Finds out whether every frame is back.
  }

  @Test
  void saysWhatItIs() {
    NicInfo info = nic.info();
    assertThat(info.receiveQueues()).isOne();
    assertThat(info.mtuBytes()).isBetween(68, 65_535);
    assertThat(info.mac()).isBetween(1L, (1L << 48) - 1);
    assertThat(nic.linkUp()).isTrue();
    for (NicStatistic statistic : NicStatistic.values()) {
      assertThat(nic.statistic(statistic)).as(statistic.name()).isZero();
    }
  }

  @Test
  void receivesWholeFramesInOrderForTheCaller() throws Exception {
    List<byte[]> sent = frames(150);
    arrive(sent);
    List<byte[]> received = new ArrayList<>();
    long deadlineNs = System.nanoTime() + PATIENCE_NS;
    while (received.size() < sent.size() && System.nanoTime() < deadlineNs) {
      int count = nic.receive(0, batch, pool);
      assertThat(count).isEqualTo(batch.count);
      for (int i = 0; i < count; i++) {
        assertThat(Frame.owner(batch.frames[i])).isEqualTo(Frame.OWNER_CORE_0);
        received.add(bytes(batch.frames[i]));
      }
      pool.giveAll(batch);
    }
    assertThat(received.size()).isGreaterThanOrEqualTo(sent.size());
    if (carriesGivenFrames()) {
      assertThat(received).containsExactlyElementsOf(sent);
    }
  }

  @Test
  void appendsOnlyWhatTheBatchHasRoomFor() throws Exception {
    arrive(frames(100));
    int first = pool.take();
    for (int i = 0; i < FrameBatch.CAPACITY - 3; i++) {
      batch.add(i == 0 ? first : pool.take());
    }
    long deadlineNs = System.nanoTime() + PATIENCE_NS;
    int appended = 0;
    while (!batch.isFull() && System.nanoTime() < deadlineNs) {
      appended += nic.receive(0, batch, pool);
    }
    assertThat(appended).isEqualTo(3);
    assertThat(batch.frames[0]).isEqualTo(first);
    assertThat(nic.receive(0, batch, pool)).as("with a full batch").isZero();
  }

  @Test
  void goesOnWhenFramesAreFreeAgain() throws Exception {
    List<Integer> taken = new ArrayList<>();
    for (int frame = pool.take(); frame != Frame.NONE; frame = pool.take()) {
      taken.add(frame);
    }
    arrive(frames(5));
    assertThat(nic.receive(0, batch, pool)).as("without a free frame").isZero();
    taken.forEach(pool::give);
    arrive(frames(5));
    long deadlineNs = System.nanoTime() + PATIENCE_NS;
    while (batch.count == 0 && System.nanoTime() < deadlineNs) {
      int _ = nic.receive(0, batch, pool);
    }
    assertThat(batch.count).isPositive();
  }

  @Test
  void transmitsInOrder() throws Exception {
    List<byte[]> sent = frames(150);
    for (int from = 0; from < sent.size(); from += FrameBatch.CAPACITY) {
      transmit(sent.subList(from, Math.min(sent.size(), from + FrameBatch.CAPACITY)));
    }
    if (carriesGivenFrames()) {
      assertThat(closeAndSeeDeparted(sent.size())).containsExactlyElementsOf(sent);
    }
  }

  @Test
  void transmitsWithoutHeadroomAndWithExtraHeadroom() throws Exception {
    List<byte[]> sent = frames(2);
    batch.add(frame(sent.get(0), Frame.DESCRIPTOR_BYTES));
    batch.add(frame(sent.get(1), Frame.HEADROOM_BYTES + 33));
    drain();
    if (carriesGivenFrames()) {
      assertThat(closeAndSeeDeparted(2)).containsExactlyElementsOf(sent);
    }
  }

  @Test
  void dropsAndCountsWhatTheDeviceCannotCarry() throws Exception {
    int tooLarge = nic.info().mtuBytes() + 19;
    if (tooLarge + Frame.HEADROOM_BYTES <= slotBytes()) {
      List<byte[]> good = frames(2);
      batch.add(frame(good.get(0), Frame.HEADROOM_BYTES));
      batch.add(frame(new byte[tooLarge], Frame.HEADROOM_BYTES));
      batch.add(frame(good.get(1), Frame.HEADROOM_BYTES));
      drain();
      assertThat(nic.statistic(NicStatistic.TRANSMIT_TOO_LARGE)).isOne();
      if (carriesGivenFrames()) {
        assertThat(closeAndSeeDeparted(2)).containsExactlyElementsOf(good);
      }
    }
  }

  @Test
  void allocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();
    long allocated = Long.MAX_VALUE;
    // How soon the JIT has removed what it can, on a machine where others compile, too, is not ours
    // to say; that it comes to nothing is.
    long begin = System.nanoTime();
    while (allocated >= CALLS && System.nanoTime() - begin < SETTLING_NS) {
      long before = threads.getThreadAllocatedBytes(thread);
      exercise();
      allocated = threads.getThreadAllocatedBytes(thread) - before;
    }
    assertThat(allocated).as("bytes in %d calls", 2 * CALLS).isLessThan(CALLS);
  }

  private void exercise() {
    for (int call = 0; call < CALLS; call++) {
      int _ = nic.receive(0, batch, pool);
      pool.giveAll(batch);
      int frame = pool.take();
      Frame.fill(frame, Frame.HEADROOM_BYTES, 60);
      batch.add(frame);
      int accepted = nic.transmit(LANE, batch, pool);
      if (accepted == 0) {
        pool.give(batch.frames[0]);
      }
      batch.clear();
    }
  }

  private List<byte[]> closeAndSeeDeparted(int expected) throws Exception {
    nic.close();
    closed = true;
    return departed(expected);
  }

  private void transmit(List<byte[]> frames) {
    for (byte[] bytes : frames) {
      batch.add(frame(bytes, Frame.HEADROOM_BYTES));
    }
    drain();
  }

  /** Transmits the batch, as often as the device wants it. */
  private void drain() {
    long deadlineNs = System.nanoTime() + PATIENCE_NS;
    while (batch.count > 0) {
      int accepted = nic.transmit(LANE, batch, pool);
      assertThat(accepted).isBetween(0, batch.count);
      System.arraycopy(batch.frames, accepted, batch.frames, 0, batch.count - accepted);
      batch.count -= accepted;
      assertThat(System.nanoTime()).as("gave up waiting for the device").isLessThan(deadlineNs);
    }
    assertThat(nic.transmit(LANE, batch, pool)).as("of an empty batch").isZero();
  }

  private int frame(byte[] bytes, int start) {
    int frame = pool.take();
    assertThat(frame).isNotEqualTo(Frame.NONE);
    Frame.fill(frame, start, bytes.length);
    MemorySegment.copy(bytes, 0, MEMORY, JAVA_BYTE, Frame.data(frame), bytes.length);
    return frame;
  }

  private static byte[] bytes(int frame) {
    byte[] bytes = new byte[Frame.length(frame)];
    MemorySegment.copy(MEMORY, JAVA_BYTE, Frame.data(frame), bytes, 0, bytes.length);
    return bytes;
  }

  /** Different frames of all sizes, some with a VLAN tag, of a type no host listens to. */
  protected static List<byte[]> frames(int count) {
    List<byte[]> frames = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte[] frame = new byte[60 + i * 1440 / 150];
      Arrays.fill(frame, 14, frame.length, (byte) i);
      frame[0] = 2;
      frame[6] = 2;
      frame[11] = 1;
      boolean tagged = i % 3 == 1;
      frame[12] = (byte) (tagged ? 0x81 : 0x88);
      frame[13] = (byte) (tagged ? 0x00 : 0xb5);
      if (tagged) {
        frame[14] = 0x60;
        frame[15] = 7;
        frame[16] = (byte) 0x88;
        frame[17] = (byte) 0xb5;
      }
      frames.add(frame);
    }
    return frames;
  }
}
