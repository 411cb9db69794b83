package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.Addition;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Topology;
import java.util.Objects;
import java.util.Optional;
import javafx.scene.control.Label;
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
@SuppressWarnings("NullAway.Init") // set before each test by start and begin
class InterruptedJourneyTest {
  private Workbench workbench;
  private DesignModel model;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
  }

  /** The small drawing, and a third NIC that Ctrl+Z takes back. */
  @BeforeEach
  void begin(FxRobot robot) {
    model = workbench.model();
    robot.interact(
        () -> {
          workbench.stage().setX(0);
          workbench.stage().setY(0);
          workbench.stage().setWidth(1000);
          workbench.stage().setHeight(960);
          Drawings.small(model);
          model.open(model.topology());
          model.apply(Addition.plan(model, NewElement.SIM_NIC, Optional.empty()).edit());
          workbench.canvas().zoomToFit();
          workbench.canvas().requestFocus();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static String status(FxRobot robot) {
    return robot.lookup("#status").queryAs(Label.class).getText();
  }

  private Area area(String id) {
    return Objects.requireNonNull(workbench.canvas().areas().get(id), id);
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
