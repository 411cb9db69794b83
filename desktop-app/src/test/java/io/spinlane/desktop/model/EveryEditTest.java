package io.spinlane.desktop.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Drawings;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Topology;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each edit there is: applied, undone, redone, and merged with the next of its kind or not. */
class EveryEditTest {
  private final DesignModel model = new DesignModel();

  /**
   * One edit.
   *
   * @param edit named as its method, on the small drawing
   * @param again the same kind of edit once more
   * @param merges the two are one step
   */
  record Case(
      String edit,
      Function<DesignModel, Edit> first,
      Function<DesignModel, Edit> again,
      boolean merges) {
    @Override
    public String toString() {
      return edit;
    }
  }

  private static Case alone(
      String edit, Function<DesignModel, Edit> first, Function<DesignModel, Edit> again) {
    return new Case(edit, first, again, false);
  }

  static Stream<Case> cases() {
    return Stream.of(
        alone("add", model -> add(model, "VIP"), model -> add(model, "NOTE")),
        alone("addWithPool", EveryEditTest::withPool, EveryEditTest::withPool),
        alone("remove", model -> remove(model, "pool1"), model -> remove(model, "nic1")),
        alone("move", _ -> Edits.move(at("vip1", 8)), model -> Edits.move(at("vip1", 80))),
        alone(
            "arrange",
            _ -> Edits.arrange("Align", at("nic1", 8)),
            _ -> Edits.arrange("Align", at("nic1", 80))),
        new Case("nudge", _ -> Edits.nudge(at("vip1", 8)), _ -> Edits.nudge(at("vip1", 9)), true),
        new Case("set", _ -> weight(7), model -> weight(70), true),
        new Case("setAll", _ -> weights(7), _ -> weights(70), true),
        new Case("setTopology", _ -> name("edge"), model -> name("edge-1"), true),
        alone("rename", _ -> Edits.rename("pool1", "web"), _ -> Edits.rename("web", "web-1")),
        alone(
            "resize",
            _ -> Edits.resize("vip1", new Area(8, 8, 200, 100)),
            _ -> Edits.resize("vip1", new Area(8, 8, 200, 104))),
        alone(
            "lock",
            _ -> Edits.lock(Map.of("vip1", new Area(8, 8, 164, 80)), true),
            _ -> Edits.lock(Map.of("vip1", new Area(8, 8, 164, 80)), false)),
        alone(
            "collapse",
            _ -> Edits.collapse(Map.of("node:0", "NUMA node 0"), true),
            _ -> Edits.collapse(Map.of("node:0", "NUMA node 0", "node:1", "NUMA node 1"), true)),
        alone(
            "connect",
            _ -> Edits.connect(Wire.of(Wire.Kind.ANNOUNCE, "nic2", "vip1")),
            _ -> Edits.connect(Wire.of(Wire.Kind.MEMBER, "pool2", "backend1"))),
        alone(
            "disconnect",
            _ ->
                Edits.disconnect(
                    List.of(
                        Wire.of(Wire.Kind.SERVICE, "vip1", "service1"),
                        Wire.of(Wire.Kind.ANNOUNCE, "nic1", "vip1"))),
            _ -> Edits.disconnect(List.of(Wire.of(Wire.Kind.POOL, "service1", "pool1")))),
        alone(
            "reattach",
            _ -> Edits.reattach(lane("switch1"), lane("switch2")),
            _ -> Edits.reattach(lane("switch2"), lane("switch1"))),
        alone("join", model -> join(model, "nic1"), model -> join(model, "nic2")));
  }

  private static Edit add(DesignModel model, String item) {
    Element element = NewElement.valueOf(item).create(model.topology(), "");
    return Edits.add(element, new Point(800, 800));
  }

  private static Edit withPool(DesignModel model) {
    Element pool = NewElement.POOL.create(model.topology(), "");
    Element backend = NewElement.BACKEND.create(model.topology(), pool.id());
    return Edits.addWithPool(pool, new Point(0, 800), backend, new Point(200, 800));
  }

  private static Edit remove(DesignModel model, String id) {
    return Edits.remove(model.elements(), Set.of(id));
  }

  private static Map<String, Point> at(String id, double x) {
    return Map.of(id, new Point(x, 16));
  }

  private static Edit weights(int weight) {
    return Edits.setAll(
        List.of("backend1", "backend2"),
        "weight",
        "Weight",
        message -> ((Backend) message).toBuilder().setWeight(weight).build());
  }

  private static Edit weight(int weight) {
    return Edits.set(
        "backend1",
        "weight",
        "Weight",
        message -> ((Backend) message).toBuilder().setWeight(weight).build());
  }

  private static Edit name(String name) {
    return Edits.setTopology("name", "Name", all -> all.toBuilder().setName(name).build());
  }

  private static Wire lane(String core) {
    return new Wire(Wire.Kind.LANE, "nic1", core, 0);
  }

  private static Edit join(DesignModel model, String nic) {
    Wire lane = new Wire(Wire.Kind.LANE, nic, "switch1", 0);
    Join join = Join.of(model, model.element("switch2").orElseThrow(), lane).orElseThrow();
    return Edits.join(join, at("switch2", nic.equals("nic1") ? 8 : 80));
  }

  @BeforeEach
  void draw() {
    Drawings.small(model);
    for (NewElement more : List.of(NewElement.SWITCH_CORE, NewElement.POOL)) {
      model.apply(Addition.plan(model, more, Optional.empty()).edit());
    }
    model.open(model.topology());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isAppliedUndoneAndRedone(Case edit) {
    String before = file();
    assertThat(model.apply(edit.first().apply(model))).isTrue();
    String after = file();
    assertThat(after).isNotEqualTo(before);
    assertThat(model.dirty()).isTrue();
    assertThat(model.undoNames()).hasSize(1).doesNotContain("");
    model.undo();
    assertThat(file()).isEqualTo(before);
    assertThat(model.dirty()).isFalse();
    model.redo();
    assertThat(file()).isEqualTo(after);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isOneStepWithTheNextOrNot(Case edit) {
    String before = file();
    model.apply(edit.first().apply(model));
    String between = file();
    assertThat(model.apply(edit.again().apply(model))).isTrue();
    String after = file();
    assertThat(model.undoNames()).hasSize(edit.merges() ? 1 : 2);
    model.undo();
    assertThat(file()).isEqualTo(edit.merges() ? before : between);
    model.travel(-1);
    assertThat(file()).isEqualTo(before);
    model.travel(2);
    assertThat(file()).isEqualTo(after);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void isAStepOfItsOwnAfterAPause(Case edit) {
    model.apply(edit.first().apply(model));
    model.endMerge();
    model.apply(edit.again().apply(model));
    assertThat(model.undoNames()).hasSize(2);
  }

  @Test
  void noEditIsLeftOut() {
    Set<String> methods =
        Arrays.stream(Edits.class.getDeclaredMethods())
            .filter(method -> method.getReturnType() == Edit.class)
            .map(Method::getName)
            .collect(Collectors.toSet());
    assertThat(cases().map(Case::edit)).containsExactlyInAnyOrderElementsOf(methods);
  }

  private String file() {
    return TopologyFiles.write(model.topology(), Format.JSON);
  }

  /** E an edit, S a save, U an undo, R a redo; the marks say when there is something to save. */
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "'', -",
    "E, *",
    "ES, *-",
    "EU, *-",
    "EUR, *-*",
    "ESU, *-*",
    "ESUR, *-*-",
    "ESUSR, *-*-*",
    "ESEU, *-*-",
    "ESEUU, *-*-*",
    "ESEUUR, *-*-*-",
    "EESUU, **-**",
    "EESUUE, **-***",
    "EESUERU, **-****",
    "ESUES, *-**-",
    "SSU, ---",
  })
  void theDirtyFlagTellsTheTruth(String actions, String marks) {
    StringBuilder told = new StringBuilder(actions.isEmpty() ? mark() : "");
    int x = 0;
    for (int i = 0; i < actions.length(); i++) {
      char action = actions.charAt(i);
      switch (action) {
        case 'E' -> model.apply(Edits.move(at("vip1", ++x * 8)));
        case 'S' -> model.markSaved(model.topology());
        case 'U' -> model.undo();
        case 'R' -> model.redo();
        default -> throw new IllegalArgumentException("action " + action);
      }
      told.append(mark());
    }
    assertThat(told.toString()).isEqualTo(marks);
  }

  private String mark() {
    return model.dirty() ? "*" : "-";
  }

  @Test
  void aJourneyThroughTheHistoryIsOneChange() {
    Topology begin = model.topology();
    for (int i = 1; i <= 5; i++) {
      model.apply(Edits.move(at("vip1", i * 8)));
    }
    Topology end = model.topology();
    int[] told = new int[1];
    model.listen((_, _) -> told[0]++);
    model.travel(-99);
    assertThat(model.topology()).isEqualTo(begin);
    model.travel(5);
    assertThat(model.topology()).isEqualTo(end);
    model.travel(1);
    assertThat(told[0]).isEqualTo(2);
  }
}
