package io.spinlane.agent.balance;

import java.util.Arrays;

/**
 * A timing wheel over the connections one core has inserted (Varghese and Lauck, "Hashed and
 * Hierarchical Timing Wheels", 1987, scheme 4). Every connection comes up for judgement when it
 * would expire if nothing happened, and at least every {@value #LONGEST_WAIT_MS} ms, so that one
 * that has been closed meanwhile does not wait for its long idle time.
 *
 * <p>One thread at a time: the owning core, or the core that took the wheel over from one that was
 * removed. The clock is the caller's.
 */
public final class ExpiryWheel {
  /** Says what becomes of a connection whose time has come. */
  public interface Judge {
    /**
     * Milliseconds of idleness after which it expires; 0 or less: at once.
     *
     * @param connection as read now
     */
    int timeoutMs(Connection connection);

    /** It was removed from the table. */
    void removed(Connection connection);
  }

  private static final int TICK_SHIFT = 6;
  static final int TICK_MS = 1 << TICK_SHIFT;
  static final int LONGEST_WAIT_MS = 8_192;

  private static final int SLOTS = 256;
  private static final int NONE = -1;

  private final ConnectionTable table;
  private final int[] heads = new int[SLOTS];
  private final Connection connection = new Connection();

  /** Entries of the tick being worked off. */
  private int due = NONE;

  private int nextTick;
  private boolean started;

  public ExpiryWheel(ConnectionTable table) {
    this.table = table;
    Arrays.fill(heads, NONE);
  }

  /** Takes a newly inserted connection in. */
  public void add(int entry, int timeoutMs, int nowMs) {
    int wait = Math.min(timeoutMs, LONGEST_WAIT_MS);
    int slot = (((nowMs + wait) >>> TICK_SHIFT) + 1) & (SLOTS - 1);
    table.next(entry, heads[slot]);
    heads[slot] = entry;
  }

  /**
   * Judges connections whose time has come.
   *
   * @param limit connections at most; the rest waits for the next call
   * @return how many were judged
   */
  public int advance(int nowMs, int limit, Judge judge) {
    int tick = nowMs >>> TICK_SHIFT;
    if (!started) {
      started = true;
      nextTick = tick;
    }
    int judged = 0;
    while (judged < limit) {
      if (due == NONE) {
        int behind = ticksBetween(nextTick, tick);
        if (behind <= 0) {
          return judged;
        }
        // After a long rest one turn of the wheel has seen every slot.
        nextTick = behind > SLOTS ? tick - SLOTS : nextTick;
        due = heads[nextTick & (SLOTS - 1)];
        heads[nextTick & (SLOTS - 1)] = NONE;
        nextTick++;
        continue;
      }
      int entry = due;
      due = table.next(entry);
      judge(entry, nowMs, judge);
      judged++;
    }
    return judged;
  }

  /** Milliseconds wrap at 32 bits, so ticks wrap at fewer; the difference is signed. */
  private static int ticksBetween(int from, int to) {
    return (to - from) << TICK_SHIFT >> TICK_SHIFT;
  }

  private void judge(int entry, int nowMs, Judge judge) {
    if (!table.get(entry, connection)) {
      add(entry, TICK_MS, nowMs); // Somebody is replacing it just now.
      return;
    }
    int timeoutMs = judge.timeoutMs(connection);
    int idleMs = nowMs - table.lastSeenMs(entry);
    if (idleMs < timeoutMs) {
      add(entry, timeoutMs - idleMs, nowMs);
    } else if (table.remove(connection, nowMs)) {
      judge.removed(connection);
    } else {
      add(entry, TICK_MS, nowMs);
    }
  }
}
