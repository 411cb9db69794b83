package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.io.Settings;
import io.spinlane.desktop.io.WindowPlace;
import io.spinlane.desktop.model.Area;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest(name = "{0},{1} of {2} by {3}: at {4},{5}")
  @CsvSource({
    "20, 30, 965, 610, 20, 30", // as it was
    "0, 0, 4000, 3000, 0, 0", // no larger than the screen
    "9000, 30, 965, 610, , ", // the screen is gone
    "20, 7000, 965, 610, , ",
    "20, -700, 965, 610, , ", // its title cannot be reached
  })
  void theNextWindowIsWhereItWasIfItCanBeReached(
      double x,
      double y,
      double width,
      double height,
      @Nullable Double toX,
      @Nullable Double toY,
      FxRobot robot) {
    Settings settings = Settings.read(folder.resolve("settings"));
    new WindowPlace(new Area(x, y, width, height), false).put(settings);
    robot.interact(
        () -> {
          Workbench next = new Workbench(new Stage());
          new WindowMemory(next, settings).restorePlace();
          next.show();
          Stage shown = next.stage();
          Rectangle2D screen = Screen.getPrimary().getVisualBounds();
          assertThat(shown.getWidth()).isEqualTo(Math.min(width, screen.getWidth()));
          assertThat(shown.getHeight()).isEqualTo(Math.min(height, screen.getHeight()));
          if (toX != null) {
            assertThat(shown.getX()).isEqualTo(toX);
            assertThat(shown.getY()).isEqualTo(toY);
          }
          assertThat(screen.contains(shown.getX() + 1, shown.getY() + 1)).isTrue();
          new WindowMemory(next, settings).remember();
          assertThat(WindowPlace.of(settings).orElseThrow().area())
              .as("and remembered again")
              .isEqualTo(place(shown));
          shown.hide();
        });
  }

  @Test
  void aMaximizedWindowComesBackSoAndReturnsToItsEarlierSize(FxRobot robot) throws Exception {
    Settings settings = Settings.read(folder.resolve("settings"));
    Area earlier = new Area(0, 0, 965, 610); // a headless window may not reach out of the screen
    Stage stage = workbench.stage();
    WindowMemory[] memory = new WindowMemory[1];
    robot.interact(() -> memory[0] = new WindowMemory(workbench, settings));
    robot.interact(() -> put(stage, earlier));
    robot.interact(() -> stage.setMaximized(true));
    robot.interact(() -> memory[0].remember());
    assertThat(WindowPlace.of(settings)).contains(new WindowPlace(earlier, true));
    Workbench[] next = new Workbench[1];
    robot.interact(
        () -> {
          next[0] = new Workbench(new Stage());
          memory[0] = new WindowMemory(next[0], settings);
          memory[0].restorePlace();
          next[0].show();
        });
    assertThat(next[0].stage().isMaximized()).isTrue();
    robot.interact(() -> memory[0].remember());
    assertThat(WindowPlace.of(settings))
        .as("closed again at once")
        .contains(new WindowPlace(earlier, true));
    robot.interact(() -> next[0].stage().setMaximized(false));
    until(() -> place(next[0].stage()).equals(earlier));
    robot.interact(next[0].stage()::hide);
  }

  private static void put(Stage stage, Area area) {
    stage.setX(area.x());
    stage.setY(area.y());
    stage.setWidth(area.width());
    stage.setHeight(area.height());
  }

  private static Area place(Stage stage) {
    return new Area(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
  }

  private static boolean on(Workbench workbench, String id) {
    return workbench.commands().get(id).ticked().orElseThrow().getAsBoolean();
  }
}
