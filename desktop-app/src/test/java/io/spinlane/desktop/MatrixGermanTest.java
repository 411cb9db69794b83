package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** German words are longer: neither the table nor the dialogs around it may cut them. */
@ExtendWith(ApplicationExtension.class)
class MatrixGermanTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  @SuppressWarnings("NullAway.Init") // set before each test by start
  private Workbench workbench;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    Texts.speak(Language.GERMAN);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    stage.setWidth(1280);
    stage.setHeight(800);
  }

  @Stop
  void stop() {
    Texts.speak(Language.ENGLISH);
  }

  @Test
  void nothingIsCut(FxRobot robot) throws TimeoutException {
    robot.interact(
        () -> {
          workbench.host().offline(Hosts.host("node:2 core:4 nic:2 queues:4"), "geplant");
          workbench
              .model()
              .open(
                  Hosts.drawing(
                      "eth0:4 eth1:4|sw1@1 sw2@2 sw5@5 sw6@5|eth0/0=sw5 eth0/1=sw5 eth1/0=sw1"));
          workbench.lanes().show(true);
          workbench.window().middle().setDividerPositions(0.6);
        });
    until(() -> robot.lookup(".problem-fix").tryQuery().isPresent());
    check(robot, "german-matrix", workbench.stage().getScene());
    dialog(robot, "auto-assign", "#proposal");
    dialog(robot, "inventory-made-up", "#made-up");
    dialog(robot, "import", "#import");
  }

  private void dialog(FxRobot robot, String command, String pane) throws TimeoutException {
    Platform.runLater(() -> workbench.commands().run(workbench.commands().get(command)));
    until(() -> robot.lookup(pane).tryQuery().isPresent());
    check(robot, "german-" + command, robot.lookup(pane).query().getScene());
    robot.push(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static void check(FxRobot robot, String name, Scene scene) {
    Shots.save(robot, scene, FOLDER.resolve(name + ".png"));
    Set<String> cut = new TreeSet<>();
    String kinds =
        ".button, .split-menu-button > .label, .check-box, .matrix-load, .matrix-core,"
            + " .matrix-state, .matrix-band, .matrix-title, .column-header > .label";
    for (Node node : robot.from(scene.getRoot()).lookup(kinds).queryAll()) {
      if (node instanceof Labeled labeled
          && labeled.isVisible()
          && labeled.lookup(".text") instanceof Text shown
          && !shown.getText().equals(labeled.getText())) {
        cut.add(labeled.getText() + " as " + shown.getText());
      }
    }
    assertThat(cut).as("cut off in %s", name).isEmpty();
  }
}
