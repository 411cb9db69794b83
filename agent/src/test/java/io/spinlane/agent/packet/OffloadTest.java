package io.spinlane.agent.packet;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OffloadTest {
  private final FrameStore store = new FrameStore(1, FrameStore.STANDARD_SLOT_BYTES);
  private final FramePool pool = new FramePool(store, Frame.OWNER_CORE_0);
  private final int frame = pool.take();

  @AfterEach
  void free() {
    pool.give(frame);
    pool.drain();
    store.close();
  }

  @Test
  void completesAChecksumAsRfc1071Says() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 1000; round++) {
      byte[] bytes = new byte[random.nextInt(60, 1515)];
      random.nextBytes(bytes);
      int start = random.nextInt(14, 40);
      int offset = random.nextBoolean() ? 16 : 6;
      fill(bytes, start, offset);
      Offload.finishChecksum(frame);
      int expected = ~sum(bytes, start) & 0xffff;
      if (expected == 0 && offset == 6) {
        expected = 0xffff;
      }
      bytes[start + offset] = (byte) (expected >> 8);
      bytes[start + offset + 1] = (byte) expected;
      assertThat(bytes(bytes.length)).as("seed %d, round %d", seed, round).isEqualTo(bytes);
      assertThat(Frame.flags(frame)).isEqualTo(Frame.CHECKSUM_VERIFIED);
    }
  }

  @Test
  void neverWritesZeroIntoAUdpHeader() {
    byte[] bytes = new byte[60];
    bytes[40] = (byte) 0xff;
    bytes[41] = (byte) 0xff;
    fill(bytes, 34, 6);
    Offload.finishChecksum(frame);
    assertThat(bytes(60)).isEqualTo(bytes);
    fill(bytes, 34, 16);
    Offload.finishChecksum(frame);
    assertThat(bytes(60)[50]).as("in a TCP header").isZero();
  }

  @Test
  void leavesAFrameAloneWhoseDescriptionPointsOutside() {
    byte[] bytes = new byte[60];
    fill(bytes, 50, 16);
    Offload.finishChecksum(frame);
    assertThat(bytes(60)).isEqualTo(bytes);
    assertThat(Frame.flags(frame)).isEqualTo(Frame.CHECKSUM_PARTIAL);
  }

  private void fill(byte[] bytes, int start, int offset) {
    Frame.fill(frame, Frame.HEADROOM_BYTES, bytes.length);
    MemorySegment.copy(bytes, 0, MEMORY, JAVA_BYTE, Frame.data(frame), bytes.length);
    Frame.offload(frame, Frame.CHECKSUM_PARTIAL, start, offset, 0, 0);
  }

  private byte[] bytes(int length) {
    return MEMORY.asSlice(Frame.data(frame), length).toArray(JAVA_BYTE);
  }

  /** The sum of RFC 1071, two bytes at a time in network order. */
  private static int sum(byte[] bytes, int start) {
    int sum = 0;
    for (int i = start; i < bytes.length; i += 2) {
      int low = i + 1 < bytes.length ? bytes[i + 1] & 0xff : 0;
      sum += ((bytes[i] & 0xff) << 8) + low;
      sum = (sum & 0xffff) + (sum >> 16);
    }
    return sum;
  }
}
