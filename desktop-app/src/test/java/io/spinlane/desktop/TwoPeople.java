package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javafx.scene.Node;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.api.FxToolkit;
import org.testfx.framework.junit5.ApplicationExtension;

/** A window, a real agent, and someone else who pushes to it, too; a test is one person. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by open
abstract class TwoPeople {
  @TempDir static Path state;

  SharedAgent agent;
  Workbench workbench;
  Monitoring monitoring;
  DesignModel model;

  /** Opens the window over an agent of its own; a start method would have to be in each class. */
  @BeforeEach
  final void open(FxRobot robot) throws IOException, TimeoutException {
    agent = new SharedAgent(Files.createTempDirectory(state, "agent"));
    Stage stage = FxToolkit.registerPrimaryStage();
    robot.interact(
        () -> {
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
        });
  }

  @AfterEach
  final void close(FxRobot robot) {
    robot.interact(monitoring::close);
    agent.close();
  }

  static String text(FxRobot robot, String id) {
    return robot.lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
  }

  /** The words of a sign on a card, which far away shows its shape only. */
  static String sign(FxRobot robot, String id) {
    return robot
        .lookup(id)
        .tryQuery()
        .filter(Node::isVisible)
        .map(Node::getAccessibleText)
        .orElse("");
  }

  static boolean visible(FxRobot robot, String id) {
    return robot.lookup(id).tryQuery().filter(node -> node.isVisible()).isPresent();
  }

  void connect(FxRobot robot) throws TimeoutException {
    robot.clickOn("#host-connect");
    until(() -> monitoring.connection().status().connected());
    until(() -> monitoring.deployment().known());
    robot.interact(workbench.canvas()::zoomToFit);
  }

  void push(FxRobot robot) throws TimeoutException {
    robot.clickOn("#push-button");
    until(() -> !robot.lookup("#push-go").queryButton().isDisabled());
    long before = monitoring.deployment().running().revision();
    robot.clickOn("#push-go");
    until(() -> text(robot, "#push-step-stored").contains("revision " + (before + 1)));
    robot.clickOn("#push-close");
    until(() -> monitoring.deployment().running().revision() == before + 1);
  }

  void connectAndPush(FxRobot robot) throws TimeoutException {
    connect(robot);
    push(robot);
    assertThat(text(robot, "#push-button")).isEqualTo("Push");
  }

  void edit(FxRobot robot, String id, String path, UnaryOperator<Backend> change) {
    robot.interact(
        () -> model.apply(Edits.set(id, path, path, message -> change.apply((Backend) message))));
  }

  /** Mine: another weight for the first back-end, and another port for the second. */
  void editTwo(FxRobot robot) {
    edit(robot, "web1", "weight", web1 -> web1.toBuilder().setWeight(50).build());
    edit(robot, "web2", "port", web2 -> web2.toBuilder().setPort(8081).build());
  }

  /** Hers: yet another weight for the first back-end, and one back-end more. */
  void annaIsQuicker(FxRobot robot) throws TimeoutException {
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
  }

  static Topology withBackends(Topology topology, Consumer<Pool.Builder> change) {
    Topology.Builder changed = topology.toBuilder();
    change.accept(changed.getPoolsBuilder(0));
    return changed.build();
  }

  static Backend backend(Topology topology, String id) {
    return topology.getPoolsList().stream()
        .flatMap(pool -> pool.getBackendsList().stream())
        .filter(each -> each.getId().equals(id))
        .findFirst()
        .orElseThrow();
  }

  Topology runs() {
    return agent.running().getTopology();
  }

  long revision() {
    return agent.running().getRevision().getNumber();
  }
}
