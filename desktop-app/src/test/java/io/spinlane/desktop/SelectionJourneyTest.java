package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Picked;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.testing.Needs;
import java.util.List;
import java.util.Map;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Several wires at a time, and what is selected after a step is undone or made again. */
@ExtendWith(ApplicationExtension.class)
class SelectionJourneyTest extends SmallDrawingJourney {
  private static final Wire LISTENS = Wire.of(Wire.Kind.SERVICE, "vip1", "service1");
  private static final Wire SERVES = Wire.of(Wire.Kind.POOL, "service1", "pool1");

  @Start
  void start(Stage stage) {
    show(stage);
  }

  private static Point2D middle(FxRobot robot, Wire wire) {
    return OnScreen.middle(robot, "#port-" + wire.from() + "-out")
        .midpoint(OnScreen.middle(robot, "#port-" + wire.to() + "-in"));
  }

  private static String heading(FxRobot robot) {
    return robot.lookup("#inspector-heading").queryAs(Label.class).getText();
  }

  @Test
  void severalWiresAreCutInOneStepAndSelectedAgainByUndo(FxRobot robot) {
    Needs.display(); // keys with the mouse
    robot.clickOn(middle(robot, LISTENS));
    assertThat(model.selection().wire()).contains(LISTENS);
    robot.press(KeyCode.SHIFT).clickOn(middle(robot, SERVES)).release(KeyCode.SHIFT);
    assertThat(model.selection().wires()).containsExactly(LISTENS, SERVES);
    assertThat(heading(robot)).isEqualTo("2 wires");
    assertThat(robot.lookup("#inspector-hint").queryAs(Label.class).getText())
        .isEqualTo("service1 listens on vip1.\npool1 serves service1.");
    int steps = model.undoNames().size();
    robot.push(KeyCode.DELETE);
    assertThat(model.wires()).doesNotContain(LISTENS, SERVES);
    assertThat(model.undoNames()).hasSize(steps + 1).first().isEqualTo("Cut 2 wires");
    robot.interact(() -> model.selection().select(List.of("nic1")));
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.selection().ids()).isEmpty();
    assertThat(model.selection().wires()).containsExactlyInAnyOrder(LISTENS, SERVES);
  }

  @Test
  void aRectangleBetweenTheCardsTakesTheWires(FxRobot robot) {
    Point2D at = middle(robot, LISTENS);
    robot.drag(at.add(-4, -30), MouseButton.PRIMARY).dropTo(at.add(4, 30));
    assertThat(model.selection().picked()).isEqualTo(Picked.wires(List.of(LISTENS)));
  }

  @Test
  void withShiftARectangleAddsWiresToWhatIsSelected(FxRobot robot) {
    Needs.display(); // keys with the mouse
    robot.clickOn(middle(robot, LISTENS));
    Point2D then = middle(robot, SERVES);
    robot.press(KeyCode.SHIFT).drag(then.add(-4, -30), MouseButton.PRIMARY);
    robot.dropTo(then.add(4, 30)).release(KeyCode.SHIFT);
    assertThat(model.selection().wires()).containsExactly(LISTENS, SERVES);
    robot.press(KeyCode.SHIFT).clickOn("#node-nic1").release(KeyCode.SHIFT);
    assertThat(heading(robot)).isEqualTo("1 element and 2 wires");
    robot.push(KeyCode.DELETE);
    assertThat(model.elements()).doesNotContainKey("nic1");
    assertThat(model.wires()).doesNotContain(LISTENS, SERVES);
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.selection().ids()).as("what came back").containsExactly("nic1");
  }

  @Test
  void aRightClickOnOneOfSeveralWiresIsAboutAllOfThem(FxRobot robot) {
    robot.interact(() -> model.selection().select(Picked.wires(List.of(LISTENS, SERVES))));
    robot.rightClickOn(middle(robot, LISTENS)).clickOn("#menu-disconnect");
    assertThat(model.wires()).doesNotContain(LISTENS, SERVES);
  }

  @Test
  void undoSelectsWhatCameBackAndRedoWhatItChanged(FxRobot robot) {
    robot.interact(() -> model.apply(Edits.move(Map.of("pool1", new Point(700, 600)))));
    robot.interact(() -> model.selection().select(List.of("backend1", "vip1")));
    robot.push(KeyCode.DELETE);
    assertThat(model.selection().isEmpty()).isTrue();
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.selection().ids()).containsExactlyInAnyOrder("backend1", "vip1");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(model.selection().ids()).as("moved back").containsExactly("pool1");
    robot.interact(() -> model.selection().select(List.of("nic1")));
    robot.push(KeyCode.CONTROL, KeyCode.Y);
    assertThat(model.selection().ids()).as("moved again").containsExactly("pool1");
    robot.push(KeyCode.CONTROL, KeyCode.Y);
    assertThat(model.selection().ids()).as("gone again, the rest stays").containsExactly("pool1");
  }

  @Test
  void undoAndRedoSayWhatTheyDidAndShowIt(FxRobot robot) {
    robot.interact(() -> model.apply(Edits.move(Map.of("pool1", new Point(9000, 9000)))));
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(status(robot)).isEqualTo("Undone: Move pool1.");
    robot.push(KeyCode.CONTROL, KeyCode.Y);
    assertThat(status(robot)).isEqualTo("Done again: Move pool1.");
    assertThat(OnScreen.bounds(robot, "#canvas"))
        .as("nobody would see it out there")
        .matches(canvas -> canvas.contains(OnScreen.bounds(robot, "#node-pool1")));
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(OnScreen.bounds(robot, "#canvas").contains(OnScreen.middle(robot, "#node-pool1")))
        .isTrue();
    Point2D after = OnScreen.middle(robot, "#node-nic1");
    robot.interact(() -> model.apply(Edits.move(Map.of("pool1", new Point(700, 600)))));
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(OnScreen.middle(robot, "#node-nic1"))
        .as("in sight: the paper rests")
        .isEqualTo(after);
  }
}
