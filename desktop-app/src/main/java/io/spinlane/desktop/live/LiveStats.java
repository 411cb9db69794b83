package io.spinlane.desktop.live;

import io.spinlane.desktop.remote.SampleLayout;
import io.spinlane.desktop.remote.SampleRing;
import io.spinlane.desktop.remote.StatsFeed;
import io.spinlane.v1.ElementKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The numbers now, and five minutes of each core. Rates are differences of cumulative counters over
 * the agent's own clock; a counter that shrinks means that the agent began anew, and leaves a gap
 * instead of a wrong rate. Belongs to one thread.
 */
public final class LiveStats {
  /** Samples that five minutes hold at ten a second. */
  public static final int HISTORY_SAMPLES = 3000;

  /** Older than this, numbers are shown as old. */
  public static final long STALE_NS = TimeUnit.MILLISECONDS.toNanos(1500);

  /** Numbers are means over one second, so that people can read them. */
  private static final int WINDOW_ROWS = 11;

  private static final int BITS_PER_BYTE = 8;

  /** Where a core's four counters stand. */
  private record CoreColumns(
      int receivePackets, int receiveBytes, int transmitPackets, int transmitBytes) {}

  private final StatsFeed feed;
  private final LongSupplier nanoTime;
  private final Map<String, Series> histories = new LinkedHashMap<>();
  private final Map<String, CoreColumns> coreColumns = new LinkedHashMap<>();
  private @Nullable SampleRing ring;
  private boolean[] cumulative = new boolean[0];
  private long[][] window = new long[0][];
  private int rows;
  private int newest;
  private long lastArrivalNs = Long.MIN_VALUE;
  private long layoutChanges;

  /** Nothing is known yet. */
  public LiveStats(StatsFeed feed, LongSupplier nanoTime) {
    this.feed = feed;
    this.nanoTime = nanoTime;
  }

  /**
   * Takes all samples that came since the last call.
   *
   * @return how many
   */
  public int drain() {
    SampleRing next = feed.ring();
    if (next != null && next != ring) {
      adopt(next);
    }
    int taken = 0;
    while (ring != null && ring.poll(window[(newest + 1) % WINDOW_ROWS])) {
      take();
      taken++;
    }
    return taken;
  }

  /** Forgets everything, because another agent is watched from now on. */
  public void clear() {
    histories.clear();
    coreColumns.clear();
    ring = null;
    rows = 0;
    lastArrivalNs = Long.MIN_VALUE;
    layoutChanges++;
  }

  private void adopt(SampleRing next) {
    ring = next;
    SampleLayout layout = next.layout();
    window = new long[WINDOW_ROWS][next.width()];
    cumulative = layout.cumulative();
    rows = 0;
    coreColumns.clear();
    for (String core : layout.ids(ElementKind.ELEMENT_KIND_CORE)) {
      if (core(layout, core, CounterNames.RECEIVE_PACKETS) >= 0) {
        coreColumns.put(
            core,
            new CoreColumns(
                core(layout, core, CounterNames.RECEIVE_PACKETS),
                core(layout, core, CounterNames.RECEIVE_BYTES),
                core(layout, core, CounterNames.TRANSMIT_PACKETS),
                core(layout, core, CounterNames.TRANSMIT_BYTES)));
      }
    }
    histories.keySet().retainAll(coreColumns.keySet());
    coreColumns.keySet().forEach(id -> histories.computeIfAbsent(id, _ -> newSeries()));
    layoutChanges++;
  }

  private static int core(SampleLayout layout, String id, String counter) {
    return layout.index(ElementKind.ELEMENT_KIND_CORE, id, counter);
  }

  /** A series as long as the histories. */
  public static Series newSeries() {
    return new Series(HISTORY_SAMPLES);
  }

  private void take() {
    int before = newest;
    newest = (newest + 1) % WINDOW_ROWS;
    lastArrivalNs = window[newest][SampleRing.ARRIVAL_NS];
    if (rows > 0 && beganAnew(window[before], window[newest])) {
      rows = 0;
    }
    rows = Math.min(rows + 1, WINDOW_ROWS);
    boolean known = rows > 1;
    coreColumns.forEach(
        (id, columns) -> {
          Series series = histories.get(id);
          if (series != null) {
            series.add(
                lastArrivalNs,
                known ? rate(columns.receivePackets, before) : Double.NaN,
                known ? rate(columns.receiveBytes, before) * BITS_PER_BYTE : Double.NaN);
          }
        });
  }

  private boolean beganAnew(long[] before, long[] now) {
    if (now[SampleRing.MONOTONIC_NS] <= before[SampleRing.MONOTONIC_NS]) {
      return true;
    }
    for (int i = 0; i < cumulative.length; i++) {
      if (cumulative[i] && now[SampleRing.HEADER + i] < before[SampleRing.HEADER + i]) {
        return true;
      }
    }
    return false;
  }

  private double rate(int index, int since) {
    if (index < 0) {
      return Double.NaN;
    }
    long[] now = window[newest];
    long[] then = window[since];
    double seconds = (now[SampleRing.MONOTONIC_NS] - then[SampleRing.MONOTONIC_NS]) / 1e9;
    return (now[SampleRing.HEADER + index] - then[SampleRing.HEADER + index]) / seconds;
  }

  /** Growth per second over the last second; NaN when not known. Index as the layout says. */
  public double rate(int index) {
    return rows < 2 ? Double.NaN : rate(index, Math.floorMod(newest - rows + 1, WINDOW_ROWS));
  }

  /** Growth of several per second, those that are not known left out. Indices as {@link #rate}. */
  public double rates(int... indices) {
    double sum = 0;
    for (int index : indices) {
      double rate = rate(index);
      sum += Double.isNaN(rate) ? 0 : rate;
    }
    return sum;
  }

  /** The value now; NaN when not known. Index as the layout says. */
  public double value(int index) {
    return rows < 1 || index < 0 ? Double.NaN : window[newest][SampleRing.HEADER + index];
  }

  /** What the numbers are about; null before the first sample's description. */
  public @Nullable SampleLayout layout() {
    return ring == null ? null : ring.layout();
  }

  /** Grows whenever {@link #layout} becomes another one. */
  public long layoutChanges() {
    return layoutChanges;
  }

  /** Histories of the cores that count packets, in the agent's order. */
  public Map<String, Series> histories() {
    return histories;
  }

  /** A sample has been seen. */
  public boolean hasSample() {
    return lastArrivalNs != Long.MIN_VALUE && rows > 0;
  }

  /** Time since the newest sample came; {@link Long#MAX_VALUE} when none has come. */
  public long ageNs() {
    return lastArrivalNs == Long.MIN_VALUE
        ? Long.MAX_VALUE
        : Math.max(0, nanoTime.getAsLong() - lastArrivalNs);
  }

  /** The numbers are older than they should be. */
  public boolean stale() {
    return ageNs() > STALE_NS;
  }

  /** The revision that ran at the newest sample; 0 when not known. */
  public long revision() {
    return rows < 1 ? 0 : window[newest][SampleRing.REVISION];
  }

  /** Our clock. */
  public long nowNs() {
    return nanoTime.getAsLong();
  }
}
