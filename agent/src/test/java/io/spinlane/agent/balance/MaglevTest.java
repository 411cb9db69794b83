package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The published numbers: Maglev paper, table 1 and §5.3; weights by turn frequency. */
class MaglevTest {
  @Test
  void buildsTheTableOfThePaper() {
    int[] all = Maglev.populate(new int[] {3, 0, 3}, new int[] {4, 2, 1}, new int[] {1, 1, 1}, 7);
    assertThat(all).containsExactly(1, 0, 1, 0, 2, 2, 0);
    int[] without = Maglev.populate(new int[] {3, 3}, new int[] {4, 1}, new int[] {1, 1}, 7);
    assertThat(without).containsExactly(0, 0, 0, 0, 1, 1, 1);
  }

  @Test
  void givesSlotsByWeight() {
    int[] weights = {2, 13, 111, 10};
    int[] table = Maglev.table(List.of("a", "b", "c", "d"), weights, 1021);
    int[] expected = {16, 98, 832, 75};
    for (int member = 0; member < weights.length; member++) {
      assertThat(slots(table, member)).as("member %d", member).isCloseTo(expected[member], by(2));
    }
  }

  @Test
  void spreadsEvenlyAndMovesLittle() {
    List<String> names = IntStream.range(0, 1000).mapToObj(i -> "10.0.0." + i + ":80").toList();
    int[] weights = new int[1000];
    Arrays.fill(weights, 100);
    int[] before = Maglev.table(names, weights, Maglev.SLOTS);
    int[] counts = IntStream.range(0, 1000).map(member -> slots(before, member)).toArray();
    int fewest = Arrays.stream(counts).min().orElseThrow();
    int most = Arrays.stream(counts).max().orElseThrow();
    assertThat(most - fewest).isLessThanOrEqualTo(1); // 65 or 66 of 65537: no finer share exists.
    int[] after = Maglev.table(names.subList(0, 999), Arrays.copyOf(weights, 999), Maglev.SLOTS);
    long moved =
        IntStream.range(0, Maglev.SLOTS)
            .filter(s -> before[s] != 999 && before[s] != after[s])
            .count();
    assertThat(moved / (double) (Maglev.SLOTS - counts[999])).isLessThanOrEqualTo(0.015);
  }

  @Test
  void givesNoSlotWithoutWeight() {
    int[] table = Maglev.table(List.of("a", "b"), new int[] {0, 5}, 1021);
    assertThat(slots(table, 1)).isEqualTo(1021);
    assertThat(Maglev.table(List.of("a"), new int[] {0}, 7)).containsOnly(-1);
  }

  private static org.assertj.core.data.Offset<Integer> by(int offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  private static int slots(int[] table, int member) {
    return (int) Arrays.stream(table).filter(slot -> slot == member).count();
  }
}
