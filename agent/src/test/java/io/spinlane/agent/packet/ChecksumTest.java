package io.spinlane.agent.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published sums, and agreement of updating with summing anew. */
class ChecksumTest {
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  private static MemorySegment bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return MemorySegment.ofArray(bytes);
  }

  @Test
  void addsTheExampleOfRfc1071() {
    MemorySegment example = bytes(0x00, 0x01, 0xf2, 0x03, 0xf4, 0xf5, 0xf6, 0xf7);
    long sum = Checksum.add(0, example, 0, 8);
    assertThat(Checksum.fold(sum)).isEqualTo(0xddf2);
    assertThat(Checksum.finish(sum)).isEqualTo(0x220d);
  }

  /** RFC 1624 §4, where equation 2 of RFC 1141 gives 0xffff. */
  @Test
  void updatesTheExampleOfRfc1624() {
    assertThat(Checksum.update(0xdd2f, Checksum.replaced16(0x5555, 0x3285))).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 0x0000", "0xffff, 0xffff", "0x10000, 1", "0xffffffff, 0xffff", "-1, 0xffff"})
  void folds(long sum, int expected) {
    assertThat(Checksum.fold(sum)).isEqualTo(expected);
  }

  @Test
  void padsAnOddByteWithZero() {
    assertThat(Checksum.add(0, bytes(1, 2, 3), 0, 3)).isEqualTo(0x0102 + 0x0300);
    assertThat(Checksum.add(0, bytes(1, 2, 3, 4, 5), 0, 5)).isEqualTo(0x01020304L + 0x0500);
    assertThat(Checksum.add(7, bytes(), 0, 0)).isEqualTo(7);
  }

  @Test
  void agreesWithArithmeticModulo65535() {
    for (int round = 0; round < 20_000; round++) {
      byte[] data = new byte[random.nextInt(80)];
      random.nextBytes(data);
      if (random.nextInt(3) == 0) {
        java.util.Arrays.fill(data, (byte) (random.nextBoolean() ? 0xff : 0));
      }
      long expected = 0;
      for (int i = 0; i < data.length; i++) {
        expected += (long) (data[i] & 0xff) << ((i & 1) == 0 ? 8 : 0);
      }
      int folded = Checksum.fold(Checksum.add(0, MemorySegment.ofArray(data), 0, data.length));
      assertThat(folded % 65535).as("seed %d round %d", seed, round).isEqualTo(expected % 65535);
      assertThat(folded == 0).as("zero only of zeros").isEqualTo(expected == 0);
    }
  }

  /** Replacing 32 and 16 bits gives what summing the new bytes gives, never minus zero. */
  @Test
  void updatesAsIfSummedAnew() {
    byte[] data = new byte[24];
    MemorySegment segment = MemorySegment.ofArray(data);
    for (int round = 0; round < 50_000; round++) {
      for (int at = 0; at < data.length; at += 2) {
        Wire.u16(segment, at, word());
      }
      data[0] |= 1; // A header is never all zeros: its version is not.
      int checksum = Checksum.finish(Checksum.add(0, segment, 0, 24));
      int partial = Checksum.fold(Checksum.add(0, segment, 0, 24));
      int address = word() << 16 | word();
      int port = word();
      long change =
          Checksum.replaced(Wire.i32(segment, 4), address)
              + Checksum.replaced16(Wire.u16(segment, 10), port);
      Wire.i32(segment, 4, address);
      Wire.u16(segment, 10, port);
      long anew = Checksum.add(0, segment, 0, 24);
      assertThat(Checksum.update(checksum, change))
          .as("seed %d round %d", seed, round)
          .isEqualTo(Checksum.finish(anew));
      assertThat(Checksum.updatePartial(partial, change) % 65535)
          .isEqualTo(Checksum.fold(anew) % 65535);
    }
  }

  private int word() {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> 0xffff;
      default -> random.nextInt(0x10000);
    };
  }
}
