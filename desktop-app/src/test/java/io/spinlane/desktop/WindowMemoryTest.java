package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.io.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What people switched on or off is so in the next window. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class WindowMemoryTest {
  @TempDir private Path folder;
  private Workbench workbench;
  private Monitoring monitoring;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    monitoring = new Monitoring(workbench, Optional.empty());
    workbench.show();
  }

  @Test
  void theNextWindowHasTheSameSwitches(FxRobot robot) throws IOException {
    Settings settings = Settings.read(folder.resolve("settings"));
    robot.interact(
        () -> {
          for (String id : new String[] {"minimap", "wire-labels", "hud"}) {
            workbench.commands().run(workbench.commands().get(id));
          }
          new WindowMemory(workbench, settings).remember();
          monitoring.close();
        });
    settings.save();
    robot.interact(
        () -> {
          Workbench next = new Workbench(new Stage());
          try (Monitoring watching = new Monitoring(next, Optional.empty())) {
            new WindowMemory(next, Settings.read(folder.resolve("settings"))).restoreParts();
            assertThat(watching.connection().status().connected()).isFalse();
            assertThat(on(next, "minimap")).isFalse();
            assertThat(next.canvas().minimap().wanted()).isFalse();
            assertThat(on(next, "wire-labels")).isFalse();
            assertThat(on(next, "hud")).isTrue();
          }
        });
  }

  private static boolean on(Workbench workbench, String id) {
    return workbench.commands().get(id).ticked().orElseThrow().getAsBoolean();
  }
}
