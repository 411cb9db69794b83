package io.spinlane.desktop;

import io.spinlane.desktop.io.foreign.LeftOut;
import io.spinlane.desktop.model.Picked;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.control.Tooltip;
import javafx.stage.Window;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/**
 * Every screen and dialog that needs no agent, for tests that look at all of them. A new screen is
 * a line in {@link #all}.
 */
final class Screens {
  private final Workbench workbench;
  private final Path folder;

  /**
   * A screen or dialog.
   *
   * @param waits opening it waits until it is closed
   */
  record Page(String name, boolean waits, Runnable open) {}

  /**
   * The screens of a window.
   *
   * @param folder where a file for them may be written
   */
  Screens(Workbench workbench, Path folder) {
    this.workbench = workbench;
    this.folder = folder;
  }

  /** All of them, in an order that each can be opened from the one before. */
  List<Page> all() {
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
    pages.add(page("inspector-wires", this::selectWires));
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
        new Page("dialog-overwrite", true, () -> dialogs.askOverwrite("edge-1.spinlane.yaml")));
    Path there = Path.of("edge-1.spinlane.yaml");
    pages.add(new Page("dialog-replace", true, () -> dialogs.mayReplace(there)));
    pages.add(
        new Page(
            "dialog-uncommented", true, () -> dialogs.askUncommented("edge-1.spinlane.json", 7)));
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

  private Path broken() {
    try {
      String text = "name: edge-1\nvips:\n  - {id: www, adress: 203.0.113.10}\ncores: many\n";
      return Files.writeString(folder.resolve("edge-1.spinlane.yaml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Page page(String name, Runnable open) {
    return new Page(name, false, open);
  }

  private void open(Topology topology) {
    workbench.model().open(topology);
    workbench.canvas().zoomToFit();
  }

  void sample() {
    workbench.fileActions().open(Samples.all(Texts.locale()).getFirst());
    workbench.canvas().zoomToFit();
    tab("left", "tab-palette");
  }

  private void selectAll() {
    workbench.model().selection().select(workbench.model().elements().keySet());
  }

  void select(String... ids) {
    workbench.model().selection().select(List.of(ids));
  }

  private void selectWire() {
    workbench.model().selection().select(workbench.model().wires().getFirst());
  }

  private void selectWires() {
    workbench.model().selection().select(Picked.wires(workbench.model().wires()));
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

  void command(String id) {
    workbench.commands().run(workbench.commands().get(id));
  }

  void tab(String pane, String id) {
    var tabs = (TabPane) workbench.window().lookup("#" + pane);
    tabs.getTabs().stream()
        .filter(tab -> id.equals(tab.getId()))
        .forEach(tabs.getSelectionModel()::select);
  }

  /** Opens one, and waits until it is there. */
  static void open(FxRobot robot, Page page) {
    if (page.waits()) {
      Platform.runLater(page.open());
      WaitForAsyncUtils.waitForFxEvents();
    } else {
      robot.interact(page.open());
    }
  }

  /** The window in front; tooltips are not looked at. */
  Window top() {
    List<Window> others = others();
    return others.isEmpty() ? workbench.stage() : others.getLast();
  }

  /** All windows that are open but the main one. */
  List<Window> others() {
    return Window.getWindows().stream()
        .filter(Window::isShowing)
        .filter(window -> !window.equals(workbench.stage()) && !(window instanceof Tooltip))
        .toList();
  }
}
