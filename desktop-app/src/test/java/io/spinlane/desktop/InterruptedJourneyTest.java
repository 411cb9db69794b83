package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Topology;
import java.util.Optional;
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

/** A drag is under way when the drawing changes: nothing half done gets into the file. */
@ExtendWith(ApplicationExtension.class)
class InterruptedJourneyTest extends SmallDrawingJourney {

  @Start
  void start(Stage stage) {
    show(stage);
  }

  /** Ctrl+Z takes it back. */
  @BeforeEach
  void addANic(FxRobot robot) {
    robot.interact(
        () -> {
          model.apply(Addition.plan(model, NewElement.SIM_NIC, Optional.empty()).edit());
          workbench.canvas().zoomToFit();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Test
  void undoInTheMiddleOfAWireDrawsNone(FxRobot robot) {
    robot.drag("#port-nic3-q0", MouseButton.PRIMARY).moveTo("#node-switch1");
    robot.push(KeyCode.CONTROL, KeyCode.Z);
    Topology undone = model.topology();
    assertThat(model.elements()).doesNotContainKey("nic3");
    assertThat(status(robot)).contains("taken back");
    robot.drop();
    assertThat(model.topology()).isSameAs(undone);
    assertThat(model.topology().getLanesList())
        .extracting(Lane::getNic)
        .as("no lane of a NIC that is not there")
        .doesNotContain("nic3");
    assertThat(model.redoNames()).as("what was undone can be redone").hasSize(1);
  }

  @Test
  void aFileThatOpensUnderADragIsNotChangedByIt(FxRobot robot) {
    robot.drag("#node-vip1", MouseButton.PRIMARY).moveBy(90, 90);
    robot.interact(
        () -> model.apply(Addition.plan(model, NewElement.VIP, Optional.empty()).edit()));
    Topology changed = model.topology();
    robot.moveBy(20, 20).drop();
    assertThat(model.topology()).isSameAs(changed);
    assertThat(area("vip1").x()).isEqualTo(changed.getLayoutOrThrow("vip1").getX());
  }
}
