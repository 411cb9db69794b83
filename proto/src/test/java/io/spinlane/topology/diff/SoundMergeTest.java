package io.spinlane.topology.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.Change;
import io.spinlane.v1.ChangeKind;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Severity;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Two people change a drawing without errors, and leave none behind; neither does the merge. */
class SoundMergeTest {
  private static final int ROUNDS = 300;
  private static final int MOST_EDITS = 6;
  private static final long SEED = Long.getLong("spinlane.seed", new Random().nextLong());

  /**
   * What a merge leaves for people to mend rather than throw away more than they decided about: a
   * VIP whose last NIC was decided to go, a service whose pool was, and a queue or a core whose
   * lane went with one.
   */
  private static final Set<String> LEFT_TO_MEND =
      Set.of(
          "VIP_WITHOUT_NIC",
          "SERVICE_WITHOUT_USABLE_POOL",
          "QUEUE_NOT_POLLED",
          "SWITCH_CORE_WITHOUT_LANE");

  private final Random random = new Random(SEED);

  private record Case(Topology base, Topology mine, Topology theirs, TopologyMerge merge) {}

  @BeforeAll
  static void tellTheSeed() {
    System.out.println("SoundMergeTest: -Dspinlane.seed=" + SEED);
  }

  private Case next() {
    Topology base = SoundDrawing.base(random);
    Topology mine = edited(base, 2);
    Topology theirs = edited(base, 3);
    return new Case(base, mine, theirs, TopologyMerge.of(base, mine, theirs));
  }

  private Topology edited(Topology base, int who) {
    SoundDrawing person = new SoundDrawing(base, who, random);
    for (int edits = 1 + random.nextInt(MOST_EDITS); edits > 0; edits--) {
      person.edit();
    }
    assertThat(errors(person.drawing())).as("seed %d: what one person drew", SEED).isEmpty();
    return person.drawing();
  }

  private static Set<String> errors(Topology topology) {
    return Rules.check(topology).stream()
        .filter(one -> one.getSeverity() == Severity.SEVERITY_ERROR)
        .map(Diagnostic::getCode)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** All for me, all for them, and some for each. */
  private List<Set<MergeConflict>> decisions(TopologyMerge merge) {
    Set<MergeConflict> some = new HashSet<>(merge.conflicts());
    some.removeIf(_ -> random.nextBoolean());
    return List.of(Set.of(), Set.copyOf(merge.conflicts()), some);
  }

  @Test
  void noDecisionLeavesAnError() {
    int conflicts = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Case one = next();
      conflicts += one.merge.conflicts().size();
      for (Set<MergeConflict> forTheirs : decisions(one.merge)) {
        Set<String> left = errors(one.merge.merged(forTheirs));
        left.removeAll(LEFT_TO_MEND);
        assertThat(left)
            .as("seed %d, number %d, for theirs %s, of %s", SEED, i, forTheirs, one)
            .isEmpty();
        if (one.merge.conflicts().isEmpty()) {
          assertThat(errors(one.merge.merged(Set.of())))
              .as("seed %d, number %d, without a conflict, of %s", SEED, i, one)
              .isEmpty();
        }
      }
    }
    assertThat(conflicts).isGreaterThan(ROUNDS / 4);
  }

  /** What only one has changed, and nobody must decide about, is in the merge as it is there. */
  @Test
  void noChangeOfOneSideIsLost() {
    int checked = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Case one = next();
      Set<ElementRef> disputed = new HashSet<>();
      for (MergeConflict conflict : one.merge.conflicts()) {
        disputed.add(conflict.element());
        disputed.addAll(conflict.neededBy());
      }
      List<Change> my = TopologyDiff.between(one.base, one.mine);
      List<Change> their = TopologyDiff.between(one.base, one.theirs);
      for (Set<MergeConflict> forTheirs : decisions(one.merge)) {
        List<Change> merged = TopologyDiff.between(one.base, one.merge.merged(forTheirs));
        List<Change> alone = new ArrayList<>(alone(my, their));
        alone.addAll(alone(their, my));
        alone.removeIf(change -> disputed.contains(change.getElement()));
        if (!disputed.isEmpty()) {
          // what is kept brings back what it needs
          alone.removeIf(change -> change.getKind() == ChangeKind.CHANGE_KIND_REMOVED);
        }
        checked += alone.size();
        assertThat(merged).as("seed %d, number %d, of %s", SEED, i, one).containsAll(alone);
      }
    }
    assertThat(checked).isGreaterThan(ROUNDS);
  }

  private static List<Change> alone(List<Change> changes, List<Change> others) {
    Set<ElementRef> shared = new HashSet<>();
    others.forEach(change -> shared.add(change.getElement()));
    return changes.stream().filter(change -> !shared.contains(change.getElement())).toList();
  }

  @RepeatedTest(20)
  void theSameComesOutEveryTime() {
    Case one = next();
    TopologyMerge again = TopologyMerge.of(one.base, one.mine, one.theirs);
    assertThat(again.conflicts()).isEqualTo(one.merge.conflicts());
    for (Set<MergeConflict> forTheirs : decisions(one.merge)) {
      assertThat(again.merged(forTheirs)).isEqualTo(one.merge.merged(forTheirs));
    }
    TopologyMerge other = TopologyMerge.of(one.base, one.theirs, one.mine);
    assertThat(ContentHash.of(other.merged(Set.copyOf(other.conflicts()))))
        .isEqualTo(ContentHash.of(one.merge.merged(Set.of())));
  }
}
