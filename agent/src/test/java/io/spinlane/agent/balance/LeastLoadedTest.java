package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fewest connections for the weight, while connections begin and end. */
class LeastLoadedTest {
  private final BackendLoads loads = new BackendLoads(8192);

  @Test
  void fillsUpByWeight() {
    int[] weights = {1, 2, 5};
    LeastLoaded least = least(weights);
    for (int i = 0; i < 800; i++) {
      loads.opened(least.next());
    }
    assertThat(new int[] {loads.active(0), loads.active(1), loads.active(2)})
        .containsExactly(100, 200, 500);
  }

  @Test
  void prefersWhoHasFewest() {
    int[] weights = {1, 1, 1};
    LeastLoaded least = least(weights);
    open(0, 5);
    open(1, 4);
    open(2, 6);
    int[] picks = new int[6];
    for (int i = 0; i < 6; i++) {
      picks[i] = least.next();
      loads.opened(picks[i]);
    }
    // 5 4 6 → 5 5 6 → 6 5 6 or 5 6 6 → 6 6 6 → everybody once.
    assertThat(picks[0]).isEqualTo(1);
    assertThat(Arrays.copyOfRange(picks, 1, 3)).containsExactlyInAnyOrder(0, 1);
    assertThat(Arrays.copyOfRange(picks, 3, 6)).containsExactlyInAnyOrder(0, 1, 2);
  }

  /** Where every connection ends before the next begins, nobody has any: turns by weight. */
  @Test
  void idleMembersTakeTurnsByWeight() {
    int[] weights = {10, 20, 70};
    LeastLoaded least = least(weights);
    int[] picks = new int[3];
    for (int i = 0; i < 1000; i++) {
      picks[least.next()]++;
    }
    for (int member = 0; member < 3; member++) {
      assertThat(picks[member]).isBetween(weights[member] * 10 - 10, weights[member] * 10 + 10);
    }
  }

  @Test
  void doesNotRepayTurnsOfABusyTime() {
    LeastLoaded least = least(new int[] {1, 1});
    open(0, 1);
    for (int i = 0; i < 1000; i++) {
      assertThat(least.next()).isEqualTo(1);
    }
    loads.closed(0);
    int[] picks = new int[2];
    for (int i = 0; i < 100; i++) {
      picks[least.next()]++;
    }
    assertThat(picks[0]).isBetween(50, 51);
  }

  /** A pool as small as what is looked at in each pick is known exactly. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 15, 16})
  void picksTheLeastOfASmallPool(int count) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int[] weights = random.ints(count, 1, 65_536).toArray();
    LeastLoaded least = least(weights);
    for (int i = 0; i < 20_000; i++) {
      int row = random.nextInt(count);
      if (loads.active(row) > 0 && random.nextInt(5) < 3) {
        loads.closed(row);
      }
      int member = least.next();
      double lowest = IntStream.range(0, count).mapToDouble(m -> load(m, weights)).min().orElse(0);
      assertThat(load(member, weights))
          .as("seed %d, pick %d", seed, i)
          .isLessThanOrEqualTo(lowest * 1.001 + 1e-6);
      loads.opened(member);
    }
  }

  /** In a large one, everything is known after everybody was looked at once. */
  @Test
  void keepsALargePoolLevel() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int count = 1000;
    int[] weights = new int[count];
    Arrays.fill(weights, 100);
    LeastLoaded least = least(weights);
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      if (open.size() >= 20_000) {
        int ended = random.nextInt(open.size());
        loads.closed(open.get(ended));
        open.set(ended, open.getLast());
        open.removeLast();
      }
      int member = least.next();
      loads.opened(member);
      open.add(member);
    }
    int most = IntStream.range(0, count).map(loads::active).max().orElseThrow();
    int fewest = IntStream.range(0, count).map(loads::active).min().orElseThrow();
    assertThat(most).as("seed %d", seed).isLessThanOrEqualTo(26);
    assertThat(fewest).as("seed %d", seed).isGreaterThanOrEqualTo(15);
  }

  @Test
  void withstandsTheLargestLoads() {
    LeastLoaded least = least(new int[] {1, 65_535});
    assertThat(least.next()).isEqualTo(1);
    for (int i = 0; i < 1 << 20; i++) {
      loads.opened(1);
    }
    assertThat(least.next()).as("2^20 for 65535 is more than none for 1").isZero();
    open(0, 17);
    assertThat(least.next()).as("18 for 1 is more than 2^20 for 65535").isEqualTo(1);
  }

  private LeastLoaded least(int[] weights) {
    return new LeastLoaded(loads, IntStream.range(0, weights.length).toArray(), weights);
  }

  private void open(int row, int connections) {
    for (int i = 0; i < connections; i++) {
      loads.opened(row);
    }
  }

  private double load(int member, int[] weights) {
    int active = loads.active(member);
    return active == 0 ? 0 : (active + 1.0) / weights[member];
  }
}
