package io.spinlane.agent.switching;

import io.spinlane.agent.packet.Address;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Neighbours of all NICs and their hardware addresses (RFC 826 and RFC 4861), with the reachability
 * times of RFC 4861 §10 in spirit. Addresses are halves as in {@link
 * io.spinlane.agent.packet.Address}.
 *
 * <p><b>Threads.</b> All cores read and write. A core claims a place by CAS from EMPTY to WRITING,
 * writes the address, and publishes it by a release store of the NIC's row. Who meets a place being
 * written waits a moment for these stores. Each other value is one atomic word. Which core asks is
 * decided by CAS on the time of the last question, so that only one does.
 *
 * <p><b>Bounded.</b> Anybody can make up neighbours: a prefix of IPv6 has more of them than any
 * table (RFC 6583). Where all places around a new one are taken it gets that of a neighbour nobody
 * has heard of and nobody asks for any more, {@value #FORGOTTEN_SECONDS} s after the last question.
 * So whoever keeps a place's number looks it up again from time to time; one in use is asked for
 * long before that.
 */
public final class NeighbourTable {
  /** Neighbours in all. */
  public static final int CAPACITY = 1 << 14;

  /** No place for this neighbour. */
  public static final int NONE = -1;

  /** The neighbour's hardware address is not known. */
  public static final long UNRESOLVED = -1;

  /** Time between two questions for the same neighbour. */
  public static final long ASK_INTERVAL_NS = 500_000_000L;

  /** An answer is asked for again when the last is older. */
  public static final long REACHABLE_NS = 30_000_000_000L;

  /** An answer is not believed any more when the last is older. */
  public static final long STALE_NS = 45_000_000_000L;

  static final int FORGOTTEN_SECONDS = 5;

  private static final long FORGOTTEN_NS = TimeUnit.SECONDS.toNanos(FORGOTTEN_SECONDS);
  private static final int PROBES = 32;
  private static final int MASK = CAPACITY - 1;

  private static final int EMPTY = 0;
  private static final int WRITING = 1;
  private static final int FIRST_NIC = 2;
  private static final int SPINS = 1_000;

  private final AtomicIntegerArray owners = new AtomicIntegerArray(CAPACITY);
  private final long[] highs = new long[CAPACITY];
  private final long[] lows = new long[CAPACITY];
  private final AtomicLongArray macs = new AtomicLongArray(CAPACITY);
  private final AtomicLongArray confirmedNs = new AtomicLongArray(CAPACITY);
  private final AtomicLongArray askedNs = new AtomicLongArray(CAPACITY);

  /**
   * The place of a neighbour, made now if it has none; {@link #NONE} when there is no room for it.
   */
  public int place(int nicRow, long high, long low, long nowNs) {
    int start = start(nicRow, high, low);
    for (int i = 0; i < PROBES; i++) {
      int at = (start + i) & MASK;
      int owner = owners.getAcquire(at);
      if (owner == EMPTY && take(at, EMPTY, nicRow, high, low, nowNs)) {
        return at;
      }
      if (owner == EMPTY || owner == WRITING) {
        owner = await(at);
      }
      if (owner == FIRST_NIC + nicRow && lows[at] == low && highs[at] == high) {
        return at;
      }
    }
    for (int i = 0; i < PROBES; i++) {
      int at = (start + i) & MASK;
      int owner = owners.getAcquire(at);
      if (owner >= FIRST_NIC
          && isForgotten(at, nowNs)
          && take(at, owner, nicRow, high, low, nowNs)) {
        return at;
      }
    }
    return NONE;
  }

  private boolean take(int at, int owner, int nicRow, long high, long low, long nowNs) {
    if (!owners.compareAndSet(at, owner, WRITING)) {
      return false;
    }
    // Before the address: nobody is to find the new neighbour with the old one's.
    macs.setRelease(at, 0);
    VarHandle.storeStoreFence();
    askedNs.setOpaque(at, nowNs - ASK_INTERVAL_NS);
    highs[at] = high;
    lows[at] = low;
    owners.setRelease(at, FIRST_NIC + nicRow);
    return true;
  }

  private boolean isForgotten(int at, long nowNs) {
    boolean silent = macs.getAcquire(at) == 0 || nowNs - confirmedNs.getOpaque(at) > STALE_NS;
    return silent && nowNs - askedNs.getOpaque(at) > FORGOTTEN_NS;
  }

  private int await(int at) {
    int owner = owners.getAcquire(at);
    for (int i = 0; owner == WRITING && i < SPINS; i++) {
      Thread.onSpinWait();
      owner = owners.getAcquire(at);
    }
    return owner;
  }

  /** The place of a neighbour that has one, or {@link #NONE}. */
  public int find(int nicRow, long high, long low) {
    int start = start(nicRow, high, low);
    for (int i = 0; i < PROBES; i++) {
      int at = (start + i) & MASK;
      int owner = owners.getAcquire(at);
      if (owner == FIRST_NIC + nicRow && lows[at] == low && highs[at] == high) {
        return at;
      }
      if (owner == EMPTY) {
        return NONE;
      }
    }
    return NONE;
  }

  /**
   * Hardware address at a place, or {@link #UNRESOLVED}. A plain read: the address is all there is
   * to see, and a core that reads a new one a round later has lost nothing.
   */
  public long mac(int place) {
    return macs.getPlain(place) - 1;
  }

  /** Notes an answer. */
  public void confirm(int place, long mac, long nowNs) {
    confirmedNs.setOpaque(place, nowNs);
    if (macs.getPlain(place) != mac + 1) {
      macs.setRelease(place, mac + 1);
    }
  }

  /**
   * Whether the caller is to ask for the neighbour now: it is unknown or was confirmed long ago,
   * and nobody has asked lately. True for one caller only.
   */
  public boolean claimQuestion(int place, long nowNs) {
    boolean resolved = mac(place) != UNRESOLVED;
    long silentNs = nowNs - confirmedNs.getOpaque(place);
    if (resolved && silentNs < REACHABLE_NS) {
      return false;
    }
    if (resolved && silentNs > STALE_NS) {
      macs.setRelease(place, 0);
    }
    long asked = askedNs.getOpaque(place);
    return nowNs - asked >= ASK_INTERVAL_NS && askedNs.compareAndSet(place, asked, nowNs);
  }

  private static int start(int nicRow, long high, long low) {
    return (int) Address.mix(high, low + nicRow) & MASK;
  }
}
