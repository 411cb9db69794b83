package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.command.Commands;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** What people do to a host that runs: going back, back-ends in and out, another host. */
class OperatingJourneyTest extends TwoPeople {
  @Test
  void goesBackToARevisionAndTheDrawingFollows(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    Topology first = model.topology();
    edit(robot, "web1", "weight", web1 -> web1.toBuilder().setWeight(50).build());
    push(robot);
    Topology second = model.topology();
    BottomTabs.front(robot, workbench, "tab-revisions");
    TableView<Revision> table = robot.lookup("#revisions-table").queryTableView();
    until(() -> table.getItems().size() == 2);
    assertThat(table.getItems().getFirst().getNumber()).isEqualTo(2);
    assertThat(table.getItems().getFirst().getAuthor()).isNotEmpty();
    robot.interact(() -> table.getSelectionModel().selectIndices(0, 1));
    robot.clickOn("#revisions-compare");
    until(() -> visible(robot, "#compare-window"));
    assertThat(text(robot, "#compare-from")).contains("Revision 1");
    assertThat(text(robot, "#compare-to")).contains("Revision 2");
    robot.clickOn("#compare-swap");
    assertThat(text(robot, "#compare-from")).contains("Revision 2");
    robot.clickOn("#compare-close");
    robot.interact(() -> table.getSelectionModel().clearAndSelect(1));
    robot.clickOn("#revisions-rollback");
    until(() -> visible(robot, "#push-go") && !robot.lookup("#push-go").query().isDisabled());
    assertThat(text(robot, "#push-go")).isEqualTo("Roll back to 1");
    assertThat(robot.lookup("#impact-http").query().getAccessibleText())
        .as("new clients would go elsewhere")
        .contains("ring slots move");
    assertThat(robot.lookup("#push-changes").queryAll()).isNotEmpty();
    assertThat(revision()).as("nothing has happened yet").isEqualTo(2);
    robot.clickOn("#push-go");
    until(() -> text(robot, "#push-state").startsWith("Back at revision 1"));
    assertThat(text(robot, "#push-step-core-sw1")).startsWith("✓");
    robot.clickOn("#push-close");
    until(() -> text(robot, "#revisions-say").startsWith("Back at revision 1"));
    assertThat(revision()).isEqualTo(3);
    assertThat(runs()).isEqualTo(first);
    assertThat(model.topology()).as("the drawing follows").isEqualTo(first);
    assertThat(visible(robot, "#drift-banner")).as("nobody else did it").isFalse();
    until(() -> table.getItems().size() == 3);
    assertThat(table.getItems().getFirst().getNote()).isEqualTo("Back to revision 1");
    robot.interact(model::undo);
    assertThat(model.topology()).isEqualTo(second);
    assertThat(text(robot, "#push-button")).isEqualTo("Push (1)");
  }

  @Test
  void drainsDisablesAndWeighsFromTheNode(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    until(() -> sign(robot, "#state-web1").equals("● up"));
    until(() -> sign(robot, "#state-sw1").equals("● polling"));
    robot.clickOn("#node-web1").rightClickOn("#node-web1");
    robot.clickOn("#menu-backend-drain");
    until(() -> revision() == 2);
    assertThat(backend(runs(), "web1").getState()).isEqualTo(BackendState.BACKEND_STATE_DRAIN);
    until(() -> sign(robot, "#state-web1").startsWith("◆"));
    until(() -> backend(model.topology(), "web1").getState().name().endsWith("DRAIN"));
    assertThat(visible(robot, "#drift-banner")).isFalse();
    assertThat(text(robot, "#push-button")).as("the drawing follows").isEqualTo("Push");
    until(() -> sign(robot, "#state-web1").matches("◆ (draining · \\d+|drained)"));
    assertThat(sign(robot, "#state-web")).startsWith("▲");
    robot.interact(() -> workbench.canvas().zoomToFit());
    command(robot, "backend-disable");
    until(() -> sign(robot, "#state-web1").startsWith("■"));
    command(robot, "backend-enable");
    until(() -> sign(robot, "#state-web1").startsWith("●"));
    robot.rightClickOn("#node-web1").clickOn("#menu-backend-weight");
    TextField field = robot.lookup("#backend-weight-field").queryAs(TextField.class);
    robot.interact(() -> field.setText("70000"));
    assertThat(robot.lookup("#backend-weight-ok").query().isDisabled()).isTrue();
    robot.interact(() -> field.setText("7"));
    robot.clickOn("#backend-weight-ok");
    until(() -> backend(runs(), "web1").getWeight() == 7);
    until(() -> backend(model.topology(), "web1").getWeight() == 7);
  }

  private void command(FxRobot robot, String id) {
    Commands commands = workbench.commands();
    robot.interact(() -> commands.get(id).action().run());
  }

  @Test
  void anotherHostIsChosenWithoutLeavingFirst(FxRobot robot) throws TimeoutException {
    connect(robot);
    assertThat(text(robot, "#host-connect")).isEqualTo("Disconnect");
    robot.clickOn("#host-field").push(KeyCode.CONTROL, KeyCode.A).write("127.0.0.1:9");
    assertThat(text(robot, "#host-connect")).isEqualTo("Connect");
    robot.push(KeyCode.ENTER);
    until(() -> text(robot, "#host-state").contains("lost"));
    assertThat(text(robot, "#lost-text")).contains("127.0.0.1:9");
    assertThat(text(robot, "#host-connect")).isEqualTo("Disconnect");
    robot.clickOn("#host-field").push(KeyCode.CONTROL, KeyCode.A).write("lab");
    robot.clickOn("#host-connect");
    until(() -> monitoring.connection().status().connected());
    assertThat(monitoring.connection().status().place()).isEqualTo("lab");
  }

  @Test
  void severalBackendsAreDrainedAsOneRevisionAndOneStep(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    Topology before = model.topology();
    robot.interact(() -> model.selection().select(List.of("web1", "web2")));
    command(robot, "backend-drain");
    until(() -> backend(model.topology(), "web2").getState().name().endsWith("DRAIN"));
    assertThat(revision()).as("one for both").isEqualTo(2);
    assertThat(backend(runs(), "web1").getState()).isEqualTo(BackendState.BACKEND_STATE_DRAIN);
    assertThat(backend(runs(), "web2").getState()).isEqualTo(BackendState.BACKEND_STATE_DRAIN);
    robot.interact(model::undo);
    assertThat(model.topology()).as("one step to undo").isEqualTo(before);
  }

  @Test
  void aBackendThatDoesNotRunIsNotDrained(FxRobot robot) throws TimeoutException {
    connect(robot);
    robot.clickOn("#node-web1");
    assertThat(workbench.commands().get("backend-drain").refusal().get()).contains("push first");
    robot.clickOn("#node-sw1");
    assertThat(workbench.commands().get("backend-drain").refusal().get())
        .isEqualTo("Select back-ends first.");
  }
}
