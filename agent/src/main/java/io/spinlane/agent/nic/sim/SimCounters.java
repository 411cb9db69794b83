package io.spinlane.agent.nic.sim;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** The statistics of one queue: written under the queue's lock, read by any thread. */
final class SimCounters {
  private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] values = new long[SimStatistic.values().length];

  void count(SimStatistic which) {
    add(which, 1);
  }

  @SuppressWarnings("EnumOrdinal") // An EnumMap would box.
  void add(SimStatistic which, long amount) {
    int index = which.ordinal();
    VALUES.setOpaque(values, index, values[index] + amount);
  }

  @SuppressWarnings("EnumOrdinal") // As above.
  long get(SimStatistic which) {
    return (long) VALUES.getOpaque(values, which.ordinal());
  }
}
