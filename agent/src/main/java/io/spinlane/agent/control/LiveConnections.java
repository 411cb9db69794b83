package io.spinlane.agent.control;

import io.spinlane.agent.engine.ConnectionReader;
import io.spinlane.agent.plan.PlanCompiler;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/**
 * The connections of the switch, read while the cores go on. Any thread; the reading itself is done
 * on the master's, a piece at a time, so that a topology that is to be applied does not wait long.
 */
public final class LiveConnections {
  /** Runs work on the master's thread. */
  interface MasterThread {
    <T> T run(Callable<T> work) throws Refusal, InterruptedException;
  }

  /** Places of the table read in one go: a few milliseconds of the master's time. */
  private static final int READ_AT_ONCE = 1 << 16;

  private final MasterThread master;
  private final ConnectionReader reader;
  private final PlanCompiler ids;

  LiveConnections(MasterThread master, ConnectionReader reader, PlanCompiler ids) {
    this.master = master;
    this.reader = reader;
    this.ids = ids;
  }

  /** How many there are by service and back-end. */
  Map<Impact.Flow, Long> count() throws Refusal, InterruptedException {
    Map<Impact.Flow, Long> counts = new HashMap<>();
    visitAll(
        0,
        at -> {
          String service = ids.serviceId(at.service());
          counts.merge(new Impact.Flow(service, ids.backendId(at.backend())), 1L, Long::sum);
          return true;
        });
    return counts;
  }

  /**
   * Visits connections in the order of their places.
   *
   * @param from the first place
   * @param visitor true: go on
   * @return the place behind the last that was looked at
   */
  private int visitAll(int from, Predicate<ConnectionReader> visitor)
      throws Refusal, InterruptedException {
    int next = from;
    while (next < reader.entries()) {
      int first = next;
      int end = Math.min(reader.entries(), first + READ_AT_ONCE);
      int stop = master.run(() -> visitSome(first, end, visitor));
      if (stop >= 0) {
        return stop + 1;
      }
      next = end;
    }
    return next;
  }

  /** The place where the visitor had enough, or −1. */
  private int visitSome(int first, int end, Predicate<ConnectionReader> visitor) {
    for (int entry = first; entry < end; entry++) {
      if (reader.read(entry) && !visitor.test(reader)) {
        return entry;
      }
    }
    return -1;
  }
}
