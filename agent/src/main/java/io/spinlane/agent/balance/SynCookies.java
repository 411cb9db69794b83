package io.spinlane.agent.balance;

import io.spinlane.agent.packet.TcpOptions;
import java.util.concurrent.TimeUnit;

/**
 * SYN cookies (RFC 4987 §3.6): the answer to a SYN carries in its sequence number all that must be
 * known when the client acknowledges it, so that a SYN by itself takes no memory.
 *
 * <pre>
 *   31             30 … 29     28 … 25                   24              23 … 0
 *   minute's       MSS class   window scale, 15: none    SACK permitted  SipHash-2-4 of addresses, ports,
 *   lowest bit                                                           client's number, minute, 31 … 24
 * </pre>
 *
 * <p>All of a SYN's options that last for the connection fit, but for timestamps. (Linux keeps
 * window scale and SACK in the timestamp instead. Here the back-end's clock would have to be
 * translated to the cookie's for the rest of the connection; and a client that sends no timestamps
 * would lose both. So timestamps are not offered to clients that got a cookie, as RFC 7323 §1.3
 * allows.)
 *
 * <p>A cookie is good for one to two minutes. The hash covers the whole number of the minute, so
 * each minute is as good as a key of its own, and cores share nothing that changes. Who does not
 * see the answer has to guess 24 bits for every connection.
 *
 * <p>Immutable; any thread. The clock is the caller's.
 */
public final class SynCookies {
  /** A cookie that was not made for this connection, or too long ago. */
  public static final int INVALID = -1;

  private static final int[] MSS_CLASSES = {536, 1220, 1440, 8940};

  private static final long MINUTE_NS = TimeUnit.MINUTES.toNanos(1);
  private static final int SETTINGS_SHIFT = 24;
  private static final int HASH_MASK = (1 << SETTINGS_SHIFT) - 1;
  private static final int MINUTE_BIT = 1 << 7;
  private static final int CLASS_SHIFT = 5;
  private static final int SCALE_SHIFT = 1;
  private static final int NO_SCALE = 15;
  private static final int MESSAGE_BYTES = 45;

  private final SipHash hash;
  private final long startNs;

  /**
   * Cookies under one secret.
   *
   * @param key0 with {@code key1} a secret of 128 random bits
   * @param startNs the earliest time there will be
   */
  public SynCookies(long key0, long key1, long startNs) {
    this.hash = new SipHash(key0, key1);
    this.startNs = startNs;
  }

  /**
   * The sequence number that answers a SYN. Addresses are those of the SYN, IPv4 as ::ffff:a.b.c.d.
   *
   * @param ports source port in the upper 16 bits, destination port in the lower
   * @param sequence of the SYN
   * @param options of the SYN, from {@link TcpOptions#parse}; of a maximum segment size the nearest
   *     of 536, 1220, 1440 and 8940 below it is remembered, and 536 of all that are smaller
   */
  public int make(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int ports,
      int sequence,
      long options,
      long nowNs) {
    long minute = (nowNs - startNs) / MINUTE_NS;
    int scale = TcpOptions.windowScale(options);
    int settings =
        ((minute & 1) != 0 ? MINUTE_BIT : 0)
            | mssClass(TcpOptions.mss(options)) << CLASS_SHIFT
            | (scale == TcpOptions.NO_WINDOW_SCALE ? NO_SCALE : scale) << SCALE_SHIFT
            | (TcpOptions.sackPermitted(options) ? 1 : 0);
    int hashed =
        hash(
            sourceHigh,
            sourceLow,
            destinationHigh,
            destinationLow,
            ports,
            sequence,
            minute,
            settings);
    return settings << SETTINGS_SHIFT | hashed;
  }

  /**
   * Checks the number that a client acknowledges.
   *
   * @param sequence of the client's SYN: one less than its first segment after it
   * @param cookie one less than the number it acknowledges
   * @return settings for {@link #mss} and the others, or {@link #INVALID}
   */
  public int check(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int ports,
      int sequence,
      int cookie,
      long nowNs) {
    long minute = (nowNs - startNs) / MINUTE_NS;
    int settings = cookie >>> SETTINGS_SHIFT;
    if (((minute & 1) != 0) != ((settings & MINUTE_BIT) != 0)) {
      minute--;
    }
    int hashed =
        hash(
            sourceHigh,
            sourceLow,
            destinationHigh,
            destinationLow,
            ports,
            sequence,
            minute,
            settings);
    return hashed == (cookie & HASH_MASK) ? settings : INVALID;
  }

  /** Words of the message: each byte counts, so their order among themselves is ours to choose. */
  private int hash(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int ports,
      int sequence,
      long minute,
      int settings) {
    long numbers = (long) ports << 32 | (sequence & 0xffff_ffffL);
    long time = (minute & 0xffff_ffffL) << 8 | settings;
    long hashed =
        hash.hash(
            MESSAGE_BYTES, sourceHigh, sourceLow, destinationHigh, destinationLow, numbers, time);
    return (int) hashed & HASH_MASK;
  }

  private static int mssClass(int mss) {
    int found = 0;
    while (found + 1 < MSS_CLASSES.length && MSS_CLASSES[found + 1] <= mss) {
      found++;
    }
    return found;
  }

  /** Maximum segment size of the client in bytes, as it was remembered. */
  public static int mss(int settings) {
    return MSS_CLASSES[settings >>> CLASS_SHIFT & 3];
  }

  /** 0 to 14, or {@link TcpOptions#NO_WINDOW_SCALE}. */
  public static int windowScale(int settings) {
    int scale = settings >>> SCALE_SHIFT & NO_SCALE;
    return scale == NO_SCALE ? TcpOptions.NO_WINDOW_SCALE : scale;
  }

  public static boolean sackPermitted(int settings) {
    return (settings & 1) != 0;
  }
}
