package io.spinlane.agent.balance;

import io.spinlane.agent.packet.Address;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * How fast each source prefix sends to each service, shared by all switch cores. The packets of one
 * source come through many queues, since the NIC spreads flows and not sources; ceilings divided
 * among cores would therefore stop a source whose flows happen to meet on one core at a fraction of
 * its ceiling.
 *
 * <p>Each ceiling is a token bucket in the form of the generic cell rate algorithm (ITU-T I.371,
 * virtual scheduling): one word holds the time at which the bucket will be full again. A token
 * moves it on by one interval, and there is none when it is further ahead than a burst.
 *
 * <pre>
 *   entry   0 fingerprint of (service, prefix) │ 1 packets: full at │ 2 connections: full at │ 3 –
 * </pre>
 *
 * <p><b>Bounded.</b> A source is looked for in {@value #WINDOW} neighbouring entries. A new one
 * takes an entry never used, or one whose buckets are full: forgetting that changes no decision,
 * since a new source's buckets are full as well. Only when all are in debt does the one that is
 * nearest to being full give way; so a flood of invented addresses cannot make the table forget a
 * source that is far beyond its ceiling for one that has sent a packet.
 *
 * <p><b>Threads.</b> Any core, at any time. A token is taken by CAS on one word, and fails only
 * because another core has taken one from the same bucket, so that both get theirs or the bucket
 * becomes empty. An entry changes hands by CAS on its fingerprint. A core that has found it just
 * before takes its one token from the new source; two cores that make an entry for the same source
 * at once may make two, of which the first is found from then on. Either costs or grants a source
 * one token, once.
 */
public final class SourceRates {
  /** Sources in all that a data plane has room for, unless told otherwise. */
  public static final int STANDARD_CAPACITY = 1 << 16;

  static final int WINDOW = 8;

  private static final int ENTRY_SHIFT = 2;
  private static final int PACKETS = 1;
  private static final int CONNECTIONS = 2;
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] words;
  private final int mask;
  private final long seed;
  private final long startNs;

  /**
   * An empty table.
   *
   * @param capacity sources, a power of two of at least {@value #WINDOW}
   * @param seed makes fingerprints unpredictable to senders
   * @param startNs the earliest time there will be
   */
  public SourceRates(int capacity, long seed, long startNs) {
    if (capacity < WINDOW || Integer.bitCount(capacity) != 1 || capacity > 1 << 24) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    this.words = new long[capacity << ENTRY_SHIFT];
    this.mask = capacity - 1;
    this.seed = seed;
    this.startNs = startNs;
  }

  /**
   * Takes tokens for packets that came in one frame. Some are enough: the rest is owed, and those
   * who owe wait.
   *
   * @param service row of the service
   * @param high first half of the source's address, IPv4 as ::ffff:a.b.c.d
   * @param packets 1, or the segments of a segmentation-offload frame
   * @return false when the source is at its ceiling
   */
  public boolean takePackets(
      SourceLimits limits, int service, long high, long low, int packets, long nowNs) {
    if (!limits.limitsPackets()) {
      return true;
    }
    long now = (nowNs - startNs) << SourceLimits.UNIT_SHIFT;
    int entry = entry(limits, service, high, low, now);
    return take(entry + PACKETS, limits.packetInterval() * packets, limits.packetTolerance(), now);
  }

  /** As above for a new connection. */
  public boolean takeConnection(SourceLimits limits, int service, long high, long low, long nowNs) {
    if (!limits.limitsConnections()) {
      return true;
    }
    long now = (nowNs - startNs) << SourceLimits.UNIT_SHIFT;
    int entry = entry(limits, service, high, low, now);
    return take(
        entry + CONNECTIONS, limits.connectionInterval(), limits.connectionTolerance(), now);
  }

  private boolean take(int word, long interval, long tolerance, long now) {
    while (true) {
      long fullAt = (long) WORD.getOpaque(words, word);
      long from = Math.max(fullAt, now);
      if (from - now > tolerance) {
        return false;
      }
      if (WORD.compareAndSet(words, word, fullAt, from + interval)) {
        return true;
      }
    }
  }

  /** The place of a source's entry, made now if it has none. */
  private int entry(SourceLimits limits, int service, long high, long low, long now) {
    long fingerprint = fingerprint(limits, service, high, low);
    while (true) {
      int nearest = 0;
      long evicted = 0;
      long nearestFullAt = Long.MAX_VALUE;
      for (int i = 0; i < WINDOW; i++) {
        int entry = ((int) fingerprint + i & mask) << ENTRY_SHIFT;
        long present = (long) WORD.getOpaque(words, entry);
        if (present == fingerprint) {
          return entry;
        }
        // An entry never used is full since the start; behind it there is nothing of this source.
        long fullAt = fullAt(entry);
        if (fullAt < nearestFullAt) {
          nearest = entry;
          evicted = present; // Read before its buckets, so these are not of an older source.
          nearestFullAt = fullAt;
        }
        if (present == 0) {
          break;
        }
      }
      if (WORD.compareAndSet(words, nearest, evicted, fingerprint)) {
        if (nearestFullAt > now) {
          WORD.setOpaque(words, nearest + PACKETS, now);
          WORD.setOpaque(words, nearest + CONNECTIONS, now);
        }
        return nearest;
      }
      // Another core has just taken the entry, perhaps for this very source: look again.
    }
  }

  /** When both buckets of an entry are full. */
  private long fullAt(int entry) {
    return Math.max(
        (long) WORD.getOpaque(words, entry + PACKETS),
        (long) WORD.getOpaque(words, entry + CONNECTIONS));
  }

  private long fingerprint(SourceLimits limits, int service, long high, long low) {
    int bits = limits.prefixBits(Address.isIpv4(high, low));
    long hash = Maglev.mix(seed ^ (high & Address.maskHigh(bits)));
    hash = Maglev.mix(hash ^ (low & Address.maskLow(bits)));
    hash = Maglev.mix(hash + service);
    return hash == 0 ? 1 : hash; // 0 marks an entry never used.
  }
}
