package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.remote.AgentPlace;
import io.spinlane.desktop.remote.ConnectionStatus.State;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;

/** What is pushed without asking, and what never is. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class OwnAgentTest {
  @TempDir private static Path state;

  private SharedAgent agent;
  private Workbench workbench;
  private Monitoring monitoring;
  private DesignModel model;

  @Start
  void start(Stage stage) throws IOException {
    agent = new SharedAgent(Files.createTempDirectory(state, "agent"));
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    monitoring = new Monitoring(workbench, Optional.of(agent));
    workbench.show();
    model = workbench.model();
  }

  @Stop
  void stop() {
    monitoring.close();
    agent.close();
  }

  private static Topology sample(String name) {
    return Samples.find(name).orElseThrow().topology();
  }

  private void open(FxRobot robot, String name) {
    robot.interact(
        () -> {
          model.open(sample(name));
          monitoring.runDrawing(agent);
        });
  }

  private long revision() {
    return agent.running().getRevision().getNumber();
  }

  @Test
  void theSecondSampleReplacesTheFirstWhichStaysInTheHistory(FxRobot robot)
      throws TimeoutException {
    open(robot, "single-nic");
    until(() -> revision() == 1);
    until(() -> monitoring.deployment().running().revision() == 1);
    open(robot, "two-nic-nat");
    until(() -> revision() == 2);
    assertThat(agent.running().getTopology()).isEqualTo(sample("two-nic-nat"));
    until(() -> monitoring.deployment().base().revision() == 2);
    assertThat(agent.stored(1).getTopology()).isEqualTo(sample("single-nic"));
    assertThat(monitoring.deployment().drifted()).as("nobody else did it").isFalse();
  }

  @Test
  void ofSamplesOpenedInAHurryTheLastRuns(FxRobot robot) throws TimeoutException {
    open(robot, "single-nic");
    until(() -> revision() == 1);
    robot.interact(
        () -> {
          for (String name : new String[] {"dsr-farm", "single-nic", "two-nic-nat"}) {
            model.open(sample(name));
            monitoring.runDrawing(agent);
          }
        });
    until(() -> agent.running().getTopology().equals(sample("two-nic-nat")));
    until(() -> monitoring.deployment().changes().isEmpty());
  }

  /**
   * What was drawn while the sample was on its way is neither lost nor taken for someone else's.
   */
  @Test
  void whatIsDrawnMeanwhileWaitsForAPush(FxRobot robot) throws TimeoutException {
    open(robot, "single-nic");
    robot.interact(
        () ->
            model.apply(
                Edit.of("rename", topology -> topology.toBuilder().setName("mine").build())));
    until(() -> monitoring.deployment().base().revision() >= 1);
    assertThat(model.topology().getName()).isEqualTo("mine");
    assertThat(monitoring.deployment().drifted()).isFalse();
  }

  /** The app's own agent does not start, people choose a host that serves: it goes on as it is. */
  @Test
  void aHostThatIsChosenMeanwhileIsNotPushedTo(FxRobot robot) throws TimeoutException {
    agent.applyAs("anna", "serves", sample("dsr-farm"));
    AgentPlace broken =
        new AgentPlace() {
          @Override
          public String name() {
            return "own";
          }

          @Override
          public Line open() throws IOException {
            throw new IOException("It does not start.");
          }
        };
    robot.interact(
        () -> {
          model.open(sample("single-nic"));
          monitoring.runDrawing(broken);
        });
    until(() -> monitoring.connection().status().state() == State.LOST);
    robot.interact(() -> monitoring.connect(agent));
    until(() -> monitoring.connection().status().connected());
    until(() -> !monitoring.deployment().changes().isEmpty());
    robot.interact(() -> monitoring.runDrawing(broken));
    until(() -> monitoring.stats().hasSample());
    assertThat(revision()).isEqualTo(1);
    assertThat(agent.running().getTopology()).isEqualTo(sample("dsr-farm"));
  }
}
