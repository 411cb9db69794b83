package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.packet.TcpOptions;
import io.spinlane.agent.packet.Wire;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published hashes; cookies that are good, forged, and too old. */
class SynCookiesTest {
  /** The reference implementation's results for 0 to 47 bytes 00 01 02 …, key 00 01 … 0f. */
  private static final String[] PUBLISHED =
      ("726fdb47dd0e0e31 74f839c593dc67fd 0d6c8009d9a94f5a 85676696d7fb7e2d "
              + "cf2794e0277187b7 18765564cd99a68d cbc9466e58fee3ce ab0200f58b01d137 "
              + "93f5f5799a932462 9e0082df0ba9e4b0 7a5dbbc594ddb9f3 f4b32f46226bada7 "
              + "751e8fbc860ee5fb 14ea5627c0843d90 f723ca908e7af2ee a129ca6149be45e5 "
              + "3f2acc7f57c29bdb 699ae9f52cbe4794 4bc1b3f0968dd39c bb6dc91da77961bd "
              + "bed65cf21aa2ee98 d0f2cbb02e3b67c7 93536795e3a33e88 a80c038ccd5ccec8 "
              + "b8ad50c6f649af94 bce192de8a85b8ea 17d835b85bbb15f3 2f2e6163076bcfad "
              + "de4daaaca71dc9a5 a6a2506687956571 ad87a3535c49ef28 32d892fad841c342 "
              + "7127512f72f27cce a7f32346f95978e3 12e0b01abb051238 15e034d40fa197ae "
              + "314dffbe0815a3b4 027990f029623981 cadcd4e59ef40c4d 9abfd8766a33735c "
              + "0e3ea96b5304a7d0 ad0c42d6fc585992 187306c89bc215a9 d4a60abcf3792b95 "
              + "f935451de4f21df2 a9538f0419755787 db9acddff56ca510 d06c98cd5c0975eb")
          .split(" ");

  private static final long START_NS = -123_456_789_000L;
  private static final long IPV4 = 0xffff_0000_0000L;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final SynCookies cookies = new SynCookies(random.nextLong(), random.nextLong(), START_NS);

  @Test
  void hashesAsPublished() {
    SipHash hash = new SipHash(0x0706_0504_0302_0100L, 0x0f0e_0d0c_0b0a_0908L);
    for (int length = 0; length <= SipHash.MAX_BYTES; length++) {
      long hashed =
          hash.hash(
              length,
              0x0706_0504_0302_0100L,
              0x0f0e_0d0c_0b0a_0908L,
              0x1716_1514_1312_1110L,
              0x1f1e_1d1c_1b1a_1918L,
              0x2726_2524_2322_2120L,
              0x2f2e_2d2c_2b2a_2928L);
      assertThat("%016x".formatted(hashed)).as("%d bytes", length).isEqualTo(PUBLISHED[length]);
    }
  }

  /** Options as {@link TcpOptions#parse} gives them. */
  private static long options(int mss, int scale, boolean sack) {
    MemorySegment tcp = MemorySegment.ofArray(new byte[32]);
    Tcp.write(tcp, 0, 0, 0, 0, Tcp.SYN);
    int bytes = TcpOptions.write(tcp, 20, mss, scale, sack);
    Wire.u8(tcp, 12, ((20 + bytes) / 4) << 4);
    return TcpOptions.parse(tcp, 0);
  }

  private static long minutes(double minutes) {
    return START_NS + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 536",
    "100, 536",
    "536, 536",
    "1219, 536",
    "1220, 1220",
    "1400, 1220",
    "1440, 1440",
    "1460, 1440",
    "8939, 1440",
    "8940, 8940",
    "65535, 8940"
  })
  void remembersASegmentSizeBelow(int mss, int remembered) {
    int cookie = cookies.make(0, IPV4 | 1, 0, IPV4 | 2, 3, 4, options(mss, -1, false), START_NS);
    int settings = cookies.check(0, IPV4 | 1, 0, IPV4 | 2, 3, 4, cookie, START_NS);
    assertThat(SynCookies.mss(settings)).isEqualTo(remembered);
  }

  @Test
  void remembersOptions() {
    for (int round = 0; round < 20_000; round++) {
      long high = random.nextBoolean() ? 0 : random.nextLong();
      long low = high == 0 ? IPV4 | (random.nextInt() & 0xffff_ffffL) : random.nextLong();
      int ports = random.nextInt();
      int sequence = random.nextInt();
      int scale = random.nextInt(16) - 1;
      boolean sack = random.nextBoolean();
      long options = options(1460, scale, sack);
      long nowNs = START_NS + (random.nextLong() >>> 6);
      int cookie = cookies.make(high, low, high, 9, ports, sequence, options, nowNs);
      long laterNs = nowNs + random.nextInt(60_000) * 1_000_000L;
      int settings = cookies.check(high, low, high, 9, ports, sequence, cookie, laterNs);
      assertThat(settings).as("seed %d round %d", seed, round).isNotEqualTo(SynCookies.INVALID);
      assertThat(SynCookies.mss(settings)).isEqualTo(1440);
      assertThat(SynCookies.windowScale(settings)).isEqualTo(scale);
      assertThat(SynCookies.sackPermitted(settings)).isEqualTo(sack);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0,   0.99, true", "0,   1.99, true", "0,   2,   false", "0.9, 1.9, true", "0.9, 2, false",
    "7.5, 8.4,  true", "7.5, 8.99, true", "7.5, 9,   false", "7.5, 10, false", "7.5, 11, false"
  })
  void isGoodForOneToTwoMinutes(double madeMinute, double checkedMinute, boolean good) {
    int cookie = cookies.make(1, 2, 3, 4, 5, 6, 0, minutes(madeMinute));
    int settings = cookies.check(1, 2, 3, 4, 5, 6, cookie, minutes(checkedMinute));
    assertThat(settings != SynCookies.INVALID).isEqualTo(good);
  }

  /** A change of any bit of anything is noticed; so are the settings in the cookie itself. */
  @Test
  void isGoodForOneConnectionOnly() {
    long[] fields = {1, 2, 3, 4, 5, 6, 0};
    fields[6] = cookies.make(1, 2, 3, 4, 5, 6, options(1460, 7, true), START_NS) & 0xffff_ffffL;
    for (int field = 0; field < fields.length; field++) {
      for (int bit = 0; bit < (field < 4 ? 64 : 32); bit++) {
        long[] forged = fields.clone();
        forged[field] ^= 1L << bit;
        int settings =
            cookies.check(
                forged[0],
                forged[1],
                forged[2],
                forged[3],
                (int) forged[4],
                (int) forged[5],
                (int) forged[6],
                START_NS);
        assertThat(settings)
            .as("seed %d field %d bit %d", seed, field, bit)
            .isEqualTo(SynCookies.INVALID);
      }
    }
  }

  @Test
  void cannotBeGuessed() {
    int good = 0;
    for (int guess = 0; guess < 200_000; guess++) {
      int settings = cookies.check(1, 2, 3, 4, 5, 6, random.nextInt(), START_NS);
      good += settings == SynCookies.INVALID ? 0 : 1;
    }
    assertThat(good).as("expected %s by chance, seed %d", 200_000 / 16.7e6, seed).isLessThan(4);
  }

  @Test
  void dependsOnTheSecret() {
    SynCookies others = new SynCookies(1, 2, START_NS);
    int cookie = others.make(1, 2, 3, 4, 5, 6, 0, START_NS);
    assertThat(cookies.check(1, 2, 3, 4, 5, 6, cookie, START_NS)).isEqualTo(SynCookies.INVALID);
    assertThat(others.check(1, 2, 3, 4, 5, 6, cookie, START_NS)).isNotNegative();
  }
}
