package io.spinlane.agent.switching;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * IPv4 neighbours of all NICs and their hardware addresses (RFC 826), with the reachability times
 * of RFC 4861 §10 in spirit.
 *
 * <p><b>Threads.</b> All cores read and write. A place belongs to one (NIC, address) for good once
 * its key was set by CAS, so that its number can be kept; each of its values is one atomic word.
 * Which core asks is decided by CAS on the time of the last question, so that only one does.
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

  private static final int PROBES = 32;
  private static final int MASK = CAPACITY - 1;

  private final AtomicLongArray keys = new AtomicLongArray(CAPACITY);
  private final AtomicLongArray macs = new AtomicLongArray(CAPACITY);
  private final AtomicLongArray confirmedNs = new AtomicLongArray(CAPACITY);
  private final AtomicLongArray askedNs = new AtomicLongArray(CAPACITY);

  /** The place of a neighbour, made now if it has none; {@link #NONE} when the table is full. */
  public int place(int nicRow, int address) {
    long key = key(nicRow, address);
    int start = start(key);
    for (int i = 0; i < PROBES; i++) {
      int at = (start + i) & MASK;
      long present = keys.getAcquire(at);
      if (present == 0) {
        // The values are set before anyone can see the key, except by a core that loses this race
        // with the same values.
        if (keys.compareAndSet(at, 0, key)) {
          return at;
        }
        present = keys.getAcquire(at);
      }
      if (present == key) {
        return at;
      }
    }
    return NONE;
  }

  /** The place of a neighbour that has one, or {@link #NONE}. */
  public int find(int nicRow, int address) {
    long key = key(nicRow, address);
    int start = start(key);
    for (int i = 0; i < PROBES; i++) {
      long present = keys.getAcquire((start + i) & MASK);
      if (present == key) {
        return (start + i) & MASK;
      }
      if (present == 0) {
        return NONE;
      }
    }
    return NONE;
  }

  /** Hardware address at a place, or {@link #UNRESOLVED}. */
  public long mac(int place) {
    return macs.getAcquire(place) - 1;
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
    return (asked == 0 || nowNs - asked >= ASK_INTERVAL_NS)
        && askedNs.compareAndSet(place, asked, nowNs == 0 ? 1 : nowNs);
  }

  private static long key(int nicRow, int address) {
    return ((long) (nicRow + 1) << 32) | (address & 0xffff_ffffL);
  }

  private static int start(long key) {
    long hash = key * 0x9E37_79B9_7F4A_7C15L;
    return (int) (hash >>> 40) & MASK;
  }
}
