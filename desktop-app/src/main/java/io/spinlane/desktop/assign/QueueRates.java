package io.spinlane.desktop.assign;

import io.spinlane.desktop.live.CounterNames;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.desktop.remote.SampleLayout;
import io.spinlane.v1.ElementKind;
import java.util.HashMap;
import java.util.Map;

/**
 * What the agent counts on each receive queue. Where a queue stands in the samples is looked up
 * once for each layout. Belongs to the thread of the {@link LiveStats}.
 */
public final class QueueRates {
  private final LiveStats stats;
  private final Map<ReceiveQueue, Integer> columns = new HashMap<>();
  private long layoutSeen = -1;

  /** Rates of a stream of samples. */
  public QueueRates(LiveStats stats) {
    this.stats = stats;
  }

  /** Packets received per second over the last second; NaN when it is not known. */
  public double pps(ReceiveQueue queue) {
    SampleLayout layout = stats.layout();
    if (layout == null || !stats.hasSample()) {
      return Double.NaN;
    }
    if (layoutSeen != stats.layoutChanges()) {
      layoutSeen = stats.layoutChanges();
      columns.clear();
    }
    int column = columns.computeIfAbsent(queue, wanted -> column(layout, wanted));
    return stats.rate(column);
  }

  private static int column(SampleLayout layout, ReceiveQueue queue) {
    return layout.index(ElementKind.ELEMENT_KIND_QUEUE, queue.id(), CounterNames.RECEIVE_PACKETS);
  }

  /** There are numbers to show. */
  public boolean known() {
    return stats.layout() != null && stats.hasSample();
  }

  /** The numbers are older than they should be. */
  public boolean stale() {
    return stats.stale();
  }

  /** Packets per second for planning: what is old does not count. */
  public double current(ReceiveQueue queue) {
    return stale() ? Double.NaN : pps(queue);
  }
}
