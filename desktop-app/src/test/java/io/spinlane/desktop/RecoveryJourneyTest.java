package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.testing.Needs;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.scene.control.Button;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Lost work whose file does not answer: the window lives on, and the work stays on offer. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class RecoveryJourneyTest {
  @TempDir private Path folder;
  private Path pipe;
  private Workbench workbench;
  private Session session;

  @Start
  void start(Stage stage) throws Exception {
    Needs.program("mkfifo");
    pipe = folder.resolve("edge.spinlane.yaml");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path state = folder.resolve("state");
    Files.createDirectories(state.resolve("recovery"));
    Files.writeString(
        state.resolve("recovery/77aa.recovery"),
        "spinlane-recovery-2 2026-03-01T10:00:00Z 3 "
            + pipe.toUri()
            + " -\n{\"name\": \"lost\"}\n");
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    session = new Session(workbench, state, Session.settings(state));
    session.offerLostWork();
    workbench.fileActions().open(Samples.all().getFirst());
  }

  @Stop
  void stop() {
    session.close();
  }

  private static boolean there(FxRobot robot, String id) {
    return robot.lookup(id).tryQuery().isPresent();
  }

  /** Presses a button of the banner, and comes back when the file keeps it waiting. */
  private static void press(FxRobot robot, String id) throws TimeoutException {
    Button button = robot.lookup(id).queryButton();
    Platform.runLater(button::fire);
    until(() -> robot.lookup("#work-bar").query().isVisible());
    assertThat(robot.lookup("#work-text").queryLabeled().getText()).contains("edge.spinlane.yaml");
  }

  private static void giveUp(FxRobot robot) throws TimeoutException {
    robot.clickOn("#work-cancel");
    until(() -> !robot.lookup("#work-bar").query().isVisible());
  }

  private void answer() throws Exception {
    Files.writeString(pipe, "name: before\n");
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void whatIsOpenedBelowAnOfferIsSeenWhole(FxRobot robot) {
    Bounds before = OnScreen.bounds(robot, "#node-ext0");
    robot.interact(workbench.canvas()::zoomToFit);
    assertThat(OnScreen.bounds(robot, "#node-ext0")).as("it fitted already").isEqualTo(before);
  }

  @Test
  void comparingWaitsBesideTheWindow(FxRobot robot) throws Exception {
    press(robot, "#recovery-compare");
    giveUp(robot);
    answer();
    assertThat(there(robot, "#recovery-changes")).isFalse();
    press(robot, "#recovery-compare");
    answer();
    until(() -> there(robot, "#recovery-changes"));
    robot.push(KeyCode.ESCAPE);
    assertThat(there(robot, "#recovery-banner")).isTrue();
  }

  @Test
  void whatIsNotBroughtBackStaysOnOffer(FxRobot robot) throws Exception {
    Topology untouched = workbench.model().topology();
    press(robot, "#recovery-restore");
    giveUp(robot);
    answer();
    assertThat(workbench.model().topology()).isEqualTo(untouched);
    assertThat(there(robot, "#recovery-banner")).isTrue();
    press(robot, "#recovery-restore");
    answer();
    until(() -> !there(robot, "#recovery-banner"));
    assertThat(workbench.model().topology().getName()).isEqualTo("lost");
    assertThat(workbench.model().dirty()).isTrue();
    robot.interact(workbench.model()::undo);
    assertThat(workbench.model().topology().getName()).as("its file").isEqualTo("before");
  }
}
