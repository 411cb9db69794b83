package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;

import io.spinlane.desktop.pictures.Album;
import io.spinlane.desktop.pictures.SceneReview;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Point2D;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/**
 * Every screen and dialog, in both themes and at 1× and 2×: target/pictures/book. Each is looked at
 * by {@link SceneReview}, and the main states are compared with what was accepted. A new screen is
 * a line in {@link Screens#all}.
 *
 * <p>{@code -Dspinlane.pictures.accept=true} accepts how the main states look now.
 */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class PictureBookTest {
  private static final Path FOLDER = Path.of("target", "pictures", "book");
  private static final Path ACCEPTED =
      Path.of("src", "test", "resources", "io", "spinlane", "desktop", "pictures");

  private static final Set<String> COMPARED =
      Set.of(
          "window-empty",
          "window",
          "window-500",
          "outline",
          "inspector-http",
          "inspector-several",
          "matrix",
          "help-start",
          "dialog-auto-assign",
          "dialog-unsaved");

  private final Album album = new Album(FOLDER);
  private Workbench workbench;
  private Monitoring monitoring;
  private FxRobot robot;
  private Screens screens;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    Texts.speak(Language.ENGLISH);
    begin(stage);
  }

  private void begin(Stage stage) {
    workbench = new Workbench(stage);
    screens = new Screens(workbench, FOLDER);
    monitoring = new Monitoring(workbench, Optional.of(new EmbeddedPlace()));
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    stage.setWidth(1280);
    stage.setHeight(800);
  }

  @Stop
  void stop() {
    monitoring.close();
    Texts.speak(Language.ENGLISH);
  }

  @ParameterizedTest
  @EnumSource
  void everyScreen(Theme.Kind theme, FxRobot person) throws TimeoutException {
    robot = person;
    robot.moveTo(Point2D.ZERO); // where the mouse was left by another test, something may light up
    robot.interact(() -> workbench.theme().show(theme));
    String suffix = "-" + theme.name().toLowerCase(Locale.ROOT);
    for (Screens.Page page : screens.all()) {
      visit(page, suffix, 1, 2);
    }
    connected(suffix);
    album.assertNothingFound();
  }

  /** What is there only with an agent; one that runs inside the app. */
  private void connected(String suffix) throws TimeoutException {
    robot.interact(() -> robot.lookup("#host-connect").queryButton().fire());
    Button push = robot.lookup("#push-button").queryButton();
    until(() -> !push.isDisabled());
    visit(Screens.page("connected", () -> {}), suffix, 1);
    robot.interact(() -> screens.tab("bottom-tabs", "tab-connections"));
    until(() -> robot.lookup("#connections-none").queryLabeled().getText().startsWith("Nobody"));
    visit(Screens.page("connected-connections", () -> {}), suffix, 1, 2);
    visit(Screens.page("dialog-push", push::fire), suffix, 1, 2);
    Button imports = robot.lookup("#host-import").queryButton();
    visit(new Screens.Page("dialog-import", true, imports::fire), suffix, 1, 2);
    robot.interact(() -> robot.lookup("#host-connect").queryButton().fire());
  }

  @ParameterizedTest
  @EnumSource(value = TextSize.class, mode = EnumSource.Mode.EXCLUDE, names = "NORMAL")
  void everyScreenWithLargerWords(TextSize size, FxRobot person) {
    robot = person;
    robot.interact(
        () -> {
          workbench.stage().setWidth(1280);
          workbench.stage().setHeight(640); // the headless screen has no more
          workbench.theme().size(size);
        });
    for (Screens.Page page : screens.all()) {
      visit(page, "-text-" + size.percent(), 1);
    }
    robot.interact(() -> workbench.theme().size(TextSize.NORMAL));
    album.assertNothingFound();
  }

  @Test
  void everyScreenInGerman(FxRobot person) {
    robot = person;
    robot.interact(
        () -> {
          monitoring.close();
          Texts.speak(Language.GERMAN);
          begin(workbench.stage());
        });
    for (Screens.Page page : screens.all()) {
      visit(page, "-german", 1);
    }
    album.assertNothingFound();
  }

  private void visit(Screens.Page page, String suffix, int... scales) {
    Screens.open(robot, page);
    robot.interact(
        () -> {
          Scene scene = screens.top().getScene();
          album.look(scene, page.name() + suffix, scales);
          if (scales.length > 1 && COMPARED.contains(page.name())) {
            album.compare(scene, ACCEPTED.resolve(page.name() + suffix + ".png"));
          }
          screens.others().forEach(Window::hide);
        });
  }
}
