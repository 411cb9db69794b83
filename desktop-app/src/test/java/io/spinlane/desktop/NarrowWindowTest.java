package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.sample.Samples;
import java.util.Optional;
import javafx.scene.Node;
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

  private static double right(Node node) {
    return node.localToScene(node.getLayoutBounds()).getMaxX();
  }
}
