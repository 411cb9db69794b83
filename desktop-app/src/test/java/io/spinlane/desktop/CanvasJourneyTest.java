package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A robot does with the mouse what people who draw every day expect to work. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start and begin
class CanvasJourneyTest {
  private Workbench workbench;
  private DesignModel model;
  private DrawJourney journey;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
  }

  @BeforeEach
  void begin(FxRobot robot) {
    model = workbench.model();
    journey = new DrawJourney(robot, workbench);
    journey.makeRoom();
  }

  /** The small drawing, all of it in view. */
  private void drawSmall(FxRobot robot) {
    robot.interact(
        () -> {
          Drawings.small(model);
          model.selection().clear();
          workbench.canvas().zoomToFit();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void aLayoutIsOneStep(FxRobot robot) throws TimeoutException {
    drawSmall(robot);
    Topology before = model.topology();
    int steps = model.undoNames().size();
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.L);
    WaitForAsyncUtils.waitForFxEvents();
    until(() -> model.undoNames().size() == steps + 1);
    assertThat(model.topology().getLayoutMap()).isNotEqualTo(before.getLayoutMap());
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.topology()).isEqualTo(before);
  }

  @Test
  void aWireDroppedOnThePaperAddsWhatItLeadsTo(FxRobot robot) {
    journey.drag(NewElement.VIP, 1, 1);
    int steps = model.undoNames().size();
    Point2D paper = OnScreen.middle(robot, "#port-vip1-out").add(120, 60);
    robot.drag("#port-vip1-out", MouseButton.PRIMARY).dropTo(paper);
    assertThat(robot.lookup("#quick-add-list").<NewElement>queryListView().getItems())
        .as("what lies on that side comes first")
        .startsWith(NewElement.SERVICE)
        .contains(NewElement.SIM_NIC);
    assertThat(robot.lookup("#quick-add-list .scroll-bar").<Node>queryAll())
        .as("all of it is in sight")
        .noneMatch(Node::isVisible);
    robot.clickOn("#quick-add-SERVICE");
    assertThat(model.wires()).containsExactly(Wire.of(Wire.Kind.SERVICE, "vip1", "service1"));
    assertThat(model.undoNames()).as("one step").hasSize(steps + 1);
    Point2D port = OnScreen.middle(robot, "#port-service1-in");
    assertThat(port.distance(paper)).as("where the wire was dropped").isLessThan(12);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.elements()).containsOnlyKeys("vip1");
  }

  @Test
  void quickAddIsDismissedByEscapeAndDrivenByKeys(FxRobot robot) {
    Bounds view = workbench.canvas().localToScreen(workbench.canvas().getLayoutBounds());
    Point2D paper = new Point2D(view.getMinX() + 60, view.getMinY() + 110);
    robot.doubleClickOn(paper);
    robot.push(KeyCode.ESCAPE);
    assertThat(model.elements()).isEmpty();
    robot.doubleClickOn(paper.add(60, 40)); // elsewhere, or it would be a fourth click
    robot.write("pool");
    robot.push(KeyCode.ENTER);
    assertThat(model.elements()).containsOnlyKeys("pool1");
  }

  @Test
  void aCoreDroppedOnALanePollsItsQueue(FxRobot robot) {
    drawSmall(robot);
    Point2D from = OnScreen.middle(robot, "#port-nic2-q0");
    Point2D to = OnScreen.middle(robot, "#port-switch1-in");
    robot.drag("#palette-SWITCH_CORE", MouseButton.PRIMARY).dropTo(from.midpoint(to));
    assertThat(model.wires())
        .contains(new Wire(Wire.Kind.LANE, "nic2", "switch2", 0))
        .doesNotContain(new Wire(Wire.Kind.LANE, "nic2", "switch1", 0));
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.elements()).doesNotContainKey("switch2");
    assertThat(model.wires()).contains(new Wire(Wire.Kind.LANE, "nic2", "switch1", 0));
  }

  @Test
  void anEndOfAWireIsLedElsewhere(FxRobot robot) {
    robot.interact(
        () -> {
          Drawings.small(model);
          model.apply(Addition.plan(model, NewElement.SWITCH_CORE, Optional.empty()).edit());
          model.selection().clear();
          workbench.canvas().zoomToFit();
        });
    WaitForAsyncUtils.waitForFxEvents();
    Topology before = model.topology();
    Point2D end =
        OnScreen.middle(robot, "#port-nic1-q0")
            .interpolate(OnScreen.middle(robot, "#port-switch1-in"), 0.55);
    robot.drag(end, MouseButton.PRIMARY).dropTo("#node-switch2");
    assertThat(model.wires()).anyMatch(wire -> wire.to().equals("switch2"));
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    Topology undone = model.topology();
    assertThat(undone).isEqualTo(before);
    robot.drag(end, MouseButton.PRIMARY).moveTo("#node-switch2");
    robot.push(KeyCode.ESCAPE).drop();
    assertThat(model.topology()).as("Esc").isSameAs(undone);
    robot.drag(end, MouseButton.PRIMARY).dropTo("#node-vip1");
    assertThat(model.topology()).as("refused").isSameAs(undone);
    robot.interact(() -> model.selection().select(new Wire(Wire.Kind.LANE, "nic1", "switch1", 0)));
    robot.drag("#port-switch1-in", MouseButton.PRIMARY).dropTo("#node-switch2");
    assertThat(model.wires())
        .as("a selected wire is taken by its end, not the port under it")
        .contains(new Wire(Wire.Kind.LANE, "nic1", "switch2", 0));
  }

  @Test
  void aDragThatRestsAtTheEdgeMovesThePaper(FxRobot robot) throws Exception {
    journey.drag(NewElement.VIP, 2, 1);
    Bounds view = workbench.canvas().localToScreen(workbench.canvas().getLayoutBounds());
    double before = model.topology().getLayoutOrThrow("vip1").getX();
    robot
        .drag("#node-vip1", MouseButton.PRIMARY)
        .moveTo(new Point2D(view.getMaxX() - 4, view.getMinY() + 300));
    double shown = view.getWidth() / workbench.canvas().zoomProperty().get();
    until(
        () -> {
          Area area = workbench.canvas().areas().get("vip1");
          return area != null && area.x() > before + shown * 1.5;
        });
    robot.drop();
    assertThat(model.topology().getLayoutOrThrow("vip1").getX()).isGreaterThan(before + shown);
  }

  @Test
  void severalAreAlignedInOneStep(FxRobot robot) {
    drawSmall(robot);
    robot.interact(() -> model.selection().select(List.of("vip1", "service1", "pool1")));
    int steps = model.undoNames().size();
    robot.clickOn("#menu-arrange");
    robot.clickOn("#menu-align-left");
    assertThat(model.undoNames()).hasSize(steps + 1).first().isEqualTo("Align left edges");
    double x = model.topology().getLayoutOrThrow("vip1").getX();
    assertThat(model.topology().getLayoutOrThrow("pool1").getX()).isEqualTo(x);
  }

  @Test
  void severalAreSpreadWithEvenGapsInOneStep(FxRobot robot) {
    drawSmall(robot);
    robot.interact(
        () -> {
          Area service = area("service1");
          model.apply(
              Edits.move(Map.of("service1", new Point(service.x() + 40, service.y() + 24))));
          model.selection().select(List.of("vip1", "service1", "pool1"));
        });
    assertThat(gap("vip1", "service1")).isNotEqualTo(gap("service1", "pool1"));
    int steps = model.undoNames().size();
    robot.clickOn("#menu-arrange");
    robot.clickOn("#menu-distribute-across");
    assertThat(gap("vip1", "service1")).isCloseTo(gap("service1", "pool1"), within(1.0));
    assertThat(model.undoNames()).hasSize(steps + 1);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(gap("vip1", "service1")).isNotEqualTo(gap("service1", "pool1"));
  }

  private Area area(String id) {
    return Objects.requireNonNull(workbench.canvas().areas().get(id), id);
  }

  private double gap(String left, String right) {
    return area(right).x() - area(left).x() - area(left).width();
  }
}
