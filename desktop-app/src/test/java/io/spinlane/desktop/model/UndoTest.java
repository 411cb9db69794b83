package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Undo gives back the same file, byte for byte, and the dirty flag tells the truth throughout. */
class UndoTest {
  private final DesignModel model = new DesignModel();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 20261120, 987654321})
  void twoThousandRandomStepsBackAndForth(long seed) {
    Session session = new Session(model, seed);
    List<String> files = new ArrayList<>(List.of(file()));
    for (int step = 0; step < 2000; step++) {
      int before = model.undoNames().size();
      boolean changed = session.step();
      model.endMerge();
      if (changed && model.undoNames().size() > before) {
        files.add(file());
      } else if (changed) {
        files.removeFirst();
        files.add(file());
      }
    }
    assertThat(files).as("seed %d does something", seed).hasSizeGreaterThan(900);
    for (int i = files.size() - 2; i >= 0; i--) {
      model.undo();
      assertThat(file()).as("seed %d, back at %d", seed, i).isEqualTo(files.get(i));
    }
    assertThat(model.undoNames()).isEmpty();
    for (int i = 1; i < files.size(); i++) {
      model.redo();
      assertThat(file()).as("seed %d, forth at %d", seed, i).isEqualTo(files.get(i));
    }
    assertThat(model.redoNames()).isEmpty();
  }

  /** As far back as the history reaches, again and again until everything was undone once. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {42, 20261121})
  void tenThousandStepsAreAllUndoneByteByByte(long seed) {
    Session session = new Session(model, seed);
    List<String> files = new ArrayList<>(List.of(json()));
    int undone = 0;
    for (int done = 0; done < 10_000; ) {
      int before = model.undoNames().size();
      boolean changed = session.step();
      model.endMerge();
      if (changed) {
        done++;
        files.add(json());
        assertThat(model.undoNames().size())
            .as("seed %d, step %d", seed, done)
            .isEqualTo(before + 1);
      }
      if (files.size() > History.LIMIT) {
        undone += undoAll(seed, files);
        model.open(model.topology());
        files.subList(0, files.size() - 1).clear();
      }
    }
    undone += undoAll(seed, files);
    assertThat(undone).as("seed %d", seed).isEqualTo(10_000);
  }

  /** To the first file and back to the last. */
  private int undoAll(long seed, List<String> files) {
    int last = files.size() - 1;
    for (int i = last - 1; i >= 0; i--) {
      model.undo();
      assertThat(json()).as("seed %d, back at %d", seed, i).isEqualTo(files.get(i));
    }
    assertThat(model.undoNames()).isEmpty();
    assertThat(model.dirty()).isFalse();
    model.travel(last);
    assertThat(json()).as("seed %d, forth", seed).isEqualTo(files.get(last));
    return last;
  }

  private String json() {
    return TopologyFiles.write(model.topology(), Format.JSON);
  }

  private String file() {
    return TopologyFiles.write(model.topology(), Format.YAML)
        + TopologyFiles.write(model.topology(), Format.JSON);
  }

  @Test
  void everyReferenceStaysWithinTheDrawing() {
    Session session = new Session(model, 7);
    for (int step = 0; step < 2000; step++) {
      session.step();
      Set<String> ids = model.elements().keySet();
      Topology topology = model.topology();
      Set<String> placed = new HashSet<>(topology.getLayoutMap().keySet());
      placed.removeIf(key -> key.contains(":")); // a frame's, which is no element's
      assertThat(ids).as("step %d", step).containsAll(placed);
      topology.getLanesList().forEach(lane -> assertThat(ids).contains(lane.getNic()));
      topology.getLanesList().forEach(lane -> assertThat(ids).contains(lane.getCore()));
      topology.getVipsList().forEach(vip -> assertThat(ids).containsAll(vip.getNicsList()));
    }
  }

  @Test
  void stepsHaveNamesPeopleUnderstand() {
    add(NewElement.SIM_NIC);
    add(NewElement.VIP);
    model.apply(Edits.connect(Wire.of(Wire.Kind.ANNOUNCE, "nic1", "vip1")));
    model.apply(Edits.move(Map.of("nic1", new Point(8, 8), "vip1", new Point(80, 8))));
    assertThat(model.undoNames())
        .containsExactly("Move 2 elements", "Wire nic1 to vip1", "Add vip1", "Add nic1");
    model.undo();
    assertThat(model.redoNames()).containsExactly("Move 2 elements");
  }

  @Test
  void typingIsOneStepUntilTheFieldIsLeft() {
    add(NewElement.BACKEND);
    type("1");
    type("10");
    type("100");
    assertThat(model.undoNames()).hasSize(2).first().isEqualTo("Change Weight of backend1");
    model.endMerge();
    type("7");
    assertThat(model.undoNames()).hasSize(3);
    model.undo();
    assertThat(weight()).isEqualTo(100);
    model.undo();
    assertThat(weight()).isZero();
  }

  private void type(String text) {
    model.apply(
        Edits.set(
            "backend1",
            "weight",
            "Weight",
            message -> ((Backend) message).toBuilder().setWeight(Integer.parseInt(text)).build()));
  }

  private int weight() {
    return ((Backend) model.element("backend1").orElseThrow().message()).getWeight();
  }

  @Test
  void typingThatEndsWhereItBeganIsNoStep() {
    add(NewElement.BACKEND);
    type("100");
    model.endMerge();
    type("1");
    type("10");
    type("100");
    assertThat(model.undoNames()).as("the first typing only").hasSize(2);
    type("7");
    assertThat(model.undoNames()).as("typing on is a step of its own").hasSize(3);
    model.undo();
    assertThat(weight()).isEqualTo(100);
  }

  @Test
  void typingAfterUndoStartsAnew() {
    add(NewElement.BACKEND);
    type("5");
    type("50");
    model.undo();
    type("6");
    assertThat(model.redoNames()).isEmpty();
    assertThat(weight()).isEqualTo(6);
    model.undo();
    assertThat(weight()).isZero();
  }

  @Test
  void theDirtyFlagSurvivesSaveUndoAndRedo() {
    assertThat(model.dirty()).isFalse();
    add(NewElement.VIP);
    assertThat(model.dirty()).isTrue();
    model.markSaved(model.topology());
    assertThat(model.dirty()).isFalse();
    model.undo();
    assertThat(model.dirty()).as("the file has the VIP, the drawing has not").isTrue();
    model.redo();
    assertThat(model.dirty()).isFalse();
    add(NewElement.POOL);
    model.undo();
    assertThat(model.dirty()).isFalse();
  }

  @Test
  void aSaveThatTookItsTimeLeavesLaterEditsDirty() {
    add(NewElement.VIP);
    Topology written = model.topology();
    add(NewElement.POOL);
    model.markSaved(written);
    assertThat(model.dirty()).isTrue();
    model.undo();
    assertThat(model.dirty()).isFalse();
  }

  @Test
  void theHistoryIsBounded() {
    add(NewElement.NOTE);
    for (int i = 0; i < History.LIMIT + 50; i++) {
      model.apply(Edits.move(Map.of("note1", new Point(i + 1, i))));
    }
    assertThat(model.undoNames()).hasSize(History.LIMIT);
  }

  @Test
  void anEditThatChangesNothingIsNoStep() {
    add(NewElement.NOTE);
    Point place = Placement.free(model.element("note1").orElseThrow(), Map.of(), Map.of());
    assertThat(model.apply(Edits.move(Map.of("note1", place)))).isFalse();
    assertThat(model.undoNames()).hasSize(1);
  }

  private void add(NewElement item) {
    assertThat(model.apply(Addition.plan(model, item, Optional.empty()).edit())).isTrue();
  }

  @Test
  void anotherDrawingBeginsWithNothingSelectedAndNothingToUndo() {
    model.apply(Addition.plan(model, NewElement.SIM_NIC, Optional.empty()).edit());
    Topology drawn = model.topology();
    model.selection().select(model.elements().keySet());
    model.open(drawn.toBuilder().setName("another").build());
    assertThat(model.elements()).containsOnlyKeys("nic1");
    assertThat(model.selection().isEmpty()).isTrue();
    assertThat(model.undoNames()).isEmpty();
    assertThat(model.redoNames()).isEmpty();
    assertThat(model.dirty()).isFalse();
  }
}
