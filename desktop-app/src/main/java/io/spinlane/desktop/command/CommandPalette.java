package io.spinlane.desktop.command;

import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import org.kordamp.ikonli.javafx.FontIcon;

/** Every command by some letters of its name; those that are refused say why. */
public final class CommandPalette {
  private final Commands commands;
  private final Finder<Command> finder;

  /** A palette of all commands there are when it opens. */
  public CommandPalette(Commands commands) {
    this.commands = commands;
    finder =
        new Finder<>(
            "command-palette",
            Texts.get("commands.search"),
            Texts.get("commands.nothing"),
            () -> List.copyOf(commands.all()),
            command -> command.title().get() + " " + menu(command),
            this::row,
            commands::run);
  }

  /** Opens it over a window. */
  public void open(Scene over) {
    finder.open(over);
  }

  private Finder.Row row(Command command) {
    String refusal = command.refusal().get();
    Optional<Node> sign = command.icon().map(FontIcon::new);
    return new Finder.Row(
        command.id(),
        sign,
        command.title().get(),
        refusal.isEmpty() ? menu(command) : refusal,
        Keys.shown(command),
        refusal.isEmpty());
  }

  private String menu(Command command) {
    return Texts.get("menu." + commands.menuOf(command));
  }
}
