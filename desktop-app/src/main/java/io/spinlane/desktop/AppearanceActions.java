package io.spinlane.desktop;

import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.text.Texts;
import java.util.Locale;
import javafx.scene.control.SplitPane;

/** Colours and the size of words, in the View menu. */
final class AppearanceActions {
  AppearanceActions(Workbench workbench) {
    Theme theme = workbench.theme();
    Commands commands = workbench.commands();
    commands.add(
        "appearance",
        Command.of("theme", "action.theme", () -> theme.show(other(theme))).on("Shortcut+T"));
    for (Theme.Choice choice : Theme.Choice.values()) {
      String id = "theme-" + choice.name().toLowerCase(Locale.ROOT);
      commands.add(
          "appearance",
          Command.of(id, "action." + id, () -> theme.choose(choice))
              .ticked(() -> theme.choice() == choice));
    }
    for (TextSize size : TextSize.values()) {
      commands.add(
          "appearance",
          Command.named(
                  "text-" + size.percent(),
                  () -> Texts.get("action.textSize", size.percent()),
                  () -> resize(workbench, size))
              .ticked(() -> theme.size() == size));
    }
  }

  /** The panels below the canvas grow with their words. */
  private static void resize(Workbench workbench, TextSize size) {
    Theme theme = workbench.theme();
    SplitPane middle = workbench.window().middle();
    double below = 1 - middle.getDividerPositions()[0];
    double larger = below * size.factor() / theme.size().factor();
    middle.setDividerPositions(Math.clamp(1 - larger, 0.4, 0.95));
    theme.size(size);
  }

  private static Theme.Kind other(Theme theme) {
    return theme.kind() == Theme.Kind.LIGHT ? Theme.Kind.DARK : Theme.Kind.LIGHT;
  }
}
