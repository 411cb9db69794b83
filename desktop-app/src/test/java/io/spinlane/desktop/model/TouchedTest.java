package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Drawings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is selected after a step was undone, and after it was made again. */
class TouchedTest {
  private static final Wire LISTENS = Wire.of(Wire.Kind.SERVICE, "vip1", "service1");

  private final DesignModel model = new DesignModel();

  @BeforeEach
  void draw() {
    Drawings.small(model);
  }

  private static Arguments row(
      String name,
      Function<DesignModel, Edit> edit,
      String selected,
      String undone,
      String redone) {
    return Arguments.of(name, edit, selected, undone, redone);
  }

  static List<Arguments> steps() {
    return List.of(
        row(
            "delete",
            model -> Edits.remove(model.elements(), Set.of("vip1", "nic1")),
            "pool1",
            "nic1 vip1",
            ""),
        row("rename", _ -> Edits.rename("vip1", "www"), "pool1", "vip1", "www"),
        row(
            "move",
            _ -> Edits.move(Map.of("nic1", new Point(9, 9), "nic2", new Point(9, 99))),
            "pool1",
            "nic1 nic2",
            "nic1 nic2"),
        row(
            "move what is selected",
            _ -> Edits.move(Map.of("nic1", new Point(9, 9))),
            "nic1 vip1",
            "nic1 vip1",
            "nic1 vip1"),
        row("cut", _ -> Edits.disconnect(List.of(LISTENS)), "pool1", "vip1>service1", ""),
        row(
            "cut beside what is selected",
            _ -> Edits.disconnect(List.of(LISTENS)),
            "service1",
            "service1",
            "service1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("steps")
  void step(
      String name,
      Function<DesignModel, Edit> edit,
      String selected,
      String undone,
      String redone) {
    assertThat(model.apply(edit.apply(model))).as(name).isTrue();
    select(selected);
    model.undo();
    assertThat(said()).isEqualTo(undone);
    model.redo();
    assertThat(said()).isEqualTo(redone);
  }

  private void select(String ids) {
    model.selection().select(Arrays.asList(ids.split(" ")));
  }

  private String said() {
    List<String> said = new ArrayList<>(model.selection().ids().stream().sorted().toList());
    model.selection().wires().forEach(wire -> said.add(wire.from() + ">" + wire.to()));
    return String.join(" ", said);
  }
}
