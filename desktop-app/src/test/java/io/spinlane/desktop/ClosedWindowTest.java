package io.spinlane.desktop;

import io.spinlane.topology.sample.Samples;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.scene.Scene;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

/** A window that was closed leaves nothing behind, whatever was open in it. */
@ExtendWith(ApplicationExtension.class)
class ClosedWindowTest {
  private static final int PATIENCE_SECONDS = 60;

  /** Tests, and people who open another window, may use one stage again and again. */
  @Test
  void aStageForgetsWhatItShowedBefore(FxRobot robot) throws TimeoutException {
    Stage[] stage = new Stage[1];
    List<WeakReference<Scene>> scenes = new ArrayList<>();
    robot.interact(() -> stage[0] = new Stage());
    for (int i = 0; i < 2; i++) {
      robot.interact(
          () -> {
            new Workbench(stage[0]).show();
            scenes.add(new WeakReference<>(stage[0].getScene()));
            stage[0].hide();
          });
      WaitForAsyncUtils.waitForFxEvents();
    }
    untilForgotten(scenes.getFirst());
  }

  @Test
  void aClosedWindowIsForgotten(FxRobot robot) throws TimeoutException {
    untilForgotten(openAndClose(robot));
  }

  private static void untilForgotten(WeakReference<Scene> scene) throws TimeoutException {
    WaitForAsyncUtils.waitFor(
        PATIENCE_SECONDS,
        TimeUnit.SECONDS,
        () -> {
          System.gc();
          WaitForAsyncUtils.waitForFxEvents();
          return scene.refersTo(null);
        });
  }

  private static WeakReference<Scene> openAndClose(FxRobot robot) {
    Workbench[] opened = new Workbench[1];
    Monitoring[] monitoring = new Monitoring[1];
    robot.interact(
        () -> {
          opened[0] = new Workbench(new Stage());
          monitoring[0] = new Monitoring(opened[0], Optional.empty());
          opened[0].show();
          opened[0].fileActions().open(Samples.all().getFirst());
        });
    for (String id : new String[] {"matrix", "shortcuts", "help-start", "about"}) {
      robot.interact(() -> opened[0].commands().run(opened[0].commands().get(id)));
      WaitForAsyncUtils.waitForFxEvents();
      robot.interact(
          () ->
              List.copyOf(Window.getWindows()).stream()
                  .filter(window -> !window.equals(opened[0].stage()))
                  .forEach(Window::hide));
    }
    WeakReference<Scene> scene = new WeakReference<>(opened[0].stage().getScene());
    robot.interact(
        () -> {
          monitoring[0].close();
          opened[0].stage().close();
        });
    return scene;
  }
}
