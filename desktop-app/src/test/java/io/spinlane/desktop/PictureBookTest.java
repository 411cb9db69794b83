package io.spinlane.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.desktop.io.foreign.LeftOut;
import io.spinlane.desktop.painter.Png;
import io.spinlane.desktop.pictures.EnglishLeftovers;
import io.spinlane.desktop.pictures.Likeness;
import io.spinlane.desktop.pictures.SceneReview;
import io.spinlane.desktop.pictures.Shots;
import io.spinlane.desktop.text.Language;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.framework.junit5.Stop;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Every screen and dialog, in both themes and at 1× and 2×: target/pictures/book. Each is looked at
 * by {@link SceneReview}, and the main states are compared with what was accepted. A new screen is
 * a line in {@link #pages}.
 *
 * <p>{@code -Dspinlane.pictures.accept=true} accepts how the main states look now.
 */
@ExtendWith(ApplicationExtension.class)
@SuppressWarnings("NullAway.Init") // set before each test by start
class PictureBookTest {
  private static final Path FOLDER = Path.of("target", "pictures", "book");
  private static final Path ACCEPTED =
      Path.of("src", "test", "resources", "io", "spinlane", "desktop", "pictures");

  private static final Set<String> COMPARED =
      Set.of(
          "window-empty",
          "window",
          "window-500",
          "outline",
          "inspector-http",
          "inspector-several",
          "matrix",
          "help-start",
          "dialog-auto-assign",
          "dialog-unsaved");

  private final EnglishLeftovers leftovers = new EnglishLeftovers();
  private final Map<String, Set<String>> found = new TreeMap<>();
  private Workbench workbench;
  private Monitoring monitoring;
  private FxRobot robot;

  /**
   * A screen or dialog.
   *
   * @param waits opening it waits until it is closed
   */
  private record Page(String name, boolean waits, Runnable open) {}

  @Start
  void start(Stage stage) throws IOException {
    Files.createDirectories(FOLDER);
    Texts.speak(Language.ENGLISH);
    begin(stage);
  }

  private void begin(Stage stage) {
    workbench = new Workbench(stage);
    monitoring = new Monitoring(workbench, Optional.of(new EmbeddedPlace()));
    workbench.fileActions().useDialogs(new Answers());
    workbench.show();
    stage.setWidth(1280);
    stage.setHeight(800);
  }

  @Stop
  void stop() {
    monitoring.close();
    Texts.speak(Language.ENGLISH);
  }

  private List<Page> pages() {
    List<Page> pages = new ArrayList<>();
    pages.add(page("window-empty", () -> open(Topology.getDefaultInstance())));
    pages.add(page("window-500", () -> open(Drawings.large(500))));
    pages.add(page("inspector-500-selected", this::selectAll));
    pages.add(page("outline-500", () -> tab("left", "tab-outline")));
    pages.add(page("window", this::sample));
    pages.add(page("outline", () -> tab("left", "tab-outline")));
    for (var tab : workbench.window().bottomTabs().getTabs()) {
      pages.add(page("panel-" + tab.getId(), () -> tab("bottom-tabs", tab.getId())));
    }
    for (String id : new String[] {"ext0", "sw1", "ctl", "www", "http", "web", "web1"}) {
      pages.add(page("inspector-" + id, () -> inspect(id)));
    }
    pages.add(page("inspector-several", () -> select("web1", "web2", "web3")));
    pages.add(page("inspector-kinds", () -> select("web1", "http", "www")));
    pages.add(page("inspector-wire", this::selectWire));
    for (String id : new String[] {"commands", "find", "shortcuts", "add"}) {
      pages.add(page("popup-" + id, () -> command(id)));
    }
    pages.add(page("help-start", () -> command("help-start")));
    pages.add(page("help-service", this::helpOnAService));
    pages.add(page("matrix", () -> command("matrix")));
    pages.add(page("window-after-matrix", () -> command("matrix")));
    pages.add(new Page("dialog-auto-assign", true, () -> command("auto-assign")));
    pages.add(
        page(
            "dialog-left-out",
            () ->
                ForeignReport.show(
                    workbench.stage(),
                    Texts.get("foreign.report.title"),
                    List.of(
                        new LeftOut(
                            12,
                            3,
                            "scheduler: MAGLEV",
                            Texts.get("foreign.reason.schedulerInstead", "roundrobin"))))));
    pages.add(page("dialog-export-picture", () -> command("export-picture")));
    StageDialogs dialogs = new StageDialogs(workbench.stage());
    pages.add(new Page("dialog-unsaved", true, () -> dialogs.askDiscard("edge-1")));
    pages.add(
        new Page(
            "dialog-broken-file",
            true,
            () -> {
              workbench.fileActions().useDialogs(dialogs);
              workbench.fileActions().open(broken());
              workbench.fileActions().useDialogs(new Answers());
            }));
    return pages;
  }

  private static Path broken() {
    try {
      String text = "name: edge-1\nvips:\n  - {id: www, adress: 203.0.113.10}\ncores: many\n";
      return Files.writeString(FOLDER.resolve("edge-1.spinlane.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page page(String name, Runnable open) {
    return new Page(name, false, open);
  }

  private void open(Topology topology) {
    workbench.model().open(topology);
    workbench.canvas().zoomToFit();
  }

  private void sample() {
    workbench.fileActions().open(Samples.all(Texts.locale()).getFirst());
    workbench.canvas().zoomToFit();
    tab("left", "tab-palette");
  }

  private void selectAll() {
    workbench.model().selection().select(workbench.model().elements().keySet());
  }

  private void select(String... ids) {
    workbench.model().selection().select(List.of(ids));
  }

  private void selectWire() {
    workbench.model().selection().select(workbench.model().wires().getFirst());
  }

  /** With every section open, as far as the window is high. */
  private void inspect(String id) {
    select(id);
    workbench.inspector().applyCss();
    workbench
        .inspector()
        .lookupAll(".inspector-section")
        .forEach(section -> ((TitledPane) section).setExpanded(true));
  }

  private void helpOnAService() {
    select("http");
    workbench.canvas().requestFocus();
    command("help-here");
  }

  private void command(String id) {
    workbench.commands().run(workbench.commands().get(id));
  }

  private void tab(String pane, String id) {
    var tabs = (javafx.scene.control.TabPane) workbench.window().lookup("#" + pane);
    tabs.getTabs().stream()
        .filter(tab -> id.equals(tab.getId()))
        .forEach(tabs.getSelectionModel()::select);
  }

  @ParameterizedTest
  @EnumSource
  void everyScreen(Theme.Kind theme, FxRobot person) throws TimeoutException {
    robot = person;
    robot.interact(() -> workbench.theme().show(theme));
    String suffix = "-" + theme.name().toLowerCase(Locale.ROOT);
    for (Page page : pages()) {
      visit(page, suffix, 1, 2);
    }
    connected(suffix);
    assertThat(found).as("what a careful eye finds").isEmpty();
  }

  /** What is there only with an agent; one that runs inside the app. */
  private void connected(String suffix) throws TimeoutException {
    robot.interact(() -> robot.lookup("#host-connect").queryButton().fire());
    Button push = robot.lookup("#push-button").queryButton();
    until(() -> !push.isDisabled());
    visit(page("connected", () -> {}), suffix, 1);
    robot.interact(() -> tab("bottom-tabs", "tab-connections"));
    until(() -> robot.lookup("#connections-none").queryLabeled().getText().startsWith("Nobody"));
    visit(page("connected-connections", () -> {}), suffix, 1, 2);
    visit(page("dialog-push", push::fire), suffix, 1, 2);
    Button imports = robot.lookup("#host-import").queryButton();
    visit(new Page("dialog-import", true, imports::fire), suffix, 1, 2);
    robot.interact(() -> robot.lookup("#host-connect").queryButton().fire());
  }

  private static void until(Callable<Boolean> condition) throws TimeoutException {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, condition);
  }

  @ParameterizedTest
  @EnumSource(value = TextSize.class, mode = EnumSource.Mode.EXCLUDE, names = "NORMAL")
  void everyScreenWithLargerWords(TextSize size, FxRobot person) {
    robot = person;
    robot.interact(
        () -> {
          workbench.stage().setWidth(1560); // larger words want more room
          workbench.stage().setHeight(640); // the headless screen has no more
          workbench.theme().size(size);
        });
    for (Page page : pages()) {
      visit(page, "-text-" + size.percent(), 1);
    }
    robot.interact(() -> workbench.theme().size(TextSize.NORMAL));
    assertThat(found).as("what a careful eye finds").isEmpty();
  }

  @Test
  void everyScreenInGerman(FxRobot person) {
    robot = person;
    robot.interact(
        () -> {
          monitoring.close();
          Texts.speak(Language.GERMAN);
          begin(workbench.stage());
        });
    for (Page page : pages()) {
      visit(page, "-german", 1);
    }
    assertThat(found).as("what a careful eye finds").isEmpty();
  }

  private void visit(Page page, String suffix, int... scales) {
    if (page.waits()) {
      Platform.runLater(page.open());
    } else {
      robot.interact(page.open());
    }
    WaitForAsyncUtils.waitForFxEvents();
    robot.interact(
        () -> {
          Scene scene = top().getScene();
          scene.getRoot().applyCss();
          scene.getRoot().layout();
          for (int scale : scales) {
            Image picture = Shots.of(scene, scale);
            write(FOLDER.resolve(page.name() + suffix + "-" + scale + "x.png"), picture);
            if (scale == 1 && scales.length > 1 && COMPARED.contains(page.name())) {
              compare(page.name() + suffix, picture);
            }
          }
          Set<String> seen = new TreeSet<>(SceneReview.of(scene));
          if (Texts.locale().equals(Locale.GERMAN)) {
            seen.addAll(leftovers.in(scene.getRoot()));
          }
          if (!seen.isEmpty()) {
            found.put(page.name() + suffix, seen);
          }
          others().forEach(Window::hide);
        });
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void compare(String name, Image picture) {
    Path file = ACCEPTED.resolve(name + ".png");
    Image now = Likeness.fields(picture);
    if (Boolean.getBoolean("spinlane.pictures.accept")) {
      write(file, now);
    }
    double difference = Likeness.difference(now, Likeness.accepted(file));
    if (difference > Likeness.TOLERANCE) {
      found.put(
          name + " looks otherwise than accepted",
          Set.of("by " + Math.round(difference * 100) + " %"));
    }
  }

  private static void write(Path file, Image picture) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, Png.of(picture));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The window in front; the book is not about tooltips. */
  private Window top() {
    List<Window> others = others();
    return others.isEmpty() ? workbench.stage() : others.getLast();
  }

  private List<Window> others() {
    return Window.getWindows().stream()
        .filter(Window::isShowing)
        .filter(window -> !window.equals(workbench.stage()) && !(window instanceof Tooltip))
        .toList();
  }
}
