package io.spinlane.agent.nic.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BytesTest {
  private static final long SEED = 20_260_731;

  @Test
  void addsUpTheExampleOfRfc1071() {
    byte[] example = HexFormat.of().parseHex("0001f203f4f5f6f7");
    assertThat(Bytes.sum(MemorySegment.ofArray(example), 0, example.length, 0)).isEqualTo(0xddf2);
  }

  /** Word by word, as the RFC says it, for every length and content. */
  @Test
  void addsUpAnything() {
    Random random = new Random(SEED);
    for (int length = 0; length < 300; length++) {
      byte[] bytes = new byte[length + 1];
      random.nextBytes(bytes);
      bytes[length] = 0; // The pad byte of an odd length.
      int expected = 0;
      for (int i = 0; i < length; i += 2) {
        expected += ((bytes[i] & 255) << 8) | (bytes[i + 1] & 255);
        expected = (expected & 0xffff) + (expected >>> 16);
      }
      assertThat(Bytes.sum(MemorySegment.ofArray(bytes), 0, length, 0))
          .as("length %d, seed %d", length, SEED)
          .isEqualTo(expected);
    }
  }
}
