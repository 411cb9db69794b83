package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.desktop.io.InventoryFile;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Lanes;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Somebody plans for a host that is not there, and mends what the rules find. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class HostJourneyTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  @TempDir private Path folder;
  private final Answers answers = new Answers();
  private Workbench workbench;
  private DesignModel model;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(answers);
    workbench.show();
    model = workbench.model();
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1280);
    stage.setHeight(800);
  }

  private void run(String command) {
    Platform.runLater(() -> workbench.commands().run(workbench.commands().get(command)));
  }

  private static boolean there(FxRobot robot, String node) {
    return robot.lookup(node).tryQuery().isPresent();
  }

  private static void fire(FxRobot robot, String button) {
    Node found = robot.lookup(button).query();
    Platform.runLater(((ButtonBase) found)::fire);
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void makesUpAHostDrawsItAndKeepsItInAFile(FxRobot robot) throws Exception {
    run("inventory-made-up");
    until(() -> there(robot, "#made-up-line"));
    TextField line = robot.lookup("#made-up-line").queryAs(TextField.class);
    robot.interact(() -> line.setText("node:2 cores:4"));
    assertThat(robot.lookup("#made-up-use").queryButton().isDisabled()).isTrue();
    assertThat(robot.lookup("#made-up-outcome").queryAs(Label.class).getText()).contains("cores:4");
    pictures(robot, "#made-up", "made-up-wrong");
    robot.interact(() -> line.setText("node:2 core:4 nic:2 queues:4"));
    assertThat(robot.lookup("#made-up-outcome").queryAs(Label.class).getText())
        .isEqualTo("✔ NUMA nodes: 2 · CPUs: 8 · physical cores: 8 · network devices: 2");
    pictures(robot, "#made-up", "made-up");
    fire(robot, "#made-up-use");
    until(() -> there(robot, "#import-draw"));
    pictures(robot, "#import", "import");
    fire(robot, "#import-draw");
    until(() -> model.elements().containsKey("eth1"));
    assertThat(model.elements()).hasSize(2 + 8);
    assertThat(model.topology().getNicsList()).extracting("queues").containsExactly(4, 4);
    assertThat(Lanes.of(model.topology())).as("every queue has a core").hasSize(8);
    assertThat(model.undoNames()).as("one step").hasSize(1);
    assertThat(workbench.host().isOffline()).isTrue();

    Path saved = folder.resolve("plan" + InventoryFile.EXTENSION);
    answers.path(saved);
    run("inventory-save");
    until(() -> Files.exists(saved));
    assertThat(InventoryFile.read(saved)).isEqualTo(workbench.host().inventory());
    run("inventory-forget");
    until(() -> workbench.host().inventory() == null);
    run("inventory-open");
    until(() -> there(robot, "#import-draw"));
    assertThat(robot.lookup("#import-draw").queryButton().isDisabled())
        .as("everything is drawn already")
        .isTrue();
    robot.push(KeyCode.ESCAPE);
    until(() -> !there(robot, "#import-draw"));
    assertThat(workbench.host().isOffline()).isTrue();
    Files.writeString(saved, "{\"cpus\": [\n  nonsense");
    run("inventory-open");
    until(() -> !answers.told().isEmpty());
    assertThat(answers.told().getFirst()).contains("is no inventory", "Line 2");
  }

  @Test
  void mendsProblemsByButtonByKeyAndTakesItBack(FxRobot robot) throws Exception {
    robot.interact(
        () -> {
          workbench.host().offline(Hosts.host("node:2 core:4 nic:2"), "planned");
          model.open(
              Hosts.drawing(
                  "eth0:2 eth1:2|sw1@1 sw2@5 sw3@5|eth0/0=sw2 eth0/1=sw2 eth1/0=sw2 eth1/1=sw2"));
          workbench.window().middle().setDividerPositions(0.5);
        });
    Topology before = model.topology();
    until(() -> there(robot, "#fix-NO_CONTROL_CORE-"));
    until(() -> there(robot, "#fix-CPU_USED_TWICE-sw3"));
    pictures(robot, "#problems", "problems-fixes");
    fire(robot, "#fix-NO_CONTROL_CORE-");
    until(() -> !there(robot, "#fix-NO_CONTROL_CORE-"));
    assertThat(model.elements()).containsKey("control1");
    assertThat(robot.lookup("#status").queryAs(Label.class).getText())
        .isEqualTo("Draw a control core on CPU 0");
    ListView<?> list = robot.lookup("#problems-list").queryListView();
    select(robot, list, "LANE_ACROSS_NUMA_NODES");
    robot.push(KeyCode.CONTROL, KeyCode.PERIOD);
    until(() -> Lanes.of(model.topology()).containsValue("sw1"));
    assertThat(model.undoNames().getFirst()).isEqualTo("Move eth0 to NUMA node 0");
    until(() -> codes(list).noneMatch(code -> code.equals("LANE_ACROSS_NUMA_NODES")));
    robot.interact(model::undo);
    robot.interact(model::undo);
    assertThat(model.topology()).isEqualTo(before);
    robot.interact(() -> workbench.fileActions().open(Samples.all().getFirst()));
  }

  @Test
  void aProblemOfAQueueLeadsToItsCellWhileTheTableIsShown(FxRobot robot) throws Exception {
    robot.interact(
        () -> {
          model.open(Hosts.drawing("eth0:2|ctl@0 sw1@1|eth0/1=ctl"));
          workbench.lanes().show(true);
        });
    ListView<?> list = robot.lookup("#problems-list").queryListView();
    until(() -> codes(list).anyMatch(code -> code.equals("LANE_TO_CONTROL_CORE")));
    select(robot, list, "LANE_TO_CONTROL_CORE");
    robot.push(KeyCode.ENTER);
    assertThat(workbench.stage().getScene().getFocusOwner().getId()).isEqualTo("cell-eth0-1-ctl");
    select(robot, list, "SWITCH_CORE_WITHOUT_LANE");
    robot.push(KeyCode.ENTER);
    assertThat(workbench.canvas().isVisible()).as("a core is on the canvas").isTrue();
    assertThat(model.selection().ids()).containsExactly("sw1");
  }

  private static java.util.stream.Stream<String> codes(ListView<?> list) {
    return list.getItems().stream().map(item -> ((Diagnostic) item).getCode());
  }

  private static void select(FxRobot robot, ListView<?> list, String code) {
    robot.interact(
        () -> {
          for (int i = 0; i < list.getItems().size(); i++) {
            if (((Diagnostic) list.getItems().get(i)).getCode().equals(code)) {
              list.getSelectionModel().select(i);
              list.scrollTo(i);
              break;
            }
          }
          list.requestFocus();
        });
  }

  private void pictures(FxRobot robot, String node, String name) {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      take(robot, robot.lookup(node).query().getScene(), name + "-" + theme);
    }
    robot.interact(() -> workbench.theme().show(Theme.Kind.LIGHT));
  }

  private static void take(FxRobot robot, Scene scene, String name) {
    Shots.save(robot, scene, FOLDER.resolve(name + ".png"));
  }
}
