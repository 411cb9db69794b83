package io.spinlane.agent.packet;

/**
 * An IPv4 or IPv6 address as two 64-bit halves, first byte highest; an IPv4 address is IPv4-mapped,
 * ::ffff:a.b.c.d (RFC 4291 §2.5.5.2), so that tables hold both families under one kind of key.
 * Stateless.
 */
public final class Address {
  private static final long MAPPED = 0xffffL << 32;

  private Address() {}

  /** Low half of an IPv4 address; its high half is 0. */
  public static long low(int ipv4) {
    return MAPPED | (ipv4 & 0xffff_ffffL);
  }

  /** True for an IPv4 address. */
  public static boolean isIpv4(long high, long low) {
    return high == 0 && low >>> 32 == 0xffff;
  }

  /** The 32 bits of an IPv4 address. */
  public static int ipv4(long low) {
    return (int) low;
  }

  /** The highest 64 of a mask of so many leading ones among 128 bits. */
  public static long maskHigh(int ones) {
    return ones == 0 ? 0 : -1L << (64 - Math.min(64, ones));
  }

  /** The lowest 64 of it. */
  public static long maskLow(int ones) {
    return ones <= 64 ? 0 : -1L << (128 - ones);
  }

  /** One number for both halves, every bit of them spread; for hash tables. */
  public static long mix(long high, long low) {
    long value = low ^ high * 0x9e37_79b9_7f4a_7c15L;
    value = (value ^ (value >>> 32)) * 0xd6e8_feb8_6659_fd93L;
    return value ^ (value >>> 32);
  }
}
