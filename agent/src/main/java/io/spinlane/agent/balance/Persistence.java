package io.spinlane.agent.balance;

/**
 * That a service keeps clients with their back-end, by which part of their address and how long.
 * Addresses are 128 bits, IPv4 as ::ffff:a.b.c.d. Immutable; any thread.
 *
 * @param timeoutMs after which a client is forgotten that has no connection, 1 to 2^30
 * @param ipv4PrefixLength leading bits that clients with the same back-end share, 1 to 32
 * @param ipv6PrefixLength as above, 1 to 128
 */
public record Persistence(int timeoutMs, int ipv4PrefixLength, int ipv6PrefixLength) {
  private static final int MAPPED_PREFIX_LENGTH = 96;

  /** The high half of an address without its host bits. */
  public long prefixHigh(long high, long low) {
    int ones = prefixLength(high, low);
    return ones >= 64 ? high : high & -1L << (64 - ones);
  }

  /** The low half. */
  public long prefixLow(long high, long low) {
    int ones = prefixLength(high, low);
    return ones <= 64 ? 0 : low & -1L << (128 - ones);
  }

  private int prefixLength(long high, long low) {
    boolean ipv4 = high == 0 && low >>> 32 == 0xffff;
    return ipv4 ? MAPPED_PREFIX_LENGTH + ipv4PrefixLength : ipv6PrefixLength;
  }
}
