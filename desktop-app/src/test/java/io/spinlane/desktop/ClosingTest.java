package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.FileDialogs.Answer;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.sample.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.event.Event;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A robot closes the window over work that is in no file. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class ClosingTest {
  /** The ways people close a window. */
  enum Way {
    WINDOW_MANAGER,
    KEY,
    MENU
  }

  @TempDir private Path folder;
  private final Answers answers = new Answers();
  private Workbench workbench;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(answers);
    workbench.show();
  }

  @BeforeEach
  void edit(FxRobot robot) {
    robot.interact(
        () -> {
          workbench.fileActions().open(Samples.all().getFirst());
          workbench.model().selection().select(workbench.model().elements().keySet());
          run("delete");
          workbench.canvas().requestFocus();
        });
    assertThat(workbench.model().dirty()).isTrue();
  }

  private void run(String command) {
    workbench.commands().run(workbench.commands().get(command));
  }

  private void close(Way way, FxRobot robot) {
    switch (way) {
      case WINDOW_MANAGER ->
          robot.interact(
              () ->
                  Event.fireEvent(
                      workbench.stage(),
                      new WindowEvent(workbench.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
      case KEY -> robot.push(KeyCode.CONTROL, KeyCode.Q);
      case MENU -> robot.interact(() -> run("quit"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoCancelsKeepsTheWindow(Way way, FxRobot robot) {
    answers.discard(Answer.CANCEL);
    close(way, robot);
    assertThat(workbench.stage().isShowing()).isTrue();
    assertThat(workbench.model().dirty()).isTrue();
  }

  @ParameterizedTest
  @EnumSource
  void whoSavesFindsTheWorkInTheFile(Way way, FxRobot robot) throws Exception {
    Path file = folder.resolve("edge.spinlane.yaml");
    answers.discard(Answer.SAVE).path(file);
    close(way, robot);
    assertThat(workbench.stage().isShowing()).isFalse();
    assertThat(TopologyFiles.read(file).topology()).isEqualTo(workbench.model().topology());
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeSavedKeepsTheWindow(Way way, FxRobot robot) {
    answers.discard(Answer.SAVE).path(folder.resolve("nowhere").resolve("edge.spinlane.yaml"));
    close(way, robot);
    assertThat(workbench.stage().isShowing()).isTrue();
    assertThat(workbench.model().dirty()).isTrue();
    assertThat(answers.told()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void whoDiscardsIsBelieved(Way way, FxRobot robot) {
    answers.discard(Answer.DISCARD);
    close(way, robot);
    assertThat(workbench.stage().isShowing()).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void savedElsewhereByKey(FxRobot robot) throws Exception {
    Path file = folder.resolve("edge.spinlane.json");
    answers.path(file);
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.S);
    Saves.end(workbench);
    assertThat(Files.exists(file)).isTrue();
    assertThat(workbench.model().dirty()).isFalse();
    robot.push(KeyCode.CONTROL, KeyCode.Q);
    assertThat(workbench.stage().isShowing()).isFalse();
  }
}
