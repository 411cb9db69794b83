package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.v1.Topology;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A robot judges a proposal of lanes. */
@ExtendWith(ApplicationExtension.class)
class ProposalJourneyTest extends MatrixJourney {
  @Start
  void start(Stage stage) throws IOException {
    show(stage);
  }

  @Test
  void acceptsAProposalPartlyAndChangesALane(FxRobot robot) throws TimeoutException {
    open(robot, TYPICAL, HOST);
    Topology before = model.topology();
    openProposal(robot);
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      take(robot, robot.lookup("#proposal").query().getScene(), "proposal-" + theme);
    }
    robot.interact(() -> workbench.theme().show(Theme.Kind.LIGHT));
    Button draw = robot.lookup("#proposal-draw").queryButton();
    assertThat(draw.getText()).isEqualTo("Assign 8 queues");
    robot.interact(() -> robot.lookup("#proposal-all").queryAs(CheckBox.class).fire());
    assertThat(draw.isDisabled()).isTrue();
    tick(robot, "eth0-0");
    tick(robot, "eth1-0");
    ComboBox<?> core = robot.lookup("#proposal-core-eth1-0").queryComboBox();
    robot.interact(() -> core.getSelectionModel().select(core.getItems().size() - 1));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(draw.getText()).isEqualTo("Assign 2 queues");
    take(robot, robot.lookup("#proposal").query().getScene(), "proposal-partly");
    robot.interact(draw::fire);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(lanes()).containsOnly(Map.entry("eth0/0", "sw1"), Map.entry("eth1/0", "sw7"));
    assertThat(status(robot)).isEqualTo("2 queues assigned.");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.topology()).as("one step").isEqualTo(before);
  }

  @Test
  void aDismissedProposalChangesNothing(FxRobot robot) throws TimeoutException {
    open(robot, TYPICAL, HOST);
    Topology before = model.topology();
    openProposal(robot);
    robot.push(KeyCode.ESCAPE);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#proposal").tryQuery()).isEmpty();
    assertThat(model.topology()).isSameAs(before);
  }

  private void tick(FxRobot robot, String queue) {
    robot.interact(() -> robot.lookup("#proposal-accept-" + queue).queryAs(CheckBox.class).fire());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void openProposal(FxRobot robot) throws TimeoutException {
    Platform.runLater(() -> workbench.commands().run(workbench.commands().get("auto-assign")));
    until(() -> robot.lookup("#proposal-draw").tryQuery().isPresent());
    WaitForAsyncUtils.waitForFxEvents();
  }
}
