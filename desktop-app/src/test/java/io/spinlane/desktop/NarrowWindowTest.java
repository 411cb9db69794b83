package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Pane;
import javafx.scene.text.Text;
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
    BottomTabs.front(robot, workbench, "tab-connections");
    Pane bar = robot.lookup(".connections-filter").queryAs(Pane.class);
    assertThat(robot.lookup("#connections-filters").query().isVisible())
        .as("a button for what does not fit")
        .isFalse();
    assertThat(lines(bar)).isEqualTo(1);
  }

  /** Those of what can be seen that begin below the end of others. */
  private static long lines(Pane bar) {
    return 1
        + bar.getChildren().stream()
            .filter(Node::isVisible)
            .filter(
                one ->
                    bar.getChildren().stream()
                        .filter(Node::isVisible)
                        .anyMatch(
                            other ->
                                other.getBoundsInParent().getMaxY()
                                    <= one.getBoundsInParent().getMinY()))
            .map(one -> one.getBoundsInParent().getMinY())
            .distinct()
            .count();
  }

  /** What does not fit in the line of filters is a number on a button until people want it. */
  @ParameterizedTest
  @EnumSource(names = {"ENGLISH", "GERMAN"})
  void filtersFoldAwayAndAreStillTold(Language language, FxRobot robot) {
    open(robot, language, 1000);
    robot.interact(() -> workbench.commands().run(workbench.commands().get("text-150")));
    BottomTabs.front(robot, workbench, "tab-connections");
    Pane bar = robot.lookup(".connections-filter").queryAs(Pane.class);
    ToggleButton more = robot.lookup("#connections-filters").queryAs(ToggleButton.class);
    ComboBox<?> state = robot.lookup("#connections-state").queryComboBox();
    assertThat(more.isVisible()).isTrue();
    assertThat(state.isVisible()).isFalse();
    assertThat(lines(bar)).isEqualTo(1);
    robot.interact(() -> state.getSelectionModel().select(1));
    assertThat(more.getText()).isEqualTo("1");
    robot.interact(more::fire);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(state.isVisible()).isTrue();
    assertThat(more.getText()).as("now one sees it").isNull();
    assertThat(lines(bar)).isGreaterThan(1);
    for (Node filter : bar.getChildren()) {
      assertThat(right(filter)).as(filter.getId()).isLessThanOrEqualTo(right(bar));
    }
  }

  /** Two rows, whatever else is in the panel. */
  @ParameterizedTest
  @EnumSource(TextSize.class)
  void connectionsAreSeenInTheLowestPanel(TextSize size, FxRobot robot) {
    open(robot, Language.GERMAN, 960);
    robot.interact(() -> workbench.commands().run(workbench.commands().get(id(size))));
    BottomTabs.front(robot, workbench, "tab-connections");
    TableView<?> table = robot.lookup("#connections-table").queryTableView();
    Bounds shown = inScene(table);
    double below = inScene(workbench.window().bottomTabs()).getMaxY();
    double head = inScene(table.lookup(".column-header-background")).getHeight();
    assertThat(Math.min(shown.getMaxY(), below) - shown.getMinY() - head)
        .as("room for rows")
        .isGreaterThanOrEqualTo(2 * table.getFixedCellSize() - 2);
  }

  /** Words over columns are never cut, however large they are. */
  @ParameterizedTest
  @EnumSource(TextSize.class)
  void headsOfTablesAreWhole(TextSize size, FxRobot robot) {
    open(robot, Language.GERMAN, 960);
    robot.interact(() -> workbench.commands().run(workbench.commands().get(id(size))));
    for (String panel : List.of("connections", "revisions")) {
      BottomTabs.front(robot, workbench, "tab-" + panel);
      TableView<?> table = robot.lookup("#" + panel + "-table").queryTableView();
      for (TableColumn<?, ?> column : table.getColumns()) {
        Label head = (Label) column.getStyleableNode().lookup(".label");
        assertThat(((Text) head.lookup(".text")).getText()).isEqualTo(column.getText());
        assertThat(column.getWidth()).isGreaterThan(head.prefWidth(-1));
      }
    }
  }

  /** What columns got in a wide window they give back. */
  @ParameterizedTest
  @EnumSource(names = {"ENGLISH", "GERMAN"})
  void allColumnsOfConnectionsAreSeenAt1280Pixels(Language language, FxRobot robot) {
    open(robot, language, 1600);
    BottomTabs.front(robot, workbench, "tab-connections");
    TableView<?> table = robot.lookup("#connections-table").queryTableView();
    for (int width : new int[] {1000, 1600, 1280}) {
      robot.interact(() -> stage.setWidth(width));
      WaitForAsyncUtils.waitForFxEvents();
      double columns = table.getColumns().stream().mapToDouble(TableColumn::getWidth).sum();
      double least = table.getColumns().stream().mapToDouble(TableColumn::getMinWidth).sum();
      assertThat(columns)
          .as("in %s of %s", table.getWidth(), width)
          .isLessThanOrEqualTo(Math.max(table.getWidth(), least));
      assertThat(least < table.getWidth())
          .as("%s pixels are enough", width)
          .isEqualTo(width > 1000);
    }
  }

  /** The canvas keeps its share, and goes with the divider that people have moved. */
  @ParameterizedTest
  @EnumSource(TextSize.class)
  void theCanvasKeepsItsShare(TextSize size, FxRobot robot) {
    open(robot, Language.GERMAN, 960);
    TabPane below = workbench.window().bottomTabs();
    robot.interact(() -> workbench.window().middle().setDividerPositions(0.6));
    WaitForAsyncUtils.waitForFxEvents();
    double height = below.getHeight();
    robot.interact(() -> workbench.theme().size(size));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(workbench.canvas().getWidth()).isGreaterThanOrEqualTo(0.4 * 960 - 2);
    assertThat(below.getHeight()).as("as people pulled it").isCloseTo(height, within(1.0));
    TabPane left = robot.lookup("#left").queryAs(TabPane.class);
    assertThat(left.lookup(".control-buttons-tab").isVisible()).as("both names fit").isFalse();
    robot.interact(() -> stage.setWidth(1600));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(left.getWidth())
        .as("its own width, where there is room")
        .isCloseTo(212 * size.factor(), within(1.0));
  }

  /** Rows of the matrix need the room more than the words around them. */
  @ParameterizedTest
  @EnumSource(TextSize.class)
  void theMatrixShowsRows(TextSize size, FxRobot robot) {
    open(robot, Language.GERMAN, 960);
    robot.interact(() -> workbench.commands().run(workbench.commands().get(id(size))));
    robot.interact(() -> workbench.commands().run(workbench.commands().get("matrix")));
    WaitForAsyncUtils.waitForFxEvents();
    Bounds matrix = inScene(robot.lookup("#matrix").query());
    Bounds canvas = inScene(workbench.canvas());
    assertThat(canvas.contains(matrix)).as("covers nothing else").isTrue();
    Bounds row = inScene(robot.lookup("#matrix-cells").query());
    assertThat(Math.min(row.getMaxY(), matrix.getMaxY()) - row.getMinY())
        .as("room for a row")
        .isGreaterThan(30);
  }

  private static String id(TextSize size) {
    return "text-" + size.percent();
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
    return inScene(node).getMaxX();
  }

  private static Bounds inScene(Node node) {
    return node.localToScene(node.getLayoutBounds());
  }
}
