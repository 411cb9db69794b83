package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The published numbers: Maglev paper, table 1 and §5.3; weights by turn frequency. */
class MaglevTest {
  private static final int FEWER_SLOTS = 1021;

  @Test
  void buildsTheTableOfThePaper() {
    char[] all = Maglev.populate(new int[] {3, 0, 3}, new int[] {4, 2, 1}, new int[] {1, 1, 1}, 7);
    assertThat(members(all)).containsExactly(1, 0, 1, 0, 2, 2, 0);
    char[] without = Maglev.populate(new int[] {3, 3}, new int[] {4, 1}, new int[] {1, 1}, 7);
    assertThat(members(without)).containsExactly(0, 0, 0, 0, 1, 1, 1);
  }

  @Test
  void givesSlotsByWeight() {
    int[] weights = {2, 13, 111, 10};
    int[] shares = shares(Maglev.table(List.of("a", "b", "c", "d"), weights, FEWER_SLOTS), 4);
    int[] expected = {16, 98, 832, 75};
    for (int member = 0; member < weights.length; member++) {
      assertThat(shares[member]).as("member %d", member).isCloseTo(expected[member], within(2));
    }
  }

  @Test
  void spreadsEvenlyAndMovesLittle() {
    List<String> names = names(1000);
    int[] weights = new int[1000];
    Arrays.fill(weights, 100);
    char[] before = Maglev.table(names, weights, Maglev.SLOTS);
    int[] shares = shares(before, 1000);
    int fewest = Arrays.stream(shares).min().orElseThrow();
    int most = Arrays.stream(shares).max().orElseThrow();
    assertThat(most - fewest).isLessThanOrEqualTo(1); // 65 or 66 of 65537: no finer share exists.
    char[] after = Maglev.table(names.subList(0, 999), Arrays.copyOf(weights, 999), Maglev.SLOTS);
    long moved =
        IntStream.range(0, Maglev.SLOTS)
            .filter(s -> before[s] != 999 && before[s] != after[s])
            .count();
    assertThat(moved / (double) (Maglev.SLOTS - shares[999])).isLessThanOrEqualTo(0.015);
  }

  @Test
  void givesNoSlotWithoutWeight() {
    char[] table = Maglev.table(List.of("a", "b"), new int[] {0, 5}, FEWER_SLOTS);
    assertThat(shares(table, 2)).containsExactly(0, FEWER_SLOTS);
    assertThat(Maglev.table(List.of("a"), new int[] {0}, 7)).isEmpty();
    assertThat(Maglev.table(List.of(), new int[0], 7)).isEmpty();
  }

  /** Shares follow the weights to a turn, however unlike they are. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 10, 100, 1000, 8192})
  void sharesFollowWeights(int count) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int[] weights = random.ints(count, 0, 65_536).toArray();
    weights[random.nextInt(count)] = 65_535;
    weights[0] = Math.max(1, weights[0]);
    long sum = Arrays.stream(weights).asLongStream().sum();
    int[] shares = shares(Maglev.table(names(count), weights, Maglev.SLOTS), count);
    for (int member = 0; member < count; member++) {
      double ideal = (double) Maglev.SLOTS * weights[member] / sum;
      // With the rounds begun there are fewer turns than slots and two for each member.
      double inRounds = 2.0 * count * weights[member] / sum;
      assertThat((double) shares[member])
          .as("member %d of weight %d, seed %d", member, weights[member], seed)
          .isCloseTo(ideal, within(2 + inRounds));
    }
  }

  /** The paper's pseudo-code with turns counted up round by round gives the same table. */
  @Test
  void isThePlainAlgorithm() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int[] primes = {7, 127, 131, 257, 1021};
    for (int round = 0; round < 200; round++) {
      int slots = primes[random.nextInt(primes.length)];
      int count = 1 + random.nextInt(40);
      int[] offsets = random.ints(count, 0, slots).toArray();
      int[] skips = random.ints(count, 1, slots).toArray();
      int heaviest = 1 << random.nextInt(17);
      int[] weights = random.ints(count, 0, Math.min(heaviest, 65_536)).toArray();
      weights[0] = 1;
      assertThat(members(Maglev.populate(offsets, skips, weights, slots)))
          .as("seed %d, round %d", seed, round)
          .containsExactly(plain(offsets, skips, weights, slots));
    }
  }

  private static int[] plain(int[] offsets, int[] skips, int[] weights, int slots) {
    int[] table = new int[slots];
    Arrays.fill(table, -1);
    int heaviest = Arrays.stream(weights).max().orElseThrow();
    int[] next = new int[offsets.length];
    int[] turns = new int[offsets.length];
    int filled = 0;
    while (true) {
      for (int member = 0; member < offsets.length; member++) {
        turns[member] += weights[member];
        if (turns[member] >= heaviest) {
          turns[member] -= heaviest;
          int slot;
          do {
            slot = (int) ((offsets[member] + (long) next[member]++ * skips[member]) % slots);
          } while (table[slot] >= 0);
          table[slot] = member;
          if (++filled == slots) {
            return table;
          }
        }
      }
    }
  }

  /**
   * One back-end changes: the tables of one plan after another are those that nothing was known of,
   * and those of unchanged pools are the very same.
   */
  @Test
  void knowsTablesAgain() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    MaglevTables tables = new MaglevTables();
    List<String> names = new ArrayList<>(names(20));
    List<Integer> weights = new ArrayList<>(random.ints(20, 1, 200).boxed().toList());
    char[] other = tables.table(List.of("other"), new int[] {1});
    for (int plan = 0; plan < 20; plan++) {
      int member = random.nextInt(names.size());
      switch (random.nextInt(3)) {
        case 0 -> weights.set(member, 1 + random.nextInt(200));
        case 1 -> {
          names.remove(member);
          weights.subList(member, member + 1).clear();
        }
        default -> {
          names.add(member, "new" + plan);
          weights.add(member, 1 + random.nextInt(200));
        }
      }
      int[] now = weights.stream().mapToInt(Integer::intValue).toArray();
      tables.begin();
      char[] table = tables.table(names, now);
      assertThat(table)
          .as("seed %d, plan %d", seed, plan)
          .isEqualTo(Maglev.table(names, now, Maglev.SLOTS));
      assertThat(tables.table(List.copyOf(names), now.clone())).isSameAs(table);
      assertThat(tables.table(List.of("other"), new int[] {1})).isSameAs(other);
    }
    tables.begin();
    tables.begin();
    assertThat(tables.table(List.of("other"), new int[] {1}))
        .as("a table that a plan did without is forgotten")
        .isNotSameAs(other)
        .isEqualTo(other);
  }

  static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "10.0." + (i >> 8) + "." + i + ":80").toList();
  }

  private static int[] members(char[] table) {
    return IntStream.range(0, table.length).map(slot -> table[slot]).toArray();
  }

  private static int[] shares(char[] table, int count) {
    int[] shares = new int[count];
    for (char member : table) {
      shares[member]++;
    }
    return shares;
  }
}
