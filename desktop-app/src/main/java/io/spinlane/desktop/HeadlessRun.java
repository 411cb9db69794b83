package io.spinlane.desktop;

import io.spinlane.desktop.live.FrameCost;
import io.spinlane.desktop.monitor.RunReport;
import io.spinlane.desktop.painter.Png;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;

/** The app without a display: the same window for a bounded time, then what it saw as text. */
final class HeadlessRun {
  private static final int SECONDS = 15;
  private static final double WIDTH = 1440;
  private static final double HEIGHT = 900;
  private static final Duration SETTLE = Duration.millis(700);

  private final Workbench workbench;
  private final Monitoring monitoring;
  private final LaunchOptions options;
  private final IntConsumer exitCode;
  private final double startSeconds;

  HeadlessRun(
      Workbench workbench, Monitoring monitoring, LaunchOptions options, IntConsumer exitCode) {
    this.workbench = workbench;
    this.monitoring = monitoring;
    this.options = options;
    this.exitCode = exitCode;
    startSeconds =
        ProcessHandle.current()
            .info()
            .startInstant()
            .map(begin -> java.time.Duration.between(begin, Instant.now()).toMillis() / 1e3)
            .orElse(Double.NaN);
  }

  void begin() {
    int seconds = options.seconds().orElse(SECONDS);
    System.out.println("No display: drawing in memory for " + seconds + " s. Options: --help");
    workbench.stage().setWidth(WIDTH);
    workbench.stage().setHeight(HEIGHT);
    monitoring.showCharts();
    after(Duration.seconds(1), workbench.canvas()::zoomToFit);
    after(Duration.seconds(seconds), this::report);
  }

  private static void after(Duration delay, Runnable task) {
    PauseTransition pause = new PauseTransition(delay);
    pause.setOnFinished(_ -> task.run());
    pause.play();
  }

  private void report() {
    RunReport report = RunReport.of(monitoring.stats(), workbench.model());
    System.out.print(report.text());
    FrameCost cost = monitoring.pulse().cost();
    System.out.printf(
        Locale.ROOT,
        "Window after %.1f s; JavaFX thread %.2f ms a frame, 99 %% under %.2f ms (%d frames)%n",
        startSeconds,
        cost.meanMs(),
        cost.p99Ms(),
        cost.frames());
    if (report.packets() == 0) {
      System.err.println(
          "spinlane: no packet was counted; " + monitoring.connection().status().problem());
      exitCode.accept(1);
    }
    Path folder = options.pictures();
    if (folder == null) {
      Platform.exit();
    } else {
      takePictures(folder);
    }
  }

  private void takePictures(Path folder) {
    picture(folder, Theme.Kind.LIGHT, () -> picture(folder, Theme.Kind.DARK, Platform::exit));
  }

  private void picture(Path folder, Theme.Kind theme, Runnable next) {
    workbench.theme().show(theme);
    after(
        SETTLE,
        () -> {
          Path file = folder.resolve("window-" + theme.name().toLowerCase(Locale.ROOT) + ".png");
          try {
            Files.createDirectories(folder);
            Files.write(file, Png.of(workbench.stage().getScene().snapshot(null)));
            System.out.println("Picture: " + file);
          } catch (IOException e) {
            System.err.println("spinlane: cannot write " + file + ": " + e.getMessage());
            exitCode.accept(1);
          }
          next.run();
        });
  }
}
