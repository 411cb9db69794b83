package io.spinlane.desktop;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Lanes;
import io.spinlane.desktop.pictures.Shots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Robots at the table of queues and cores; each journey opens the window and draws for itself. */
@SuppressWarnings("NullAway.Init") // set before each test by show and begin
abstract class MatrixJourney {
  private static final Path FOLDER = Path.of("target", "pictures");
  static final String HOST = "node:2 core:4 nic:2 queues:4";

  /** Two NICs with four queues each, eight cores on two NUMA nodes. */
  static final String TYPICAL = "eth0:4 eth1:4|ctl@0 sw1@1 sw2@2 sw3@3 sw4@4 sw5@5 sw6@6 sw7@7";

  Workbench workbench;
  DesignModel model;

  final void show(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
  }

  @BeforeEach
  void begin(FxRobot robot) {
    model = workbench.model();
    robot.interact(
        () -> {
          workbench.stage().setX(0);
          workbench.stage().setY(0);
          workbench.stage().setWidth(1280);
          workbench.stage().setHeight(900);
          workbench.window().middle().setDividerPositions(0.85);
        });
  }

  final void open(FxRobot robot, String drawing, String host) {
    robot.interact(
        () -> {
          model.open(Hosts.drawing(drawing));
          if (!host.isEmpty()) {
            workbench.host().offline(Hosts.host(host), host);
          }
        });
    if (!workbench.lanes().matrix().isVisible()) {
      robot.push(KeyCode.CONTROL, KeyCode.M);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  final Map<String, String> lanes() {
    return Lanes.of(model.topology()).entrySet().stream()
        .collect(Collectors.toMap(lane -> lane.getKey().id(), Map.Entry::getValue));
  }

  static String status(FxRobot robot) {
    return robot.lookup("#status").queryAs(Label.class).getText();
  }

  final String focused() {
    Node focused = workbench.stage().getScene().getFocusOwner();
    return focused == null || focused.getId() == null ? "" : focused.getId();
  }

  static void take(FxRobot robot, Scene scene, String name) {
    Shots.save(robot, scene, FOLDER.resolve(name + ".png"));
  }
}
