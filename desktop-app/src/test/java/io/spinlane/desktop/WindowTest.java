package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The window comes up with its regions, and the palette's double-click adds. */
@ExtendWith(ApplicationExtension.class)
class WindowTest {
  @SuppressWarnings("NullAway.Init") // set before each test by start
  private Workbench workbench;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.show();
  }

  @Test
  void doubleClickAddsToTheFirstFreePlace(FxRobot robot) {
    robot.doubleClickOn("#palette-SIM_NIC");
    assertThat(workbench.model().elements()).containsKey("nic1");
    assertThat(robot.lookup("#node-nic1").tryQuery()).isPresent();
  }
}
