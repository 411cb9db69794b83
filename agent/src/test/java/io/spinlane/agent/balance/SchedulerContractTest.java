package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds whichever scheduler a service has. */
class SchedulerContractTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int ROWS = 8192;
  private static final int SERVICE = 3;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final BackendLoads loads = new BackendLoads(ROWS);
  private final MaglevTables tables = new MaglevTables();
  private final BackendSelector selector = new BackendSelector(loads, 0, 16, seed);

  @ParameterizedTest
  @EnumSource
  void nobodyServesWithoutMembers(Scheduling scheduling) {
    assertThat(select(candidates(scheduling))).isEqualTo(-1);
  }

  @ParameterizedTest
  @EnumSource
  void nobodyServesWhenAllAreDrained(Scheduling scheduling) {
    Candidates drained = candidates(scheduling, 0, 0, 0);
    assertThat(select(drained)).isEqualTo(-1);
    assertThat(drained.takes(row(0))).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void theOnlyMemberServesAlways(Scheduling scheduling) {
    Candidates only = candidates(scheduling, 0, 1, 0);
    for (int i = 0; i < 1000; i++) {
      assertThat(select(only)).as("seed %d", seed).isEqualTo(row(1));
    }
  }

  /** Everybody with a weight is picked sooner or later, and nobody else ever. */
  @ParameterizedTest
  @EnumSource
  void picksAllThatTakeConnectionsAndNoOther(Scheduling scheduling) {
    int[] weights = random.ints(50, 0, 4).map(weight -> weight * 21_845).toArray();
    weights[7] = 65_535;
    weights[8] = 0;
    Candidates candidates = candidates(scheduling, weights);
    BitSet picked = new BitSet();
    for (int i = 0; i < 20_000; i++) {
      int row = select(candidates);
      picked.set(row);
      loads.opened(row);
    }
    for (int member = 0; member < weights.length; member++) {
      assertThat(picked.get(row(member)))
          .as("member %d of weight %d, seed %d", member, weights[member], seed)
          .isEqualTo(weights[member] > 0);
      assertThat(candidates.takes(row(member))).isEqualTo(weights[member] > 0);
    }
    assertThat(picked.cardinality()).isEqualTo(candidates.size());
  }

  /**
   * Shares follow the weights of all who look at them; for those that hash or draw, within five
   * standard deviations.
   */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ROUND_ROBIN")
  void sharesFollowWeights(Scheduling scheduling) {
    int[] weights = {2, 13, 111, 10};
    Candidates candidates = candidates(scheduling, weights);
    int picks = 136 * 500;
    int[] picked = new int[weights.length];
    for (int i = 0; i < picks; i++) {
      int row = select(candidates);
      loads.opened(row);
      picked[
          Arrays.stream(new int[] {row(0), row(1), row(2), row(3)})
              .boxed()
              .toList()
              .indexOf(row)]++;
    }
    for (int member = 0; member < weights.length; member++) {
      double share = weights[member] / 136.0;
      double tolerance = 5 * Math.sqrt(picks * share * (1 - share)) + picks * 0.0005;
      assertThat((double) picked[member])
          .as("member %d, seed %d", member, seed)
          .isBetween(picks * share - tolerance, picks * share + tolerance);
    }
  }

  /** As many members as there can be, each as heavy as can be. */
  @ParameterizedTest
  @EnumSource
  void withstandsTheLargestPool(Scheduling scheduling) {
    int[] weights = new int[ROWS];
    Arrays.fill(weights, 65_535);
    Candidates largest =
        Candidates.of(
            scheduling,
            MaglevTest.names(ROWS),
            IntStream.range(0, ROWS).toArray(),
            weights,
            tables);
    int[] picked = new int[ROWS];
    for (int i = 0; i < 5 * ROWS; i++) {
      int row = select(largest);
      picked[row]++;
      loads.opened(row);
    }
    int most = Arrays.stream(picked).max().orElseThrow();
    assertThat(most).as("picks of one, where 5 are fair; seed %d", seed).isLessThan(25);
    if (scheduling != Scheduling.SOURCE_HASH && scheduling != Scheduling.MAGLEV) {
      assertThat(most).as("seed %d", seed).isLessThanOrEqualTo(8);
    }
  }

  /** The next plan has other members: nobody of the old is picked that is not of the new. */
  @ParameterizedTest
  @EnumSource
  void followsEveryPlan(Scheduling scheduling) {
    for (int plan = 0; plan < 30; plan++) {
      int[] rows = IntStream.range(0, 40).filter(row -> random.nextBoolean()).toArray();
      int[] weights = random.ints(rows.length, 0, 5).toArray();
      List<String> names = Arrays.stream(rows).mapToObj(row -> "back-end " + row).toList();
      tables.begin();
      Candidates candidates = Candidates.of(scheduling, names, rows, weights, tables);
      for (int i = 0; i < 100; i++) {
        int row = select(candidates);
        assertThat(row >= 0).isEqualTo(candidates.size() > 0);
        assertThat(row < 0 || candidates.takes(row)).as("seed %d, plan %d", seed, plan).isTrue();
        if (row >= 0) {
          loads.opened(row);
        }
      }
    }
  }

  /** Services do not take each other's turns; only draws are one sequence a core. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "POWER_OF_TWO")
  void servicesAreOnTheirOwn(Scheduling scheduling) {
    Candidates candidates = candidates(scheduling, 1, 2, 3);
    BackendSelector alone = new BackendSelector(new BackendLoads(ROWS), 0, 16, seed);
    BackendSelector shared = new BackendSelector(new BackendLoads(ROWS), 0, 16, seed);
    for (int i = 0; i < 1000; i++) {
      long hash = random.nextLong();
      int expected = alone.select(candidates, 1, hash, hash);
      shared.select(candidates, 2, ~hash, ~hash);
      assertThat(shared.select(candidates, 1, hash, hash)).as("seed %d", seed).isEqualTo(expected);
    }
  }

  /** A replay chooses what the first run chose. */
  @ParameterizedTest
  @EnumSource
  void choosesTheSameAgain(Scheduling scheduling) {
    Candidates candidates = candidates(scheduling, 1, 2, 3, 4);
    int[][] runs = new int[2][1000];
    for (int[] run : runs) {
      Random hashes = new Random(seed);
      BackendLoads fresh = new BackendLoads(ROWS);
      BackendSelector again = new BackendSelector(fresh, 2, 16, 1);
      for (int i = 0; i < run.length; i++) {
        run[i] = again.select(candidates, 1, hashes.nextLong(), hashes.nextLong());
        fresh.opened(run[i]);
      }
    }
    assertThat(runs[1]).as("seed %d", seed).isEqualTo(runs[0]);
  }

  @ParameterizedTest
  @EnumSource
  void makesNoGarbage(Scheduling scheduling) {
    int[] weights = random.ints(100, 1, 65_536).toArray();
    Candidates candidates = candidates(scheduling, weights);
    long least = Long.MAX_VALUE;
    long sum = 0;
    for (int pass = 0; pass < 8; pass++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 20_000; i++) {
        int row = selector.select(candidates, SERVICE, Maglev.mix(i), Maglev.mix(~i));
        loads.opened(row);
        sum += row;
      }
      least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(sum).isPositive();
    assertThat(least).as("bytes in 20,000 picks").isLessThan(1024);
  }

  @Test
  void refusesImpossibleWeights() {
    for (int weight : new int[] {-1, 65_536}) {
      assertThatThrownBy(() -> candidates(Scheduling.MAGLEV, 1, weight))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("weight " + weight);
    }
  }

  private int select(Candidates candidates) {
    return selector.select(candidates, SERVICE, random.nextLong(), random.nextLong());
  }

  private Candidates candidates(Scheduling scheduling, int... weights) {
    int[] rows = IntStream.range(0, weights.length).map(SchedulerContractTest::row).toArray();
    return Candidates.of(scheduling, MaglevTest.names(weights.length), rows, weights, tables);
  }

  /** Rows are neither dense nor in order. */
  private static int row(int member) {
    return 7000 - 61 * member;
  }
}
