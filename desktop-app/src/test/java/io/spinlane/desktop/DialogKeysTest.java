package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.io.DesignFile;
import io.spinlane.desktop.io.Journal;
import io.spinlane.desktop.io.RecoveryFolder;
import io.spinlane.desktop.io.Settings;
import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/**
 * Dialogs without a mouse: where the focus begins, that Tab goes through everything, what Enter and
 * Esc do, and that the focus is back where it was.
 */
class DialogKeysTest extends TwoPeople {
  /** Waits for a dialog, which begins at a stop and has a button for Enter, and goes through it. */
  private void look(FxRobot robot, String shown, String first, String onEnter)
      throws TimeoutException {
    Scene scene = opened(robot, shown);
    assertThat(focus(scene)).as("where %s begins", shown).isEqualTo(first);
    Optional<Button> enter =
        robot.from(scene.getRoot()).lookup(".button").queryAllAs(Button.class).stream()
            .filter(button -> button.isVisible() && button.isDefaultButton())
            .findAny();
    assertThat(enter.map(Button::getId)).as("the button for Enter in %s", shown).contains(onEnter);
    assertThat(new FocusReview(robot, workbench.theme()).all(scene)).as(shown).isEmpty();
  }

  /** In front, and the keys reach it. */
  private static Scene opened(FxRobot robot, String shown) throws TimeoutException {
    until(() -> visible(robot, shown));
    Scene scene = robot.lookup(shown).query().getScene();
    until(() -> scene.getWindow().isFocused());
    return scene;
  }

  private static String focus(Scene scene) {
    Node owner = scene.getFocusOwner();
    return owner == null ? "nothing" : String.valueOf(owner.getId());
  }

  /** The dialog is gone, and keys reach again what they reached before. */
  private void back(FxRobot robot, String gone, Node before) throws TimeoutException {
    until(() -> !visible(robot, gone));
    until(() -> workbench.stage().isFocused());
    assertThat(focus(workbench.stage().getScene())).isEqualTo(before.getId());
    assertThat(before.isFocused()).isTrue();
  }

  private Node focusOn(FxRobot robot, String id) {
    Node node = robot.lookup(id).query();
    robot.interact(node::requestFocus);
    return node;
  }

  private void run(String command) {
    Platform.runLater(() -> workbench.commands().run(workbench.commands().get(command)));
  }

  @Test
  void aWeight(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    Node card = focusOn(robot, "#node-web1");
    robot.interact(() -> model.selection().select(List.of("web1")));
    run("backend-weight");
    look(robot, "#backend-weight-dialog", "backend-weight-field", "backend-weight-ok");
    robot.push(KeyCode.ESCAPE);
    back(robot, "#backend-weight-dialog", card);
    run("backend-weight");
    opened(robot, "#backend-weight-dialog");
    TextInputControl field = writing(robot, "#backend-weight-field");
    until(() -> field.getSelectedText().equals("100"));
    robot.push(KeyCode.DIGIT7).push(KeyCode.ENTER);
    back(robot, "#backend-weight-dialog", robot.lookup("#node-web1").query());
    until(() -> backend(runs(), "web1").getWeight() == 7);
  }

  @Test
  void theEndOfConnections(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    BottomTabs.front(robot, workbench, "tab-connections");
    TableView<?> table = robot.lookup("#connections-table").queryTableView();
    until(() -> !table.getItems().isEmpty());
    focusOn(robot, "#connections-table");
    robot.interact(() -> table.getSelectionModel().select(0));
    run("connections-end");
    look(robot, "#connections-end-dialog", "connections-end-yes", "connections-end-yes");
    robot.push(KeyCode.ESCAPE);
    back(robot, "#connections-end-dialog", table);
    assertThat(text(robot, "#status")).doesNotContain("ended");
    run("connections-end");
    opened(robot, "#connections-end-dialog");
    robot.push(KeyCode.ENTER);
    until(() -> text(robot, "#status").contains(" ended."));
    back(robot, "#connections-end-dialog", table);
  }

  @Test
  void revisionsComparedAndRolledBack(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    Topology first = model.topology();
    edit(robot, "web1", "weight", web1 -> web1.toBuilder().setWeight(50).build());
    push(robot);
    BottomTabs.front(robot, workbench, "tab-revisions");
    TableView<Revision> table = robot.lookup("#revisions-table").queryTableView();
    until(() -> table.getItems().size() == 2);
    focusOn(robot, "#revisions-table");
    robot.interact(() -> table.getSelectionModel().selectIndices(0, 1));
    run("revision-compare");
    look(robot, "#compare-window", "compare-close", "compare-close");
    robot.push(KeyCode.ESCAPE);
    back(robot, "#compare-window", table);
    robot.interact(() -> table.getSelectionModel().clearAndSelect(1));
    run("revision-rollback");
    until(() -> visible(robot, "#push-go") && !robot.lookup("#push-go").query().isDisabled());
    look(robot, "#push-state", "push-note", "push-go");
    robot.push(KeyCode.ESCAPE);
    back(robot, "#push-state", table);
    run("revision-rollback");
    until(() -> visible(robot, "#push-go") && !robot.lookup("#push-go").query().isDisabled());
    opened(robot, "#push-state");
    robot.push(KeyCode.ENTER);
    until(() -> text(robot, "#push-state").startsWith("Back at revision 1"));
    assertThat(runs()).isEqualTo(first);
    assertThat(focus(robot.lookup("#push-state").query().getScene())).isEqualTo("push-close");
    robot.push(KeyCode.ENTER);
    back(robot, "#push-state", table);
  }

  @Test
  void aConflictComparedMergedAndPushed(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    edit(robot, "web1", "weight", web1 -> web1.toBuilder().setWeight(50).build());
    agent.applyAs(
        "anna", "", withBackends(runs(), pool -> pool.getBackendsBuilder(0).setWeight(70)));
    until(() -> visible(robot, "#drift-banner"));
    assertThat(new FocusReview(robot, workbench.theme()).all(workbench.stage().getScene()))
        .as("the window with a banner")
        .isEmpty();
    focusOn(robot, "#push-button");
    run("push");
    until(() -> visible(robot, "#push-merge-open"));
    until(() -> !robot.lookup("#push-merge-open").queryButton().isDisabled());
    look(robot, "#push-state", "push-note", "push-merge-open");
    focusOn(robot, "#push-scroll");
    robot.push(KeyCode.ENTER);
    until(() -> visible(robot, "#merge-mine-0"));
    look(robot, "#push-merge", "merge-mine-0", "push-merge-apply");
    focusOn(robot, "#merge-mine-0");
    robot.push(KeyCode.SPACE);
    until(() -> !robot.lookup("#push-merge-apply").queryButton().isDisabled());
    focusOn(robot, "#push-scroll"); // on a choice, Enter is about the choice
    robot.push(KeyCode.ENTER);
    until(() -> visible(robot, "#push-go") && !robot.lookup("#push-go").query().isDisabled());
    assertThat(focus(robot.lookup("#push-state").query().getScene()))
        .as("no button is pressed by accident")
        .isEqualTo("push-scroll");
    robot.push(KeyCode.ENTER);
    until(() -> text(robot, "#push-state").startsWith("Done: revision 3"));
    assertThat(backend(runs(), "web1").getWeight()).isEqualTo(50);
    robot.push(KeyCode.ENTER);
    back(robot, "#push-state", workbench.canvas()); // nothing is left to push
  }

  @Test
  void lostWorkCompared(FxRobot robot) throws IOException, TimeoutException {
    Path folder = Files.createTempDirectory(state, "lost");
    Settings settings = Settings.read(folder.resolve("settings.properties"));
    robot.interact(
        () -> {
          leaveUnsaved(folder.resolve("recovery"));
          new Session(workbench, folder, settings).offerLostWork();
        });
    until(() -> visible(robot, "#recovery-banner"));
    Node compare = focusOn(robot, "#recovery-compare");
    robot.push(KeyCode.SPACE);
    look(robot, "#recovery-changes", "recovery-changes-ok", "recovery-changes-ok");
    robot.push(KeyCode.ESCAPE);
    back(robot, "#recovery-changes", compare);
    robot.push(KeyCode.SPACE);
    opened(robot, "#recovery-changes");
    robot.push(KeyCode.ENTER);
    back(robot, "#recovery-changes", compare);
  }

  /** As an app does that ends in the middle of an edit. */
  private static void leaveUnsaved(Path folder) {
    DesignModel lost = new DesignModel();
    try (Journal journal =
        new Journal(
            lost,
            new DesignFile(lost),
            new RecoveryFolder(folder).begin(),
            Clock.systemUTC(),
            _ -> {})) {
      lost.apply(Addition.plan(lost, NewElement.NOTE, Optional.empty()).edit());
      journal.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aNameAndANote(FxRobot robot) throws TimeoutException {
    Node card = focusOn(robot, "#node-web1");
    robot.push(KeyCode.ENTER).push(KeyCode.F2);
    TextInputControl name = writing(robot, "#rename-field");
    assertThat(name.getSelectedText()).as("to be written over").isEqualTo("web1");
    robot.write("gone").push(KeyCode.ESCAPE);
    back(robot, "#rename-field", card);
    robot.push(KeyCode.F2);
    writing(robot, "#rename-field");
    robot.write("first").push(KeyCode.ENTER);
    back(robot, "#rename-field", robot.lookup("#node-first").query());
    robot.interact(
        () -> model.apply(Addition.plan(model, NewElement.NOTE, Optional.empty()).edit()));
    Node note = focusOn(robot, "#node-note1");
    robot.push(KeyCode.ENTER).push(KeyCode.F2);
    writing(robot, "#note-field");
    robot.write("gone").push(KeyCode.ESCAPE);
    back(robot, "#note-field", note);
    assertThat(model.topology().getNotes(0).getText()).isNotEqualTo("gone");
    robot.push(KeyCode.F2);
    writing(robot, "#note-field");
    robot.write("kept").push(KeyCode.CONTROL, KeyCode.ENTER);
    back(robot, "#note-field", robot.lookup("#node-note1").query());
    assertThat(model.topology().getNotes(0).getText()).isEqualTo("kept");
  }

  private static TextInputControl writing(FxRobot robot, String field) throws TimeoutException {
    until(() -> visible(robot, field));
    TextInputControl input = robot.lookup(field).queryTextInputControl();
    until(input::isFocused);
    return input;
  }
}
