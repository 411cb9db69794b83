package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A robot assigns queues in the table, by mouse and by keys, and looks around in it. */
@ExtendWith(ApplicationExtension.class)
class MatrixJourneyTest extends MatrixJourney {
  @Start
  void start(Stage stage) throws IOException {
    show(stage);
  }

  @Test
  void aClickAssignsAndUndoTakesItBack(FxRobot robot) {
    open(robot, TYPICAL, HOST);
    assertThat(workbench.canvas().isVisible()).isFalse();
    Topology before = model.topology();
    robot.clickOn("#cell-eth0-1-sw2");
    assertThat(lanes()).containsOnly(Map.entry("eth0/1", "sw2"));
    assertThat(status(robot)).isEqualTo("Assign 1 queue");
    assertThat(robot.lookup("#cell-eth0-1-sw2").query().getAccessibleText())
        .isEqualTo("Queue 1 of eth0, core sw2: polled, same NUMA node");
    assertThat(robot.lookup("#matrix-said").queryAs(Label.class).getText())
        .as("under the table, too")
        .isEqualTo("Queue 1 of eth0, core sw2: polled, same NUMA node");
    assertThat(robot.lookup("#matrix-state-eth0-1").queryAs(Label.class).getText())
        .isEqualTo("sw2");
    robot.clickOn("#cell-eth0-1-sw5");
    assertThat(lanes()).containsOnly(Map.entry("eth0/1", "sw5"));
    assertThat(robot.lookup("#cell-eth0-1-sw5").queryAs(Label.class).getText()).isEqualTo("▲");
    robot.clickOn("#cell-eth0-1-sw5");
    assertThat(lanes()).as("a second click takes it away").isEmpty();
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(lanes()).containsOnly(Map.entry("eth0/1", "sw5"));
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.topology()).isEqualTo(before);
    robot.push(KeyCode.CONTROL, KeyCode.Y);
    assertThat(lanes()).containsOnly(Map.entry("eth0/1", "sw2"));
    robot.push(KeyCode.CONTROL, KeyCode.M);
    assertThat(workbench.canvas().isVisible()).isTrue();
    assertThat(model.wires()).as("the same drawing").hasSize(1);
  }

  @Test
  void aDragFillsRowsOrMovesALaneAndEscapeLetsGo(FxRobot robot) {
    open(robot, TYPICAL, HOST);
    robot.drag("#cell-eth0-0-sw1", MouseButton.PRIMARY).dropTo("#cell-eth0-3-sw1");
    assertThat(lanes()).hasSize(4).containsEntry("eth0/2", "sw1");
    assertThat(model.undoNames()).as("one step").containsExactly("Assign 4 queues");
    robot.drag("#cell-eth0-2-sw1", MouseButton.PRIMARY).dropTo("#cell-eth0-2-sw3");
    assertThat(lanes()).containsEntry("eth0/2", "sw3").containsEntry("eth0/1", "sw1");
    Topology before = model.topology();
    robot.drag("#cell-eth1-0-sw4", MouseButton.PRIMARY).moveTo("#cell-eth1-2-sw4");
    take(robot, workbench.stage().getScene(), "matrix-dragging");
    robot.push(KeyCode.ESCAPE).drop();
    robot.drag("#cell-eth0-1-sw1", MouseButton.PRIMARY).dropTo("#cell-eth0-1-ctl");
    assertThat(model.topology()).isEqualTo(before);
    assertThat(status(robot)).startsWith("ctl is no switch core");
  }

  @Test
  void everythingWorksWithKeysAlone(FxRobot robot) {
    open(robot, TYPICAL, HOST);
    assertThat(focused()).isEqualTo("cell-eth0-0-ctl");
    robot.push(KeyCode.SPACE);
    assertThat(status(robot)).startsWith("ctl is no switch core");
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.SPACE);
    assertThat(lanes()).containsOnly(Map.entry("eth0/0", "sw1"));
    robot.push(KeyCode.DOWN);
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.SHIFT, KeyCode.DOWN);
    robot.push(KeyCode.SHIFT, KeyCode.DOWN);
    robot.push(KeyCode.ENTER);
    assertThat(lanes()).hasSize(4).containsEntry("eth0/1", "sw2").containsEntry("eth0/3", "sw2");
    robot.push(KeyCode.DELETE);
    assertThat(lanes()).hasSize(3).doesNotContainKey("eth0/3");
    robot.push(KeyCode.CONTROL, KeyCode.END);
    assertThat(focused()).isEqualTo("cell-eth1-3-sw7");
    robot.push(KeyCode.SPACE);
    assertThat(lanes()).containsEntry("eth1/3", "sw7");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(lanes()).hasSize(3);
    assertThat(focused()).as("undo keeps the place").isEqualTo("cell-eth1-3-sw7");
  }

  @Test
  void keysGoAlongARowAndSelectABlock(FxRobot robot) {
    open(robot, TYPICAL, HOST);
    robot.push(KeyCode.END);
    assertThat(focused()).isEqualTo("cell-eth0-0-sw7");
    robot.push(KeyCode.HOME);
    assertThat(focused()).isEqualTo("cell-eth0-0-ctl");
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.LEFT);
    robot.push(KeyCode.UP);
    assertThat(focused()).as("the edge holds").isEqualTo("cell-eth0-0-ctl");
    robot.push(KeyCode.RIGHT);
    robot.push(KeyCode.SHIFT, KeyCode.DOWN);
    robot.push(KeyCode.SHIFT, KeyCode.DOWN);
    assertThat(pending(robot)).as("three rows are meant").isEqualTo(3);
    robot.push(KeyCode.ESCAPE);
    assertThat(pending(robot)).as("Esc lets go").isZero();
    assertThat(lanes()).isEmpty();
    robot.push(KeyCode.SHIFT, KeyCode.UP);
    robot.push(KeyCode.SPACE);
    assertThat(lanes()).containsOnlyKeys("eth0/1", "eth0/2");
    assertThat(model.undoNames()).containsExactly("Assign 2 queues");
    robot.push(KeyCode.CONTROL, KeyCode.HOME);
    assertThat(focused()).isEqualTo("cell-eth0-0-ctl");
  }

  private static long pending(FxRobot robot) {
    return robot.lookup(".matrix-cell").queryAll().stream()
        .filter(cell -> cell.getPseudoClassStates().contains(PseudoClass.getPseudoClass("pending")))
        .count();
  }

  @Test
  void namesStayInSightWhileTheTableIsScrolled(FxRobot robot) {
    open(robot, "eth0:40 eth1:40|ctl@0 " + cores("s", 59), "");
    Bounds sight = OnScreen.bounds(robot, "#matrix-scroll");
    double nicX = OnScreen.bounds(robot, "#matrix-nic-eth0").getMinX();
    double coreY = OnScreen.bounds(robot, "#matrix-core-s1").getMinY();
    robot.moveTo("#matrix-scroll");
    robot.scroll(8, VerticalDirection.DOWN);
    WaitForAsyncUtils.waitForFxEvents();
    Bounds nic = OnScreen.bounds(robot, "#matrix-nic-eth0");
    assertThat(robot.lookup("#cell-eth0-0-s1").tryQuery()).as("scrolled").isEmpty();
    assertThat(nic.getMinY()).as("the name is held").isBetween(sight.getMinY(), sight.getMaxY());
    assertThat(OnScreen.bounds(robot, "#matrix-core-s1").getMinY()).isEqualTo(coreY);

    double coreX = OnScreen.bounds(robot, "#matrix-core-s1").getMinX();
    wheel(robot, "#matrix-cells", -200, 0);
    assertThat(OnScreen.bounds(robot, "#matrix-core-s1").getMinX())
        .as("two fingers, or Shift and the wheel, go sideways")
        .isLessThan(coreX);
    assertThat(OnScreen.bounds(robot, "#matrix-nic-eth0").getMinX()).isEqualTo(nicX);
    assertThat(OnScreen.bounds(robot, "#matrix-nic-eth0").getMinY()).isEqualTo(nic.getMinY());
  }

  @Test
  void theCanvasBehindTheTableKeepsItsZoom(FxRobot robot) {
    open(robot, "eth0:64|ctl@0 sw1@1", "");
    double zoom = workbench.canvas().zoomProperty().get();
    assertThat(robot.lookup("#cell-eth0-0-sw1").tryQuery()).isPresent();
    wheel(robot, "#matrix-cells", true, 0, -1000);
    assertThat(robot.lookup("#cell-eth0-0-sw1").tryQuery()).as("scrolled").isEmpty();
    assertThat(workbench.canvas().zoomProperty().get()).isEqualTo(zoom);
    wheel(robot, "#matrix-core-sw1", true, 0, 1000);
    assertThat(robot.lookup("#cell-eth0-0-sw1").tryQuery()).as("and back").isPresent();
    robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
    assertThat(workbench.canvas().zoomProperty().get()).isEqualTo(zoom);
    Button larger = robot.lookup("#button-zoom-in").queryButton();
    assertThat(larger.isDisabled()).isTrue();
    robot.clickOn("#matrix-back");
    assertThat(larger.isDisabled()).isFalse();
    robot.push(KeyCode.CONTROL, KeyCode.EQUALS);
    assertThat(workbench.canvas().zoomProperty().get()).isGreaterThan(zoom);
  }

  private static void wheel(FxRobot robot, String node, double dx, double dy) {
    wheel(robot, node, false, dx, dy);
  }

  /** What the toolkit makes of two fingers, and of the wheel while Shift or Ctrl is held. */
  private static void wheel(FxRobot robot, String node, boolean control, double dx, double dy) {
    ScrollEvent event =
        new ScrollEvent(
            ScrollEvent.SCROLL,
            200,
            200,
            200,
            200,
            false,
            control,
            false,
            false,
            false,
            false,
            dx,
            dy,
            dx,
            dy,
            ScrollEvent.HorizontalTextScrollUnits.NONE,
            0,
            ScrollEvent.VerticalTextScrollUnits.NONE,
            0,
            0,
            null);
    robot.interact(() -> robot.lookup(node).query().fireEvent(event));
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void aNicWithManyQueuesGivesTheNextFreeOneAndLeadsHere(FxRobot robot) {
    robot.interact(
        () -> {
          workbench.lanes().show(false);
          model.open(Hosts.drawing("eth0:4 sim1:64|ctl@0 sw1@1 sw2@2"));
          workbench.canvas().zoomToFit();
        });
    WaitForAsyncUtils.waitForFxEvents();
    robot.drag("#port-sim1-queues", MouseButton.PRIMARY).dropTo("#node-sw1");
    robot.drag("#port-sim1-queues", MouseButton.PRIMARY).dropTo("#node-sw2");
    robot.drag("#port-sim1-queues", MouseButton.PRIMARY).dropTo("#node-sw1");
    assertThat(lanes())
        .containsOnly(
            Map.entry("sim1/0", "sw1"), Map.entry("sim1/1", "sw2"), Map.entry("sim1/2", "sw1"));
    take(robot, workbench.stage().getScene(), "canvas-many-queues");
    robot.doubleClickOn("#port-sim1-queues");
    assertThat(workbench.lanes().matrix().isVisible()).isTrue();
    assertThat(focused()).isEqualTo("cell-sim1-0-sw1");
    robot.interact(() -> workbench.lanes().show(false));
    robot.interact(() -> model.selection().select(List.of("eth0")));
    robot.interact(() -> workbench.commands().run(workbench.commands().get("matrix-queues")));
    assertThat(workbench.lanes().matrix().queue()).contains(new ReceiveQueue("eth0", 0));
  }

  @Test
  void aDragThatRestsAtTheEdgeGoesOn(FxRobot robot) throws TimeoutException {
    open(robot, "eth0:16 eth1:16 eth2:16 eth3:16|ctl@0 sw1@1 sw2@2", "");
    robot.interact(() -> workbench.lanes().matrix().reveal(new ReceiveQueue("eth0", 0)));
    robot.drag("#cell-eth0-1-sw1", MouseButton.PRIMARY);
    Bounds sight = OnScreen.bounds(robot, "#matrix-scroll");
    Bounds cell = OnScreen.bounds(robot, "#cell-eth0-1-sw1");
    robot.moveTo(cell.getCenterX(), sight.getCenterY());
    robot.moveTo(cell.getCenterX(), sight.getMaxY() - 6);
    until(() -> robot.lookup("#cell-eth3-15-sw1").tryQuery().filter(Node::isFocused).isPresent());
    robot.drop();
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(lanes()).hasSize(63).doesNotContainKey("eth0/0").containsEntry("eth3/15", "sw1");
    assertThat(robot.lookup("#matrix-nic-eth3").query().isVisible()).isTrue();
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(lanes()).as("one step").isEmpty();
  }

  @Test
  void namesOfNodesStandWhereOneLooks(FxRobot robot) {
    open(robot, "eth0:64|ctl@0 " + cores("s", 63), "node:2 core:32 nic:1 queues:64");
    inSight(robot, "#matrix-node-0");
    wheel(robot, "#matrix-cells", -300, -300);
    inSight(robot, "#matrix-node-0");
    inSight(robot, "#matrix-nic-eth0");
    wheel(robot, "#matrix-core-s20", -2000, -2000);
    inSight(robot, "#matrix-node-1");
    inSight(robot, "#matrix-core-s63");
    inSight(robot, "#matrix-state-eth0-63");
  }

  /** A head of columns is wholly above the cells in sight, or one of rows beside them. */
  private static void inSight(FxRobot robot, String head) {
    Bounds place = OnScreen.bounds(robot, head);
    Bounds sight = OnScreen.bounds(robot, "#matrix-scroll");
    boolean across =
        place.getMinX() >= sight.getMinX() - 1 && place.getMaxX() <= sight.getMaxX() + 1;
    boolean down = place.getMinY() >= sight.getMinY() - 1 && place.getMaxY() <= sight.getMaxY() + 1;
    boolean above = place.getMaxY() <= sight.getMinY() + 1;
    assertThat(above ? across : down).as("%s of which %s is seen", place, sight).isTrue();
  }

  @Test
  void pictures(FxRobot robot) {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      size(robot, 1280, 800);
      open(robot, "|", "");
      take(robot, workbench.stage().getScene(), "matrix-empty-" + theme);
      open(robot, TYPICAL, HOST);
      assign(robot, 6);
      robot.clickOn("#cell-eth0-2-sw6");
      take(robot, workbench.stage().getScene(), "matrix-typical-" + theme);
      size(robot, 1600, 900);
      open(
          robot,
          "eth0:4 eth1:4 eth2:4 eth3:4|ctl@0 " + cores("switch", 63),
          "node:4 core:8 pu:2 nic:4");
      assign(robot, 16);
      robot.interact(() -> workbench.lanes().matrix().reveal(new ReceiveQueue("eth0", 0)));
      take(robot, workbench.stage().getScene(), "matrix-large-" + theme);
      robot.interact(() -> workbench.lanes().matrix().reveal(new ReceiveQueue("eth3", 3)));
      take(robot, workbench.stage().getScene(), "matrix-large-end-" + theme);
    }
    assertThat(robot.lookup(".matrix-cell").queryAll())
        .as("only what is in sight")
        .hasSizeLessThan(16 * 64);
  }

  /** Takes over what is proposed for the first queues. */
  private void assign(FxRobot robot, int queues) {
    List<ReceiveQueue> all = ReceiveQueue.of(model.topology());
    robot.interact(
        () ->
            model.apply(
                workbench.lanes().proposal(model.topology(), all).edit(all.subList(0, queues))));
  }

  /** So many, on the CPUs from 1 on. */
  private static String cores(String name, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(cpu -> name + cpu + "@" + cpu)
        .collect(Collectors.joining(" "));
  }

  private void size(FxRobot robot, double width, double height) {
    robot.interact(
        () -> {
          workbench.stage().setWidth(width);
          workbench.stage().setHeight(height);
        });
    WaitForAsyncUtils.waitForFxEvents();
  }
}
