package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.pictures.Shots;
import io.spinlane.desktop.remote.FakeAgent;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** A robot connects, pushes, watches, loses the line and comes back. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class MonitorJourneyTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  private final FakeAgent agent = new FakeAgent();
  private Workbench workbench;
  private Monitoring monitoring;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    monitoring = new Monitoring(workbench, Optional.of(agent));
    workbench.show();
  }

  @Stop
  void stop() {
    monitoring.close();
    agent.close();
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
  }

  private void draw(FxRobot robot) {
    robot.interact(
        () -> {
          Drawings.small(workbench.model());
          workbench.model().selection().clear();
          workbench.stage().setWidth(1440);
          workbench.stage().setHeight(900);
        });
    robot.interact(workbench.canvas()::zoomToFit);
  }

  private void connectAndPush(FxRobot robot) throws TimeoutException {
    fire(robot, "#host-connect");
    until(() -> !robot.lookup("#push-button").queryButton().isDisabled());
    fire(robot, "#push-button");
    until(() -> !robot.lookup("#push-go").queryButton().isDisabled());
    fire(robot, "#push-go");
    until(() -> text(robot, "#push-step-stored").contains("revision 1"));
  }

  private static void fire(FxRobot robot, String button) {
    Button found = robot.lookup(button).queryButton();
    robot.interact(found::fire);
  }

  private static String footer(FxRobot robot, String card) {
    return robot.from(robot.lookup(card)).lookup(".card-footer").queryAs(Label.class).getText();
  }

  @Test
  void pushesAndWatches(FxRobot robot) throws TimeoutException {
    draw(robot);
    connectAndPush(robot);
    assertThat(text(robot, "#push-step-core-switch1")).contains("14.0 µs");
    picture(robot, ".push-dialog", "push-done");
    fire(robot, "#push-close");
    assertThat(agent.running()).isEqualTo(workbench.model().topology());
    until(() -> footer(robot, "#node-switch1").contains("kpps"));
    until(() -> footer(robot, "#node-backend1").contains("conn"));
    until(() -> text(robot, "#status-revision").contains("as drawn"));
    assertThat(robot.lookup("#push-button").queryButton().isDisabled()).isTrue();
    assertThat(text(robot, "#status-age")).startsWith("data ");
    robot.interact(monitoring::showCharts);
    until(() -> robot.lookup("#chart-switch1").tryQuery().isPresent());
    until(
        () ->
            monitoring.stats().histories().values().stream()
                .allMatch(series -> series.count() > 60));
    pictures(robot, "connected");
    ListView<?> events = robot.lookup("#events-list").queryListView();
    assertThat(events.getItems()).hasSize(1);
    robot.interact(() -> workbench.model().undo());
    until(() -> text(robot, "#push-button").equals("Push (1)"));
    robot.interact(() -> workbench.canvas().reveal("backend1"));
    agent.beSilent(true);
    until(() -> text(robot, "#status-age").startsWith("✖"));
    until(() -> footer(robot, "#node-switch1").contains("old"));
    pictures(robot, "stale");
  }

  @Test
  void aLostLineIsSaidAndComesBack(FxRobot robot) throws TimeoutException {
    draw(robot);
    connectAndPush(robot);
    fire(robot, "#push-close");
    agent.goAway();
    until(() -> text(robot, "#host-state").contains("lost"));
    until(() -> robot.lookup("#lost-banner").query().isVisible());
    assertThat(text(robot, "#lost-text")).contains("fake");
    until(() -> footer(robot, "#node-switch1").contains("old"));
    pictures(robot, "lost");
    agent.comeBack();
    fire(robot, "#lost-retry");
    until(() -> text(robot, "#host-state").contains("● connected"));
    until(() -> !footer(robot, "#node-switch1").contains("old"));
    until(() -> !robot.lookup("#lost-banner").query().isVisible());
    fire(robot, "#host-connect");
    until(() -> text(robot, "#host-state").contains("not connected"));
    until(() -> !footer(robot, "#node-switch1").contains("pps"));
    pictures(robot, "disconnected");
  }

  @Test
  void anEmptyWindowShowsWhatRuns(FxRobot robot) throws TimeoutException {
    agent.applyAs(
        "anna",
        Topology.newBuilder()
            .setName("theirs")
            .addCores(
                io.spinlane.v1.Core.newBuilder()
                    .setId("ctl")
                    .setRole(io.spinlane.v1.CoreRole.CORE_ROLE_CONTROL))
            .build());
    fire(robot, "#host-connect");
    until(() -> robot.lookup("#node-ctl").tryQuery().isPresent());
    until(() -> text(robot, "#status-revision").contains("as drawn"));
  }

  private void pictures(FxRobot robot, String name) {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      robot.interact(workbench.canvas()::zoomToFit);
      // Two rounds, so that what is painted at the next frame is there.
      WaitForAsyncUtils.waitForFxEvents(8);
      take(robot, workbench.stage().getScene(), "live-" + name + "-" + theme);
    }
    robot.interact(() -> workbench.theme().show(Theme.Kind.LIGHT));
  }

  private static void picture(FxRobot robot, String root, String name) {
    take(robot, robot.lookup(root).query().getScene(), name);
  }

  private static void take(FxRobot robot, Scene scene, String name) {
    Shots.save(robot, scene, FOLDER.resolve(name + ".png"));
  }
}
