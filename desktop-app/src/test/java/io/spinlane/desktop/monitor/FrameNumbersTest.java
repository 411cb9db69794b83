package io.spinlane.desktop.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.remote.StatsFeed;
import io.spinlane.v1.CounterSchema;
import io.spinlane.v1.CounterType;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.StatsGroup;
import io.spinlane.v1.StatsGroupSchema;
import io.spinlane.v1.StatsSample;
import io.spinlane.v1.StatsSchema;
import io.spinlane.v1.WatchStatsResponse;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A collapsed frame says what its cores do together, and nothing of other cores. */
class FrameNumbersTest {
  private static final List<String> COUNTERS =
      List.of("receive_packets", "receive_bytes", "polls", "empty_polls");

  private long nowNs = 1_000_000_000;
  private final StatsFeed feed = new StatsFeed(() -> nowNs);
  private final LiveStats stats = new LiveStats(feed, () -> nowNs);

  private void sample(long... values) {
    nowNs += 100_000_000;
    StatsGroup.Builder group = StatsGroup.newBuilder();
    for (long value : values) {
      group.addValues(value);
    }
    StatsSample sample =
        StatsSample.newBuilder().setSchemaId(1).setMonotonicNs(nowNs).addGroups(group).build();
    feed.accept(WatchStatsResponse.newBuilder().setSample(sample).build());
  }

  private FrameNumbers numbers(String... cores) {
    Frame frame =
        new Frame("node:0", "NUMA 0", Set.of(cores), "CPU 1–2", new Area(0, 0, 1, 1), true, 0);
    return new FrameNumbers(Objects.requireNonNull(stats.layout()), frame);
  }

  @Test
  void sumsItsCoresAndNoOthers() {
    StatsGroupSchema.Builder group =
        StatsGroupSchema.newBuilder()
            .setKind(ElementKind.ELEMENT_KIND_CORE)
            .addAllIds(List.of("sw1", "sw2", "sw3"));
    for (String counter : COUNTERS) {
      group.addCounters(
          CounterSchema.newBuilder().setName(counter).setType(CounterType.COUNTER_TYPE_CUMULATIVE));
    }
    StatsSchema schema = StatsSchema.newBuilder().setSchemaId(1).addGroups(group).build();
    feed.accept(WatchStatsResponse.newBuilder().setSchema(schema).build());
    sample(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    sample(100, 12_500, 1000, 500, 300, 37_500, 1000, 700, 9000, 9_000_000, 1000, 0);
    stats.drain();
    FrameNumbers both = numbers("sw1", "sw2", "elsewhere");
    assertThat(both.counted()).isTrue();
    assertThat(both.headline(stats)).isEqualTo("4 kpps · 4 Mb/s");
    assertThat(both.detail(stats)).isEqualTo("busy 40 %");
    assertThat(numbers("elsewhere").counted()).isFalse();
  }
}
