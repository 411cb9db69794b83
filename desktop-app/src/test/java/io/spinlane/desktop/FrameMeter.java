package io.spinlane.desktop;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * What frames cost the thread that draws: its own processor time from one frame to the next, with
 * events, layout, style sheets and the hand-over to the renderer in it. Numbers go to a file in
 * target/measurements.
 */
final class FrameMeter {
  static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private static final int FRAMES = 180;
  private static final int WARM_UP = 60;

  private final Path report;

  /** Writes to a file of this name. */
  FrameMeter(String name) {
    report = Path.of("target", "measurements", name);
  }

  /** Does something once a frame; returns the median cost of a frame in milliseconds. */
  double frames(String what, IntConsumer work) throws Exception {
    CompletableFuture<long[]> done = new CompletableFuture<>();
    Platform.runLater(
        () ->
            new AnimationTimer() {
              private final long[] costsNs = new long[FRAMES];
              private int frame = -WARM_UP;
              private long lastNs;

              @Override
              public void handle(long nowNs) {
                long cpuNs = THREADS.getCurrentThreadCpuTime();
                if (frame > 0) {
                  costsNs[frame - 1] = cpuNs - lastNs;
                }
                lastNs = cpuNs;
                if (frame == FRAMES) {
                  stop();
                  done.complete(costsNs);
                  return;
                }
                work.accept(frame++ + WARM_UP);
              }
            }.start());
    long[] costsNs = done.get(120, TimeUnit.SECONDS);
    Arrays.sort(costsNs);
    double medianMs = costsNs[FRAMES / 2] / 1e6;
    report(
        String.format(
            Locale.ROOT,
            "%s: median %.2f ms, mean %.2f ms, 99 %% below %.2f ms",
            what,
            medianMs,
            Arrays.stream(costsNs).average().orElse(0) / 1e6,
            costsNs[FRAMES * 99 / 100] / 1e6));
    return medianMs;
  }

  /**
   * Has a robot do something; returns what it cost the thread that draws until the robot is idle
   * again, in milliseconds.
   */
  static double workOf(FxRobot robot, Runnable deed) {
    Thread[] drawing = new Thread[1];
    robot.interact(() -> drawing[0] = Thread.currentThread());
    long beforeNs = THREADS.getThreadCpuTime(drawing[0].threadId());
    deed.run();
    WaitForAsyncUtils.waitForFxEvents();
    return (THREADS.getThreadCpuTime(drawing[0].threadId()) - beforeNs) / 1e6;
  }

  /** Adds a line to the file. */
  void report(String line) throws IOException {
    Files.createDirectories(report.toAbsolutePath().getParent());
    Files.writeString(report, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
