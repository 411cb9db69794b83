package io.spinlane.topology.diff;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.spinlane.topology.TopologyGenerator;
import io.spinlane.v1.Change;
import io.spinlane.v1.ChangeKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.PropertyChange;
import io.spinlane.v1.Topology;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What must hold for the merge of any drawings. */
class RandomMergeTest {
  private static final int ROUNDS = 400;
  private static final long SEED = Long.getLong("spinlane.seed", new Random().nextLong());

  private final TopologyGenerator generator = new TopologyGenerator(SEED);
  private final Random random = new Random(SEED);

  @BeforeAll
  static void tellTheSeed() {
    System.out.println("RandomMergeTest: -Dspinlane.seed=" + SEED);
  }

  private Topology drawing() {
    return TopologyDiffTest.named(generator.next());
  }

  /** All changes but those of places, which one side has alone. */
  private static List<Change> changes(Topology from, Topology to) {
    return TopologyDiff.between(
        from.toBuilder().clearLayout().build(), to.toBuilder().clearLayout().build());
  }

  /** Another drawing with some lists and properties of its own and the others of the first. */
  private Topology edited(Topology base) {
    Topology other = drawing();
    Topology.Builder edited = base.toBuilder();
    for (FieldDescriptor field : Topology.getDescriptor().getFields()) {
      if (random.nextInt(3) == 0) {
        edited.setField(field, other.getField(field));
      }
    }
    if (edited.getNicsCount() > 0) {
      edited.getNicsBuilder(0).setMtuBytes(random.nextInt(9000));
    }
    return edited.build();
  }

  @Test
  void oneWhoChangedNothingIsInNobodysWay() {
    for (int i = 0; i < ROUNDS; i++) {
      Topology base = drawing();
      Topology mine = edited(base);
      for (TopologyMerge merge :
          List.of(
              TopologyMerge.of(base, mine, mine),
              TopologyMerge.of(base, base, mine),
              TopologyMerge.of(base, mine, base))) {
        assertThat(merge.conflicts()).as("seed %d, number %d", SEED, i).isEmpty();
        assertThat(merge.merged(Set.of()).toBuilder().clearLayout().build())
            .as("seed %d, number %d", SEED, i)
            .isEqualTo(mine.toBuilder().clearLayout().build());
      }
    }
  }

  @Test
  void whoeverIsPreferredTheOtherWayRoundGivesTheSame() {
    for (int i = 0; i < ROUNDS; i++) {
      Topology base = drawing();
      Topology mine = edited(base);
      Topology theirs = edited(base);
      TopologyMerge merge = TopologyMerge.of(base, mine, theirs);
      TopologyMerge other = TopologyMerge.of(base, theirs, mine);
      assertThat(ContentHash.of(merge.merged(Set.of())))
          .as("seed %d, number %d", SEED, i)
          .isEqualTo(ContentHash.of(other.merged(Set.copyOf(other.conflicts()))));
      assertThat(merge.conflicts()).hasSameSizeAs(other.conflicts());
    }
  }

  @Test
  void editsOfDifferentElementsAreAllKept() {
    int checked = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Topology base = drawing();
      Topology mine = edited(base);
      Topology theirs = edited(base).toBuilder().clearNics().addAllNics(base.getNicsList()).build();
      List<Change> my = changes(base, mine);
      List<Change> their = changes(base, theirs);
      TopologyMerge merge = TopologyMerge.of(base, mine, theirs);
      if (elements(my).stream().anyMatch(elements(their)::contains)) {
        continue;
      }
      // Back-ends come and go with their pool, whoever changed them.
      boolean pools =
          merge.conflicts().stream().anyMatch(one -> one.kind() != MergeConflict.Kind.PROPERTY);
      if (!pools) {
        checked += my.isEmpty() || their.isEmpty() ? 0 : 1;
        assertThat(merge.conflicts()).as("seed %d, number %d", SEED, i).isEmpty();
        assertThat(changes(base, merge.merged(Set.of())))
            .as("seed %d, number %d", SEED, i)
            .containsAll(my)
            .containsAll(their)
            .hasSize(my.size() + their.size());
      }
    }
    assertThat(checked).isPositive();
  }

  /**
   * Every property that I alone changed, and every one that was decided for me, is as I have it.
   */
  @Test
  void nothingOfMineIsLost() {
    int checked = 0;
    for (int i = 0; i < ROUNDS; i++) {
      Topology base = drawing();
      Topology mine = edited(base);
      Topology theirs = edited(base);
      Topology merged = TopologyMerge.of(base, mine, theirs).merged(Set.of());
      List<Change> left = changes(merged, mine);
      Set<List<String>> their = properties(changes(base, theirs));
      for (List<String> property : properties(left)) {
        checked++;
        assertThat(their)
            .as("seed %d, number %d: what differs from mine is of theirs", SEED, i)
            .anyMatch(one -> covers(one, property));
      }
    }
    assertThat(checked).isPositive();
  }

  /** The first names the second, or an element or a message that holds it. */
  private static boolean covers(List<String> one, List<String> other) {
    return one.get(0).equals(other.get(0))
        && one.get(1).equals(other.get(1))
        && (one.get(2).isEmpty()
            || other.get(2).isEmpty()
            || one.get(2).startsWith(other.get(2))
            || other.get(2).startsWith(one.get(2)));
  }

  private static Set<List<String>> properties(List<Change> changes) {
    Set<List<String>> properties = new HashSet<>();
    for (Change change : changes) {
      String kind = change.getElement().getKind().name();
      String id = change.getElement().getId();
      if (change.getKind() != ChangeKind.CHANGE_KIND_CHANGED) {
        properties.add(List.of(kind, id, ""));
      }
      for (PropertyChange property : change.getPropertiesList()) {
        properties.add(List.of(kind, id, property.getPath()));
      }
    }
    return properties;
  }

  private static Set<ElementRef> elements(List<Change> changes) {
    Set<ElementRef> elements = new HashSet<>();
    changes.forEach(change -> elements.add(change.getElement()));
    return elements;
  }

  /** Any message merges with itself into itself. */
  @Test
  void everyTypeOfTheContractIsMerged() {
    Set<String> types = new HashSet<>();
    for (int i = 0; i < ROUNDS; i++) {
      for (Drawn drawn : Drawn.elements(drawing()).values()) {
        Message message = drawn.properties();
        types.add(message.getDescriptorForType().getName());
        Message empty = message.getDefaultInstanceForType();
        MessageMerge merge =
            new MessageMerge(
                drawn.ref(),
                conflict -> {
                  throw new AssertionError(conflict);
                });
        assertThat(merge.merge(empty, message, message)).isEqualTo(message);
        assertThat(merge.merge(empty, empty, message)).isEqualTo(message);
        assertThat(merge.merge(message, message, empty)).isEqualTo(empty);
      }
    }
    assertThat(types)
        .containsExactlyInAnyOrder(
            "Nic", "Core", "Lane", "Vip", "Pool", "Backend", "Service", "Route", "Note");
  }
}
