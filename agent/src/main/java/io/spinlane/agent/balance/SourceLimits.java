package io.spinlane.agent.balance;

/**
 * The ceilings of one service for each source prefix, as {@link SourceRates} enforces them.
 * Immutable; any thread.
 *
 * <p>A ceiling of n a second is a token every 1/n second; a quarter second's worth may be taken at
 * once after a rest, and always one.
 */
public final class SourceLimits {
  /** No ceilings. */
  public static final SourceLimits NONE = new SourceLimits(0, 0, 32, 128);

  /** Time is counted in sixteenths of a nanosecond, so that high rates are not rounded away. */
  static final int UNIT_SHIFT = 4;

  private static final long SECOND = 1_000_000_000L << UNIT_SHIFT;
  private static final int BURSTS_PER_SECOND = 4;
  private static final int IPV6_BITS = 128;

  private final long packetInterval;
  private final long packetTolerance;
  private final long connectionInterval;
  private final long connectionTolerance;
  private final int prefix4;
  private final int prefix6;

  /**
   * Ceilings as drawn.
   *
   * @param packetsPerSecond 0: none
   * @param connectionsPerSecond 0: none
   * @param prefix4Bits IPv4 sources with so many equal leading bits count as one, 1 to 32
   * @param prefix6Bits the same for IPv6, 1 to 128
   */
  public SourceLimits(
      long packetsPerSecond, long connectionsPerSecond, int prefix4Bits, int prefix6Bits) {
    packetInterval = interval(packetsPerSecond);
    packetTolerance = tolerance(packetsPerSecond, packetInterval);
    connectionInterval = interval(connectionsPerSecond);
    connectionTolerance = tolerance(connectionsPerSecond, connectionInterval);
    prefix4 = PrefixTable.IPV4_BITS + prefix4Bits;
    prefix6 = prefix6Bits;
  }

  /** Unsigned, and never 0 but for no ceiling. */
  private static long interval(long perSecond) {
    return perSecond == 0 ? 0 : Math.max(1, Long.divideUnsigned(SECOND, perSecond));
  }

  /** How far ahead of its rate a source may be when it takes the last token of a burst. */
  private static long tolerance(long perSecond, long interval) {
    long burst = Long.divideUnsigned(perSecond, BURSTS_PER_SECOND);
    return burst <= 1 ? 0 : SECOND / BURSTS_PER_SECOND - interval;
  }

  /** Whether packets are counted at all. */
  public boolean limitsPackets() {
    return packetInterval != 0;
  }

  /** Whether new connections are counted at all. */
  public boolean limitsConnections() {
    return connectionInterval != 0;
  }

  long packetInterval() {
    return packetInterval;
  }

  long packetTolerance() {
    return packetTolerance;
  }

  long connectionInterval() {
    return connectionInterval;
  }

  long connectionTolerance() {
    return connectionTolerance;
  }

  /** Leading bits of a 128-bit address that count. */
  int prefixBits(boolean ipv4) {
    return ipv4 ? prefix4 : Math.min(IPV6_BITS, prefix6);
  }
}
