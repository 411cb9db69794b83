package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Draws in proportion to the weights. */
class WeightedDrawTest {
  /** Within five standard deviations of the binomial distribution. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "1 1", "1 65535", "3 5 2", "65535 65535 65535", "100 1 1 1 1 1 1 1"})
  void drawsByWeight(String text) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int[] weights = Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    WeightedDraw draw = new WeightedDraw(weights);
    int draws = 400_000;
    int[] drawn = new int[weights.length];
    for (int i = 0; i < draws; i++) {
      drawn[draw.draw(random.nextLong())]++;
    }
    double sum = Arrays.stream(weights).sum();
    for (int member = 0; member < weights.length; member++) {
      double share = weights[member] / sum;
      assertThat(drawn[member])
          .as("member %d, seed %d", member, seed)
          .isCloseTo(
              (int) Math.round(draws * share),
              within((int) Math.ceil(5 * Math.sqrt(draws * share * (1 - share)) + 1)));
    }
  }

  /** Every column and its edges: the table itself holds each weight exactly. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 1000})
  void holdsEveryWeightExactly(int count) {
    long seed = new Random().nextLong();
    int[] weights = new Random(seed).ints(count, 1, 30).toArray();
    int sum = Arrays.stream(weights).sum();
    WeightedDraw draw = new WeightedDraw(weights);
    long[] units = new long[count];
    for (int column = 0; column < count; column++) {
      long high = ((((long) column << 32) + count - 1) / count) << 32;
      for (int at = 0; at < sum; at++) {
        long low = (((long) at << 32) + sum - 1) / sum;
        units[draw.draw(high | low)]++;
      }
    }
    long[] expected = Arrays.stream(weights).mapToLong(weight -> (long) weight * count).toArray();
    assertThat(units).as("seed %d", seed).containsExactly(expected);
  }
}
