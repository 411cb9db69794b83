package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns by weight, evenly mixed, and kept over changes. */
class SmoothTurnsTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          5 1 1,      a a b a c a a
          1 1 1,      a b c a b c
          4 2 1,      a b a c a b a
          0 3 1,      b b c b
          7,          a a a
          0 0,        - -
          65535 1,    a a a a
          """)
  void mixesLikeNginx(String weights, String picks) {
    SmoothTurns turns = new SmoothTurns();
    int[] each = Arrays.stream(weights.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    turns.become(IntStream.range(0, each.length).toArray(), each);
    for (String pick : picks.split(" ", -1)) {
      assertThat(turns.next()).isEqualTo(pick.equals("-") ? -1 : pick.charAt(0) - 'a');
    }
  }

  /** In as many picks as the weights sum up to, everybody has its weight in turns. */
  @ParameterizedTest
  @ValueSource(ints = {2, 63, 64, 65, 200})
  void givesEveryoneItsWeight(int count) {
    long seed = new Random().nextLong();
    int[] weights = new Random(seed).ints(count, 0, 50).toArray();
    weights[0] = 1;
    SmoothTurns turns = new SmoothTurns();
    turns.become(IntStream.range(0, count).toArray(), weights);
    for (int period = 0; period < 2; period++) {
      int[] picks = new int[count];
      for (int i = Arrays.stream(weights).sum(); i > 0; i--) {
        picks[turns.next()]++;
      }
      assertThat(picks).as("seed %d", seed).containsExactly(weights);
    }
  }

  @Test
  void withstandsTheLargestWeights() {
    int count = 8192;
    int[] weights = new int[count];
    Arrays.fill(weights, BackendLoads.MAX_WEIGHT);
    SmoothTurns turns = new SmoothTurns();
    turns.become(IntStream.range(0, count).toArray(), weights);
    for (int i = 0; i < 3 * count; i++) {
      assertThat(turns.next()).isEqualTo(i % count);
    }
  }

  /** A pool that is re-weighted after every second pick still serves its lightest members. */
  @Test
  void starvesNobodyThatIsReweightedOften() {
    int[] rows = {3, 1, 7, 5};
    int[] weights = {100, 1, 50, 49};
    int[] picks = new int[rows.length];
    SmoothTurns turns = new SmoothTurns();
    for (int i = 0; i < 2000; i++) {
      if (i % 2 == 0) {
        turns.become(rows, weights.clone());
      }
      picks[turns.next()]++;
    }
    assertThat(picks).containsExactly(1000, 10, 500, 490);
  }

  /** Members come, go, are drained and come back; their credits stay with their back-ends. */
  @Test
  void staysWithinBoundsThroughChanges() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    SmoothTurns turns = new SmoothTurns();
    for (int change = 0; change < 500; change++) {
      int[] rows = IntStream.range(0, 100).filter(row -> random.nextInt(3) > 0).toArray();
      int[] weights =
          Arrays.stream(rows)
              .map(row -> random.nextInt(4) == 0 ? 0 : random.nextInt(65_536))
              .toArray();
      turns.become(rows, weights);
      long sum = Arrays.stream(weights).sum();
      for (int i = 0; i < 50; i++) {
        int member = turns.next();
        if (sum == 0) {
          assertThat(member).isEqualTo(-1);
        } else {
          assertThat(weights[member]).as("seed %d", seed).isPositive();
        }
      }
    }
    turns.become(new int[] {0, 1}, new int[] {1, 3});
    int[] picks = new int[2];
    for (int i = 0; i < 4000; i++) {
      picks[turns.next()]++;
    }
    assertThat(picks[1]).as("seed %d", seed).isBetween(2990, 3010);
  }
}
