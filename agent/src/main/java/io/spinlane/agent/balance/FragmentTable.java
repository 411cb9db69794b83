package io.spinlane.agent.balance;

import io.spinlane.agent.packet.Address;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;

/**
 * Where the fragments of a packet go: the first one has the ports, so it is balanced like any
 * packet and notes here what was decided; the others are found by what all fragments of a packet
 * have in common: addresses and identification, and with IPv4 the protocol (RFC 791 §3.2; with IPv6
 * RFC 8200 §4.5 leaves it out).
 *
 * <p>A fragment that comes before its first one is not held, and the packet is lost as if the
 * fragment had been: senders send in order, and frames held for invented fragments would be an easy
 * way to use them all up. What was decided is forgotten after {@value #TIMEOUT_SECONDS} s: RFC 791
 * proposes 15 s, RFC 1122 60 s or more for a receiver, and Linux, the most likely one, waits so
 * long and no longer.
 *
 * <pre>
 *   entry   0 version │ 1 fingerprint │ 2 decision │ 3 good until
 * </pre>
 *
 * <p><b>Bounded.</b> A packet's entry is one of {@value #WINDOW} neighbours: the one it has, one
 * never used, or the oldest.
 *
 * <p><b>Threads.</b> Shared by all cores, since a NIC may spread the first fragment by its ports
 * and the others without. A writer claims an entry by CAS from an even version to the next odd one,
 * writes, and publishes by a release store of the next even one. A reader acquires the version,
 * reads, and reads the version again behind a load fence; another one means that the entry was
 * written meanwhile, and is passed over. A writer that finds its entry claimed tries the next
 * oldest, {@value #WINDOW} times at most.
 */
public final class FragmentTable {
  /** Packets in all that a data plane has room for, unless told otherwise. */
  public static final int STANDARD_CAPACITY = 1 << 14;

  /** Nothing is known of the packet. */
  public static final long NONE = -1;

  static final int TIMEOUT_SECONDS = 30;
  static final int WINDOW = 8;

  private static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
  private static final int ENTRY_SHIFT = 2;
  private static final int FINGERPRINT = 1;
  private static final int DECISION = 2;
  private static final int GOOD_UNTIL = 3;
  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] words;
  private final int mask;
  private final long seed;

  /**
   * An empty table.
   *
   * @param capacity packets, a power of two of at least {@value #WINDOW}
   * @param seed makes fingerprints unpredictable to senders
   */
  public FragmentTable(int capacity, long seed) {
    if (capacity < WINDOW || Integer.bitCount(capacity) != 1 || capacity > 1 << 24) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    this.words = new long[capacity << ENTRY_SHIFT];
    this.mask = capacity - 1;
    this.seed = seed;
  }

  /**
   * What was decided for the first fragment, or {@link #NONE}. Addresses are as in the packet, IPv4
   * as ::ffff:a.b.c.d.
   */
  public long find(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int identification,
      int protocol,
      long nowNs) {
    long fingerprint =
        fingerprint(
            sourceHigh, sourceLow, destinationHigh, destinationLow, identification, protocol);
    for (int i = 0; i < WINDOW; i++) {
      int entry = ((int) fingerprint + i & mask) << ENTRY_SHIFT;
      long version = (long) WORD.getAcquire(words, entry);
      if (version == 0) {
        return NONE;
      }
      if (words[entry + FINGERPRINT] == fingerprint) {
        long decision = words[entry + DECISION];
        long goodUntilNs = words[entry + GOOD_UNTIL];
        VarHandle.loadLoadFence();
        if ((version & 1) == 0
            && (long) WORD.getOpaque(words, entry) == version
            && goodUntilNs - nowNs > 0) {
          return decision;
        }
      }
    }
    return NONE;
  }

  /**
   * Notes what was decided for a first fragment.
   *
   * @param decision 0 or more
   */
  public void put(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int identification,
      int protocol,
      long decision,
      long nowNs) {
    long fingerprint =
        fingerprint(
            sourceHigh, sourceLow, destinationHigh, destinationLow, identification, protocol);
    for (int attempt = 0; attempt < WINDOW; attempt++) {
      int entry = place(fingerprint, nowNs);
      long version = (long) WORD.getOpaque(words, entry);
      if ((version & 1) == 0 && WORD.compareAndSet(words, entry, version, version + 1)) {
        VarHandle.storeStoreFence();
        words[entry + FINGERPRINT] = fingerprint;
        words[entry + DECISION] = decision;
        words[entry + GOOD_UNTIL] = nowNs + TIMEOUT_NS;
        WORD.setRelease(words, entry, version + 2);
        return;
      }
    }
  }

  /** The entry of a packet, one never used, or the one that is good for the shortest time. */
  private int place(long fingerprint, long nowNs) {
    int oldest = 0;
    long shortestNs = Long.MAX_VALUE;
    for (int i = 0; i < WINDOW; i++) {
      int entry = ((int) fingerprint + i & mask) << ENTRY_SHIFT;
      long version = (long) WORD.getAcquire(words, entry);
      if (version == 0 || words[entry + FINGERPRINT] == fingerprint) {
        return entry;
      }
      long leftNs = words[entry + GOOD_UNTIL] - nowNs;
      if ((version & 1) == 0 && leftNs < shortestNs) {
        shortestNs = leftNs;
        oldest = entry;
      }
    }
    return oldest;
  }

  private long fingerprint(
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int identification,
      int protocol) {
    int kind = Address.isIpv4(sourceHigh, sourceLow) ? protocol : 0;
    long hash = Maglev.mix(seed ^ sourceLow);
    hash = Maglev.mix(hash ^ destinationLow);
    hash = Maglev.mix(hash ^ ((long) identification << 8 | kind));
    if (kind == 0) {
      hash = Maglev.mix(Maglev.mix(hash ^ sourceHigh) ^ destinationHigh);
    }
    return hash;
  }
}
