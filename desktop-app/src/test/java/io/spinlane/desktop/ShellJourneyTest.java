package io.spinlane.desktop;

import static io.spinlane.desktop.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** A robot finds its way without the mouse: palette, search, shortcut sheet, history. */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class ShellJourneyTest {
  private static final Path FOLDER = Path.of("target", "pictures");

  private Workbench workbench;
  private DesignModel model;

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    workbench = new Workbench(stage);
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    model = workbench.model();
  }

  @BeforeEach
  void draw(FxRobot robot) {
    robot.interact(
        () -> {
          Drawings.small(model);
          model.selection().clear();
          workbench.canvas().zoomToFit();
          workbench.canvas().requestFocus();
        });
  }

  @Test
  void thePaletteDoesWhatIsAskedForInAFewLetters(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("selall");
    robot.push(KeyCode.ENTER);
    assertThat(robot.lookup("#command-palette").tryQuery()).as("closed").isEmpty();
    assertThat(model.selection().ids()).hasSize(model.elements().size());
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#command-palette").tryQuery()).as("Esc").isEmpty();
    assertThat(model.selection().ids()).as("Esc did nothing else").isNotEmpty();
  }

  @Test
  void aboutNamesTheVersionAndPutsItWhereOthersReadIt(FxRobot robot) {
    robot.interact(() -> workbench.commands().run(workbench.commands().get("about")));
    take(robot, "about", "#about");
    DialogPane about = robot.lookup("#about").queryAs(DialogPane.class);
    assertThat(about.getHeaderText()).containsPattern("Version \\d+\\.\\d+\\.\\d+");
    robot.clickOn("#about-copy");
    robot.interact(
        () ->
            assertThat(Clipboard.getSystemClipboard().getString())
                .startsWith(about.getHeaderText())
                .contains(System.getProperty("java.version"), "JavaFX", "Apache"));
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#about").tryQuery()).as("Esc").isEmpty();
  }

  private static double below(FxRobot robot) {
    WaitForAsyncUtils.waitForFxEvents();
    return OnScreen.bounds(robot, "#bottom-tabs").getHeight();
  }

  @Test
  void thePanelsFoldToTheirNamesAndComeBackWhenAskedFor(FxRobot robot) {
    double open = below(robot);
    robot.push(KeyCode.CONTROL, KeyCode.J);
    assertThat(below(robot)).as("only their names").isBetween(20.0, 50.0);
    robot.push(KeyCode.CONTROL, KeyCode.H);
    assertThat(below(robot)).as("a command asks for one").isCloseTo(open, within(2.0));
    assertThat(robot.lookup("#history-list").query().isFocused()).isTrue();
    robot.push(KeyCode.CONTROL, KeyCode.J);
    assertThat(below(robot)).isLessThan(50);
    assertThat(workbench.canvas().isFocused()).as("the focus is not where nobody sees it").isTrue();
    robot.clickOn("History");
    assertThat(below(robot)).as("a click on the name").isCloseTo(open, within(2.0));
    robot.push(KeyCode.CONTROL, KeyCode.J);
    robot.push(KeyCode.CONTROL, KeyCode.J);
    assertThat(below(robot)).isCloseTo(open, within(2.0));
  }

  @Test
  void aRefusedCommandSaysWhyAndStaysUndone(FxRobot robot) {
    Topology before = model.topology();
    robot.push(KeyCode.CONTROL, KeyCode.K);
    robot.write("duplicate");
    Node row = robot.lookup("#command-palette-duplicate").query();
    assertThat(robot.from(row).lookup(".hint").queryAs(Label.class).getText())
        .isEqualTo("No element is selected.");
    robot.push(KeyCode.ENTER);
    assertThat(robot.lookup("#command-palette").tryQuery()).as("still open").isPresent();
    robot.push(KeyCode.ESCAPE);
    robot.push(KeyCode.CONTROL, KeyCode.D);
    assertThat(robot.lookup("#status").queryAs(Label.class).getText())
        .isEqualTo("No element is selected.");
    assertThat(model.topology()).isSameAs(before);
  }

  @Test
  void searchFindsByAddressAndGoesThere(FxRobot robot) {
    robot.interact(() -> workbench.canvas().zoomBy(6));
    robot.push(KeyCode.CONTROL, KeyCode.F);
    robot.write("10.0.0.12");
    robot.push(KeyCode.ENTER);
    assertThat(model.selection().ids()).containsExactly("backend2");
    Node card = robot.lookup("#node-backend2").query();
    assertThat(card.isFocused()).isTrue();
    var middle = card.localToScreen(card.getLayoutBounds());
    var view = workbench.canvas().localToScreen(workbench.canvas().getLayoutBounds());
    assertThat(middle.getCenterX())
        .isCloseTo(view.getCenterX(), org.assertj.core.data.Offset.offset(30.0));
  }

  @Test
  void theSheetShowsEveryKeyAndLeavesTextAlone(FxRobot robot) {
    robot.push(KeyCode.CONTROL, KeyCode.F1);
    Node sheet = robot.lookup("#shortcut-sheet").query();
    long keys = workbench.commands().all().stream().filter(c -> !c.shortcuts().isEmpty()).count();
    assertThat(robot.from(sheet).lookup(".key").queryAll().size()).isGreaterThan((int) keys);
    robot.push(KeyCode.ESCAPE);
    assertThat(robot.lookup("#shortcut-sheet").tryQuery()).isEmpty();
    robot.clickOn("#palette-search").write("?c");
    assertThat(robot.lookup("#shortcut-sheet").tryQuery()).as("typed into a field").isEmpty();
    robot.interact(workbench.canvas()::requestFocus);
    robot.write("?");
    assertThat(robot.lookup("#shortcut-sheet").tryQuery()).isPresent();
    robot.push(KeyCode.ESCAPE);
  }

  @Test
  void theHistoryGoesToAnyState(FxRobot robot) {
    Topology drawn = model.topology();
    int steps = model.undoNames().size();
    robot.push(KeyCode.CONTROL, KeyCode.H);
    ListView<?> list = robot.lookup("#history-list").queryListView();
    assertThat(list.getItems()).hasSize(steps + 1);
    assertThat(list.getSelectionModel().getSelectedIndex()).isEqualTo(steps);
    robot.push(KeyCode.HOME);
    robot.push(KeyCode.ENTER);
    assertThat(model.elements()).isEmpty();
    assertThat(model.dirty()).isFalse();
    assertThat(model.redoNames()).hasSize(steps);
    robot.push(KeyCode.END);
    robot.push(KeyCode.ENTER);
    assertThat(model.topology()).isEqualTo(drawn);
    WaitForAsyncUtils.waitForFxEvents();
    robot.clickOn("#history-" + (steps - 1));
    assertThat(model.redoNames()).containsExactly("Wire service1 to pool1");
  }

  @Test
  void everyPlaceHasItsMenu(FxRobot robot) throws TimeoutException {
    robot.rightClickOn("#node-vip1");
    take(robot, "menu-card", "#menu-duplicate");
    robot.clickOn("#menu-duplicate");
    assertThat(model.elements()).containsKey("vip2");
    robot.rightClickOn("#palette-POOL");
    robot.clickOn("#menu-add-POOL");
    assertThat(model.elements()).containsKey("pool2");
    robot.clickOn("#tab-outline");
    robot.rightClickOn("pool2");
    robot.clickOn("#menu-delete");
    assertThat(model.elements()).doesNotContainKey("pool2");
    robot.interact(() -> model.selection().select(model.wires().getFirst()));
    robot.interact(workbench.canvas()::requestFocus);
    int wires = model.wires().size();
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    robot.clickOn("#menu-disconnect");
    assertThat(model.wires()).hasSize(wires - 1);
    ListView<?> problems = robot.lookup("#problems-list").queryListView();
    until(() -> !problems.getItems().isEmpty());
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(
        () -> {
          problems.getSelectionModel().select(0);
          problems.requestFocus();
        });
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    robot.clickOn("#menu-problem-copy");
    robot.interact(() -> assertThat(Clipboard.getSystemClipboard().getString()).isNotBlank());
  }

  @Test
  void theMenuKeyActsOnTheCardWithTheFocus(FxRobot robot) {
    robot.push(KeyCode.TAB);
    robot.push(KeyCode.SHIFT, KeyCode.F10);
    assertThat(model.selection().ids()).containsExactly("nic1");
    robot.clickOn("#menu-delete");
    assertThat(model.elements()).doesNotContainKey("nic1");
  }

  /** Text goes through the clipboard, so another window, or an editor, may lie between. */
  @Test
  void theClipboardHoldsTextThatAnotherWindowReads(FxRobot robot) {
    robot.interact(() -> model.selection().select(List.of("service1", "pool1")));
    robot.push(KeyCode.CONTROL, KeyCode.C);
    String[] text = new String[1];
    robot.interact(() -> text[0] = Clipboard.getSystemClipboard().getString());
    assertThat(text[0]).startsWith("{").contains("\"service1\"");
    robot.interact(() -> model.open(Topology.getDefaultInstance()));
    put(robot, text[0].replace("service1", "web").replace("\n", "\r\n"));
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(model.elements()).containsOnlyKeys("web", "pool1");
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(model.elements()).as("new ids").containsKeys("web1", "pool2");
  }

  @Test
  void brokenTextIsExplainedAndChangesNothing(FxRobot robot) {
    Topology before = model.topology();
    put(robot, "{ \"services\": [ { \"id\": \"a\", \"prots\": [] } ], \"layout\": {} }");
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(status(robot)).startsWith("The clipboard cannot be pasted: ").contains("prots");
    put(robot, "hello");
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(status(robot)).isEqualTo("The clipboard holds no elements of a drawing.");
    put(robot, "{}");
    robot.push(KeyCode.CONTROL, KeyCode.V);
    assertThat(status(robot)).isEqualTo("The clipboard holds no elements of a drawing.");
    assertThat(model.topology()).isSameAs(before);
  }

  private static String status(FxRobot robot) {
    return robot.lookup("#status").queryAs(Label.class).getText();
  }

  private static void put(FxRobot robot, String text) {
    robot.interact(
        () -> {
          ClipboardContent content = new ClipboardContent();
          content.putString(text);
          Clipboard.getSystemClipboard().setContent(content);
        });
  }

  @Test
  void pictures(FxRobot robot) {
    for (Theme.Kind theme : Theme.Kind.values()) {
      robot.interact(() -> workbench.theme().show(theme));
      robot.interact(workbench.canvas()::requestFocus);
      robot.push(KeyCode.CONTROL, KeyCode.K);
      take(robot, "command-palette-" + theme, "#command-palette");
      robot.push(KeyCode.DOWN);
      robot.write("de");
      take(robot, "command-palette-found-" + theme, "#command-palette");
      robot.push(KeyCode.ESCAPE);
      robot.push(KeyCode.CONTROL, KeyCode.F);
      robot.write("switch");
      take(robot, "element-search-" + theme, "#element-search");
      robot.push(KeyCode.ESCAPE);
      robot.push(KeyCode.CONTROL, KeyCode.F1);
      take(robot, "shortcut-sheet-" + theme, "#shortcut-sheet");
      robot.push(KeyCode.ESCAPE);
      robot.interact(() -> model.travel(-3));
      robot.push(KeyCode.CONTROL, KeyCode.H);
      take(robot, "history-" + theme, "#canvas");
      robot.interact(() -> model.travel(3));
    }
    assertThat(FOLDER.resolve("history-DARK.png")).exists();
  }

  private static void take(FxRobot robot, String name, String node) {
    Shots.save(robot, robot.lookup(node).query().getScene(), FOLDER.resolve(name + ".png"));
  }
}
