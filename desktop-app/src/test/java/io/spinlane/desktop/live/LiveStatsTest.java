package io.spinlane.desktop.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spinlane.desktop.remote.StatsFeed;
import io.spinlane.v1.CounterSchema;
import io.spinlane.v1.CounterType;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.StatsGroup;
import io.spinlane.v1.StatsGroupSchema;
import io.spinlane.v1.StatsSample;
import io.spinlane.v1.StatsSchema;
import io.spinlane.v1.WatchStatsResponse;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LiveStatsTest {
  private static final long TICK_NS = 100_000_000;

  private long nowNs = 1_000_000_000;
  private long agentNs = 5;
  private final StatsFeed feed = new StatsFeed(() -> nowNs);
  private final LiveStats stats = new LiveStats(feed, () -> nowNs);

  private void describe(long id, String... cores) {
    StatsGroupSchema.Builder group =
        StatsGroupSchema.newBuilder().setKind(ElementKind.ELEMENT_KIND_CORE);
    for (String core : cores) {
      group.addIds(core);
    }
    for (String counter : new String[] {"receive_packets", "receive_bytes"}) {
      group.addCounters(
          CounterSchema.newBuilder().setName(counter).setType(CounterType.COUNTER_TYPE_CUMULATIVE));
    }
    StatsSchema schema = StatsSchema.newBuilder().setSchemaId(id).addGroups(group).build();
    feed.accept(WatchStatsResponse.newBuilder().setSchema(schema).build());
  }

  private void sample(long id, long... values) {
    nowNs += TICK_NS;
    agentNs += TICK_NS;
    StatsGroup.Builder group = StatsGroup.newBuilder();
    for (long value : values) {
      group.addValues(value);
    }
    StatsSample sample =
        StatsSample.newBuilder().setSchemaId(id).setMonotonicNs(agentNs).addGroups(group).build();
    feed.accept(WatchStatsResponse.newBuilder().setSample(sample).build());
  }

  private double rate(String core, String counter) {
    var layout = stats.layout();
    return layout == null
        ? Double.NaN
        : stats.rate(layout.index(ElementKind.ELEMENT_KIND_CORE, core, counter));
  }

  private Series history(String core) {
    return Objects.requireNonNull(stats.histories().get(core), core);
  }

  @Test
  void ratesAreDifferencesOverTheAgentsClock() {
    describe(1, "sw1");
    sample(1, 1000, 50_000);
    stats.drain();
    assertThat(rate("sw1", "receive_packets")).as("one sample is no rate").isNaN();
    sample(1, 1100, 60_000);
    assertThat(stats.drain()).isEqualTo(1);
    assertThat(rate("sw1", "receive_packets")).isCloseTo(1000, within(1e-6));
    assertThat(rate("sw1", "receive_bytes")).isCloseTo(100_000, within(1e-6));
    assertThat(rate("sw1", "no_such")).isNaN();
  }

  @Test
  void aRateIsTheMeanOfTheLastSecond() {
    describe(1, "sw1");
    for (int i = 0; i < 30; i++) {
      sample(1, i < 20 ? 0 : (i - 19) * 50L, 0);
    }
    stats.drain();
    assertThat(rate("sw1", "receive_packets")).isCloseTo(500, within(1e-6));
  }

  @Test
  void arrivalTimesDoNotMatterForRates() {
    describe(1, "sw1");
    sample(1, 0, 0);
    nowNs += 700_000_000;
    sample(1, 100, 0);
    stats.drain();
    assertThat(rate("sw1", "receive_packets")).isCloseTo(1000, within(1e-6));
  }

  @Test
  void anAgentsRestartLeavesAGapAndNoWrongRate() {
    describe(1, "sw1");
    sample(1, 1_000_000, 0);
    sample(1, 1_000_100, 0);
    stats.drain();
    sample(1, 40, 0);
    stats.drain();
    assertThat(rate("sw1", "receive_packets")).isNaN();
    Series series = history("sw1");
    assertThat(series.packetsPerSecond(series.count() - 1)).isNaN();
    sample(1, 140, 0);
    stats.drain();
    assertThat(rate("sw1", "receive_packets")).isCloseTo(1000, within(1e-6));
  }

  @Test
  void aClockThatGoesBackIsARestartToo() {
    describe(1, "sw1");
    sample(1, 100, 0);
    sample(1, 200, 0);
    agentNs = 0;
    sample(1, 300, 0);
    stats.drain();
    assertThat(rate("sw1", "receive_packets")).isNaN();
  }

  @Test
  void aNewSchemaKeepsTheHistoryOfCoresThatStay() {
    describe(1, "sw1", "sw2");
    sample(1, 0, 0, 0, 0);
    sample(1, 10, 0, 20, 0);
    stats.drain();
    describe(2, "sw3", "sw1");
    sample(1, 99, 0, 99, 0);
    sample(2, 5, 0, 20, 0);
    sample(2, 6, 0, 50, 0);
    assertThat(stats.drain()).as("a sample of the old schema is not read").isEqualTo(2);
    assertThat(stats.histories()).containsOnlyKeys("sw1", "sw3");
    Series kept = history("sw1");
    assertThat(kept.count()).isEqualTo(4);
    assertThat(kept.packetsPerSecond(1)).isCloseTo(100, within(1e-6));
    assertThat(kept.packetsPerSecond(3)).isCloseTo(300, within(1e-6));
    assertThat(rate("sw1", "receive_packets")).isCloseTo(300, within(1e-6));
  }

  @Test
  void numbersGetOld() {
    assertThat(stats.hasSample()).isFalse();
    assertThat(stats.ageNs()).isEqualTo(Long.MAX_VALUE);
    describe(1, "sw1");
    sample(1, 1, 1);
    stats.drain();
    assertThat(stats.ageNs()).isZero();
    nowNs += LiveStats.STALE_NS;
    assertThat(stats.stale()).isFalse();
    nowNs += 1;
    assertThat(stats.stale()).isTrue();
    sample(1, 2, 2);
    stats.drain();
    assertThat(stats.stale()).isFalse();
  }

  @Test
  void historiesAreBounded() {
    describe(1, "sw1");
    for (int i = 0; i < LiveStats.HISTORY_SAMPLES + 500; i++) {
      sample(1, i * 10L, 0);
      stats.drain();
    }
    Series series = history("sw1");
    assertThat(series.count()).isEqualTo(LiveStats.HISTORY_SAMPLES);
    assertThat(series.timeNs(0)).isLessThan(series.timeNs(1));
    assertThat(series.timeNs(series.count() - 1)).isEqualTo(nowNs);
  }

  @Test
  void meansAreTakenOverSpansOfTime() {
    Series series = new Series(8);
    series.add(10, 100, 1);
    series.add(15, 300, 3);
    series.add(25, 50, 5);
    series.add(28, Double.NaN, Double.NaN);
    double[] means = new double[3];
    series.means(10, 40, means, false);
    assertThat(means[0]).isEqualTo(200);
    assertThat(means[1]).isEqualTo(50);
    assertThat(means[2]).isNaN();
  }

  @Test
  void theMaximumForgets() {
    MovingMaximum maximum = new MovingMaximum();
    assertThat(maximum.share(5)).isZero();
    maximum.offer(100, 0);
    assertThat(maximum.share(50)).isEqualTo(0.5);
    maximum.offer(10, 20_000_000_000L);
    assertThat(maximum.share(50)).isCloseTo(1, within(1e-9));
    assertThat(maximum.share(Double.NaN)).isZero();
  }
}
