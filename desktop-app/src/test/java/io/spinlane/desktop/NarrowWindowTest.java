package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.io.Lost;
import io.spinlane.desktop.io.Snapshot;
import io.spinlane.desktop.pictures.Album;
import io.spinlane.desktop.push.DriftBanner;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.welcome.RecoveryBanner;
import io.spinlane.topology.sample.Samples;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.layout.Pane;
import javafx.stage.Stage;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** What small screens must still have room for, in every language. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class NarrowWindowTest {
  private Stage stage;
  private Workbench workbench;
  private Monitoring monitoring;

  @Start
  void start(Stage shown) {
    stage = shown;
  }

  private void open(FxRobot robot, Language language, double width) {
    robot.interact(
        () -> {
          Texts.speak(language);
          workbench = new Workbench(stage);
          monitoring = new Monitoring(workbench, Optional.of(new EmbeddedPlace()));
          workbench.fileActions().useDialogs(new Answers());
          workbench.show();
          stage.setWidth(width);
          stage.setHeight(640);
          workbench.fileActions().open(Samples.all(Texts.locale()).getFirst());
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  @Stop
  void stop() {
    monitoring.close();
    Texts.speak(Language.ENGLISH);
  }

  @ParameterizedTest
  @EnumSource
  void allPanelsCanBeChosenAtAThousandPixels(Language language, FxRobot robot) {
    open(robot, language, 1000);
    TabPane tabs = workbench.window().bottomTabs();
    Node last =
        tabs.lookupAll(".tab").stream()
            .max((a, b) -> Double.compare(right(a), right(b)))
            .orElseThrow();
    assertThat(tabs.lookupAll(".tab")).hasSameSizeAs(tabs.getTabs());
    assertThat(right(last)).as("the last name ends").isLessThanOrEqualTo(right(tabs));
    assertThat(tabs.lookup(".control-buttons-tab").isVisible()).as("an arrow for more").isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void filtersStandInOneLineAt1280Pixels(Language language, FxRobot robot) {
    open(robot, language, 1280);
    robot.interact(
        () ->
            workbench.window().bottomTabs().getTabs().stream()
                .filter(tab -> "tab-connections".equals(tab.getId()))
                .forEach(workbench.window().bottomTabs().getSelectionModel()::select));
    WaitForAsyncUtils.waitForFxEvents();
    Pane bar = robot.lookup(".connections-filter").queryAs(Pane.class);
    double lowest =
        bar.getChildren().stream()
            .mapToDouble(one -> one.getBoundsInParent().getMinY())
            .max()
            .orElseThrow();
    double highest =
        bar.getChildren().stream()
            .mapToDouble(one -> one.getBoundsInParent().getMaxY())
            .min()
            .orElseThrow();
    assertThat(lowest).as("the lowest begins").isLessThan(highest);
  }

  /** All banners there are, in the smallest window with the largest words. */
  @ParameterizedTest
  @EnumSource(names = {"ENGLISH", "GERMAN"})
  void bannersAreReadAt960Pixels(Language language, FxRobot robot) {
    open(robot, language, 960);
    Album album = new Album(Path.of("target", "pictures", "narrow"));
    List<Node> banners = workbench.window().banners().getChildren();
    robot.interact(
        () -> {
          workbench.theme().size(TextSize.LARGEST);
          Lost broken =
              new Lost.Broken(Path.of("/home/anna/4711.broken"), Texts.get("file.place", 3, 7, ""));
          banners.add(RecoveryBanner.of(broken, ZoneId.of("UTC"), new NoAnswers(), _ -> {}));
          DriftBanner drift = new DriftBanner(() -> {}, () -> {});
          drift.say(Texts.get("drift.both", "Revision 12", 11, Texts.count("drift.changes", 3)));
          drift.show(true);
          banners.add(drift);
        });
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(() -> album.look(stage.getScene(), "banners-" + language.tag(), 1));
    for (Node banner : banners.stream().filter(Node::isVisible).toList()) {
      Label words = (Label) banner.lookup(".label");
      assertThat(words.getWidth()).as("words of %s", banner.getId()).isGreaterThan(300);
      for (Node button : banner.lookupAll(".button")) {
        assertThat(((Button) button).getWidth())
            .as(button.getId())
            .isGreaterThanOrEqualTo(((Button) button).prefWidth(-1) - 1);
        assertThat(right(button)).as(button.getId()).isLessThanOrEqualTo(right(banner));
      }
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

  private static double right(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMaxX();
  }
}
