package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** The Tab key reaches everything, in an order that makes sense, and one sees where it is. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class FocusOrderTest {
  private static final Path FOLDER = Path.of("target", "pictures", "focus");

  /** Shows no kind of control that another screen does not show. */
  private static final String ALIKE =
      "outline|panel-(?!tab-connections).*|inspector-(?!http|several).*|help-service|window-after.*";

  private final Map<String, List<String>> found = new TreeMap<>();
  private Workbench workbench;
  private Monitoring monitoring;
  private Screens screens;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    workbench = new Workbench(stage);
    monitoring = new Monitoring(workbench, Optional.of(new EmbeddedPlace()));
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    stage.setWidth(1280);
    stage.setHeight(800);
    screens = new Screens(workbench, FOLDER);
  }

  @Stop
  void stop() {
    monitoring.close();
  }

  @Test
  void everyScreen(FxRobot robot) {
    for (Screens.Page page : screens.all()) {
      if (!page.name().contains("500")) {
        look(robot, page);
      }
    }
    assertThat(found).as("what a person without a mouse finds").isEmpty();
  }

  @Test
  void framesAroundCores(FxRobot robot) {
    look(
        robot,
        Screens.page(
            "frames",
            () -> {
              screens.sample();
              workbench.canvas().useHost(Hosts.of(1, 2, 1, 1));
              workbench.canvas().zoomToFit();
            }));
    assertThat(found).as("what a person without a mouse finds").isEmpty();
  }

  @Test
  void everyDialogAboutAHost(FxRobot robot) throws TimeoutException {
    robot.interact(screens::sample);
    robot.interact(() -> robot.lookup("#host-connect").queryButton().fire());
    Button push = robot.lookup("#push-button").queryButton();
    until(() -> !push.isDisabled());
    look(robot, Screens.page("push", push::fire));
    robot.interact(() -> screens.tab("bottom-tabs", "tab-connections"));
    until(() -> robot.lookup("#connections-none").queryLabeled().getText().startsWith("Nobody"));
    look(robot, Screens.page("connections", () -> {}));
    Button imports = robot.lookup("#host-import").queryButton();
    look(robot, new Screens.Page("import", true, imports::fire));
    robot.interact(() -> robot.lookup("#host-connect").queryButton().fire());
    look(robot, new Screens.Page("made up", true, () -> screens.command("inventory-made-up")));
    assertThat(found).as("what a person without a mouse finds").isEmpty();
  }

  private void look(FxRobot robot, Screens.Page page) {
    Screens.open(robot, page);
    Scene scene = screens.top().getScene();
    FocusReview review = new FocusReview(robot, workbench.theme());
    boolean known = page.name().matches(ALIKE);
    List<String> wrong = known ? review.order(scene) : review.all(scene);
    if (!wrong.isEmpty()) {
      found.put(page.name(), new ArrayList<>(wrong));
    }
    escape(robot, page.name());
  }

  /** Esc closes what is open, one after the other. */
  private void escape(FxRobot robot, String page) {
    for (Window open : screens.others().reversed()) {
      robot.push(KeyCode.ESCAPE);
      WaitForAsyncUtils.waitForFxEvents();
      if (open.isShowing()) {
        found.computeIfAbsent(page, _ -> new ArrayList<>()).add("Esc does not close it");
        robot.interact(open::hide);
      }
    }
  }
}
