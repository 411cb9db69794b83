package io.spinlane.desktop;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import java.util.Objects;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Robots at the small drawing, which is all in view; each journey opens the window for itself. */
@SuppressWarnings("NullAway.Init") // set before each test by show
abstract class SmallDrawingJourney {
  final Answers answers = new Answers();
  Workbench workbench;
  DesignModel model;

  final void show(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(answers);
    workbench.show();
    model = workbench.model();
  }

  @BeforeEach
  final void drawSmall(FxRobot robot) {
    robot.interact(
        () -> {
          workbench.stage().setX(0);
          workbench.stage().setY(0);
          workbench.stage().setWidth(1000);
          workbench.stage().setHeight(960);
          Drawings.small(model);
          model.open(model.topology());
          workbench.canvas().zoomToFit();
          workbench.canvas().requestFocus();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  static String status(FxRobot robot) {
    return robot.lookup("#status").queryAs(Label.class).getText();
  }

  final Area area(String id) {
    return Objects.requireNonNull(workbench.canvas().areas().get(id), id);
  }
}
