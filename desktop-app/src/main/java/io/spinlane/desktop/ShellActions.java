package io.spinlane.desktop;

import io.spinlane.desktop.canvas.ElementSearch;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.CommandControls;
import io.spinlane.desktop.command.CommandPalette;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.command.ShortcutSheet;
import io.spinlane.desktop.history.HistoryView;
import io.spinlane.desktop.text.Texts;
import javafx.scene.Scene;
import javafx.scene.control.Tab;
import org.kordamp.ikonli.feather.Feather;

/** Finding one's way: the command palette, the shortcut sheet, search, and the history. */
final class ShellActions {
  private final MainWindow window;
  private final HistoryView history;
  private final Tab historyTab;

  ShellActions(Workbench workbench, Scene scene) {
    window = workbench.window();
    history = new HistoryView(workbench.model());
    historyTab = window.addBottomTab("tab-history", Texts.get("history.title"), history);
    Commands commands = workbench.commands();
    ElementSearch search = new ElementSearch(workbench.canvas());
    CommandPalette palette = new CommandPalette(commands);
    ShortcutSheet sheet = new ShortcutSheet(commands);
    commands.line("edit");
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
            .on("?", "F1")
            .drawn(Feather.HELP_CIRCLE));
    window
        .toolbarStart()
        .getChildren()
        .addAll(
            CommandControls.button(commands, "find"), CommandControls.button(commands, "commands"));
  }

  private void showHistory() {
    window.bottomTabs().getSelectionModel().select(historyTab);
    history.focus();
  }
}
