package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Decisions remembered, told apart, forgotten, and read while others write. */
class FragmentTableTest {
  private static final long IPV4 = 0xffff_0000_0000L;
  private static final int UDP = 17;
  private static final long NOW_NS = Long.MAX_VALUE - 1_000; // The clock may wrap.
  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  private static FragmentTable table(int capacity) {
    return new FragmentTable(capacity, 7);
  }

  @Test
  void remembersForHalfAMinute() {
    FragmentTable table = table(64);
    table.put(0, IPV4 | 1, 0, IPV4 | 2, 0x1234, UDP, 5, NOW_NS);
    for (int second = 0; second < 60; second++) {
      long found = table.find(0, IPV4 | 1, 0, IPV4 | 2, 0x1234, UDP, NOW_NS + second * SECOND_NS);
      assertThat(found).as("second %d", second).isEqualTo(second < 30 ? 5 : FragmentTable.NONE);
    }
  }

  @Test
  void tellsPacketsApart() {
    FragmentTable table = table(64);
    table.put(0, IPV4 | 1, 0, IPV4 | 2, 3, UDP, 5, NOW_NS);
    assertThat(table.find(0, IPV4 | 9, 0, IPV4 | 2, 3, UDP, NOW_NS)).isEqualTo(FragmentTable.NONE);
    assertThat(table.find(0, IPV4 | 1, 0, IPV4 | 9, 3, UDP, NOW_NS)).isEqualTo(FragmentTable.NONE);
    assertThat(table.find(0, IPV4 | 1, 0, IPV4 | 2, 9, UDP, NOW_NS)).isEqualTo(FragmentTable.NONE);
    assertThat(table.find(0, IPV4 | 1, 0, IPV4 | 2, 3, 6, NOW_NS)).isEqualTo(FragmentTable.NONE);
    assertThat(table.find(0, IPV4 | 2, 0, IPV4 | 1, 3, UDP, NOW_NS)).isEqualTo(FragmentTable.NONE);
    assertThat(table.find(0, IPV4 | 1, 0, IPV4 | 2, 3, UDP, NOW_NS)).isEqualTo(5);
  }

  @Test
  void leavesTheProtocolOutWithIpv6() {
    FragmentTable table = table(64);
    table.put(1, 2, 3, 4, 5, UDP, 6, NOW_NS);
    assertThat(table.find(1, 2, 3, 4, 5, 60, NOW_NS)).isEqualTo(6);
    assertThat(table.find(9, 2, 3, 4, 5, 60, NOW_NS)).isEqualTo(FragmentTable.NONE);
    assertThat(table.find(1, 2, 9, 4, 5, 60, NOW_NS)).isEqualTo(FragmentTable.NONE);
  }

  @Test
  void takesTheLatestDecision() {
    FragmentTable table = table(8);
    table.put(1, 2, 3, 4, 5, 0, 6, NOW_NS);
    table.put(1, 2, 3, 4, 5, 0, 7, NOW_NS + 29 * SECOND_NS);
    assertThat(table.find(1, 2, 3, 4, 5, 0, NOW_NS + 58 * SECOND_NS)).isEqualTo(7);
  }

  /** One window: as many packets as it holds are known, and those are the latest. */
  @Test
  void forgetsTheOldestWhenFull() {
    FragmentTable table = table(FragmentTable.WINDOW);
    for (int id = 0; id < 1_000; id++) {
      table.put(1, 2, 3, 4, id, 0, id, NOW_NS + id);
      int known = 0;
      for (int earlier = 0; earlier <= id; earlier++) {
        known += table.find(1, 2, 3, 4, earlier, 0, NOW_NS + id) == earlier ? 1 : 0;
      }
      assertThat(known).isEqualTo(Math.min(id + 1, FragmentTable.WINDOW));
      assertThat(table.find(1, 2, 3, 4, Math.max(0, id - 7), 0, NOW_NS + id)).isNotNegative();
    }
    assertThatThrownBy(() -> table(9)).hasMessageContaining("9");
  }

  @Test
  void agreesWithAMap() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    FragmentTable table = new FragmentTable(1 << 12, seed);
    record Noted(long decision, long atNs) {}
    Map<Integer, Noted> map = new HashMap<>();
    long nowNs = NOW_NS;
    for (int step = 0; step < 200_000; step++) {
      nowNs += random.nextInt(300_000_000);
      int id = random.nextInt(500);
      if (random.nextBoolean()) {
        long decision = random.nextLong() >>> 1;
        table.put(0, IPV4 | (id & 3), 0, IPV4, id, UDP, decision, nowNs);
        map.put(id, new Noted(decision, nowNs));
      } else {
        Noted noted = map.get(id);
        long ageNs = noted == null ? Long.MAX_VALUE : nowNs - noted.atNs;
        assertThat(table.find(0, IPV4 | (id & 3), 0, IPV4, id, UDP, nowNs))
            .as("seed %d step %d", seed, step)
            .isEqualTo(
                noted == null || ageNs >= 30 * SECOND_NS ? FragmentTable.NONE : noted.decision);
      }
    }
  }

  /** Every decision read is one that was made for that very packet. */
  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void neverMixesEntriesUp() throws Exception {
    FragmentTable table = table(16);
    AtomicInteger found = new AtomicInteger();
    AtomicInteger wrong = new AtomicInteger();
    List<Thread> cores = new ArrayList<>();
    for (int core = 0; core < 4; core++) {
      Random random = new Random(core);
      cores.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int step = 0; step < 1_000_000; step++) {
                      int id = random.nextInt(64);
                      if ((step & 3) == 0) {
                        table.put(1, 2, 3, 4, id, 0, id * 0x1_0000_0001L, step);
                      } else {
                        long decision = table.find(1, 2, 3, 4, id, 0, step);
                        if (decision != FragmentTable.NONE) {
                          found.incrementAndGet();
                          wrong.addAndGet(decision == id * 0x1_0000_0001L ? 0 : 1);
                        }
                      }
                    }
                  }));
    }
    for (Thread core : cores) {
      core.join();
    }
    assertThat(found.get()).isGreaterThan(1_000);
    assertThat(wrong.get()).isZero();
  }
}
