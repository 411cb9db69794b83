package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/**
 * Five hundred elements at once, as a person edits them: select, type into a field, delete, undo,
 * redo. What each costs the thread that draws is in target/measurements/bulk.txt.
 */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class BulkEditTest {
  private static final int MANY = 500;

  /** The first round finds code that is not compiled yet. */
  private static final int ROUNDS = 3;

  private final Map<String, List<Double>> costsMs = new LinkedHashMap<>();
  private Workbench workbench;
  private DesignModel model;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    stage.setWidth(1000);
    stage.setHeight(960);
    model = workbench.model();
    model.open(LargeDrawing.of(800));
    workbench.canvas().zoomToFit();
  }

  @Test
  void fiveHundredAreEditedInOneStepEach(FxRobot robot) throws Exception {
    Topology drawn = model.topology();
    List<String> many = backends().map(Element::id).limit(MANY).toList();
    assertThat(many).hasSize(MANY);
    for (int round = 0; round < ROUNDS; round++) {
      robot.interact(model.selection()::clear);
      cost(robot, "select", () -> robot.interact(() -> model.selection().select(many)));
      robot.interact(robot.lookup("#field-weight").query()::requestFocus);
      robot.push(KeyCode.CONTROL, KeyCode.A);
      cost(robot, "type a digit of their weight", () -> robot.push(KeyCode.DIGIT7));
      robot.push(KeyCode.ENTER);
      assertThat(weights(many)).containsExactly(7);
      assertThat(model.undoNames()).containsExactly("Change Weight of 500 elements");
      Topology weighed = model.topology();

      robot.interact(workbench.canvas()::requestFocus);
      cost(robot, "delete", () -> robot.push(KeyCode.DELETE));
      assertThat(model.elements()).hasSize(800 - MANY).doesNotContainKeys(many.getFirst());
      Topology without = model.topology();
      cost(robot, "undo the deletion", () -> robot.push(KeyCode.CONTROL, KeyCode.Z));
      assertThat(model.topology()).isEqualTo(weighed);
      cost(robot, "redo the deletion", () -> robot.push(KeyCode.CONTROL, KeyCode.Y));
      assertThat(model.topology()).isEqualTo(without);
      robot.push(KeyCode.CONTROL, KeyCode.Z);
      cost(robot, "undo the weight", () -> robot.push(KeyCode.CONTROL, KeyCode.Z));
      assertThat(model.topology()).isEqualTo(drawn);
    }
    report();
  }

  private void cost(FxRobot robot, String what, Runnable deed) {
    costsMs.computeIfAbsent(what, _ -> new ArrayList<>()).add(FrameMeter.workOf(robot, deed));
  }

  private void report() throws Exception {
    FrameMeter meter = new FrameMeter("bulk.txt");
    for (Map.Entry<String, List<Double>> costs : costsMs.entrySet()) {
      String rounds =
          costs.getValue().stream()
              .map(ms -> String.format(Locale.ROOT, "%.0f", ms))
              .collect(Collectors.joining(", "));
      meter.report("500 of 800, " + costs.getKey() + ": " + rounds + " ms of the FX thread");
    }
  }

  private Stream<Element> backends() {
    return model.elements().values().stream()
        .filter(element -> element.kind() == ElementKind.ELEMENT_KIND_BACKEND);
  }

  private Set<Integer> weights(List<String> ids) {
    return backends()
        .filter(element -> ids.contains(element.id()))
        .map(element -> ((Backend) element.message()).getWeight())
        .collect(Collectors.toSet());
  }
}
