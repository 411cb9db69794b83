package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.v1.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Somebody types and goes on without Enter: what was typed is kept, and nothing stays open. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start and begin
class TypingJourneyTest extends SmallDrawingJourney {
  @TempDir private Path folder;
  private Path file;

  @Start
  void start(Stage stage) {
    show(stage);
  }

  @BeforeEach
  void addANote(FxRobot robot) {
    file = folder.resolve("typed.spinlane.yaml");
    answers.path(file);
    robot.interact(
        () -> {
          model.apply(Addition.plan(model, NewElement.NOTE, Optional.empty()).edit());
          model.open(model.topology());
          workbench.canvas().zoomToFit();
          workbench.canvas().requestFocus();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static boolean open(FxRobot robot, String id) {
    return robot.lookup(id).tryQuery().isPresent();
  }

  private void focus(FxRobot robot, String field) {
    Node node = robot.lookup("#field-" + field).query();
    robot.interact(node::requestFocus);
  }

  private String note() {
    return model.topology().getNotes(0).getText();
  }

  @Test
  void aClickOnAnotherCardKeepsTheName(FxRobot robot) {
    robot.doubleClickOn("#node-vip1").write("front");
    robot.clickOn("#node-backend2");
    assertThat(open(robot, "#rename-field")).isFalse();
    assertThat(model.elements()).containsKey("front").doesNotContainKey("vip1");
    assertThat(model.selection().ids()).as("the click counts").containsExactly("backend2");
    robot.push(KeyCode.ENTER);
    assertThat(model.elements()).containsKeys("front", "backend2");
    assertThat(model.undoNames()).containsExactly("Rename vip1 to front");
  }

  @Test
  void aNameThatCannotBeIsDroppedWithTheReason(FxRobot robot) {
    robot.doubleClickOn("#node-vip1").write("nic1");
    robot.clickOn("#node-backend2");
    assertThat(open(robot, "#rename-field")).isFalse();
    assertThat(status(robot)).startsWith("vip1 keeps its name: ").contains("nic1");
    assertThat(model.elements()).containsKeys("vip1", "nic1");
    assertThat(model.undoNames()).isEmpty();
    assertThat(model.selection().ids()).containsExactly("backend2");
  }

  @Test
  void aClickOnTheCardItselfEndsTheNameToo(FxRobot robot) {
    robot.interact(() -> model.selection().select(List.of("vip1")));
    focus(robot, "id");
    robot.push(KeyCode.CONTROL, KeyCode.A).write("front");
    robot.clickOn("#node-vip1");
    assertThat(model.selection().ids()).containsExactly("front");
    robot.drag("#node-front").dropBy(0, 60);
    assertThat(model.undoNames()).containsExactly("Move front", "Rename vip1 to front");
  }

  @Test
  void aClickElsewhereAndSavingKeepTheNote(FxRobot robot) throws Exception {
    String id = model.topology().getNotes(0).getId();
    robot.doubleClickOn("#node-" + id).write("call anna");
    robot.clickOn("#node-backend2");
    assertThat(open(robot, "#note-field")).isFalse();
    assertThat(note()).isEqualTo("call anna");
    robot.doubleClickOn("#node-" + id).write("call bert");
    robot.push(KeyCode.CONTROL, KeyCode.S);
    Saves.end(workbench);
    assertThat(status(robot)).startsWith("Saved");
    assertThat(open(robot, "#note-field")).isFalse();
    assertThat(Files.readString(file)).contains("call bert");
    assertThat(workbench.stage().getTitle()).doesNotStartWith("●");
    robot.doubleClickOn("#node-" + id).write("no").push(KeyCode.ESCAPE);
    assertThat(note()).as("Esc").isEqualTo("call bert");
  }

  @Test
  void whatIsTypedInTheInspectorIsSaved(FxRobot robot) throws Exception {
    robot.interact(() -> model.selection().select(List.of("vip1")));
    focus(robot, "id");
    robot.push(KeyCode.CONTROL, KeyCode.A).write("front");
    robot.push(KeyCode.CONTROL, KeyCode.S);
    Saves.end(workbench);
    assertThat(Files.readString(file)).contains("id: front").doesNotContain("vip1");
    assertThat(workbench.stage().getTitle()).isEqualTo("typed.spinlane.yaml – Spinlane");
    robot.write("age");
    assertThat(robot.lookup("#field-id").queryAs(TextField.class).getText())
        .as("the typing goes on where it was")
        .isEqualTo("frontage");
    robot.push(KeyCode.CONTROL, KeyCode.S);
    Saves.end(workbench);
    assertThat(Files.readString(file)).contains("id: frontage");
    robot.interact(() -> model.selection().select(List.of("service1")));
    focus(robot, "ports");
    robot.write("443");
    robot.push(KeyCode.CONTROL, KeyCode.S);
    Saves.end(workbench);
    assertThat(((Service) model.element("service1").orElseThrow().message()).getPortsList())
        .contains("443");
    assertThat(Files.readString(file)).contains("443");
  }

  @Test
  void undoTakesBackWhatWasJustTyped(FxRobot robot) {
    robot.doubleClickOn("#node-vip1").write("front");
    robot.interact(() -> workbench.commands().run(workbench.commands().get("undo")));
    assertThat(model.elements()).containsKey("vip1");
    assertThat(model.redoNames()).containsExactly("Rename vip1 to front");
  }

  @Test
  void theWindowAsksAboutWhatWasJustTyped(FxRobot robot) throws IOException {
    answers.discard(FileDialogs.Answer.SAVE);
    robot.interact(() -> model.selection().select(List.of("vip1")));
    focus(robot, "id");
    robot.push(KeyCode.CONTROL, KeyCode.A).write("front");
    robot.interact(
        () ->
            Event.fireEvent(
                workbench.stage(),
                new WindowEvent(workbench.stage(), WindowEvent.WINDOW_CLOSE_REQUEST)));
    assertThat(Files.readString(file)).contains("id: front");
  }
}
