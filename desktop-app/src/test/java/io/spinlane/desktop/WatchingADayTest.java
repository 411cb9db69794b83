package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.remote.StatsFeed;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/**
 * What the app keeps of what it has watched: 64 cores among 512 elements, ten samples a second, as
 * fast as they can be taken and with the window drawing meanwhile. An hour of them unless {@code
 * -Dspinlane.watch.hours} says otherwise; 24 is the day that is promised, and takes minutes.
 */
@ExtendWith(ApplicationExtension.class)
class WatchingADayTest extends LargeDrawingWatch {
  private static final int HOURS = Integer.getInteger("spinlane.watch.hours", 1);
  private static final int PARTS = 6;

  /** Fewer than the feed holds, so that none is refused. */
  private static final int AT_ONCE = 50;

  private static final int AN_HOUR = 36_000;

  private static final long PATIENCE_MS = 60_000;

  /**
   * What watching may take beside the window, of the 256 MiB that the installed app has. Other
   * tests have left theirs in this process, so the whole of it is only reported.
   */
  private static final long WATCHING_BYTES = 64L << 20;

  /** Less than one object of 24 bytes a core and sample would come to in the parts compared. */
  private static final long NOISE_BYTES = 8L << 20;

  @Start
  void start(Stage stage) {
    show(stage);
  }

  @Stop
  void close() {
    monitoring.close();
  }

  @Test
  void whatWasWatchedIsNotKept(FxRobot robot) throws Exception {
    AgentNumbers numbers = new AgentNumbers(drawing);
    StatsFeed feed = monitoring.connection().feed();
    long before = usedBytes();
    feed.accept(numbers.schema());
    robot.interact(() -> monitoring.showCharts());
    List<Long> keptBytes = new ArrayList<>();
    for (int part = 0; part < PARTS; part++) {
      for (int taken = 0; taken < HOURS * AN_HOUR / PARTS; taken += AT_ONCE) {
        for (int i = 0; i < AT_ONCE; i++) {
          feed.accept(numbers.next());
        }
        WaitForAsyncUtils.waitForAsyncFx(PATIENCE_MS, monitoring.stats()::drain);
      }
      keptBytes.add(usedBytes());
    }
    new FrameMeter("day.txt")
        .report(
            String.format(
                Locale.ROOT,
                "heap before, and after watching 64 cores for each of %d parts of %d h, MiB: %d, %s",
                PARTS,
                HOURS,
                before >> 20,
                keptBytes.stream().map(bytes -> bytes >> 20).toList()));
    assertThat(monitoring.stats().histories().values())
        .hasSize(64)
        .allMatch(history -> history.count() == history.capacity());
    // The histories are full after the second part, and the code is compiled.
    assertThat(keptBytes.getLast() - keptBytes.get(1)).isLessThan(NOISE_BYTES);
    assertThat(keptBytes).allMatch(bytes -> bytes - before < WATCHING_BYTES);
  }

  private static long usedBytes() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
