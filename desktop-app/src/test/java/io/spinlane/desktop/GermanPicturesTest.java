package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.painter.Png;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** German words are longer: takes pictures of the window with them, and no button may cut them. */
@ExtendWith(ApplicationExtension.class)
class GermanPicturesTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  @SuppressWarnings("NullAway.Init") // set before each test by start
  private Workbench workbench;

  @SuppressWarnings("NullAway.Init") // set before each test by start
  private Monitoring monitoring;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    Texts.speak(Language.GERMAN);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    monitoring = new Monitoring(workbench, Optional.of(new EmbeddedPlace()));
    workbench.show();
  }

  @Stop
  void stop() {
    monitoring.close();
    Texts.speak(Language.ENGLISH);
  }

  @Test
  void window(FxRobot robot) {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      robot.interact(workbench.model().selection()::clear);
      take(robot, "german-empty-" + theme);
      robot.interact(() -> workbench.fileActions().open(Samples.all().getFirst()));
      take(robot, "german-sample-" + theme);
      for (String kind : List.of("ext0", "sw1", "www", "http", "web1")) {
        robot.interact(() -> workbench.model().selection().select(List.of(kind)));
        take(robot, "german-" + kind + "-" + theme);
        assertThat(cut(robot)).as("cut off with %s selected", kind).isEmpty();
      }
      robot.interact(() -> workbench.model().open(workbench.model().topology()));
    }
    assertThat(FOLDER.resolve("german-sample-DARK.png")).exists();
  }

  @Test
  void commandsAndKeys(FxRobot robot) {
    robot.interact(() -> workbench.fileActions().open(Samples.all().getFirst()));
    for (String id : List.of("commands", "shortcuts")) {
      robot.interact(() -> workbench.commands().run(workbench.commands().get(id)));
      WaitForAsyncUtils.waitForFxEvents();
      String root = id.equals("commands") ? "#command-palette" : "#shortcut-sheet";
      Node shown = robot.lookup(root).query();
      take(robot, "german-" + id, shown.getScene());
      assertThat(shown.getLayoutBounds().getWidth()).as(id).isLessThan(1280);
      robot.push(KeyCode.ESCAPE);
    }
    assertThat(FOLDER.resolve("german-shortcuts.png")).exists();
  }

  /** Texts of buttons and labels that end in an ellipsis because they do not fit. */
  private static Set<String> cut(FxRobot robot) {
    Set<String> cut = new TreeSet<>();
    for (Node node : robot.lookup(".button, .tab-label, .menu-button").queryAll()) {
      if (node instanceof Labeled labeled
          && labeled.isVisible()
          && node.lookup(".text") instanceof javafx.scene.text.Text shown
          && !shown.getText().equals(labeled.getText())) {
        cut.add(labeled.getText() + " as " + shown.getText());
      }
    }
    return cut;
  }

  @Test
  void buttonsOfTheToolkitSpeakGermanToo(FxRobot robot) {
    StageDialogs dialogs = new StageDialogs(workbench.stage());
    javafx.application.Platform.runLater(() -> dialogs.askDiscard("edge-1"));
    WaitForAsyncUtils.waitForFxEvents();
    Set<String> buttons = new TreeSet<>();
    for (Button button : robot.lookup(".dialog-pane .button").queryAllAs(Button.class)) {
      buttons.add(button.getText());
    }
    assertThat(buttons).containsExactly("Abbrechen", "Nicht speichern", "Speichern");
    Button cancel = robot.lookup("Abbrechen").queryButton();
    take(robot, "german-discard", cancel.getScene());
    robot.interact(cancel::fire);
  }

  private void take(FxRobot robot, String name) {
    robot.interact(
        () -> {
          workbench.stage().setWidth(1280);
          workbench.stage().setHeight(800);
        });
    robot.interact(() -> workbench.canvas().zoomToFit());
    WaitForAsyncUtils.waitForFxEvents();
    take(robot, name, workbench.stage().getScene());
  }

  private static void take(FxRobot robot, String name, javafx.scene.Scene scene) {
    byte[][] png = new byte[1][];
    robot.interact(() -> png[0] = Png.of(scene.snapshot(null)));
    try {
      Files.write(FOLDER.resolve(name + ".png"), png[0]);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
