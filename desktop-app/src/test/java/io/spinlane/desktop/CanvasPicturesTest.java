package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Box;
import io.spinlane.v1.Note;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Takes pictures of what the canvas can look like, in both themes: target/pictures. */
@ExtendWith(ApplicationExtension.class)
class CanvasPicturesTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  @SuppressWarnings("NullAway.Init") // set before each test by start
  private Workbench workbench;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1280);
    stage.setHeight(900);
    workbench.show();
  }

  @Test
  void inBothThemes(FxRobot robot) throws TimeoutException {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      framed(robot, theme);
      notes(robot, theme);
      large(robot, theme);
    }
    assertThat(FOLDER.resolve("canvas-frames-DARK.png")).exists();
  }

  private void framed(FxRobot robot, Theme.Kind theme) throws TimeoutException {
    robot.interact(
        () -> {
          workbench.model().open(LargeDrawing.of(90));
          workbench.canvas().useHost(Hosts.of(2, 2, 2, 4));
          workbench.commands().run(workbench.commands().get("layout"));
        });
    WaitForAsyncUtils.waitForFxEvents();
    until(() -> !workbench.model().undoNames().isEmpty());
    robot.interact(workbench.canvas()::zoomToFit);
    take(robot, "canvas-frames-far-" + theme);
    robot.interact(
        () -> {
          workbench.canvas().jumpTo("sw6");
          workbench.model().selection().clear();
          workbench.canvas().zoomBy(0.7 / workbench.canvas().zoomProperty().get());
        });
    take(robot, "canvas-frames-" + theme);
    robot.interact(
        () -> {
          Map<String, String> nodes =
              workbench.canvas().frames().frames().stream()
                  .filter(frame -> frame.key().startsWith("node:"))
                  .filter(frame -> !frame.key().equals("node:1"))
                  .collect(Collectors.toMap(Frame::key, Frame::title));
          workbench.model().apply(Edits.collapse(nodes, true));
          workbench.model().selection().select(List.of("sw1", "sw4"));
          workbench.canvas().jumpTo("sw3");
          workbench.model().selection().select(List.of("sw1", "sw4"));
          workbench.canvas().zoomBy(0.6 / workbench.canvas().zoomProperty().get());
        });
    take(robot, "canvas-collapsed-" + theme);
    robot.interact(() -> workbench.canvas().useHost(null));
  }

  private void notes(FxRobot robot, Theme.Kind theme) {
    Topology sample = Samples.all().getFirst().topology();
    String text = "Change window: Thursday 22:00.\nAsk Anna before draining web2.";
    Topology noted =
        sample.toBuilder()
            .addNotes(Note.newBuilder().setId("note1").setText(text))
            .addNotes(Note.newBuilder().setId("note2").setText("Short."))
            .putLayout(
                "note1", Box.newBuilder().setX(300).setY(420).setWidth(260).setHeight(90).build())
            .putLayout("note2", Box.newBuilder().setX(592).setY(420).build())
            .build();
    robot.interact(
        () -> {
          workbench.model().open(noted);
          workbench
              .model()
              .apply(
                  Edits.lock(
                      Map.of(
                          "www", workbench.canvas().areas().get("www"),
                          "note2", workbench.canvas().areas().get("note2")),
                      true));
          workbench.canvas().zoomToFit();
          workbench.model().selection().select(List.of("note1"));
        });
    take(robot, "canvas-notes-" + theme);
    robot.drag("#node-http", MouseButton.PRIMARY).moveBy(20, 70);
    take(robot, "canvas-guides-" + theme);
    robot.push(KeyCode.ESCAPE).drop();
  }

  private void large(FxRobot robot, Theme.Kind theme) {
    robot.interact(
        () -> {
          workbench.model().open(LargeDrawing.of(500));
          workbench.canvas().zoomToFit();
        });
    take(robot, "canvas-500-" + theme);
    robot.interact(
        () -> {
          workbench.canvas().zoomBy(0.3 / workbench.canvas().zoomProperty().get());
          workbench.model().selection().select(List.of("sw1", "web1-1", "pool2"));
        });
    take(robot, "canvas-500-names-" + theme);
    robot.interact(
        () -> {
          workbench.canvas().jumpTo("service4");
          workbench.canvas().zoomToActualSize();
        });
    take(robot, "canvas-500-near-" + theme);
  }

  private void take(FxRobot robot, String name) {
    WaitForAsyncUtils.waitForFxEvents(60);
    Shots.save(robot, workbench.stage().getScene(), FOLDER.resolve(name + ".png"));
  }
}
