package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.pictures.Shots;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Takes the pictures that people look at before a release: target/pictures. */
@ExtendWith(ApplicationExtension.class)
class PicturesTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  @SuppressWarnings("NullAway.Init") // set before each test by start
  private Workbench workbench;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    workbench = new Workbench(stage);
    workbench.show();
  }

  @Test
  void window(FxRobot robot) {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      take(robot, "empty-" + theme, 1280, 800);
      robot.interact(
          () -> {
            Drawings.small(workbench.model());
            workbench.model().selection().clear();
            workbench.canvas().zoomToFit();
          });
      take(robot, "small-" + theme, 1440, 900);
      robot.interact(() -> workbench.canvas().reveal("nic1"));
      take(robot, "selected-" + theme, 1280, 800);
      robot.interact(() -> workbench.model().undo());
      robot.interact(() -> workbench.canvas().reveal("service1"));
      take(robot, "problems-" + theme, 1440, 900);
      robot.interact(() -> workbench.fileActions().useDialogs(new Answers()));
      robot.interact(() -> workbench.fileActions().open(Samples.all().getLast()));
      take(robot, "sample-" + theme, 1440, 900);
      robot.interact(() -> workbench.model().open(Topology.getDefaultInstance()));
    }
    assertThat(FOLDER.resolve("small-LIGHT.png")).exists();
  }

  /** States that last only while a mouse button is down, and selections other than one element. */
  @Test
  void moments(FxRobot robot) {
    robot.interact(
        () -> {
          workbench.fileActions().useDialogs(new Answers());
          workbench.fileActions().open(Samples.all().getFirst());
          workbench.stage().setX(0);
          workbench.stage().setY(0);
        });
    take(robot, "first-sample", 1000, 800);
    robot.drag("#port-ext0-q0").moveTo("#node-ctl");
    take(robot, "wire-refused", 1000, 800);
    robot.push(KeyCode.ESCAPE).drop();
    robot.drag("#port-int0-vip").moveTo("#node-www");
    take(robot, "wire-allowed", 1000, 800);
    robot.push(KeyCode.ESCAPE).drop();
    robot.interact(() -> workbench.theme().show(Theme.Kind.DARK));
    robot.interact(
        () -> workbench.model().selection().select(workbench.model().wires().getFirst()));
    take(robot, "wire-selected", 1000, 800);
    robot.interact(() -> workbench.model().selection().select(List.of("web1", "web2", "web3")));
    take(robot, "several-selected", 1000, 800);
    robot.interact(() -> workbench.model().selection().select(List.of("http")));
    take(robot, "service", 1200, 980);
    robot.interact(() -> workbench.model().selection().select(List.of("ext0", "web2")));
    robot.doubleClickOn("#palette-NOTE");
    take(robot, "note", 1000, 800);
    robot.clickOn("#tab-outline");
    robot.doubleClickOn("sw1");
    take(robot, "outline", 1000, 800);
    assertThat(FOLDER.resolve("outline.png")).exists();
  }

  private void take(FxRobot robot, String name, double width, double height) {
    robot.interact(
        () -> {
          workbench.stage().setWidth(width);
          workbench.stage().setHeight(height);
        });
    robot.interact(() -> workbench.canvas().zoomToFit());
    Shots.save(robot, workbench.stage().getScene(), FOLDER.resolve(name + ".png"));
  }
}
