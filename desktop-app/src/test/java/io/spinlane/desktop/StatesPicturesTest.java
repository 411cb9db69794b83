package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.assign.Hosts;
import io.spinlane.desktop.io.Lost;
import io.spinlane.desktop.io.RecoveryFolder;
import io.spinlane.desktop.io.Snapshot;
import io.spinlane.desktop.io.foreign.LeftOut;
import io.spinlane.desktop.model.Lanes;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.desktop.pictures.Album;
import io.spinlane.desktop.remote.NetworkPlace;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.welcome.RecoveryBanner;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/**
 * States that a window is seldom in, looked at like the screens of {@link PictureBookTest}, in
 * English and German: target/pictures/states.
 */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class StatesPicturesTest {
  private static final Path FOLDER = Path.of("target", "pictures", "states");
  private static final String BIG_HOST = "node:2 core:32 nic:8 queues:8";

  @TempDir private Path folder;
  private final Album album = new Album(FOLDER);
  private Stage stage;
  private Workbench workbench;
  private Screens screens;
  private Monitoring monitoring;
  private FxRobot robot;

  @Start
  void start(Stage shown) {
    stage = shown;
    begin();
  }

  private void begin() {
    workbench = new Workbench(stage);
    screens = new Screens(workbench, folder);
    monitoring = new Monitoring(workbench, Optional.empty());
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1280);
    stage.setHeight(800);
  }

  @Stop
  void stop() {
    monitoring.close();
    Texts.speak(Language.ENGLISH);
  }

  private void run(String command) {
    workbench.commands().run(workbench.commands().get(command));
  }

  private void sample() {
    workbench.model().open(Samples.all(Texts.locale()).getFirst().topology());
    workbench.canvas().zoomToFit();
  }

  @ParameterizedTest
  @EnumSource
  void everyStateInEnglish(Theme.Kind theme, FxRobot person) throws Exception {
    robot = person;
    robot.interact(() -> workbench.theme().show(theme));
    everyState("-" + theme, 1, 2);
  }

  @ParameterizedTest
  @EnumSource(names = "DARK")
  void everyStateInGerman(Theme.Kind theme, FxRobot person) throws Exception {
    robot = person;
    robot.interact(
        () -> {
          monitoring.close();
          Texts.speak(Language.GERMAN);
          begin();
          workbench.theme().show(theme);
        });
    everyState("-german", 1);
  }

  private void everyState(String suffix, int... scales) throws Exception {
    robot.interact(this::sample);
    tour(suffix, scales);
    robot.interact(this::offerLostWork);
    look("recovery" + suffix, scales);
    robot.interact(() -> workbench.window().banners().getChildren().removeIf(this::offered));
    robot.interact(() -> ForeignReport.show(stage, "haproxy.cfg", muchLeftOut()));
    look("import-report-long" + suffix, scales);
    robot.interact(() -> screens.others().forEach(Window::hide));
    Platform.runLater(() -> run("inventory-made-up"));
    until(() -> there("#made-up-line"));
    look("made-up-host" + suffix, scales);
    robot.push(KeyCode.ESCAPE);
    bigHost(suffix, scales);
    queues(suffix, scales);
    lost(suffix, scales);
    album.assertNothingFound();
  }

  private boolean there(String node) {
    return robot.lookup(node).tryQuery().isPresent();
  }

  private void tour(String suffix, int... scales) {
    robot.interact(() -> run("tour"));
    for (int stop = 1; stop <= 5; stop++) {
      look("tour-" + stop + suffix, scales);
      robot.push(KeyCode.RIGHT);
    }
  }

  private boolean offered(Node banner) {
    return banner instanceof RecoveryBanner;
  }

  /** One piece of work that can be had back, and one file that cannot be read. */
  private void offerLostWork() {
    Path file = Path.of("/srv/net/edge/amsterdam/edge-1.spinlane.yaml");
    Instant then = Instant.parse("2026-11-21T14:03:07Z");
    Snapshot snapshot = new Snapshot(Optional.of(file), "", then, 12, workbench.model().topology());
    try {
      Lost work = new Lost.Work(snapshot, new RecoveryFolder(folder).begin());
      Lost broken =
          new Lost.Broken(folder.resolve("4711.broken"), Texts.get("file.place", 3, 7, "}"));
      for (Lost lost : List.of(work, broken)) {
        workbench
            .window()
            .banners()
            .getChildren()
            .add(RecoveryBanner.of(lost, ZoneId.of("UTC"), new NoAnswers(), _ -> {}));
      }
      work.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class NoAnswers implements RecoveryBanner.Answers {
    @Override
    public boolean restore(Snapshot snapshot) {
      return false;
    }

    @Override
    public void compare(Snapshot snapshot) {}
  }

  private static List<LeftOut> muchLeftOut() {
    List<String> reasons =
        List.of(
            Texts.get("foreign.reason.httpMode"),
            Texts.get("foreign.reason.address", "db.internal.example"),
            Texts.get("foreign.reason.tls"),
            Texts.get("foreign.reason.serverOption"));
    return IntStream.range(0, 60)
        .mapToObj(
            i ->
                new LeftOut(
                    12 + 7 * i,
                    1,
                    "server web" + i + " db.internal.example:8443 check inter 2s",
                    reasons.get(i % reasons.size())))
        .toList();
  }

  /** 500 elements for a host of 64 cores in two NUMA nodes. */
  private void bigHost(String suffix, int... scales) throws TimeoutException {
    robot.interact(
        () -> {
          workbench.host().offline(Hosts.host(BIG_HOST), BIG_HOST);
          sample();
        });
    Platform.runLater(() -> run("import"));
    until(() -> there("#import-draw"));
    look("import-64-cores" + suffix, scales);
    robot.push(KeyCode.ESCAPE);
    robot.interact(
        () -> {
          workbench.model().open(LargeDrawing.of(500));
          run("matrix");
        });
    look("matrix-500" + suffix, scales);
    robot.interact(
        () -> {
          run("matrix");
          workbench.canvas().zoomToFit();
        });
    look("window-500-64-cores" + suffix, scales);
  }

  /** 64 queues for 63 switch cores, most of which are wired, as a table and as a card. */
  private void queues(String suffix, int... scales) {
    String cores =
        IntStream.range(1, 64).mapToObj(i -> "s" + i + "@" + i).collect(Collectors.joining(" "));
    Map<ReceiveQueue, String> wired =
        IntStream.range(0, 52)
            .boxed()
            .collect(Collectors.toMap(i -> new ReceiveQueue("eth0", i), i -> "s" + (i / 2 + 1)));
    robot.interact(
        () -> {
          workbench.model().open(Topology.getDefaultInstance());
          run("matrix");
        });
    look("matrix-empty" + suffix, scales);
    robot.interact(
        () -> {
          workbench.model().open(Hosts.drawing("eth0:64 eth1:64|ctl@0 " + cores));
          workbench.model().apply(Lanes.assign("wire", wired));
        });
    look("matrix-64-queues" + suffix, scales);
    robot.interact(
        () -> {
          workbench.lanes().matrix().reveal(new ReceiveQueue("eth0", 51));
          workbench.lanes().matrix().focus();
        });
    look("matrix-64-queues-on" + suffix, scales);
    robot.interact(
        () -> {
          run("matrix");
          workbench.canvas().zoomToActualSize();
          workbench.canvas().reveal("eth0");
        });
    look("many-queues" + suffix, scales);
    robot.interact(() -> workbench.canvas().zoomBy(0.4));
    look("many-queues-far" + suffix, scales);
  }

  /** A port where nobody listens refuses at once; the banner must cover nothing in any window. */
  private void lost(String suffix, int... scales) throws TimeoutException {
    robot.interact(this::sample);
    robot.interact(() -> monitoring.connect(new NetworkPlace("127.0.0.1", 1)));
    until(() -> robot.lookup("#lost-banner").query().isVisible());
    look("lost-banner" + suffix, scales);
    for (TextSize size : TextSize.values()) {
      robot.interact(() -> workbench.theme().size(size));
      for (int height : new int[] {800, 600}) {
        robot.interact(
            () -> {
              stage.setMinHeight(height);
              stage.setWidth(960);
              stage.setHeight(height);
            });
        WaitForAsyncUtils.waitForFxEvents();
        robot.interact(() -> nothingCovered(size.percent() + " % at " + height + suffix));
      }
    }
  }

  private void nothingCovered(String when) {
    stage.getScene().getRoot().applyCss();
    stage.getScene().getRoot().layout();
    double toolbar = bottom(workbench.window().lookup("#toolbar"));
    double banners = top(workbench.window().banners());
    double canvas = top(workbench.canvas());
    assertThat(banners).as("the banner below the toolbar, %s", when).isGreaterThan(toolbar - 1);
    assertThat(canvas)
        .as("the canvas below the banner, %s", when)
        .isGreaterThan(bottom(workbench.window().banners()) - 1);
  }

  private static double top(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMinY();
  }

  private static double bottom(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMaxY();
  }

  /** The window in front. */
  private void look(String name, int... scales) {
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> album.look(screens.top().getScene(), name, scales));
  }
}
