package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.painter.Png;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
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

/** Two people and one real agent: what one sees of the other, and what becomes of both's work. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class TwoPeopleJourneyTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  @TempDir private static Path state;

  private SharedAgent agent;
  private Workbench workbench;
  private Monitoring monitoring;
  private DesignModel model;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    agent = new SharedAgent(Files.createTempDirectory(state, "agent"));
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    monitoring = new Monitoring(workbench, Optional.of(agent));
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1000);
    stage.setHeight(860);
    workbench.show();
    model = workbench.model();
    model.open(Samples.find("two-nic-nat").orElseThrow().topology());
    workbench.canvas().zoomToFit();
  }

  @Stop
  void stop() {
    monitoring.close();
    agent.close();
  }

  // ---- helpers ----

  private static void until(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(40, TimeUnit.SECONDS, condition);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
  }

  /** The words of a sign on a card, which far away shows its shape only. */
  private static String sign(FxRobot robot, String id) {
    return robot
        .lookup(id)
        .tryQuery()
        .filter(Node::isVisible)
        .map(Node::getAccessibleText)
        .orElse("");
  }

  private static boolean visible(FxRobot robot, String id) {
    return robot.lookup(id).tryQuery().filter(node -> node.isVisible()).isPresent();
  }

  private void connect(FxRobot robot) throws TimeoutException {
    robot.clickOn("#host-connect");
    until(() -> monitoring.connection().status().connected());
    until(() -> monitoring.deployment().known());
    robot.interact(workbench.canvas()::zoomToFit);
  }

  private void push(FxRobot robot) throws TimeoutException {
    robot.clickOn("#push-button");
    until(() -> !robot.lookup("#push-go").queryButton().isDisabled());
    long before = monitoring.deployment().running().revision();
    robot.clickOn("#push-go");
    until(() -> text(robot, "#push-step-stored").contains("revision " + (before + 1)));
    robot.clickOn("#push-close");
    until(() -> monitoring.deployment().running().revision() == before + 1);
  }

  private void connectAndPush(FxRobot robot) throws TimeoutException {
    connect(robot);
    push(robot);
    assertThat(text(robot, "#push-button")).isEqualTo("Push");
  }

  private void edit(FxRobot robot, String id, String path, UnaryOperator<Backend> change) {
    robot.interact(
        () -> model.apply(Edits.set(id, path, path, message -> change.apply((Backend) message))));
  }

  private static Topology withBackends(Topology topology, Consumer<Pool.Builder> change) {
    Topology.Builder changed = topology.toBuilder();
    change.accept(changed.getPoolsBuilder(0));
    return changed.build();
  }

  private static Backend backend(Topology topology, String id) {
    return topology.getPoolsList().stream()
        .flatMap(pool -> pool.getBackendsList().stream())
        .filter(each -> each.getId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private Topology runs() {
    return agent.running().getTopology();
  }

  private long revision() {
    return agent.running().getRevision().getNumber();
  }

  /** The window as it is, in both themes. */
  private void pictures(FxRobot robot, String node, String name) {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      WaitForAsyncUtils.waitForFxEvents(8);
      robot.interact(
          () -> {
            Scene scene = robot.lookup(node).query().getScene();
            scene.getRoot().getStyleClass().removeAll("light", "dark");
            scene.getRoot().getStyleClass().add(theme == Theme.Kind.DARK ? "dark" : "light");
            scene.getRoot().applyCss();
            try {
              Files.write(
                  FOLDER.resolve(name + "-" + theme + ".png"), Png.of(scene.snapshot(null)));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    }
    robot.interact(() -> workbench.theme().show(Theme.Kind.LIGHT));
  }

  // ---- journeys ----

  @Test
  void aConflictIsComparedMergedAndPushed(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    edit(robot, "web1", "weight", web1 -> web1.toBuilder().setWeight(50).build());
    edit(robot, "web2", "port", web2 -> web2.toBuilder().setPort(8081).build());
    until(() -> text(robot, "#push-button").equals("Push (2)"));
    assertThat(sign(robot, "#deploy-web1")).isEqualTo("~ changed");
    agent.applyAs(
        "anna",
        "more room",
        withBackends(
            runs(),
            pool -> {
              pool.getBackendsBuilder(0).setWeight(70);
              pool.addBackends(
                  Backend.newBuilder().setId("web9").setAddress("10.0.0.19").setPort(8080));
            }));
    until(() -> visible(robot, "#drift-banner"));
    assertThat(text(robot, "#drift-text")).contains("Revision 2 by anna").contains("more room");
    assertThat(sign(robot, "#deploy-web1")).isEqualTo("≠ both");
    assertThat(text(robot, "#status-revision")).contains("revision 2 runs, drawn from 1");
    pictures(robot, "#canvas", "drift");
    robot.clickOn("#drift-compare");
    until(() -> visible(robot, "#push-merge-open"));
    assertThat(text(robot, "#push-state")).contains("anna").contains("more room");
    until(() -> text(robot, "#compare-web1-weight").startsWith("≠"));
    assertThat(robot.lookup("#compare-web9").tryQuery()).isPresent();
    pictures(robot, "#push-state", "push-conflict");
    until(() -> !robot.lookup("#push-merge-open").queryButton().isDisabled());
    robot.clickOn("#push-merge-open");
    assertThat(robot.lookup("#push-merge-apply").queryButton().isDisabled()).isTrue();
    pictures(robot, "#push-state", "push-merge");
    robot.clickOn("#merge-theirs-0");
    robot.clickOn("#merge-mine-0");
    until(() -> !robot.lookup("#push-merge-apply").queryButton().isDisabled());
    pictures(robot, "#push-state", "push-merge-decided");
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
  void goesBackToARevisionAndTheDrawingFollows(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    Topology first = model.topology();
    edit(robot, "web1", "weight", web1 -> web1.toBuilder().setWeight(50).build());
    push(robot);
    Topology second = model.topology();
    robot.interact(
        () -> // in a window this narrow the last tab is behind an arrow
        workbench.window().bottomTabs().getTabs().stream()
                .filter(tab -> "tab-revisions".equals(tab.getId()))
                .forEach(workbench.window().bottomTabs().getSelectionModel()::select));
    TableView<Revision> table = robot.lookup("#revisions-table").queryTableView();
    until(() -> table.getItems().size() == 2);
    assertThat(table.getItems().getFirst().getNumber()).isEqualTo(2);
    assertThat(table.getItems().getFirst().getAuthor()).isNotEmpty();
    robot.interact(() -> table.getSelectionModel().selectIndices(0, 1));
    pictures(robot, "#canvas", "revisions");
    robot.clickOn("#revisions-compare");
    until(() -> visible(robot, "#compare-window"));
    assertThat(text(robot, "#compare-from")).contains("Revision 1");
    assertThat(text(robot, "#compare-to")).contains("Revision 2");
    pictures(robot, "#compare-window", "revisions-compare");
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
    pictures(robot, "#push-state", "rollback");
    robot.clickOn("#push-go");
    until(() -> text(robot, "#push-state").startsWith("Back at revision 1"));
    assertThat(text(robot, "#push-step-core-sw1")).startsWith("✓");
    pictures(robot, "#push-state", "rollback-done");
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
    pictures(robot, "#canvas", "drained");
    command(robot, "backend-disable");
    until(() -> sign(robot, "#state-web1").startsWith("■"));
    command(robot, "backend-enable");
    until(() -> sign(robot, "#state-web1").startsWith("●"));
    robot.rightClickOn("#node-web1").clickOn("#menu-backend-weight");
    TextField field = robot.lookup("#backend-weight-field").queryAs(TextField.class);
    pictures(robot, "#backend-weight-field", "backend-weight");
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
    pictures(robot, "#push-state", "push-impact");
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
    pictures(robot, "#push-state", "push-refused");
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#push-state").tryQuery()).isEmpty();
  }

  @Test
  void aLineThatIsLostDuringThePushIsNoFrozenPicture(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    edit(robot, "web1", "weight", web1 -> web1.toBuilder().setWeight(50).build());
    robot.clickOn("#push-button");
    until(() -> !robot.lookup("#push-go").queryButton().isDisabled());
    agent.holdPushes();
    robot.clickOn("#push-go");
    until(() -> text(robot, "#push-close").equals("Stop waiting"));
    assertThat(text(robot, "#push-step-core-sw1")).startsWith("○");
    pictures(robot, "#push-state", "push-progress");
    agent.cut(true);
    until(() -> text(robot, "#push-state").startsWith("Nobody knows"));
    assertThat(text(robot, "#push-step-core-sw1")).startsWith("?");
    pictures(robot, "#push-state", "push-unknown");
    until(() -> text(robot, "#host-state").contains("lost"));
    robot.clickOn("#push-again");
    until(() -> text(robot, "#push-state").startsWith("Not pushed"));
    pictures(robot, "#push-state", "push-failed");
    robot.clickOn("#push-close");
    until(() -> sign(robot, "#state-web1").startsWith("?"));
    pictures(robot, "#canvas", "lost");
    agent.cut(false);
    robot.clickOn("#lost-retry");
    until(() -> sign(robot, "#state-web1").startsWith("●"));
    assertThat(text(robot, "#push-button")).isEqualTo("Push (1)");
  }

  @Test
  void waitingForAPushCanBeGivenUp(FxRobot robot) throws TimeoutException {
    connectAndPush(robot);
    edit(robot, "web1", "weight", web1 -> web1.toBuilder().setWeight(50).build());
    robot.clickOn("#push-button");
    until(() -> !robot.lookup("#push-go").queryButton().isDisabled());
    agent.holdPushes();
    robot.clickOn("#push-go");
    until(() -> text(robot, "#push-close").equals("Stop waiting"));
    robot.clickOn("#push-close");
    until(() -> text(robot, "#push-state").startsWith("Nobody knows"));
    robot.clickOn("#push-again");
    until(() -> !robot.lookup("#push-go").queryButton().isDisabled());
    assertThat(text(robot, "#push-state")).startsWith("Ready");
  }
}
