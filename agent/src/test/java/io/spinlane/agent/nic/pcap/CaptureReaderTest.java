package io.spinlane.agent.nic.pcap;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CaptureReaderTest {
  private static final byte[] ONE = HexFormat.of().parseHex("020000000001020000000002080045");
  private static final byte[] TWO = HexFormat.of().parseHex("ffffffffffff0200000000020806");

  @TempDir private Path folder;

  static Stream<Arguments> files() {
    return Stream.of(LITTLE_ENDIAN, BIG_ENDIAN)
        .flatMap(
            order ->
                Stream.of(
                    Arguments.of(
                        "pcap, microseconds, " + order,
                        pcap(order, 0xa1b2c3d4)
                            .pcapRecord(5, 7, ONE)
                            .pcapRecord(6, 999_999, TWO)
                            .bytes(),
                        List.of(5_000_007_000L, 6_999_999_000L)),
                    Arguments.of(
                        "pcap, nanoseconds, " + order,
                        pcap(order, 0xa1b23c4d)
                            .pcapRecord(5, 7, ONE)
                            .pcapRecord(0xf0000000, 999_999_999, TWO)
                            .bytes(),
                        List.of(5_000_000_007L, 4_026_531_840_999_999_999L)),
                    Arguments.of(
                        "pcapng, nanoseconds, " + order,
                        pcapng(order, 9)
                            .enhanced(0, 5_000_000_007L, ONE)
                            .block(5, new byte[8])
                            .simple(TWO)
                            .bytes(),
                        List.of(5_000_000_007L, 5_000_000_007L)),
                    Arguments.of(
                        "pcapng, two interfaces, picoseconds and 2^-10 s, " + order,
                        pcapng(order, 12)
                            .ethernet(0x80 | 10)
                            .enhanced(0, 5_000_999L, ONE)
                            .enhanced(1, 3 * 1024 + 512, TWO)
                            .bytes(),
                        List.of(5_000L, 3_500_000_000L)),
                    Arguments.of(
                        "pcapng, two sections, " + order,
                        pcapng(order, 6)
                            .enhanced(0, 1, ONE)
                            .section()
                            .ethernet(9)
                            .enhanced(0, 2, TWO)
                            .bytes(),
                        List.of(1000L, 2L))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("files")
  void readsFramesAndTheirTimes(String name, byte[] file, List<Long> timesNs) throws IOException {
    try (CaptureReader reader = CaptureReader.open(write(file))) {
      List<Long> times = new ArrayList<>();
      List<byte[]> frames = new ArrayList<>();
      while (reader.next()) {
        times.add(reader.timestampNs);
        frames.add(reader.memory().asSlice(reader.dataAt, reader.capturedBytes).toArray(JAVA_BYTE));
      }
      assertThat(times).as(name).isEqualTo(timesNs);
      assertThat(frames).containsExactly(ONE, TWO);
    }
  }

  static Stream<Arguments> brokenFiles() {
    byte[] whole = pcap(LITTLE_ENDIAN, 0xa1b2c3d4).pcapRecord(5, 7, ONE).bytes();
    return Stream.of(
        Arguments.of(new byte[0], "at byte 0: the file ends at byte 0"),
        Arguments.of(
            "not a capture".getBytes(US_ASCII), "at byte 0: neither a pcap nor a pcapng file"),
        Arguments.of(Arrays.copyOf(whole, 20), "before the end of the file header of 24 bytes"),
        Arguments.of(
            new CaptureFiles(LITTLE_ENDIAN).pcapHeader(0xa1b2c3d4, 113).bytes(),
            "at byte 20: link type 113; only Ethernet (1) can be replayed"),
        Arguments.of(Arrays.copyOf(whole, 30), "at byte 24: the file ends at byte 30"),
        Arguments.of(
            Arrays.copyOf(whole, whole.length - 1), "at byte 40: the file ends at byte 54"),
        Arguments.of(
            pcap(LITTLE_ENDIAN, 0xa1b2c3d4).pcapRecord(5, 1_000_000, ONE).bytes(),
            "at byte 28: the fraction of a second is 1000000"),
        Arguments.of(
            pcap(LITTLE_ENDIAN, 0xa1b2c3d4).int32(0, 0, -1, -1).bytes(),
            "at byte 40: a frame of 4294967295 bytes; the limit is 262144"),
        Arguments.of(
            new CaptureFiles(LITTLE_ENDIAN).block(0x0a0d0d0a, new byte[16]).bytes(),
            "at byte 8: not the byte-order mark of a section"),
        Arguments.of(
            new CaptureFiles(LITTLE_ENDIAN).section().int32(6, 13, 0).bytes(),
            "at byte 32: a block length of 13"),
        Arguments.of(
            new CaptureFiles(LITTLE_ENDIAN).section().int32(6, 0x7ffffffc, 0).bytes(),
            "at byte 28: the file ends at byte 40"),
        Arguments.of(
            new CaptureFiles(LITTLE_ENDIAN).section().int32(6, 16, 0, 12).bytes(),
            "the block's length is 16 before it and 12 behind it"),
        Arguments.of(
            new CaptureFiles(LITTLE_ENDIAN).section().enhanced(0, 1, ONE).bytes(),
            "a frame of interface 0, but 0 are described"),
        Arguments.of(pcapng(LITTLE_ENDIAN, 0x7f).bytes(), "a time resolution of 10 to the −127"),
        Arguments.of(
            pcapng(LITTLE_ENDIAN, 0).enhanced(0, Long.MAX_VALUE, ONE).bytes(),
            "a time that does not fit into 64 bits of nanoseconds"),
        Arguments.of(
            pcapng(LITTLE_ENDIAN, 9).block(6, new byte[12]).bytes(),
            "before the end of a packet block"),
        Arguments.of(
            pcapng(LITTLE_ENDIAN, 9)
                .block(6, pcapng(LITTLE_ENDIAN, 9).part().int32(0, 0, 0, -4, 60).bytes())
                .bytes(),
            "before the end of a frame"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("brokenFiles")
  void saysWhichByteIsBroken(byte[] file, String message) throws IOException {
    Path path = write(file);
    assertThatThrownBy(() -> open(path))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(path + ": at byte ")
        .hasMessageContaining(message);
  }

  @Test
  void survivesAnyDamage() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<byte[]> originals = files().map(file -> (byte[]) file.get()[1]).toList();
    for (int round = 0; round < 2000; round++) {
      byte[] file = originals.get(round % originals.size()).clone();
      for (int change = random.nextInt(1, 4); change > 0; change--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      file = Arrays.copyOf(file, random.nextInt(file.length + 1));
      Path path = write(file);
      try {
        open(path);
      } catch (IOException e) {
        assertThat(e).as("seed " + seed).hasMessageStartingWith(path + ": at byte ");
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ", round " + round, e);
      }
    }
  }

  private static void open(Path path) throws IOException {
    CaptureReader.open(path).close();
  }

  private static CaptureFiles pcap(ByteOrder order, int magic) {
    return new CaptureFiles(order).pcapHeader(magic, 1);
  }

  private static CaptureFiles pcapng(ByteOrder order, int resolution) {
    return new CaptureFiles(order).section().ethernet(resolution);
  }

  private Path write(byte[] file) throws IOException {
    return Files.write(folder.resolve("capture"), file);
  }
}
