package io.spinlane.agent.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains of extension headers: what is found behind them, and what is refused. */
class Ipv6ExtensionsTest {
  private static final int TCP = 6;

  /** A packet whose first next header is {@code protocol}, followed by {@code rest} in hex. */
  private static MemorySegment packet(int protocol, String rest) {
    byte[] bytes = new byte[Ipv6.HEADER_BYTES + rest.length() / 2];
    MemorySegment packet = MemorySegment.ofArray(bytes);
    Ipv6.write(packet, 0, 0, bytes.length - Ipv6.HEADER_BYTES, protocol, 64, 1, 2, 3, 4);
    MemorySegment.copy(
        MemorySegment.ofArray(HexFormat.of().parseHex(rest)), 0, packet, 40, rest.length() / 2);
    return packet;
  }

  private static long walk(MemorySegment packet) {
    return Ipv6Extensions.walk(packet, 0, (int) packet.byteSize());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "nothing between,            6, 00,                                                   6, 40",
    "no next header,            59, 00,                                                  59, 40",
    "encrypted,                 50, 0000000100000001,                                    50, 40",
    "hop-by-hop of 16 bytes,     0, 1101010c000000000000000000000000,                    17, 56",
    "hop-by-hop and options,     0, 3c00010400000000 1100010400000000,                   17, 56",
    "routing with nothing left, 43, 1102010000000000 00000000000000000000000000000000,   17, 64",
    "authentication,            51, 060400000000000100000001070707070707070707070707,     6, 64",
    "the whole in one fragment, 44, 0600000011223344,                                     6, 48",
    "unknown,                  200, 0000000000000000,                                   200, 40"
  })
  void finds(String chain, int first, String rest, int protocol, int transportOffset) {
    long walked = walk(packet(first, rest.replace(" ", "")));
    assertThat(Ipv6Extensions.isRefused(walked)).as(chain).isFalse();
    assertThat(Ipv6Extensions.protocol(walked)).isEqualTo(protocol);
    assertThat(Ipv6Extensions.transportOffset(walked)).isEqualTo(transportOffset);
    assertThat(Ipv6Extensions.isFragment(walked)).isFalse();
    assertThat(Ipv6Extensions.fragmentOffset(walked)).isZero();
    assertThat(Ipv6Extensions.moreFragments(walked)).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "first,               44, 11000001deadbeef 0001000200200000,                  48,    0, true",
    "middle,              44, 11000009deadbeef 7878787878787878,                  48,    8, true",
    "last,                44, 110005c8deadbeef 7878787878,                        48, 1480, false",
    "behind hop-by-hop,    0, 2c00010400000000 110005c8deadbeef 78,               56, 1480, false",
    "later: not walked on, 44, 3c0005c8deadbeef ffff,                             48, 1480, false"
  })
  void findsFragments(
      String which, int first, String rest, int transportOffset, int offset, boolean more) {
    MemorySegment packet = packet(first, rest.replace(" ", ""));
    long walked = walk(packet);
    assertThat(Ipv6Extensions.isRefused(walked)).as(which).isFalse();
    assertThat(Ipv6Extensions.isFragment(walked)).isTrue();
    assertThat(Ipv6Extensions.transportOffset(walked)).isEqualTo(transportOffset);
    assertThat(Ipv6Extensions.fragmentOffset(walked)).isEqualTo(offset);
    assertThat(Ipv6Extensions.moreFragments(walked)).isEqualTo(more);
    assertThat(Ipv6Extensions.identification(packet, 0, walked)).isEqualTo(0xdeadbeef);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "cut off in front,         0, 3c,                                                  2",
    "cut off inside,          60, 1101010c00000000,                                    2",
    "nothing at all,          44, '',                                                  2",
    "hop-by-hop not first,    60, 0000010400000000 0600010400000000,                   3",
    "routing to elsewhere,    43, 1102000100000000 20010db8000000000000000000000003,   4",
    "two fragment headers,    44, 2c000001deadbeef 1100000100000000,                   5",
    "length of 9 and more,    44, 11000001deadbeef 787878787878787878,                 6",
    "past 65535,              44, 1100fff8deadbeef 7878787878787878,                   7",
    "264 bytes of options,    60, 0620,                                                1"
  })
  void refuses(String breach, int first, String rest, int reason) {
    String bytes = rest.replace(" ", "");
    boolean padded = reason == Ipv6Extensions.REASON_TOO_LONG;
    long walked = walk(packet(first, padded ? bytes + "00".repeat(300) : bytes));
    assertThat(Ipv6Extensions.isRefused(walked)).as(breach).isTrue();
    assertThat(Ipv6Extensions.reason(walked)).isEqualTo(reason);
  }

  @Test
  void takesAsManyHeadersAsPromised() {
    String options = "3c00010400000000";
    String last = "0600010400000000";
    long eight = walk(packet(60, options.repeat(7) + last));
    assertThat(Ipv6Extensions.protocol(eight)).isEqualTo(TCP);
    assertThat(Ipv6Extensions.transportOffset(eight)).isEqualTo(40 + 64);
    long nine = walk(packet(60, options.repeat(8) + last));
    assertThat(Ipv6Extensions.reason(nine)).isEqualTo(Ipv6Extensions.REASON_TOO_LONG);
    long longest = walk(packet(60, "061f" + "00".repeat(254)));
    assertThat(Ipv6Extensions.transportOffset(longest)).isEqualTo(40 + 256);
  }

  /**
   * Whatever the bytes are: no read past the end, and a result inside the packet and the limits.
   */
  @Test
  void staysInsideAnyPacket() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int[] likely = {0, 43, 44, 51, 60, TCP};
    for (int round = 0; round < 200_000; round++) {
      byte[] bytes = new byte[Ipv6.HEADER_BYTES + random.nextInt(random.nextBoolean() ? 40 : 400)];
      random.nextBytes(bytes);
      bytes[6] = (byte) likely[random.nextInt(likely.length)];
      for (int at = 40; at + 4 < bytes.length; at += 8) {
        bytes[at] = (byte) likely[random.nextInt(likely.length)];
        bytes[at + 1] = (byte) random.nextInt(3);
        bytes[at + 3] = (byte) random.nextInt(2);
      }
      long walked = walk(MemorySegment.ofArray(bytes));
      if (Ipv6Extensions.isRefused(walked)) {
        assertThat(Ipv6Extensions.reason(walked))
            .as("seed %d round %d", seed, round)
            .isIn(
                Ipv6Extensions.REASON_TOO_LONG,
                Ipv6Extensions.REASON_TRUNCATED,
                Ipv6Extensions.REASON_HOP_BY_HOP_MISPLACED,
                Ipv6Extensions.REASON_ROUTING,
                Ipv6Extensions.REASON_FRAGMENT_TWICE,
                Ipv6Extensions.REASON_FRAGMENT_LENGTH,
                Ipv6Extensions.REASON_FRAGMENT_OVERFLOW);
      } else {
        assertThat(Ipv6Extensions.transportOffset(walked))
            .as("seed %d round %d", seed, round)
            .isBetween(
                Ipv6.HEADER_BYTES,
                Math.min(bytes.length, Ipv6.HEADER_BYTES + Ipv6Extensions.MAX_BYTES));
      }
    }
  }
}
