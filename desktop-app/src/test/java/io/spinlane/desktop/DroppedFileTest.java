package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.FileDialogs.Answer;
import io.spinlane.testing.Needs;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.TransferMode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** A robot drags files out of another window and lets them fall on the app's. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class DroppedFileTest {
  private static final Topology SAMPLE = Samples.all().getFirst().topology();

  @TempDir private Path folder;
  private final Answers answers = new Answers();
  private Workbench workbench;
  private Stage files;
  private List<File> dragged = List.of();

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(answers);
    workbench.show();
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1000);
    stage.setHeight(800);
    Label source = new Label("edge.spinlane.yaml");
    source.setId("source");
    source.setOnDragDetected(
        event -> {
          ClipboardContent content = new ClipboardContent();
          content.putFiles(dragged);
          source.startDragAndDrop(TransferMode.COPY).setContent(content);
          event.consume();
        });
    files = new Stage();
    files.setScene(new Scene(source, 260, 80));
    files.setX(1100);
    files.setY(100);
    files.show();
  }

  @Stop
  void stop() {
    files.hide();
  }

  @BeforeEach
  void display() {
    Needs.display();
  }

  private void drop(FxRobot robot, String... names) throws IOException {
    for (String name : names) {
      TopologyFiles.save(folder.resolve(name), SAMPLE);
    }
    dragged = Stream.of(names).map(name -> folder.resolve(name).toFile()).toList();
    robot.drag("#source", MouseButton.PRIMARY).dropTo(OnScreen.middle(robot, "#canvas"));
  }

  private boolean opened(String name) {
    return WaitForAsyncUtils.waitForAsyncFx(
        30_000, () -> workbench.file().path().equals(Optional.of(folder.resolve(name))));
  }

  private String status(FxRobot robot) {
    return robot.lookup("#status").queryLabeled().getText();
  }

  @Test
  void oneIsOpened(FxRobot robot) throws Exception {
    drop(robot, "edge.spinlane.yaml");
    until(() -> opened("edge.spinlane.yaml"));
    assertThat(workbench.model().topology()).isEqualTo(SAMPLE);
  }

  @Test
  void unsavedWorkIsAskedAboutFirst(FxRobot robot) throws Exception {
    robot.interact(
        () -> {
          workbench.fileActions().open(Samples.all().getLast());
          workbench.model().selection().select(workbench.model().elements().keySet());
          workbench.commands().run(workbench.commands().get("delete"));
        });
    answers.discard(Answer.CANCEL);
    drop(robot, "edge.spinlane.yaml");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(opened("edge.spinlane.yaml")).isFalse();
    assertThat(workbench.model().dirty()).isTrue();
    answers.discard(Answer.DISCARD);
    drop(robot, "edge.spinlane.yaml");
    until(() -> opened("edge.spinlane.yaml"));
  }

  @Test
  void severalAreNotGuessedAmong(FxRobot robot) throws Exception {
    drop(robot, "edge.spinlane.yaml", "core.spinlane.yaml");
    until(() -> status(robot).contains("2 files"));
    assertThat(workbench.file().path()).isEmpty();
  }
}
