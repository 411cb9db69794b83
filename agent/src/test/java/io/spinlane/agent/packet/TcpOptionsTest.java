package io.spinlane.agent.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options found, passed over, changed and written; sums that follow. */
class TcpOptionsTest {
  private static MemorySegment header(String options) {
    byte[] bytes = new byte[Tcp.HEADER_BYTES + options.length() / 2];
    MemorySegment tcp = MemorySegment.ofArray(bytes);
    Tcp.write(tcp, 0, 0x0fa0_0050, 1, 2, Tcp.SYN);
    MemorySegment.copy(
        MemorySegment.ofArray(HexFormat.of().parseHex(options)), 0, tcp, 20, options.length() / 2);
    bytes[12] = (byte) ((bytes.length / 4) << 4);
    return tcp;
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "Linux's SYN,        020405b40402080a0102030405060708 01030307, 1460, 7,  true",
    "none,               '',                                        0,    -1, false",
    "end first,          00000000 020405b4,                         0,    -1, false",
    "MSS only,           020405b4,                                  1460, -1, false",
    "scale of 15,        0303ff01,                                  0,    14, false",
    "scale of 0,         03030001,                                  0,    0,  false",
    "two sizes,          020405b4 02040218,                         1460, -1, false",
    "unknown between,    fd0401f2 020405b4,                         1460, -1, false",
    "odd place,          01020405 b4010101,                         1460, -1, false",
    "length 0,           020405b4 04000402,                         1460, -1, false",
    "length 1,           020405b4 04010402,                         1460, -1, false",
    "past the end,       020405b4 01010806,                         1460, -1, false",
    "kind at the end,    020405b4 01010102,                         1460, -1, false",
    "MSS of length 3,    02030504 02010101,                         0,    -1, true"
  })
  void finds(String what, String bytes, int mss, int scale, boolean sack) {
    long options = TcpOptions.parse(header(bytes.replace(" ", "")), 0);
    assertThat(TcpOptions.mss(options)).as(what).isEqualTo(mss);
    assertThat(TcpOptions.windowScale(options)).isEqualTo(scale);
    assertThat(TcpOptions.sackPermitted(options)).isEqualTo(sack);
  }

  @Test
  void writesWhatItFinds() {
    MemorySegment tcp = header("ff".repeat(12));
    assertThat(TcpOptions.write(tcp, 20, 1460, 7, true)).isEqualTo(12);
    assertThat(
            HexFormat.of().formatHex(tcp.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE), 20, 32))
        .isEqualTo("020405b40101040201030307");
    long options = TcpOptions.parse(tcp, 0);
    assertThat(TcpOptions.mss(options)).isEqualTo(1460);
    assertThat(TcpOptions.windowScale(options)).isEqualTo(7);
    assertThat(TcpOptions.sackPermitted(options)).isTrue();
    assertThat(TcpOptions.write(tcp, 20, 536, TcpOptions.NO_WINDOW_SCALE, false)).isEqualTo(4);
    assertThat(TcpOptions.write(tcp, 20, 536, 0, false)).isEqualTo(8);
    assertThat(TcpOptions.write(tcp, 20, 536, TcpOptions.NO_WINDOW_SCALE, true)).isEqualTo(8);
  }

  /**
   * Whatever the bytes: no read past the header, and changes whose sum is that of the new bytes.
   */
  @Test
  void staysInsideAndKeepsTheSum() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int clamped = 0;
    int shifted = 0;
    for (int round = 0; round < 200_000; round++) {
      byte[] random40 = new byte[4 * random.nextInt(11)];
      random.nextBytes(random40);
      for (int at = random.nextInt(3); at + 1 < random40.length; ) {
        int kind = new int[] {1, 2, 3, 4, 5, 8, 99}[random.nextInt(7)];
        int length =
            new int[] {1, 4, 3, 2, 10, 10, 2 + random.nextInt(5)}
                [random.nextInt(40) == 0 ? random.nextInt(7) : index(kind)];
        random40[at] = (byte) kind;
        random40[at + 1] = kind == 1 ? random40[at + 1] : (byte) length;
        at += length;
      }
      MemorySegment tcp = header(HexFormat.of().formatHex(random40));
      int bytes = (int) tcp.byteSize();
      Tcp.checksum(tcp, 0, Checksum.finish(Checksum.add(0, tcp, 0, bytes)));
      long options = TcpOptions.parse(tcp, 0);
      int limit = 536 + random.nextInt(1000);
      TcpOptions.clampMss(tcp, 0, options, limit, false);
      clamped += TcpOptions.mss(options) > limit ? 1 : 0;
      assertThat(Checksum.fold(Checksum.add(0, tcp, 0, bytes)))
          .as("clamped, seed %d round %d", seed, round)
          .isEqualTo(0xffff);
      assertThat(TcpOptions.mss(TcpOptions.parse(tcp, 0)))
          .isEqualTo(Math.min(limit, TcpOptions.mss(options)));
      long change = TcpOptions.shiftSack(tcp, 0, options, random.nextInt());
      shifted += change != 0 ? 1 : 0;
      Tcp.checksum(tcp, 0, Checksum.update(Tcp.checksum(tcp, 0), change));
      assertThat(Checksum.fold(Checksum.add(0, tcp, 0, bytes)))
          .as("shifted, seed %d round %d", seed, round)
          .isEqualTo(0xffff);
    }
    assertThat(clamped).isGreaterThan(1_000);
    assertThat(shifted).isGreaterThan(1_000);
  }

  private static int index(int kind) {
    return switch (kind) {
      case 8 -> 5;
      case 99 -> 6;
      default -> kind - 1;
    };
  }

  @Test
  void leavesAPartialSumAlone() {
    MemorySegment tcp = header("020405b4");
    Tcp.checksum(tcp, 0, 0x1234);
    TcpOptions.clampMss(tcp, 0, TcpOptions.parse(tcp, 0), 1400, true);
    assertThat(TcpOptions.mss(TcpOptions.parse(tcp, 0))).isEqualTo(1400);
    assertThat(Tcp.checksum(tcp, 0)).isEqualTo(0x1234);
  }

  @Test
  void shiftsSackBlocks() {
    MemorySegment tcp = header("0101050a00000010fffffff0");
    TcpOptions.shiftSack(tcp, 0, TcpOptions.parse(tcp, 0), 0x20);
    assertThat(Wire.i32(tcp, 24)).isEqualTo(0x30);
    assertThat(Wire.i32(tcp, 28)).isEqualTo(0x10);
  }
}
