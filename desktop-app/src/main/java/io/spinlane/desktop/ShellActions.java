package io.spinlane.desktop;

import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.canvas.ElementSearch;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.CommandControls;
import io.spinlane.desktop.command.CommandPalette;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.command.MenuKey;
import io.spinlane.desktop.command.ShortcutSheet;
import io.spinlane.desktop.history.HistoryView;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import org.kordamp.ikonli.feather.Feather;

/** Finding one's way: the command palette, the shortcut sheet, search, and the history. */
final class ShellActions {
  private final MainWindow window;
  private final CanvasView canvas;
  private final HistoryView history;
  private final Tab historyTab;

  ShellActions(Workbench workbench, Scene scene) {
    window = workbench.window();
    canvas = workbench.canvas();
    history = new HistoryView(workbench.model());
    historyTab = window.addBottomTab("tab-history", Texts.get("history.title"), history);
    Commands commands = workbench.commands();
    new PanelActions(workbench).ofHistory(history);
    ElementSearch search = new ElementSearch(workbench.canvas());
    CommandPalette palette = new CommandPalette(commands);
    ShortcutSheet sheet = new ShortcutSheet(commands, workbench.contextMenus(), Clipboards::put);
    commands.add(
        "edit",
        Command.of("find", "action.find", search::open)
            .on("Shortcut+F")
            .drawn(Feather.SEARCH)
            .when(() -> !workbench.model().elements().isEmpty(), "refused.nothingDrawn"),
        Command.of("history", "action.history", this::showHistory)
            .on("Shortcut+H")
            .drawn(Feather.CLOCK));
    commands.add(
        "help",
        Command.of("commands", "action.commands", () -> palette.open(scene))
            .on("Shortcut+K")
            .drawn(Feather.COMMAND),
        Command.of("shortcuts", "action.shortcuts", () -> sheet.open(scene))
            .on("?", "Shortcut+F1")
            .drawn(Feather.HELP_CIRCLE));
    commands.add(
        "view",
        Command.of("panels", "action.panels", this::togglePanels)
            .on("Shortcut+J")
            .ticked(() -> !window.panels().folded()),
        Command.of("next-part", "action.nextPart", () -> goToPart(1)).on("F6"),
        Command.of("part-before", "action.partBefore", () -> goToPart(-1)).on("Shift+F6"),
        Command.of("context-menu", "action.contextMenu", this::openContextMenu).on("Shift+F10"));
    window
        .toolbarStart()
        .getChildren()
        .addAll(
            CommandControls.button(commands, "find"), CommandControls.button(commands, "commands"));
  }

  /** From wherever the focus is to the next part of the window. */
  private void goToPart(int step) {
    List<Node> parts = window.parts();
    int at = -1;
    for (Node node = window.getScene().getFocusOwner(); node != null && at < 0; ) {
      at = parts.indexOf(node);
      node = node.getParent();
    }
    for (int i = 1; i <= parts.size(); i++) {
      if (focusFirst(parts.get(Math.floorMod(at + i * step, parts.size())))) {
        return;
      }
    }
  }

  /** Not every platform has the key for it. */
  private void openContextMenu() {
    Node focused = window.getScene().getFocusOwner();
    if (focused != null) {
      MenuKey.open(focused);
    }
  }

  private static boolean focusFirst(Node node) {
    if (!node.isVisible() || node.isDisabled()) {
      return false;
    }
    if (node instanceof TabPane tabs) {
      return focusFirst(tabs.getSelectionModel().getSelectedItem().getContent());
    }
    if (node.isFocusTraversable()) {
      node.requestFocus();
      return true;
    }
    return node instanceof Parent parent
        && parent.getChildrenUnmodifiable().stream().anyMatch(ShellActions::focusFirst);
  }

  /** What has the focus in a panel is gone with it. */
  private void togglePanels() {
    if (window.bottomTabs().isFocusWithin()) {
      canvas.requestFocus();
    }
    window.panels().toggle();
  }

  private void showHistory() {
    window.show(historyTab);
    history.focus();
  }
}
