package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.desktop.remote.FakeAgent;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Event;
import io.spinlane.v1.Severity;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/** Every panel has a menu, opened by the mouse or by keys, and what stands in it works. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class ContextMenusTest {
  private final FakeAgent agent = new FakeAgent();
  private Workbench workbench;
  private Monitoring monitoring;
  private DesignModel model;

  @Start
  void start(Stage stage) {
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    monitoring = new Monitoring(workbench, Optional.of(agent));
    workbench.show();
    stage.setX(0);
    stage.setY(0);
    stage.setWidth(1000);
    stage.setHeight(900);
    model = workbench.model();
    Drawings.small(model);
    workbench.window().middle().setDividerPositions(0.3); // menus open downwards
  }

  @Stop
  void stop() {
    monitoring.close();
    agent.close();
  }

  /** What the menu that is open offers. */
  private static List<String> offered() {
    return Window.getWindows().stream()
        .filter(ContextMenu.class::isInstance)
        .map(ContextMenu.class::cast)
        .flatMap(menu -> menu.getItems().stream())
        .filter(item -> !(item instanceof SeparatorMenuItem))
        .map(MenuItem::getId)
        .toList();
  }

  private static String clipboard(FxRobot robot) {
    String[] text = {""};
    robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
    return text[0];
  }

  @Test
  void theHistoryGoesWhereOneSays(FxRobot robot) {
    robot.interact(() -> workbench.window().middle().setDividerPositions(0));
    BottomTabs.front(robot, workbench, "tab-history");
    ListView<?> list = robot.lookup("#history-list").queryListView();
    int steps = list.getItems().size();
    assertThat(steps).isGreaterThan(3);
    robot.interact(
        () -> {
          list.getSelectionModel().select(steps - 3);
          list.requestFocus();
        });
    assertThat(model.redoNames()).as("a selection is no journey").isEmpty();
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(offered())
        .containsExactly("menu-history-go", "menu-undo", "menu-redo", "menu-history-copy");
    robot.clickOn("#menu-history-go");
    assertThat(model.redoNames()).hasSize(2);
    robot.interact(() -> list.getSelectionModel().select(steps - 1));
    robot.rightClickOn("#history-" + (steps - 4));
    assertThat(model.redoNames()).as("a right click opens a menu, and goes nowhere").hasSize(2);
    robot.clickOn("#menu-history-copy");
    assertThat(clipboard(robot).lines()).hasSize(steps).last().asString().endsWith("(undone)");
  }

  @Test
  void eventsAreSearchedAndLeadToTheirElement(FxRobot robot) throws TimeoutException {
    BottomTabs.front(robot, workbench, "tab-events");
    assertThat(none(robot)).startsWith("Connect to an agent");
    robot.interact(() -> robot.lookup("#host-connect").queryButton().fire());
    until(() -> none(robot).startsWith("Nothing has happened"));
    agent.tell(event(Severity.SEVERITY_INFO, "vip1", "It is announced."));
    agent.tell(event(Severity.SEVERITY_WARNING, "gone", "It is not drawn."));
    ListView<Event> list = robot.lookup("#events-list").queryListView();
    until(() -> list.getItems().size() == 2);
    robot.interact(
        () -> robot.lookup("#events-grave").queryAs(ToggleButton.class).setSelected(true));
    assertThat(list.getItems()).extracting(Event::getMessage).containsExactly("It is not drawn.");
    robot.interact(
        () -> robot.lookup("#events-search").queryAs(TextField.class).setText("nonsense"));
    assertThat(none(robot)).startsWith("No event is like that");
    robot.interact(
        () -> {
          robot.lookup("#events-grave").queryAs(ToggleButton.class).setSelected(false);
          robot.lookup("#events-search").queryAs(TextField.class).setText("VIP1");
          list.getSelectionModel().select(0);
          list.requestFocus();
        });
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(offered()).containsExactly("menu-event-show", "menu-event-copy");
    robot.clickOn("#menu-event-copy");
    assertThat(clipboard(robot)).contains("vip1", "It is announced.");
    robot.interact(() -> workbench.commands().run(workbench.commands().get("event-show")));
    assertThat(model.selection().ids()).containsExactly("vip1");
    robot.interact(() -> robot.lookup("#events-search").queryAs(TextField.class).clear());
    robot.interact(() -> list.getSelectionModel().select(0));
    assertThat(workbench.commands().get("event-show").possible()).as("not drawn").isFalse();
  }

  private static String none(FxRobot robot) {
    return robot.lookup("#events-none").tryQueryAs(Labeled.class).map(Labeled::getText).orElse("");
  }

  private static Event.Builder event(Severity severity, String vip, String message) {
    return Event.newBuilder()
        .setSeverity(severity)
        .setElement(ElementRef.newBuilder().setKind(ElementKind.ELEMENT_KIND_VIP).setId(vip))
        .setMessage(message);
  }

  @Test
  void revisionsAreComparedAndCopied(FxRobot robot) throws TimeoutException {
    agent.applyAs("anna", model.topology());
    BottomTabs.front(robot, workbench, "tab-revisions");
    robot.interact(() -> robot.lookup("#host-connect").queryButton().fire());
    TableView<?> table = robot.lookup("#revisions-table").queryTableView();
    until(() -> table.getItems().size() == 1);
    robot.interact(
        () -> {
          table.getSelectionModel().select(0);
          table.requestFocus();
        });
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(offered())
        .containsExactly(
            "menu-revision-compare",
            "menu-revision-draw",
            "menu-revision-rollback",
            "menu-revision-copy");
    robot.clickOn("#menu-revision-copy");
    assertThat(clipboard(robot)).contains("evision 1 by anna");
    assertThat(workbench.commands().get("revision-rollback").possible())
        .as("it runs already")
        .isFalse();
  }

  @Test
  void aChartLeadsToItsCoreAndIsTakenAlong(FxRobot robot) throws TimeoutException {
    agent.applyAs("anna", model.topology());
    robot.interact(() -> workbench.window().middle().setDividerPositions(0));
    BottomTabs.front(robot, workbench, "tab-charts");
    robot.interact(() -> robot.lookup("#host-connect").queryButton().fire());
    until(() -> robot.lookup("#chart-switch1").tryQuery().isPresent());
    assertThat(workbench.commands().get("chart-core").possible()).as("none chosen").isFalse();
    robot.interact(() -> robot.lookup("#charts-export").query().requestFocus());
    robot.push(KeyCode.TAB);
    assertThat(robot.lookup("#chart-switch1").query().isFocused()).as("the next stop").isTrue();
    robot.push(KeyCode.LEFT); // the crosshair
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(offered())
        .containsExactly(
            "menu-charts-pause",
            "menu-chart-core",
            "menu-chart-copy",
            "menu-export-charts-png",
            "menu-export-charts-svg",
            "menu-export-csv");
    robot.clickOn("#menu-chart-copy");
    assertThat(clipboard(robot)).startsWith("Throughput of core switch1: ");
    robot.interact(() -> robot.lookup("#chart-switch1").query().requestFocus());
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    robot.clickOn("#menu-charts-pause");
    assertThat(robot.lookup("#charts-pause").queryAs(ToggleButton.class).isSelected()).isTrue();
    robot.rightClickOn("#chart-switch1").clickOn("#menu-chart-core");
    assertThat(model.selection().ids()).containsExactly("switch1");
  }

  @Test
  void helpIsCopiedAndSearchedByItsMenu(FxRobot robot) {
    robot.interact(() -> workbench.commands().run(workbench.commands().get("help-start")));
    robot.interact(() -> robot.lookup("#help-topic-service").query().requestFocus());
    robot.clickOn("#help-topic-service");
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(offered()).containsExactly("menu-help-copy-page", "menu-help-find");
    robot.clickOn("#menu-help-copy-page");
    assertThat(clipboard(robot)).startsWith("Service\n").contains("protocol");
    robot.rightClickOn("#help-entry-service-id").clickOn("#menu-help-copy-entry");
    assertThat(clipboard(robot)).contains("id").doesNotContain("protocol");
    robot.rightClickOn("#help-entry-service-id").clickOn("#menu-help-find");
    assertThat(robot.lookup("#help-search").query().isFocused()).isTrue();
    robot.push(KeyCode.ESCAPE);
  }

  @Test
  void theShortcutsAreCopiedByTheirMenu(FxRobot robot) {
    robot.interact(() -> workbench.commands().run(workbench.commands().get("shortcuts")));
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(offered()).containsExactly("menu-sheet-copy", "menu-commands");
    robot.clickOn("#menu-sheet-copy");
    assertThat(clipboard(robot)).startsWith("Keyboard shortcuts\n").contains("Ctrl+Z\tUndo");
    robot.rightClickOn("#shortcut-rows").clickOn("#menu-commands");
    assertThat(robot.lookup("#shortcut-sheet").tryQuery()).isEmpty();
    assertThat(robot.lookup("#command-palette-search").tryQuery()).isPresent();
    robot.push(KeyCode.ESCAPE);
  }

  @Test
  void aCellOfTheMatrixIsAssignedByItsMenu(FxRobot robot) {
    ReceiveQueue queue = ReceiveQueue.of(model.topology()).getFirst();
    robot.interact(
        () -> {
          workbench.lanes().show(true);
          workbench.lanes().matrix().reveal(queue);
        });
    WaitForAsyncUtils.waitForFxEvents();
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(offered()).startsWith("menu-matrix-assign", "menu-matrix-clear");
    int before = model.topology().getLanesCount();
    robot.clickOn("#menu-matrix-clear");
    assertThat(model.topology().getLanesCount()).isEqualTo(before - 1);
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    robot.clickOn("#menu-matrix-nic");
    assertThat(workbench.lanes().matrix().isVisible()).isFalse();
    assertThat(model.selection().ids()).containsExactly(queue.nic());
  }

  @Test
  void withoutAHostTheImportButtonOffersWaysToKnowOne(FxRobot robot) throws TimeoutException {
    robot.clickOn("#host-import");
    assertThat(offered())
        .containsExactly("menu-host-connect", "menu-inventory-open", "menu-inventory-made-up");
    robot.clickOn("#menu-host-connect");
    until(() -> monitoring.connection().status().connected());
  }

  @Test
  void toolbarAndMapHaveMenus(FxRobot robot) {
    Node find = robot.lookup("#button-find").query();
    robot.rightClickOn(find);
    assertThat(offered()).contains("menu-commands", "menu-shortcuts", "menu-hud");
    robot.push(KeyCode.ESCAPE);
    robot.interact(
        () -> {
          workbench.window().middle().setDividerPositions(0.7);
          workbench.canvas().zoomBy(4);
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(robot.lookup("#minimap").query().isVisible()).isTrue();
    robot.rightClickOn("#minimap");
    assertThat(offered()).contains("menu-zoom-fit", "menu-minimap");
    robot.clickOn("#menu-minimap");
    assertThat(robot.lookup("#minimap").query().isVisible()).isFalse();
  }

  @Test
  void everyItemOfEveryMenuHasItsOwnId() {
    List<String> ids =
        workbench.window().menuBar().getMenus().stream().flatMap(ContextMenusTest::within).toList();
    assertThat(ids).hasSizeGreaterThan(100).doesNotContainNull().doesNotHaveDuplicates();
  }

  private static Stream<String> within(MenuItem item) {
    if (item instanceof SeparatorMenuItem) {
      return Stream.empty();
    }
    Stream<String> self = Stream.of(String.valueOf(item.getId()));
    return item instanceof Menu menu
        ? Stream.concat(self, menu.getItems().stream().flatMap(ContextMenusTest::within))
        : self;
  }
}
