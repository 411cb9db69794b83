package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Edits;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Topology;
import java.util.concurrent.TimeoutException;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxRobot;

/** What people see of a push, and what becomes of both's work when another was quicker. */
class PushJourneyTest extends TwoPeople {
  @Test
  void aConflictIsComparedMergedAndPushed(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    editTwo(robot);
    until(() -> text(robot, "#push-button").equals("Push (2)"));
    assertThat(sign(robot, "#deploy-web1")).isEqualTo("~ changed");
    annaIsQuicker(robot);
    assertThat(text(robot, "#drift-text")).contains("Revision 2 by anna").contains("more room");
    assertThat(sign(robot, "#deploy-web1")).isEqualTo("≠ both");
    assertThat(text(robot, "#status-revision")).contains("revision 2 runs, drawn from 1");
    robot.clickOn("#drift-compare");
    until(() -> visible(robot, "#push-merge-open"));
    assertThat(text(robot, "#push-state")).contains("anna").contains("more room");
    until(() -> text(robot, "#compare-web1-weight").startsWith("≠"));
    assertThat(robot.lookup("#compare-web9").tryQuery()).isPresent();
    until(() -> !robot.lookup("#push-merge-open").queryButton().isDisabled());
    robot.clickOn("#push-merge-open");
    assertThat(robot.lookup("#push-merge-apply").queryButton().isDisabled()).isTrue();
    robot.clickOn("#merge-theirs-0");
    robot.clickOn("#merge-mine-0");
    until(() -> !robot.lookup("#push-merge-apply").queryButton().isDisabled());
    robot.clickOn("#push-merge-apply");
    until(() -> !robot.lookup("#push-go").queryButton().isDisabled());
    assertThat(model.elements()).as("theirs").containsKey("web9");
    assertThat(model.undoNames().getFirst()).isEqualTo("Merge revision 2");
    assertThat(visible(robot, "#drift-banner")).isFalse();
    robot.clickOn("#push-note");
    robot.write("both");
    robot.clickOn("#push-go");
    until(() -> text(robot, "#push-step-stored").contains("revision 3"));
    robot.clickOn("#push-close");
    assertThat(runs()).isEqualTo(model.topology());
    assertThat(backend(runs(), "web1").getWeight()).as("mine was picked").isEqualTo(50);
    assertThat(backend(runs(), "web2").getPort()).as("mine alone").isEqualTo(8081);
    assertThat(backend(runs(), "web9").getPort()).as("theirs alone").isEqualTo(8080);
    assertThat(agent.running().getRevision().getNote()).isEqualTo("both");
  }

  @Test
  void aConflictInTheLastMomentIsRefusedAndOverwrittenOnlyWhenAsked(FxRobot robot)
      throws TimeoutException {
    connectAndPush(robot);
    edit(robot, "web1", "weight", web1 -> web1.toBuilder().setWeight(50).build());
    robot.clickOn("#push-button");
    until(() -> !robot.lookup("#push-go").queryButton().isDisabled());
    agent.applyAs("anna", "", runs().toBuilder().setName("theirs").build());
    robot.clickOn("#push-go");
    until(() -> visible(robot, "#push-overwrite"));
    until(() -> text(robot, "#push-state").contains("anna"));
    assertThat(runs().getName()).isEqualTo("theirs");
    robot.clickOn("#push-overwrite");
    until(() -> text(robot, "#push-state").startsWith("Done: revision 3"));
    assertThat(runs()).isEqualTo(model.topology());
  }

  @Test
  void whatSomeoneElseChangedIsTakenOver(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    Topology before = model.topology();
    agent.applyAs(
        "anna",
        "",
        withBackends(runs(), pool -> pool.removeBackends(pool.getBackendsCount() - 1)).toBuilder()
            .clearLayout()
            .build());
    until(() -> visible(robot, "#drift-banner"));
    assertThat(text(robot, "#drift-text")).contains("still shows revision 1");
    robot.clickOn("#drift-dismiss");
    assertThat(visible(robot, "#drift-banner")).isFalse();
    agent.applyAs("anna", "", runs().toBuilder().setName("again").build());
    until(() -> visible(robot, "#drift-banner"));
    robot.clickOn("#drift-take-over");
    assertThat(visible(robot, "#drift-banner")).isFalse();
    assertThat(model.topology().getName()).isEqualTo("again");
    assertThat(model.topology().getLayoutMap()).as("boxes stay").containsKey("web1");
    assertThat(text(robot, "#status-revision")).contains("revision 3 · as drawn");
    robot.interact(model::undo);
    assertThat(model.topology()).as("one step to undo").isEqualTo(before);
  }

  @Test
  void tellsWhomItTouchesAndWhatTheHostRefuses(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    until(() -> sign(robot, "#state-ext0").contains("receiving"));
    edit(
        robot,
        "web1",
        "state",
        web1 -> web1.toBuilder().setState(BackendState.BACKEND_STATE_MAINTENANCE).build());
    robot.clickOn("#push-button");
    until(() -> !robot.lookup("#push-go").queryButton().isDisabled());
    String spoken = robot.lookup("#impact-http").query().getAccessibleText();
    assertThat(spoken).contains("65,537 ring slots move").contains("live connections are cut");
    assertThat(text(robot, "#push-state")).contains("will be cut");
    robot.clickOn("#push-close");
    robot.interact(
        () ->
            model.apply(
                Edits.set(
                    "ext0",
                    "driver",
                    "driver",
                    message ->
                        ((Nic) message)
                            .toBuilder()
                                .clearSim()
                                .setDriver(NicDriver.NIC_DRIVER_AF_PACKET)
                                .setDevice("nosuch0")
                                .build())));
    robot.clickOn("#push-button");
    until(() -> text(robot, "#push-state").startsWith("The agent cannot run"));
    assertThat(robot.lookup("#push-diagnostics").query().isVisible()).isTrue();
    assertThat(robot.lookup("#push-go").queryButton().isDisabled()).isTrue();
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#push-state").tryQuery()).isEmpty();
  }

  @Test
  void aLineThatIsLostDuringThePushIsNoFrozenPicture(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    pushInVain(robot);
    assertThat(text(robot, "#push-step-core-sw1")).startsWith("○");
    agent.cut(true);
    until(() -> text(robot, "#push-state").startsWith("Nobody knows"));
    assertThat(text(robot, "#push-step-core-sw1")).startsWith("?");
    until(() -> text(robot, "#host-state").contains("lost"));
    robot.clickOn("#push-again");
    until(() -> text(robot, "#push-state").startsWith("Not pushed"));
    robot.clickOn("#push-close");
    until(() -> sign(robot, "#state-web1").startsWith("?"));
    agent.cut(false);
    robot.clickOn("#lost-retry");
    until(() -> sign(robot, "#state-web1").startsWith("●"));
    assertThat(text(robot, "#push-button")).isEqualTo("Push (1)");
  }

  /** The push is on its way, and stays there. */
  private void pushInVain(FxRobot robot) throws TimeoutException {
    edit(robot, "web1", "weight", web1 -> web1.toBuilder().setWeight(50).build());
    robot.clickOn("#push-button");
    until(() -> !robot.lookup("#push-go").queryButton().isDisabled());
    agent.holdPushes();
    robot.clickOn("#push-go");
    until(() -> text(robot, "#push-close").equals("Stop waiting"));
  }

  @Test
  void waitingForAPushCanBeGivenUp(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    pushInVain(robot);
    robot.clickOn("#push-close");
    until(() -> text(robot, "#push-state").startsWith("Nobody knows"));
    robot.clickOn("#push-again");
    until(() -> !robot.lookup("#push-go").queryButton().isDisabled());
    assertThat(text(robot, "#push-state")).startsWith("Ready");
  }
}
