package io.spinlane.agent.nic.sim;

import org.jspecify.annotations.Nullable;

/**
 * Who is to be looked at when: a ring of lists, one for each tick of about a millisecond. An entry
 * whose deadline moves away stays where it is and is looked at too early, which costs less than
 * moving it with every segment. Its queue's lock guards it.
 */
final class TimerWheel {
  private static final int TICK_SHIFT = 20;
  private static final int TICKS = 4096;

  private final @Nullable Conversation[] ring = new @Nullable Conversation[TICKS];
  private long tick;

  TimerWheel(long nowNs) {
    tick = nowNs >> TICK_SHIFT;
  }

  /** Has an entry looked at when its deadline is over, or before. */
  void schedule(Conversation entry, long deadlineNs) {
    if (deadlineNs == Endpoint.NEVER) {
      return;
    }
    long due = Math.clamp((deadlineNs >> TICK_SHIFT) + 1, tick + 1, tick + TICKS - 1);
    if (entry.timerTick != Conversation.NO_TIMER && entry.timerTick <= due) {
      return;
    }
    cancel(entry);
    int slot = slot(due);
    Conversation first = ring[slot];
    entry.timerTick = due;
    entry.timerAfter = first;
    if (first != null) {
      first.timerBefore = entry;
    }
    ring[slot] = entry;
  }

  /** Takes an entry out. */
  void cancel(Conversation entry) {
    if (entry.timerTick == Conversation.NO_TIMER) {
      return;
    }
    Conversation before = entry.timerBefore;
    Conversation after = entry.timerAfter;
    if (before == null) {
      ring[slot(entry.timerTick)] = after;
    } else {
      before.timerAfter = after;
    }
    if (after != null) {
      after.timerBefore = before;
    }
    entry.timerBefore = null;
    entry.timerAfter = null;
    entry.timerTick = Conversation.NO_TIMER;
  }

  /** Takes the next entry out whose tick is over; null when there is none. */
  @Nullable Conversation next(long nowNs) {
    long now = nowNs >> TICK_SHIFT;
    if (now - tick > TICKS) {
      tick = now - TICKS; // Each list is looked at once however long the pause was.
    }
    while (tick <= now) {
      Conversation entry = ring[slot(tick)];
      if (entry != null) {
        cancel(entry);
        return entry;
      }
      if (tick == now) {
        return null;
      }
      tick++;
    }
    return null;
  }

  private static int slot(long tick) {
    return (int) (tick & (TICKS - 1));
  }
}
