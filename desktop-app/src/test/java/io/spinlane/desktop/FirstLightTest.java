package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.monitor.RunReport;
import io.spinlane.desktop.painter.Png;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** From an empty canvas to packets counted by a real switch core: nothing here is played. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class FirstLightTest {
  private Workbench workbench;
  private Monitoring monitoring;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    monitoring = new Monitoring(workbench, Optional.of(new EmbeddedPlace()));
    workbench.show();
  }

  @Stop
  void stop() {
    monitoring.close();
  }

  private static void fire(FxRobot robot, String button) {
    Button found = robot.lookup(button).queryButton();
    robot.interact(found::fire);
  }

  @Test
  void whatIsDrawnIsPushedAndCountsPackets(FxRobot robot) throws TimeoutException {
    new DrawJourney(robot, workbench).draw();
    fire(robot, "#host-connect");
    Button push = robot.lookup("#push-button").queryButton();
    until(() -> !push.isDisabled());
    assertThat(push.getText()).isEqualTo("Push (11)");
    robot.interact(push::fire);
    Button go = robot.lookup("#push-go").queryButton();
    until(() -> !go.isDisabled());
    robot.interact(go::fire);
    until(() -> robot.lookup("#push-step-stored").queryAs(Labeled.class).getText().startsWith("✓"));
    Labeled core = robot.lookup("#push-step-core-switch1").queryAs(Labeled.class);
    assertThat(core.getText()).contains("switch1 runs it");
    fire(robot, "#push-close");
    until(() -> RunReport.of(monitoring.stats(), workbench.model()).packets() > 1000);
    Label footer =
        robot.from(robot.lookup("#node-switch1")).lookup(".card-footer").queryAs(Label.class);
    until(() -> footer.getText().contains("pps") && !footer.getText().startsWith("0 "));
    Label backend =
        robot.from(robot.lookup("#node-backend1")).lookup(".card-footer").queryAs(Label.class);
    until(() -> backend.getText().contains("conn"));
    assertThat(robot.lookup("#status-revision").queryAs(Label.class).getText())
        .isEqualTo("revision 1 · as drawn");
  }

  /** Below its name is the line that tells it from the others. */
  @Test
  void theNameOfThePanelInFrontIsWhole(FxRobot robot) {
    TabPane tabs = workbench.window().bottomTabs();
    Region area = (Region) tabs.lookup(".tab-header-area");
    Region name = (Region) tabs.lookup(".tab:selected");
    assertThat(name.localToScene(name.getLayoutBounds()).getMaxY())
        .as("ends within what holds all names")
        .isLessThanOrEqualTo(area.localToScene(area.getLayoutBounds()).getMaxY());
  }

  @Test
  void whatTheHostHasCanBeDrawn(FxRobot robot) throws TimeoutException, IOException {
    fire(robot, "#host-connect");
    Button importHost = robot.lookup("#host-import").queryButton();
    until(() -> monitoring.connection().status().connected());
    WaitForAsyncUtils.waitForFxEvents();
    // The dialog waits for an answer, so the press must not.
    Platform.runLater(importHost::fire);
    until(() -> robot.lookup("#import-draw").tryQuery().isPresent());
    Node list = robot.lookup("#import-list").query();
    Path folder = Files.createDirectories(Path.of("target", "pictures"));
    byte[][] png = new byte[1][];
    robot.interact(() -> png[0] = Png.of(list.getScene().snapshot(null)));
    Files.write(folder.resolve("import.png"), png[0]);
    int drawn = workbench.model().topology().getCoresCount();
    fire(robot, "#import-draw");
    until(() -> workbench.model().topology().getCoresCount() > drawn);
    robot.interact(() -> workbench.model().undo());
    assertThat(workbench.model().topology().getCoresCount()).isEqualTo(drawn);
  }
}
