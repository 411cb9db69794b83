package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Load;
import io.spinlane.desktop.assign.Proposal;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/** The table over a running switch: cells show what their queues bring, and proposals use it. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class MatrixLiveTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  private Workbench workbench;
  private Monitoring monitoring;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    monitoring = new Monitoring(workbench, Optional.of(new EmbeddedPlace()));
    workbench.show();
  }

  @Stop
  void stop() {
    monitoring.close();
  }

  @Test
  void cellsShowWhatTheirQueuesBring(FxRobot robot) throws TimeoutException {
    robot.interact(
        () -> {
          workbench.fileActions().open(Samples.all().getFirst());
          workbench.stage().setWidth(1280);
          workbench.stage().setHeight(800);
          workbench.lanes().show(true);
          monitoring.runHere(new EmbeddedPlace());
        });
    Topology topology = workbench.model().topology();
    ReceiveQueue first = ReceiveQueue.of(topology.getLanes(0));
    String cell =
        "#cell-" + first.nic() + "-" + first.number() + "-" + topology.getLanes(0).getCore();
    until(() -> text(robot, cell).matches("(▲ )?[0-9.]+ ?k?M?"));
    assertThat(robot.lookup(cell).query().getAccessibleText()).contains("polled", "pps");
    until(() -> text(robot, "#matrix-state-" + first.nic() + "-" + first.number()).contains("pps"));
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      take(robot, "matrix-live-" + theme);
    }
    Proposal[] proposal = new Proposal[1];
    robot.interact(
        () -> proposal[0] = workbench.lanes().proposal(topology, ReceiveQueue.of(topology)));
    assertThat(proposal[0].items())
        .extracting(item -> item.load().source())
        .containsOnly(Load.Source.MEASURED);
    robot.interact(() -> workbench.lanes().show(false));
  }

  private static String text(FxRobot robot, String node) {
    return robot.lookup(node).tryQueryAs(Label.class).map(Label::getText).orElse("");
  }

  private void take(FxRobot robot, String name) {
    Shots.save(robot, workbench.stage().getScene(), FOLDER.resolve(name + ".png"));
  }
}
