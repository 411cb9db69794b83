package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.monitor.LiveOverlay;
import io.spinlane.desktop.remote.StatsFeed;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** What cards say of numbers that are old is never cut, for whatever age. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class StaleCardsTest {
  /** In seconds: those with the most digits. */
  private static final List<Long> AGES = List.of(9L, 99L, 99 * 60L, 99 * 3600L);

  private Stage stage;
  private long nowNs = 1_000_000_000;

  @Start
  void start(Stage shown) {
    stage = shown;
  }

  @Stop
  void stop() {
    Texts.speak(Language.ENGLISH);
  }

  @ParameterizedTest
  @CsvSource({
    "ENGLISH, NORMAL",
    "ENGLISH, LARGEST",
    "GERMAN, NORMAL",
    "GERMAN, LARGE",
    "GERMAN, LARGEST"
  })
  void agesFit(Language language, TextSize size, FxRobot robot) {
    Workbench[] window = new Workbench[1];
    robot.interact(
        () -> {
          Texts.speak(language);
          window[0] = new Workbench(stage);
          window[0].show();
          String sheet = "theme/monitor.css"; // which comes with the monitor
          stage
              .getScene()
              .getStylesheets()
              .add(Objects.requireNonNull(Theme.class.getResource(sheet)).toExternalForm());
          window[0].theme().size(size);
          Drawings.small(window[0].model());
          window[0].model().selection().clear();
        });
    Workbench workbench = window[0];
    StatsFeed feed = new StatsFeed(() -> nowNs);
    LiveStats stats = new LiveStats(feed, () -> nowNs);
    AgentNumbers agent = new AgentNumbers(workbench.model().topology());
    LiveOverlay overlay = new LiveOverlay(workbench.model(), workbench.canvas());
    feed.accept(agent.schema());
    for (int i = 0; i < 20; i++) {
      nowNs += AgentNumbers.PERIOD_NS;
      feed.accept(agent.next());
      stats.drain();
    }
    long heardNs = nowNs;
    for (long age : AGES) {
      nowNs = heardNs + TimeUnit.SECONDS.toNanos(age);
      assertThat(stats.stale()).isTrue();
      robot.interact(() -> overlay.frame(stats, false));
      for (String id : List.of("nic1", "switch1", "service1", "backend1")) {
        assertWhole(robot, workbench, id);
      }
    }
  }

  private static void assertWhole(FxRobot robot, Workbench workbench, String id) {
    robot.interact(
        () -> {
          workbench.canvas().reveal(id);
          workbench.canvas().zoomToActualSize();
        });
    WaitForAsyncUtils.waitForFxEvents();
    Node card = robot.lookup("#node-" + id).query();
    for (String line : List.of(".card-footer", ".card-detail")) {
      Label label = robot.from(card).lookup(line).queryAs(Label.class);
      assertThat(((Text) label.lookup(".text")).getText())
          .as("%s of %s", line, id)
          .isEqualTo(label.getText());
    }
    Label footer = robot.from(card).lookup(".card-footer").queryAs(Label.class);
    assertThat(footer.getText()).containsPattern("^vor \\d| old: ");
  }
}
