package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Wire;
import io.spinlane.testing.Needs;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.Region;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The small habits of people who draw every day, which nobody writes down and all expect. */
@ExtendWith(ApplicationExtension.class)
class DailyUseJourneyTest extends SmallDrawingJourney {

  @Start
  void start(Stage stage) {
    show(stage);
  }

  @Test
  void aClickOnOneOfSeveralSelectsItAndADragMovesAll(FxRobot robot) {
    robot.interact(() -> model.selection().select(List.of("vip1", "pool1")));
    Area vip = area("vip1");
    Area pool = area("pool1");
    robot.drag("#node-pool1", MouseButton.PRIMARY).dropBy(0, 60);
    assertThat(area("pool1").y()).isGreaterThan(pool.y());
    assertThat(area("vip1").y() - vip.y()).isEqualTo(area("pool1").y() - pool.y());
    assertThat(model.undoNames()).as("one step").hasSize(1);
    assertThat(model.selection().ids()).containsExactly("vip1", "pool1");
    robot.clickOn("#node-pool1");
    assertThat(model.selection().ids()).containsExactly("pool1");
  }

  @Test
  void aDoubleClickOnACardChangesItsName(FxRobot robot) {
    robot.doubleClickOn("#node-vip1");
    robot.write("www");
    robot.push(KeyCode.ENTER);
    assertThat(model.elements()).containsKey("www").doesNotContainKey("vip1");
    assertThat(model.selection().ids()).containsExactly("www");
    robot.doubleClickOn("#node-pool1");
    robot.write("no");
    robot.push(KeyCode.ESCAPE);
    assertThat(model.elements()).containsKey("pool1");
  }

  @Test
  void aWireUnderTheMouseShowsThatItCanBeClickedAndIsDeleted(FxRobot robot) {
    Wire wire = Wire.of(Wire.Kind.POOL, "service1", "pool1");
    Point2D onWire =
        OnScreen.middle(robot, "#port-service1-out")
            .midpoint(OnScreen.middle(robot, "#port-pool1-in"));
    robot.moveTo(onWire);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(workbench.canvas().getCursor()).isEqualTo(Cursor.HAND);
    robot.moveTo("#node-pool1");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(workbench.canvas().getCursor()).isNull();
    robot.clickOn(onWire);
    assertThat(model.selection().wire()).contains(wire);
    robot.push(KeyCode.DELETE);
    assertThat(model.wires()).doesNotContain(wire);
    assertThat(model.elements()).containsKeys("service1", "pool1");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.wires()).contains(wire);
  }

  @Test
  void aWireIsPulledWhileTheDrawingIsSmall(FxRobot robot) {
    Wire wire = Wire.of(Wire.Kind.POOL, "service1", "pool1");
    robot.interact(
        () -> {
          model.selection().select(wire);
          workbench.commands().run(workbench.commands().get("disconnect"));
          workbench.canvas().zoomBy(0.4 / workbench.canvas().zoomProperty().get());
        });
    WaitForAsyncUtils.waitForFxEvents();
    robot.drag("#port-service1-out", MouseButton.PRIMARY).dropTo("#node-pool1");
    assertThat(model.wires()).contains(wire);
  }

  @Test
  void withCtrlADragDropsCopies(FxRobot robot) {
    Needs.display(); // keys with the mouse
    Area service = area("service1");
    robot.clickOn("#node-service1");
    robot.press(KeyCode.SHIFT).clickOn("#node-pool1").release(KeyCode.SHIFT);
    int steps = model.undoNames().size();
    robot.press(KeyCode.CONTROL).drag("#node-service1", MouseButton.PRIMARY).moveBy(0, 150);
    assertThat(area("service1")).as("the original stays").isEqualTo(service);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup(".ghost").<Node>queryAll())
        .hasSize(2)
        .allMatch(ghost -> ghost.getLayoutBounds().getWidth() > 50);
    robot.drop().release(KeyCode.CONTROL);
    assertThat(robot.lookup(".ghost").queryAll()).isEmpty();
    assertThat(model.selection().ids()).containsExactlyInAnyOrder("service2", "pool2");
    double down = area("service2").y() - service.y();
    assertThat(down).isGreaterThan(100);
    assertThat(area("pool2").y() - area("pool1").y()).isCloseTo(down, within(1e-9));
    assertThat(area("service1")).isEqualTo(service);
    assertThat(model.wires()).contains(Wire.of(Wire.Kind.POOL, "service2", "pool2"));
    assertThat(model.undoNames()).as("one step").hasSize(steps + 1);
    assertThat(status(robot)).isEqualTo("2 elements are pasted.");
    robot.press(KeyCode.CONTROL).drag("#node-vip1", MouseButton.PRIMARY).moveBy(0, 150);
    robot.push(KeyCode.ESCAPE).drop().release(KeyCode.CONTROL);
    assertThat(model.elements()).as("Esc").doesNotContainKey("vip2");
  }

  @Test
  void keysWithTheMouse(FxRobot robot) {
    Needs.display();
    Bounds service = OnScreen.bounds(robot, "#node-service1");
    Bounds pool = OnScreen.bounds(robot, "#node-pool1");
    robot.clickOn("#node-vip1");
    Point2D corner = new Point2D(service.getMinX() - 12, service.getMinY() - 14);
    robot.press(KeyCode.SHIFT);
    robot.drag(corner, MouseButton.PRIMARY).dropTo(pool.getMaxX() + 6, pool.getMaxY() + 6);
    robot.release(KeyCode.SHIFT);
    assertThat(model.selection().ids()).contains("vip1", "service1", "pool1");
    robot.press(KeyCode.CONTROL).clickOn("#node-vip1").release(KeyCode.CONTROL);
    assertThat(model.selection().ids()).doesNotContain("vip1").contains("service1", "pool1");
    robot.push(KeyCode.ESCAPE);
    assertThat(model.selection().isEmpty()).isTrue();
    double before = area("vip1").y();
    double between = 68; // halfway between two lines of the grid
    double down = Math.round(between * workbench.canvas().zoomProperty().get());
    robot.press(KeyCode.ALT);
    robot.drag("#node-vip1", MouseButton.PRIMARY).dropBy(0, down).release(KeyCode.ALT);
    double moved = area("vip1").y() - before;
    assertThat(moved).as("Alt turns the grid off").isCloseTo(between, within(1.5));
    robot.drag("#node-vip1", MouseButton.PRIMARY).moveBy(90, 90);
    assertThat(area("vip1").y()).isGreaterThan(before + moved);
    robot.push(KeyCode.ESCAPE);
    assertThat(area("vip1").y()).as("Esc").isEqualTo(before + moved);
    robot.drop();
    assertThat(model.undoNames()).hasSize(1);
    double x = area("vip1").x();
    robot.push(KeyCode.RIGHT);
    assertThat(area("vip1").x()).as("Alt has not taken the keys to the menu").isEqualTo(x + 1);
  }

  /** Whoever only clicks sees no ring, and whoever uses keys sees where they go. */
  @Test
  void theRingIsForTheKeys(FxRobot robot) {
    Region vip = robot.lookup("#node-vip1").queryAs(Region.class);
    Node ring = robot.lookup(".canvas-ring").query();
    assertThat(ring.isVisible()).as("nothing was pressed yet").isFalse();
    robot.clickOn(vip);
    assertThat(vip.isFocused()).isTrue();
    assertThat(vip.getBorder()).isNull();
    robot.push(KeyCode.TAB);
    Region next = (Region) workbench.stage().getScene().getFocusOwner();
    assertThat(next.getId()).startsWith("node-").isNotEqualTo("node-vip1");
    assertThat(next.getBorder()).as("a ring").isNotNull();
    robot.clickOn(vip);
    assertThat(vip.getBorder()).isNull();
    for (int parts = 0; parts < 7 && !ring.isVisible(); parts++) {
      robot.push(KeyCode.F6);
    }
    assertThat(workbench.canvas().isFocused()).isTrue();
    assertThat(ring.isVisible()).as("by F6").isTrue();
    Bounds canvas = OnScreen.bounds(robot, "#canvas");
    robot.clickOn(new Point2D(canvas.getMaxX() - 30, canvas.getMinY() + 60));
    assertThat(workbench.canvas().isFocused()).isTrue();
    assertThat(ring.isVisible()).as("clicked").isFalse();
  }

  @Test
  void escapeEndsADragFromThePaletteToo(FxRobot robot) {
    int drawn = model.elements().size();
    robot.drag("#palette-VIP", MouseButton.PRIMARY).moveTo("#canvas");
    robot.push(KeyCode.ESCAPE).drop();
    assertThat(model.elements()).hasSize(drawn);
  }
}
