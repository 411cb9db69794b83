package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A robot works through a long list of problems: one by one by keys, and many at once. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class ProblemsJourneyTest {
  private static final Path FOLDER = Path.of("target", "pictures");
  private static final int CORES = 24;

  private Workbench workbench;
  private DesignModel model;
  private ListView<?> list;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    model = workbench.model();
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1280);
    stage.setHeight(800);
  }

  /** Every core has the same CPU, and all but the first have nothing to do. */
  private void drawCrowded(FxRobot robot) throws Exception {
    String cores =
        IntStream.range(0, CORES)
            .mapToObj(i -> "c%02d@1".formatted(i))
            .collect(Collectors.joining(" "));
    robot.interact(
        () -> {
          model.open(Hosts.drawing("sim0:1|ctl@0 " + cores + "|sim0/0=c00"));
          workbench.window().middle().setDividerPositions(0.5);
        });
    list = robot.lookup("#problems-list").queryListView();
    until(() -> count("SWITCH_CORE_WITHOUT_LANE") == CORES - 1);
  }

  private long count(String code) {
    return list.getItems().stream()
        .filter(item -> ((Diagnostic) item).getCode().equals(code))
        .count();
  }

  private String selected() {
    Diagnostic problem = (Diagnostic) list.getSelectionModel().getSelectedItem();
    return problem == null ? "" : problem.getCode() + " " + problem.getElement().getId();
  }

  private void select(FxRobot robot, String wanted) {
    robot.interact(
        () -> {
          for (int i = 0; !selected().equals(wanted); i++) {
            list.getSelectionModel().select(i);
          }
          list.scrollTo(list.getSelectionModel().getSelectedIndex() - 1);
          list.requestFocus();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  /** Height of the selected row on the screen. */
  private double selectedY(FxRobot robot) {
    WaitForAsyncUtils.waitForFxEvents();
    return robot.from(list).lookup(".list-cell").queryAllAs(IndexedCell.class).stream()
        .filter(cell -> !cell.isEmpty() && cell.isSelected() && cell.isVisible())
        .mapToDouble(cell -> cell.localToScene(0, 0).getY())
        .findFirst()
        .orElse(-1);
  }

  private boolean there(FxRobot robot, String node) {
    return robot.lookup(node).tryQuery().isPresent();
  }

  private static String status(FxRobot robot) {
    return robot.lookup("#status").queryAs(Label.class).getText();
  }

  private Node focused() {
    return workbench.stage().getScene().getFocusOwner();
  }

  private void picture(FxRobot robot, String name) throws IOException {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      Path file = FOLDER.resolve(name + "-" + theme + ".png");
      Shots.save(robot, workbench.stage().getScene(), file);
    }
    robot.interact(() -> workbench.theme().show(Theme.Kind.LIGHT));
  }

  @Test
  void whatAsksLeavesTheListWhereItWas(FxRobot robot) throws Exception {
    drawCrowded(robot);
    select(robot, "SWITCH_CORE_WITHOUT_LANE c10");
    double y = selectedY(robot);
    assertThat(y).isPositive();
    for (String next : new String[] {"c11", "c12", "c13"}) {
      robot.push(KeyCode.CONTROL, KeyCode.PERIOD); // only one way: delete it
      until(() -> selected().equals("SWITCH_CORE_WITHOUT_LANE " + next));
      assertThat(focused()).isEqualTo(list);
    }
    assertThat(model.elements()).doesNotContainKeys("c10", "c11", "c12").containsKey("c13");
    assertThat(selectedY(robot)).as("the list did not jump").isEqualTo(y);
  }

  @Test
  void aChosenFixLeavesTheFocusInTheList(FxRobot robot) throws Exception {
    robot.interact(
        () -> {
          workbench.host().offline(Hosts.host("node:1 core:8 nic:4"), "planned");
          model.open(Hosts.drawing("w:1 x:1 y:1 z:1|ctl@0 a@1|w/0=a x/0=a y/0=a z/0=a"));
          workbench.window().middle().setDividerPositions(0.4);
        });
    list = robot.lookup("#problems-list").queryListView();
    until(() -> count("DEVICE_NOT_ON_HOST") == 4);
    select(robot, "DEVICE_NOT_ON_HOST x");
    robot.push(KeyCode.CONTROL, KeyCode.PERIOD);
    until(() -> there(robot, "#menu-fix-1"));
    robot.push(KeyCode.DOWN);
    robot.push(KeyCode.ENTER);
    until(() -> selected().equals("UNSPECIFIED_VALUE y")); // the next in the list
    assertThat(focused()).isEqualTo(list);
    assertThat(model.topology().getNics(1).getDevice()).isEqualTo("eth1");
    robot.clickOn("#fix-DEVICE_NOT_ON_HOST-z"); // another row than the selected one
    until(() -> count("DEVICE_NOT_ON_HOST") == 2);
    assertThat(selected()).as("goes on where it was mended").isEqualTo("UNSPECIFIED_VALUE z");
    assertThat(focused()).isEqualTo(list);
    assertThat(model.topology().getNics(3).getDevice()).isEqualTo("eth0");
  }

  @Test
  void allOfOneKindAreMendedInOneStep(FxRobot robot) throws Exception {
    drawCrowded(robot);
    String before = TopologyFiles.write(model.topology(), Format.JSON);
    select(robot, "CPU_USED_TWICE c05");
    picture(robot, "problems-fix-all");
    robot.clickOn("#button-problem-fix-kind");
    until(() -> count("CPU_USED_TWICE") == 0);
    assertThat(model.undoNames()).containsExactly("Move c01 to CPU 2, and 22 more");
    assertThat(status(robot)).startsWith("23 problems fixed: Move c01 to CPU 2, Move c02");
    assertThat(focused()).isEqualTo(list);
    assertThat(selected()).startsWith("SWITCH_CORE_WITHOUT_LANE");
    robot.interact(model::undo);
    assertThat(TopologyFiles.write(model.topology(), Format.JSON)).isEqualTo(before);
    until(() -> count("CPU_USED_TWICE") == CORES - 1);

    select(robot, "CPU_USED_TWICE c05");
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.PERIOD);
    until(() -> count("CPU_USED_TWICE") == 0);
    robot.interact(model::undo);
    until(() -> count("CPU_USED_TWICE") == CORES - 1);

    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("one safe fix");
    robot.push(KeyCode.ENTER);
    until(() -> count("CPU_USED_TWICE") == 0);
    assertThat(status(robot))
        .contains(
            "1 where you must choose (sim0)", "23 whose fix deletes something (c01, c02, and");
    picture(robot, "problems-fixed-all");
    robot.interact(model::undo);
    assertThat(TopologyFiles.write(model.topology(), Format.JSON)).isEqualTo(before);
  }

  @Test
  void theMenuOfAProblemOffersAllOfItsKind(FxRobot robot) throws Exception {
    drawCrowded(robot);
    select(robot, "CPU_USED_TWICE c05");
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    until(() -> there(robot, "#menu-problem-fix-kind"));
    robot.clickOn("#menu-problem-fix-kind");
    until(() -> count("CPU_USED_TWICE") == 0);
    assertThat(model.undoNames()).hasSize(1);
  }
}
