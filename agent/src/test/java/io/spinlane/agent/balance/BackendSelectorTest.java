package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each scheduler is for. */
class BackendSelectorTest {
  private static final int SERVICES = 4;

  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);
  private final BackendLoads loads = new BackendLoads(1000);
  private final MaglevTables tables = new MaglevTables();
  private final BackendSelector selector = new BackendSelector(loads, 0, SERVICES, seed);

  @Test
  void roundRobinGoesRound() {
    Candidates candidates = candidates(Scheduling.ROUND_ROBIN, 1, 60_000, 7);
    assertThat(picks(selector, candidates, 7)).containsExactly(0, 1, 2, 0, 1, 2, 0);
    assertThat(picks(selector, candidates(Scheduling.ROUND_ROBIN, 1, 1), 3))
        .as("fewer members")
        .containsExactly(1, 0, 1);
  }

  /** With many cores and few connections on each, the first member must not get them all. */
  @ParameterizedTest
  @EnumSource(names = {"ROUND_ROBIN", "WEIGHTED_ROUND_ROBIN", "LOAD_AWARE"})
  void coresBeginAtDifferentMembers(Scheduling scheduling) {
    Candidates candidates = candidates(scheduling, 1, 1, 1, 1);
    List<Integer> first = new ArrayList<>();
    for (int core = 0; core < 8; core++) {
      BackendSelector other = new BackendSelector(loads, core, SERVICES, seed);
      first.add(other.select(candidates, 0, 0, 0));
    }
    assertThat(first).containsExactly(0, 1, 2, 3, 0, 1, 2, 3);
  }

  @Test
  void weightedRoundRobinIsSmooth() {
    assertThat(picks(selector, candidates(Scheduling.WEIGHTED_ROUND_ROBIN, 5, 1, 1), 7))
        .containsExactly(0, 0, 1, 0, 2, 0, 0);
  }

  @Test
  void sourceHashLooksAtTheClientOnly() {
    Candidates candidates = candidates(Scheduling.SOURCE_HASH, 1, 2, 3, 4, 5);
    for (int client = 0; client < 1000; client++) {
      long hash = random.nextLong();
      int row = selector.select(candidates, 0, hash, random.nextLong());
      for (int flow = 0; flow < 5; flow++) {
        assertThat(selector.select(candidates, 1, hash, random.nextLong()))
            .as("seed %d", seed)
            .isEqualTo(row);
      }
    }
  }

  @Test
  void maglevLooksAtTheFlow() {
    Candidates candidates = candidates(Scheduling.MAGLEV, 1, 1, 1, 1, 1);
    long client = random.nextLong();
    long distinct =
        IntStream.range(0, 200)
            .map(flow -> selector.select(candidates, 0, client, random.nextLong()))
            .distinct()
            .count();
    assertThat(distinct).as("seed %d", seed).isEqualTo(5);
  }

  /** Of the clients of back-ends that stay, next to none moves. */
  @ParameterizedTest
  @ValueSource(ints = {3, 10, 100})
  void sourceHashMovesFewWhenOneLeaves(int count) {
    int[] weights = new int[count];
    Arrays.fill(weights, 10);
    Candidates before = candidates(Scheduling.SOURCE_HASH, weights);
    weights[count / 2] = 0;
    Candidates after = candidates(Scheduling.SOURCE_HASH, weights);
    int stayed = 0;
    int moved = 0;
    for (int client = 0; client < 100_000; client++) {
      long hash = random.nextLong();
      int was = selector.select(before, 0, hash, 0);
      int is = selector.select(after, 0, hash, 0);
      if (was != count / 2) {
        stayed += was == is ? 1 : 0;
        moved += was == is ? 0 : 1;
      }
    }
    assertThat((double) moved / (stayed + moved)).as("seed %d", seed).isLessThan(0.05);
  }

  @Test
  void leastConnectionsLevelsOut() {
    Candidates candidates = candidates(Scheduling.LEAST_CONNECTIONS, 1, 1, 2);
    for (int i = 0; i < 100; i++) {
      loads.opened(0);
    }
    for (int i = 0; i < 300; i++) {
      loads.opened(selector.select(candidates, 0, 0, 0));
    }
    assertThat(IntStream.range(0, 3).map(loads::active)).containsExactly(100, 100, 200);
  }

  /** Two choices keep the fullest far below what one random choice would give it. */
  @Test
  void powerOfTwoAvoidsTheFullest() {
    int count = 500;
    int[] weights = new int[count];
    Arrays.fill(weights, 3);
    Candidates candidates = candidates(Scheduling.POWER_OF_TWO, weights);
    for (int i = 0; i < 20 * count; i++) {
      loads.opened(selector.select(candidates, 0, 0, 0));
    }
    // One choice: about 20 + 3·√20 = 34. Two: the mean and ln ln n / ln 2, at most a few.
    assertThat(IntStream.range(0, count).map(loads::active).max().orElseThrow())
        .as("seed %d", seed)
        .isLessThanOrEqualTo(25);
  }

  @Test
  void powerOfTwoDrawsAnewOnEachCore() {
    Candidates candidates = candidates(Scheduling.POWER_OF_TWO, 1, 1, 1, 1);
    BackendSelector other = new BackendSelector(loads, 1, SERVICES, seed);
    assertThat(picks(selector, candidates, 100)).isNotEqualTo(picks(other, candidates, 100));
  }

  /** The drawn weights hold until the master sets others, and again when it takes them back. */
  @Test
  void loadAwareFollowsTheMaster() {
    Candidates candidates = candidates(Scheduling.LOAD_AWARE, 1, 1, 2);
    assertThat(shares(candidates, 400)).containsExactly(100, 100, 200);
    loads.setWeight(0, 3);
    loads.setWeight(1, 0);
    loads.setWeight(2, 1);
    assertThat(shares(candidates, 400)).containsExactly(300, 0, 100);
    loads.setWeight(0, 0);
    loads.setWeight(2, 0);
    assertThat(selector.select(candidates, 0, 0, 0)).as("all drained by the master").isEqualTo(-1);
    for (int row = 0; row < 3; row++) {
      loads.clearWeight(row);
    }
    assertThat(shares(candidates, 400)).containsExactly(100, 100, 200);
  }

  @Test
  void onlyLoadAwareFollowsTheMaster() {
    loads.setWeight(0, 60_000);
    assertThat(shares(candidates(Scheduling.WEIGHTED_ROUND_ROBIN, 1, 3), 400))
        .containsExactly(100, 300);
  }

  /** A service that changes its scheduler and back takes nothing wrong along. */
  @Test
  void schedulersMayChangeFromPlanToPlan() {
    List<Scheduling> all = List.of(Scheduling.values());
    for (int plan = 0; plan < 200; plan++) {
      Scheduling scheduling = all.get(random.nextInt(all.size()));
      int[] weights = random.ints(1 + random.nextInt(6), 1, 4).toArray();
      Candidates candidates = candidates(scheduling, weights);
      for (int i = 0; i < 10; i++) {
        int row = selector.select(candidates, 0, random.nextLong(), random.nextLong());
        assertThat(row).as("seed %d, plan %d", seed, plan).isBetween(0, weights.length - 1);
      }
    }
  }

  private static List<Integer> picks(BackendSelector selector, Candidates candidates, int count) {
    List<Integer> picks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      picks.add(selector.select(candidates, 0, 0, 0));
    }
    return picks;
  }

  private int[] shares(Candidates candidates, int picks) {
    int[] shares = new int[candidates.size()];
    for (int i = 0; i < picks; i++) {
      shares[selector.select(candidates, 0, 0, 0)]++;
    }
    return shares;
  }

  private Candidates candidates(Scheduling scheduling, int... weights) {
    int[] rows = IntStream.range(0, weights.length).toArray();
    return Candidates.of(scheduling, MaglevTest.names(weights.length), rows, weights, tables);
  }
}
