package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.input.MouseButton;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/**
 * What large drawings cost the thread that draws, as {@link FrameMeter} tells. The bounds are a few
 * times what was measured, because they only have to notice work that grows with the drawing.
 */
@ExtendWith(ApplicationExtension.class)
class CanvasLoadTest {
  private static final FrameMeter METER = new FrameMeter("canvas.txt");

  /** Three times the 8 ms that are promised: other processes share the caches. */
  private static final double DRAG_BOUND_MS = 24;

  /** Twice the 2 s that are promised, in processor time: the clock is the machine's. */
  private static final double OPEN_BOUND_MS = 4000;

  @SuppressWarnings("NullAway.Init") // set before each test by start
  private Workbench workbench;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
  }

  @Test
  void aHundredOfFiveHundredAreDragged(FxRobot robot) throws Exception {
    open(robot, LargeDrawing.of(500));
    List<String> hundred =
        workbench.model().elements().keySet().stream()
            .filter(id -> id.startsWith("web"))
            .limit(100)
            .toList();
    for (double zoom : new double[] {1, 0.5, 0}) {
      robot.interact(
          () -> {
            if (zoom == 0) {
              workbench.canvas().zoomToFit();
            } else {
              workbench.canvas().jumpTo(hundred.getFirst());
              workbench.canvas().zoomToActualSize();
              workbench.canvas().zoomBy(zoom);
            }
            workbench.model().selection().select(hundred);
          });
      Topology before = workbench.model().topology();
      double median = drag(robot, "drag 100 of 500 at zoom " + shownZoom(), hundred.getFirst());
      assertThat(workbench.model().topology().getLayoutMap()).isNotEqualTo(before.getLayoutMap());
      robot.interact(() -> workbench.model().undo());
      assertThat(workbench.model().topology()).isEqualTo(before);
      assertThat(median).as("ms of the FX thread per frame").isLessThan(DRAG_BOUND_MS);
    }
  }

  @Test
  void fiveHundredAreLookedAround(FxRobot robot) throws Exception {
    open(robot, LargeDrawing.of(500));
    robot.interact(() -> workbench.canvas().zoomToActualSize());
    double zooming =
        METER.frames(
            "zoom about 500", frame -> workbench.canvas().zoomBy(frame % 60 < 30 ? 0.93 : 1.075));
    assertThat(zooming).as("ms of the FX thread per frame").isLessThan(DRAG_BOUND_MS);
  }

  @Test
  void twoThousandAreOpened(FxRobot robot, @TempDir Path folder) throws Exception {
    for (boolean placed : new boolean[] {true, false}) {
      Topology drawing = LargeDrawing.of(2000);
      Topology written = placed ? drawing : drawing.toBuilder().clearLayout().build();
      for (Format format : new Format[] {Format.JSON, Format.YAML}) {
        Path path = folder.resolve("large-" + placed + (format == Format.JSON ? ".json" : ".yaml"));
        Files.writeString(path, TopologyFiles.write(written, format));
        robot.interact(() -> workbench.model().open(Topology.getDefaultInstance()));
        double[] ms = timeToOpen(path);
        METER.report(
            String.format(
                Locale.ROOT,
                "open %d elements, %s, %s: %.0f ms to the first frame, %.0f ms of the FX thread",
                workbench.model().elements().size(),
                format,
                placed ? "placed" : "without places",
                ms[0],
                ms[1]));
        assertThat(workbench.model().elements().size()).isEqualTo(2000);
        assertThat(ms[1]).as("ms of the FX thread").isLessThan(OPEN_BOUND_MS);
      }
    }
  }

  private void open(FxRobot robot, Topology drawing) {
    robot.interact(
        () -> {
          workbench.stage().setX(0);
          workbench.stage().setY(0);
          workbench.stage().setWidth(1000);
          workbench.stage().setHeight(1000);
          workbench.model().open(drawing);
          workbench.canvas().zoomToFit();
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private String shownZoom() {
    return String.format(Locale.ROOT, "%.2f", workbench.canvas().zoomProperty().get());
  }

  /** A robot moves the mouse once a frame, back and forth. */
  private double drag(FxRobot robot, String what, String id) throws Exception {
    WaitForAsyncUtils.waitForFxEvents();
    Point2D from = middle(id);
    Robot[] made = new Robot[1];
    robot.interact(() -> made[0] = new Robot());
    Robot mouse = made[0];
    robot.interact(
        () -> {
          mouse.mouseMove(from);
          mouse.mousePress(MouseButton.PRIMARY);
        });
    Random random = new Random(4);
    double median =
        METER.frames(
            what,
            frame ->
                mouse.mouseMove(
                    from.add(
                        60 * Math.sin(frame / 9.0) + random.nextInt(3), 40 + random.nextInt(9))));
    robot.interact(() -> mouse.mouseRelease(MouseButton.PRIMARY));
    WaitForAsyncUtils.waitForFxEvents();
    return median;
  }

  private Point2D middle(String id) {
    Node card = workbench.canvas().lookup("#node-" + id);
    Bounds bounds = card.localToScreen(card.getLayoutBounds());
    return new Point2D(bounds.getCenterX(), bounds.getCenterY());
  }

  /**
   * From the wish to the second frame after it, which shows it: by the clock, and of the FX thread.
   */
  private double[] timeToOpen(Path path) throws Exception {
    CompletableFuture<double[]> done = new CompletableFuture<>();
    Platform.runLater(
        () -> {
          long beginNs = System.nanoTime();
          long cpuNs = FrameMeter.THREADS.getCurrentThreadCpuTime();
          workbench.fileActions().open(path);
          new AnimationTimer() {
            private int frame;

            @Override
            public void handle(long nowNs) {
              if (frame++ == 1) {
                stop();
                done.complete(
                    new double[] {
                      (System.nanoTime() - beginNs) / 1e6,
                      (FrameMeter.THREADS.getCurrentThreadCpuTime() - cpuNs) / 1e6
                    });
              }
            }
          }.start();
        });
    return done.get(120, TimeUnit.SECONDS);
  }
}
