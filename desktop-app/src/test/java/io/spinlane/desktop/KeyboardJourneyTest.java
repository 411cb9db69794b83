package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.live.CounterNames;
import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.desktop.remote.SampleLayout;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Severity;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** A person without a mouse: the robot of these tests only presses keys. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class KeyboardJourneyTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  private Workbench workbench;
  private Monitoring monitoring;
  private DesignModel model;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    monitoring = new Monitoring(workbench, Optional.of(new EmbeddedPlace()));
    workbench.show();
    model = workbench.model();
  }

  @Stop
  void stop() {
    monitoring.close();
  }

  @Test
  void drawsWiresRenamesChecksAndPushesATwoNicNat(FxRobot robot) throws Exception {
    for (String item :
        new String[] {
          "simulated",
          "simulated",
          "control",
          "switch core",
          "vip",
          "service",
          "pool",
          "back-end",
          "back-end"
        }) {
      add(robot, item);
    }
    until(() -> errors() > 0);
    wire(robot, "nic1", "switch1");
    wire(robot, "nic2", "switch1");
    wire(robot, "nic1", "vip1");
    wire(robot, "vip1", "service1");
    wire(robot, "service1", "pool1");
    find(robot, "pool1");
    robot.push(KeyCode.F2);
    robot.write("web");
    robot.push(KeyCode.ENTER);
    assertThat(model.wires())
        .containsExactlyInAnyOrder(
            new Wire(Wire.Kind.LANE, "nic1", "switch1", 0),
            new Wire(Wire.Kind.LANE, "nic2", "switch1", 0),
            Wire.of(Wire.Kind.ANNOUNCE, "nic1", "vip1"),
            Wire.of(Wire.Kind.SERVICE, "vip1", "service1"),
            Wire.of(Wire.Kind.POOL, "service1", "web"),
            Wire.of(Wire.Kind.MEMBER, "web", "backend1"),
            Wire.of(Wire.Kind.MEMBER, "web", "backend2"));
    assertThat(model.topology().getNicsList())
        .extracting(Nic::getSide)
        .containsExactly(NicSide.NIC_SIDE_CLIENT, NicSide.NIC_SIDE_SERVER);
    assertThat(Defaults.mode(model.topology().getServices(0)))
        .isEqualTo(ForwardingMode.FORWARDING_MODE_NAT);
    until(() -> errors() == 0);
    assertThat(Rules.hasErrors(Rules.check(model.topology()))).isFalse();
    push(robot);
    assertThat(monitoring.connection().status().running().topology()).isEqualTo(model.topology());
    until(() -> text(robot, "#state-service1").equals("● serves"));
    until(() -> connections("backend1") > 0 && connections("backend2") > 0);
    picture(robot, "keyboard-runs", "#canvas");
  }

  /** Errors as the list of problems has them. */
  private long errors() {
    return workbench.problems().problemsProperty().get().stream()
        .filter(one -> one.getSeverity() == Severity.SEVERITY_ERROR)
        .count();
  }

  /** Connections the agent counts, made by clients of the simulated network. */
  private double connections(String backend) throws Exception {
    return WaitForAsyncUtils.asyncFx(
            () -> {
              LiveStats stats = monitoring.stats();
              SampleLayout layout = stats.layout();
              int column =
                  layout == null
                      ? -1
                      : layout.index(
                          ElementKind.ELEMENT_KIND_BACKEND, backend, CounterNames.CONNECTIONS_NEW);
              return column < 0 ? 0 : stats.value(column);
            })
        .get();
  }

  private static String text(FxRobot robot, String id) {
    return robot.lookup(id).tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
  }

  private void push(FxRobot robot) throws TimeoutException {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("connect to the host");
    robot.push(KeyCode.ENTER);
    until(() -> monitoring.connection().status().connected());
    until(() -> monitoring.deployment().known());
    robot.push(KeyCode.CONTROL, KeyCode.P);
    until(() -> text(robot, "#push-state").startsWith("Ready"));
    robot.push(KeyCode.ENTER);
    until(() -> text(robot, "#push-step-stored").contains("revision 1"));
    picture(robot, "keyboard-pushed", "#push-state");
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#push-go").tryQuery()).as("closed").isEmpty();
  }

  private void add(FxRobot robot, String letters) {
    int before = model.elements().size();
    robot.push(KeyCode.A);
    robot.write(letters);
    robot.push(KeyCode.ENTER);
    assertThat(model.elements()).as("added a %s", letters).hasSize(before + 1);
  }

  private void find(FxRobot robot, String id) {
    robot.push(KeyCode.CONTROL, KeyCode.F);
    robot.write(id);
    robot.push(KeyCode.ENTER);
    assertThat(model.selection().ids()).containsExactly(id);
  }

  private void wire(FxRobot robot, String from, String to) {
    int before = model.wires().size();
    find(robot, from);
    robot.push(KeyCode.C);
    for (int i = 0; i < model.elements().size() && !focused().equals("node-" + to); i++) {
      robot.push(KeyCode.TAB);
    }
    assertThat(focused()).isEqualTo("node-" + to);
    robot.push(KeyCode.ENTER);
    assertThat(model.wires()).as("%s to %s", from, to).hasSize(before + 1);
  }

  private boolean within(FxRobot robot, String part) {
    Node wanted = robot.lookup(part).query();
    Node node = workbench.stage().getScene().getFocusOwner();
    while (node != null && !node.equals(wanted)) {
      node = node.getParent();
    }
    return node != null;
  }

  private String focused() {
    Node focused = workbench.stage().getScene().getFocusOwner();
    return focused == null || focused.getId() == null ? "" : focused.getId();
  }

  private static String status(FxRobot robot) {
    return robot.lookup("#status").queryAs(Label.class).getText();
  }

  private void drawSmall(FxRobot robot) {
    robot.interact(
        () -> {
          Drawings.small(model);
          model.selection().clear();
          workbench.canvas().zoomToFit();
          workbench.canvas().requestFocus();
        });
  }

  @Test
  void whereACardIsDeletedTheKeysStayOnTheCanvas(FxRobot robot) {
    robot.interact(() -> Drawings.small(model));
    robot.interact(workbench.canvas()::requestFocus);
    robot.push(KeyCode.TAB);
    assertThat(focused()).startsWith("node-");
    robot.push(KeyCode.SPACE);
    int elements = model.elements().size();
    robot.push(KeyCode.DELETE);
    assertThat(model.elements()).hasSize(elements - 1);
    assertThat(focused()).isEqualTo(workbench.canvas().getId());
    robot.push(KeyCode.TAB);
    assertThat(focused()).startsWith("node-");
    robot.interact(() -> model.open(Topology.getDefaultInstance()));
    assertThat(focused()).as("another drawing").isEqualTo(workbench.canvas().getId());
  }

  @Test
  void aRefusalIsSaidAndEscapeDrawsNothing(FxRobot robot) {
    drawSmall(robot);
    Topology before = model.topology();
    find(robot, "nic2");
    robot.push(KeyCode.C);
    assertThat(focused()).as("the first that may be").isEqualTo("node-vip1");
    assertThat(status(robot)).startsWith("Enter: ");
    picture(robot, "wire-keys-allowed", "#canvas");
    robot.push(KeyCode.LEFT);
    assertThat(focused()).isEqualTo("node-control1");
    assertThat(status(robot)).contains("control1 is the control core");
    String help = robot.lookup("#node-control1").query().getAccessibleHelp();
    assertThat(help).as("what a screen reader says").contains("control core");
    picture(robot, "wire-keys-refused", "#canvas");
    robot.push(KeyCode.ENTER);
    assertThat(model.topology()).isSameAs(before);
    robot.push(KeyCode.ESCAPE);
    assertThat(focused()).isEqualTo("node-nic2");
    assertThat(robot.lookup("#node-control1").query().getAccessibleHelp()).isEmpty();
    robot.push(KeyCode.ENTER);
    assertThat(model.topology()).as("the mode is over").isSameAs(before);
  }

  @Test
  void tabReadsTheDrawingAndLeavesIt(FxRobot robot) {
    drawSmall(robot);
    for (String id :
        new String[] {
          "nic1", "nic2", "control1", "switch1", "vip1", "service1", "pool1", "backend1", "backend2"
        }) {
      robot.push(KeyCode.TAB);
      assertThat(focused()).isEqualTo("node-" + id);
    }
    robot.push(KeyCode.SHIFT, KeyCode.TAB);
    assertThat(focused()).isEqualTo("node-backend1");
    robot.push(KeyCode.TAB);
    robot.push(KeyCode.TAB);
    assertThat(within(robot, "#canvas")).as("left after the last").isFalse();
    robot.push(KeyCode.SHIFT, KeyCode.TAB);
    assertThat(focused()).as("the same way back").isEqualTo("node-backend2");
  }

  @Test
  void tabLeavesAFieldOfSeveralLines(FxRobot robot) {
    String before = model.topology().getDescription();
    robot.interact(() -> robot.lookup("#field-description").query().requestFocus());
    robot.push(KeyCode.TAB);
    assertThat(focused()).isEqualTo("field-routes-add");
    robot.push(KeyCode.SHIFT, KeyCode.TAB);
    assertThat(focused()).isEqualTo("field-description");
    assertThat(model.topology().getDescription()).as("nothing written").isEqualTo(before);
  }

  @Test
  void f6GoesRoundThePartsOfTheWindow(FxRobot robot) {
    drawSmall(robot);
    robot.push(KeyCode.F6);
    assertThat(within(robot, "#problems")).isTrue();
    robot.push(KeyCode.F6);
    assertThat(within(robot, "#inspector")).isTrue();
    robot.push(KeyCode.SHIFT, KeyCode.F6);
    robot.push(KeyCode.SHIFT, KeyCode.F6);
    assertThat(workbench.canvas().isFocused()).isTrue();
    robot.push(KeyCode.SHIFT, KeyCode.F6);
    assertThat(focused()).isEqualTo("palette-search");
    robot.push(KeyCode.TAB);
    robot.push(KeyCode.ENTER);
    assertThat(model.elements()).as("the palette by keys").containsKey("nic3");
  }

  @Test
  void anIdIsChangedWhereItStands(FxRobot robot) {
    drawSmall(robot);
    find(robot, "vip1");
    robot.push(KeyCode.F2);
    robot.write("nic1");
    assertThat(robot.lookup("#rename-refusal").queryAs(Label.class).getText()).contains("nic1");
    picture(robot, "rename-refused", "#rename-field");
    robot.push(KeyCode.ENTER);
    assertThat(robot.lookup("#rename-field").tryQuery()).as("still open").isPresent();
    robot.push(KeyCode.ESCAPE);
    assertThat(model.elements()).containsKey("vip1");
    robot.push(KeyCode.F2);
    robot.write("front");
    robot.push(KeyCode.ENTER);
    assertThat(model.elements()).containsKey("front").doesNotContainKey("vip1");
    assertThat(focused()).isEqualTo("node-front");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.elements()).containsKey("vip1");
  }

  private static void picture(FxRobot robot, String name, String node) {
    Shots.save(robot, robot.lookup(node).query().getScene(), FOLDER.resolve(name + ".png"));
  }
}
