package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Wire;
import io.spinlane.testing.Needs;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.VerticalDirection;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A robot looks around a large drawing, writes notes, locks places and collapses frames. */
@ExtendWith(ApplicationExtension.class)
class LookAroundJourneyTest extends SmallDrawingJourney {
  @Start
  void start(Stage stage) {
    show(stage);
  }

  private void open(FxRobot robot, Topology drawing) {
    robot.interact(
        () -> {
          model.open(drawing);
          workbench.canvas().zoomToFit();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void theMapIsThereWhenSomethingIsOutsideAndTakesPeopleThere(FxRobot robot) {
    assertThat(robot.lookup("#minimap").query().isVisible()).as("all is in view").isFalse();
    open(robot, LargeDrawing.of(500));
    robot.interact(workbench.canvas()::zoomToActualSize);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#minimap").query().isVisible()).isTrue();
    Point2D before = OnScreen.middle(robot, "#node-nic0");
    Point2D window = OnScreen.middle(robot, "#minimap-window");
    robot.drag(window, MouseButton.PRIMARY).moveTo(window.add(-20, -15));
    Point2D during = OnScreen.middle(robot, "#node-nic0");
    assertThat(during.getX()).as("the paper goes right").isGreaterThan(before.getX() + 100);
    robot.push(KeyCode.ESCAPE).drop();
    assertThat(OnScreen.middle(robot, "#node-nic0")).as("Esc").isEqualTo(before);
    robot.drag(window, MouseButton.PRIMARY).dropTo(window.add(-20, -15));
    assertThat(OnScreen.middle(robot, "#node-nic0").distance(during)).isLessThan(12);
    robot.push(KeyCode.M);
    assertThat(robot.lookup("#minimap").query().isVisible()).as("not wanted").isFalse();
    robot.push(KeyCode.M);
    assertThat(robot.lookup("#minimap").query().isVisible()).isTrue();
  }

  @Test
  void keysShowEverythingOrWhatIsSelectedOrTheRightSize(FxRobot robot) {
    open(robot, LargeDrawing.of(500));
    Bounds canvas = OnScreen.bounds(robot, "#canvas");
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT1);
    assertThat(workbench.canvas().zoomProperty().get()).as("100 %").isEqualTo(1);
    assertThat(model.elements().keySet()).anyMatch(id -> !canvas.contains(at(robot, id)));
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
    assertThat(model.elements().keySet()).allMatch(id -> canvas.contains(at(robot, id)));
    double all = workbench.canvas().zoomProperty().get();
    robot.interact(() -> model.selection().select(List.of("web3-2")));
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertThat(workbench.canvas().zoomProperty().get()).isGreaterThan(all);
    Point2D middle = new Point2D(canvas.getCenterX(), canvas.getCenterY());
    assertThat(OnScreen.middle(robot, "#node-web3-2").distance(middle)).isLessThan(40);
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT0);
    Wire wire =
        model.wires().stream().filter(one -> one.to().equals("web3-2")).findAny().orElseThrow();
    robot.interact(() -> model.selection().select(wire));
    robot.push(KeyCode.CONTROL, KeyCode.DIGIT2);
    assertThat(workbench.canvas().zoomProperty().get()).as("a wire").isGreaterThan(all);
    assertThat(List.of(wire.from(), wire.to())).allMatch(id -> canvas.contains(at(robot, id)));
  }

  private static Bounds at(FxRobot robot, String id) {
    return OnScreen.bounds(robot, "#node-" + id);
  }

  @Test
  void everyCardIsThereButOnlyThoseInViewAreFilled(FxRobot robot) {
    open(robot, LargeDrawing.of(500));
    assertThat(robot.lookup(".element-card").queryAll()).hasSize(500);
    assertThat(robot.lookup(".card-title").queryAll()).as("zoomed out").isEmpty();
    robot.interact(workbench.canvas()::zoomToActualSize);
    robot.interact(() -> workbench.canvas().jumpTo("web3-2"));
    WaitForAsyncUtils.waitForFxEvents();
    Node card = robot.lookup("#node-web3-2").query();
    assertThat(robot.from(card).lookup(".card-subtitle").queryLabeled().getText())
        .isEqualTo("10.0.3.13:8080");
    assertThat(robot.lookup(".card-title").queryAll()).hasSizeBetween(4, 60);
    Node far = robot.lookup("#node-web30-9").query();
    assertThat(far.getAccessibleText()).contains("web30-9");
    robot.interact(() -> workbench.canvas().zoomBy(0.3));
    assertThat(robot.from(card).lookup(".card-subtitle").queryLabeled().isVisible()).isFalse();
    assertThat(robot.from(card).lookup(".card-title").queryLabeled().isVisible()).isTrue();
  }

  /** What the platform without a display cannot: the middle button, and keys with the mouse. */
  @Test
  void theMiddleButtonMovesThePaperAndCtrlClickToggles(FxRobot robot) {
    Needs.display();
    Point2D before = OnScreen.middle(robot, "#node-vip1");
    robot.drag("#node-vip1", MouseButton.MIDDLE).dropBy(-50, 30);
    assertThat(OnScreen.middle(robot, "#node-vip1").distance(before.add(-50, 30))).isLessThan(3);
    robot.clickOn("#node-vip1");
    robot.press(KeyCode.CONTROL).clickOn("#node-pool1").release(KeyCode.CONTROL);
    assertThat(model.selection().ids()).containsExactly("vip1", "pool1");
    robot.press(KeyCode.CONTROL).clickOn("#node-vip1").release(KeyCode.CONTROL);
    assertThat(model.selection().ids()).containsExactly("pool1");
    Area place = area("pool1");
    Point2D fixed = OnScreen.middle(robot, "#node-pool1");
    double zoom = workbench.canvas().zoomProperty().get();
    robot.moveTo(fixed).press(KeyCode.CONTROL).scroll(2, VerticalDirection.UP);
    robot.release(KeyCode.CONTROL);
    assertThat(workbench.canvas().zoomProperty().get()).isNotEqualTo(zoom);
    assertThat(OnScreen.middle(robot, "#node-pool1").distance(fixed))
        .as("zoomed there")
        .isLessThan(3);
    assertThat(area("pool1")).isEqualTo(place);
  }

  @Test
  void spaceMakesTheMouseAHandAndATapSelects(FxRobot robot) {
    robot.clickOn("#node-vip1");
    robot.interact(() -> model.selection().select(List.of("vip1", "pool1")));
    Area place = area("vip1");
    Point2D before = OnScreen.middle(robot, "#node-vip1");
    robot.press(KeyCode.SPACE);
    robot.drag("#node-pool1", MouseButton.PRIMARY).moveBy(-60, 40);
    assertThat(OnScreen.middle(robot, "#node-vip1").distance(before.add(-60, 40))).isLessThan(3);
    robot.drop().release(KeyCode.SPACE);
    assertThat(area("vip1")).as("the paper moved, not the card").isEqualTo(place);
    assertThat(model.selection().ids()).containsExactly("vip1", "pool1");
    robot.push(KeyCode.SPACE);
    assertThat(model.selection().ids()).as("a tap selects").containsExactly("vip1");
    robot.push(KeyCode.ESCAPE);
    Point2D rest = OnScreen.middle(robot, "#node-vip1");
    robot.push(KeyCode.RIGHT);
    assertThat(OnScreen.middle(robot, "#node-vip1").getX())
        .as("with nothing selected arrows move the view")
        .isLessThan(rest.getX());
    assertThat(area("vip1")).isEqualTo(place);
  }

  @Test
  void aRightDragMovesThePaperAndARightClickOpensTheMenu(FxRobot robot) {
    robot.interact(() -> model.selection().select(List.of("pool1", "nic1")));
    Point2D before = OnScreen.middle(robot, "#node-vip1");
    robot.drag("#node-vip1", MouseButton.SECONDARY).dropBy(-50, 30);
    assertThat(OnScreen.middle(robot, "#node-vip1").distance(before.add(-50, 30))).isLessThan(3);
    assertThat(robot.lookup("#menu-delete").tryQuery()).isEmpty();
    assertThat(model.selection().ids()).as("looking around").containsOnly("pool1", "nic1");
    robot.rightClickOn("#node-vip1");
    assertThat(robot.lookup("#menu-delete").tryQuery()).isPresent();
    assertThat(model.selection().ids()).containsExactly("vip1");
    robot.push(KeyCode.ESCAPE);
  }

  @Test
  void aNoteIsWrittenOnAndPulledLarger(FxRobot robot) {
    robot.interact(() -> workbench.canvas().zoomToActualSize());
    robot.doubleClickOn("#palette-NOTE");
    int steps = model.undoNames().size();
    robot.doubleClickOn("#node-note1");
    robot.write("Call Anna first");
    robot.push(KeyCode.CONTROL, KeyCode.ENTER);
    assertThat(model.topology().getNotes(0).getText()).isEqualTo("Call Anna first");
    assertThat(model.undoNames()).hasSize(steps + 1);
    robot.push(KeyCode.F2);
    robot.write("no");
    robot.push(KeyCode.ESCAPE);
    assertThat(model.topology().getNotes(0).getText()).as("Esc").isEqualTo("Call Anna first");
    Area before = area("note1");
    robot.drag("#grip-note1", MouseButton.PRIMARY).dropBy(64, 32);
    assertThat(area("note1").width()).isEqualTo(before.width() + 64 + snapped(before.width()));
    robot.push(KeyCode.CONTROL, KeyCode.D);
    assertThat(area("note2").width()).as("a copy is as large").isEqualTo(area("note1").width());
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(area("note1")).isEqualTo(before);
  }

  /** From a note's right edge to the nearest grid line, when it lies at a multiple of eight. */
  private static double snapped(double width) {
    return Math.round(width / 8) * 8 - width;
  }

  @Test
  void aLockedCardStays(FxRobot robot) {
    robot.clickOn("#node-vip1");
    robot.push(KeyCode.CONTROL, KeyCode.L);
    Area before = area("vip1");
    robot.drag("#node-vip1", MouseButton.PRIMARY).dropBy(40, 60);
    robot.push(KeyCode.DOWN);
    assertThat(area("vip1")).isEqualTo(before);
    assertThat(model.undoNames().getFirst()).isEqualTo("Lock the place of vip1");
    robot.push(KeyCode.CONTROL, KeyCode.L);
    robot.drag("#node-vip1", MouseButton.PRIMARY).dropBy(40, 60);
    assertThat(area("vip1")).isNotEqualTo(before);
  }

  @Test
  void aFrameMovesItsCoresAndCollapses(FxRobot robot) {
    robot.interact(
        () -> {
          workbench.canvas().useHost(Hosts.of(1, 2, 1, 1));
          workbench.canvas().zoomToFit();
        });
    WaitForAsyncUtils.waitForFxEvents();
    Area before = area("switch1");
    Topology drawn = model.topology();
    Bounds title = OnScreen.bounds(robot, "#frame-package-0");
    robot
        .drag(new Point2D(title.getMaxX() - 12, title.getCenterY()), MouseButton.PRIMARY)
        .dropBy(0, 60);
    assertThat(area("switch1").y()).isGreaterThan(before.y());
    assertThat(model.selection().ids()).containsExactlyInAnyOrder("control1", "switch1");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.topology()).isEqualTo(drawn);
    robot.clickOn("#frame-toggle-package-0");
    assertThat(robot.lookup("#node-switch1").query().isVisible()).isFalse();
    assertThat(model.wires()).as("nothing is cut").hasSize(7);
    robot.interact(() -> workbench.canvas().reveal("switch1"));
    assertThat(model.selection().ids()).isEqualTo(Set.of("switch1"));
    robot.push(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.E);
    assertThat(robot.lookup("#node-switch1").query().isVisible()).isTrue();
    assertThat(model.topology()).isEqualTo(drawn);
  }

  @Test
  void aCollapsedFrameStandsForItsCores(FxRobot robot) {
    robot.interact(
        () -> {
          workbench.canvas().useHost(Hosts.of(1, 2, 1, 1));
          workbench.canvas().zoomToFit();
        });
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn("#frame-toggle-package-0");
    robot.clickOn("#node-vip1");
    Bounds canvas = OnScreen.bounds(robot, "#canvas");
    robot
        .drag(new Point2D(canvas.getMinX() + 4, canvas.getMaxY() - 60), MouseButton.PRIMARY)
        .dropTo(new Point2D(canvas.getMaxX() - 4, canvas.getMinY() + 4));
    assertThat(model.selection().ids()).isEqualTo(model.elements().keySet());
    robot.push(KeyCode.CONTROL, KeyCode.F);
    robot.write("switch1").push(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#node-switch1").query().isVisible()).isTrue();
    assertThat(model.selection().ids()).isEqualTo(Set.of("switch1"));
    assertThat(model.undoNames().getFirst()).startsWith("Expand ");
  }

  @Test
  void theTabKeyStopsAtFramesAndEnterAndSpaceCollapseThem(FxRobot robot) {
    robot.interact(
        () -> {
          workbench.canvas().useHost(Hosts.of(1, 2, 1, 1));
          workbench.canvas().zoomToFit();
          workbench.canvas().requestFocus();
        });
    List<String> stops = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      robot.push(KeyCode.TAB);
      stops.add(focused());
    }
    assertThat(stops)
        .containsExactly(
            "node-nic1",
            "node-nic2",
            "frame-package-0",
            "frame-node-0",
            "node-control1",
            "frame-node-1",
            "node-switch1");
    for (int i = 0; i < 4; i++) {
      robot.push(KeyCode.SHIFT, KeyCode.TAB);
    }
    assertThat(focused()).isEqualTo("frame-package-0");
    robot.push(KeyCode.ENTER);
    assertThat(robot.lookup("#node-switch1").query().isVisible()).isFalse();
    assertThat(focused()).as("the focus stays").isEqualTo("frame-package-0");
    robot.push(KeyCode.TAB);
    assertThat(focused()).as("past what is hidden").isEqualTo("node-vip1");
    robot.push(KeyCode.SHIFT, KeyCode.TAB);
    robot.push(KeyCode.SPACE);
    assertThat(robot.lookup("#node-switch1").query().isVisible()).isTrue();
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    assertThat(model.selection().ids()).containsExactlyInAnyOrder("control1", "switch1");
    robot.push(KeyCode.ESCAPE);
  }

  private String focused() {
    return workbench.stage().getScene().getFocusOwner().getId();
  }
}
