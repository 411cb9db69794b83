package io.spinlane.desktop.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.v1.CounterSchema;
import io.spinlane.v1.CounterType;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.StatsGroup;
import io.spinlane.v1.StatsGroupSchema;
import io.spinlane.v1.StatsSample;
import io.spinlane.v1.StatsSchema;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SampleRingTest {
  private static final SampleLayout LAYOUT =
      new SampleLayout(
          StatsSchema.newBuilder()
              .setSchemaId(7)
              .addGroups(
                  StatsGroupSchema.newBuilder()
                      .setKind(ElementKind.ELEMENT_KIND_CORE)
                      .addIds("sw1")
                      .addIds("sw2")
                      .addCounters(
                          CounterSchema.newBuilder()
                              .setName("receive_packets")
                              .setType(CounterType.COUNTER_TYPE_CUMULATIVE))
                      .addCounters(
                          CounterSchema.newBuilder()
                              .setName("connections")
                              .setType(CounterType.COUNTER_TYPE_GAUGE)))
              .build());

  private static StatsSample sample(long schema, long n) {
    return StatsSample.newBuilder()
        .setSchemaId(schema)
        .setMonotonicNs(n)
        .setRevision(n)
        .addGroups(StatsGroup.newBuilder().addValues(n).addValues(n).addValues(n).addValues(n))
        .build();
  }

  @Test
  void namesWhereEachCounterStands() {
    assertThat(LAYOUT.size()).isEqualTo(4);
    assertThat(LAYOUT.index(ElementKind.ELEMENT_KIND_CORE, "sw2", "connections")).isEqualTo(3);
    assertThat(LAYOUT.index(ElementKind.ELEMENT_KIND_CORE, "sw3", "connections")).isEqualTo(-1);
    assertThat(LAYOUT.index(ElementKind.ELEMENT_KIND_NIC, "sw1", "connections")).isEqualTo(-1);
    assertThat(LAYOUT.cumulative()).containsExactly(true, false, true, false);
  }

  @Test
  void aFullRingRefusesTheNewestAndLosesNothingElse() {
    SampleRing ring = new SampleRing(LAYOUT, 2);
    assertThat(ring.offer(sample(7, 1), 0)).isTrue();
    assertThat(ring.offer(sample(7, 2), 0)).isTrue();
    assertThat(ring.offer(sample(7, 3), 0)).isFalse();
    long[] row = new long[ring.width()];
    assertThat(ring.poll(row)).isTrue();
    assertThat(row[SampleRing.HEADER]).isEqualTo(1);
    assertThat(ring.offer(sample(7, 4), 0)).isTrue();
    assertThat(ring.poll(row)).isTrue();
    assertThat(ring.poll(row)).isTrue();
    assertThat(row[SampleRing.HEADER]).isEqualTo(4);
    assertThat(ring.poll(row)).isFalse();
  }

  @Test
  void whatIsNotOfItsLayoutIsRefused() {
    SampleRing ring = new SampleRing(LAYOUT, 2);
    assertThat(ring.offer(sample(8, 1), 0)).isFalse();
    StatsSample small =
        StatsSample.newBuilder().setSchemaId(7).addGroups(StatsGroup.getDefaultInstance()).build();
    assertThat(ring.offer(small, 0)).isFalse();
    assertThat(ring.poll(new long[ring.width()])).isFalse();
  }

  /**
   * Every value of row n is n, so a row that was read while it was written would hold two numbers.
   * With four slots the writer laps the reader all the time: a missing release or acquire, or a
   * slot given back before it was copied, shows within a few thousand of the 300,000 rows. On a
   * machine with strong memory order the missing barrier may pass, the early give-back does not.
   */
  @Test
  @Timeout(60)
  void rowsNeverTearWhileBothSidesRun() throws InterruptedException {
    SampleRing ring = new SampleRing(LAYOUT, 4);
    long last = 300_000;
    AtomicLong offered = new AtomicLong();
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (long n = 1; n <= last; n++) {
                    StatsSample next = sample(7, n);
                    while (!ring.offer(next, n)) {
                      Thread.onSpinWait();
                    }
                    offered.set(n);
                  }
                });
    long[] row = new long[ring.width()];
    for (long expected = 1; expected <= last; ) {
      if (!ring.poll(row)) {
        Thread.onSpinWait();
        continue;
      }
      for (int i : new int[] {0, 1, 2, 4, 5, 6, 7}) {
        if (row[i] != expected) {
          assertThat(row).as("row " + expected).containsOnly(expected);
        }
      }
      expected++;
    }
    writer.join();
    assertThat(offered).hasValue(last);
  }
}
