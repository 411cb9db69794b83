package io.spinlane.agent.nic;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What one queue or lane of a driver counts: one thread writes, any thread reads. */
public final class NicStatistics {
  private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] values = new long[NicStatistic.values().length];

  /** Adds one. Only the writer. */
  @SuppressWarnings("EnumOrdinal") // An EnumMap would box.
  public void count(NicStatistic which) {
    int index = which.ordinal();
    VALUES.setOpaque(values, index, values[index] + 1);
  }

  /** A value now. Any thread. */
  @SuppressWarnings("EnumOrdinal") // As above.
  public long get(NicStatistic which) {
    return (long) VALUES.getOpaque(values, which.ordinal());
  }
}
