package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.v1.Topology;
import java.util.List;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What is locked neither moves nor goes, and says so, whichever way somebody tries. */
@ExtendWith(ApplicationExtension.class)
class LockedJourneyTest extends SmallDrawingJourney {

  @Start
  void start(Stage stage) {
    show(stage);
  }

  private void select(FxRobot robot, String... ids) {
    robot.interact(() -> model.selection().select(List.of(ids)));
  }

  private void lock(FxRobot robot, String... ids) {
    select(robot, ids);
    robot.interact(() -> workbench.commands().run(workbench.commands().get("lock")));
    robot.interact(() -> workbench.window().say(""));
  }

  @Test
  void anArrowKeySaysWhyNothingMoves(FxRobot robot) {
    lock(robot, "vip1");
    Topology before = model.topology();
    robot.push(KeyCode.RIGHT);
    assertThat(model.topology()).isSameAs(before);
    assertThat(status(robot)).isEqualTo("Locked in place. Unlock it to move it.");
  }

  @Test
  void shiftMakesAnArrowKeyGoTenTimesAsFar(FxRobot robot) {
    select(robot, "vip1");
    double x = model.topology().getLayoutOrThrow("vip1").getX();
    double y = model.topology().getLayoutOrThrow("vip1").getY();
    robot.push(KeyCode.SHIFT, KeyCode.RIGHT);
    robot.push(KeyCode.SHIFT, KeyCode.DOWN);
    robot.push(KeyCode.LEFT);
    assertThat(model.topology().getLayoutOrThrow("vip1").getX()).isEqualTo(x + 9);
    assertThat(model.topology().getLayoutOrThrow("vip1").getY()).isEqualTo(y + 10);
  }

  @Test
  void deleteLeavesWhatIsLocked(FxRobot robot) {
    lock(robot, "vip1");
    Topology before = model.topology();
    robot.push(KeyCode.DELETE);
    assertThat(model.topology()).isSameAs(before);
    assertThat(status(robot)).isEqualTo("vip1 is locked and stays. Unlock it to delete it.");
    lock(robot, "nic1");
    select(robot, "vip1", "nic1", "service1");
    robot.push(KeyCode.DELETE);
    assertThat(model.elements()).containsKeys("vip1", "nic1").doesNotContainKey("service1");
    assertThat(status(robot)).contains("vip1").contains("nic1").contains("are locked and stay");
  }

  @Test
  void aPoolDoesNotTakeALockedBackendAlong(FxRobot robot) {
    lock(robot, "backend1");
    select(robot, "pool1", "vip1");
    robot.push(KeyCode.DELETE);
    assertThat(model.elements())
        .containsKeys("pool1", "backend1", "backend2")
        .doesNotContainKey("vip1");
    assertThat(status(robot)).startsWith("backend1 is locked");
  }
}
