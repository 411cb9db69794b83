package io.spinlane.desktop.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.Drawings;
import io.spinlane.desktop.Hosts;
import io.spinlane.desktop.Workbench;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Wire;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.image.PixelFormat;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What the monitor says appears on cards and wires, and goes away again. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class LiveOverlayTest {
  private Workbench workbench;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.show();
    Drawings.small(workbench.model());
    workbench.model().selection().clear();
    workbench.canvas().zoomToFit();
  }

  @Test
  void numbersReplaceTheFooterAndComeBackWhenCleared(FxRobot robot) {
    CanvasView canvas = workbench.canvas();
    LiveCard core = canvas.liveCard("switch1").orElseThrow();
    String before = footer(robot, "switch1");
    robot.interact(
        () -> {
          core.showNumbers("1.25 Mpps · 8.1 Gb/s", "busy 43 % · 12 pkt/poll");
          core.showSamples(samples(), 60, 100);
        });
    assertThat(footer(robot, "switch1")).isEqualTo("1.25 Mpps · 8.1 Gb/s");
    robot.interact(() -> core.showStale(true));
    assertThat(states("switch1", robot)).contains("live", "stale");
    robot.interact(canvas::clearLive);
    assertThat(footer(robot, "switch1")).isEqualTo(before);
    assertThat(states("switch1", robot)).doesNotContain("live", "stale");
  }

  @Test
  void whatIsShownSurvivesAnEditOfTheElement(FxRobot robot) {
    CanvasView canvas = workbench.canvas();
    robot.interact(
        () -> {
          canvas.liveCard("backend1").orElseThrow().showNumbers("310 conn/s", "");
          workbench.canvas().reveal("backend1");
        });
    robot.interact(() -> workbench.model().apply(Edits.rename("backend2", "other")));
    assertThat(footer(robot, "backend1")).isEqualTo("310 conn/s");
    assertThat(canvas.liveCard("backend2")).as("no longer drawn").isEmpty();
  }

  @Test
  void wiresGrowWithTheirShare(FxRobot robot) {
    CanvasView canvas = workbench.canvas();
    Wire wire = new Wire(Wire.Kind.LANE, "nic1", "switch1", 0);
    int[] before = pixels(robot);
    robot.interact(
        () -> {
          LiveWire live = canvas.liveWire(wire).orElseThrow();
          live.showShare(1);
          live.showLabel("310 kpps");
        });
    assertThat(changed(before, pixels(robot))).as("pixels of a broad wire").isGreaterThan(500);
    robot.interact(() -> canvas.liveWire(wire).orElseThrow().clearLive());
    assertThat(changed(before, pixels(robot))).isZero();
    assertThat(canvas.liveWire(new Wire(Wire.Kind.LANE, "nic1", "switch1", 7))).isEmpty();
  }

  @Test
  void aCollapsedFrameSaysWhatItsCoresDoTogether(FxRobot robot) {
    CanvasView canvas = workbench.canvas();
    robot.interact(
        () -> {
          canvas.useHost(Hosts.of(1, 2, 1, 1));
          canvas.frames().collapse(Map.of("package:0", "Package 0"), true);
        });
    int[] before = pixels(robot);
    robot.interact(() -> canvas.showLive("package:0", "1.25 Mpps", "busy 43 %", false));
    String spoken = robot.lookup("#frame-package-0").query().getAccessibleText();
    assertThat(spoken).startsWith("Package 0").contains("2 cores", "1.25 Mpps, busy 43 %");
    assertThat(changed(before, pixels(robot))).as("pixels of words").isGreaterThan(100);
    assertThat(canvas.sheet(true).frames().getFirst().live()).isEqualTo("1.25 Mpps");
    assertThat(canvas.sheet(false).frames().getFirst().live()).isEmpty();
    robot.interact(canvas::clearLive);
    assertThat(changed(before, pixels(robot))).isZero();
  }

  private int[] pixels(FxRobot robot) {
    int[][] pixels = new int[1][];
    robot.interact(
        () -> {
          var image = workbench.canvas().snapshot(null, null);
          int width = (int) image.getWidth();
          int height = (int) image.getHeight();
          pixels[0] = new int[width * height];
          image
              .getPixelReader()
              .getPixels(
                  0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels[0], 0, width);
        });
    return pixels[0];
  }

  private static int changed(int[] before, int[] now) {
    assertThat(now).hasSameSizeAs(before);
    int changed = 0;
    for (int i = 0; i < now.length; i++) {
      changed += now[i] == before[i] ? 0 : 1;
    }
    return changed;
  }

  private static double[] samples() {
    double[] samples = new double[60];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = 55 + 30 * Math.sin(i / 6.0) + 12 * Math.sin(i / 1.7);
    }
    return samples;
  }

  private static List<String> states(String id, FxRobot robot) {
    return robot.lookup("#node-" + id).query().getPseudoClassStates().stream()
        .map(PseudoClass::getPseudoClassName)
        .toList();
  }

  private static String footer(FxRobot robot, String id) {
    return robot
        .from(robot.lookup("#node-" + id))
        .lookup(".card-footer")
        .queryAs(Label.class)
        .getText();
  }
}
