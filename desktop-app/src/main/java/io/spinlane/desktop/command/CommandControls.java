package io.spinlane.desktop.command;

import java.util.function.BooleanSupplier;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Menu items and buttons of commands, all made alike: an id for robots, a name for people. */
public final class CommandControls {
  private CommandControls() {}

  /** An item for a menu; {@link #refresh} brings it up to date. */
  public static MenuItem item(Commands commands, Command command) {
    MenuItem item = command.ticked().isPresent() ? new CheckMenuItem() : new MenuItem();
    item.setId("menu-" + command.id());
    item.setMnemonicParsing(false);
    item.setUserData(command);
    command.shortcuts().stream()
        .filter(Keys::isKey)
        .findFirst()
        .ifPresent(key -> item.setAccelerator(new NamedKeys(key)));
    item.setOnAction(
        _ -> {
          commands.run(command);
          refresh(item, command);
        });
    refresh(item, command);
    return item;
  }

  static void refresh(MenuItem item, Command command) {
    item.setText(command.title().get());
    item.setDisable(!command.possible());
    if (item instanceof CheckMenuItem check) {
      check.setSelected(command.ticked().map(BooleanSupplier::getAsBoolean).orElse(false));
    }
  }

  /** A button with the command's icon that follows the command. */
  public static Button button(Commands commands, String id) {
    Command command = commands.get(id);
    Button button = new Button(null, command.icon().map(FontIcon::new).orElse(null));
    button.setId("button-" + id);
    button.getStyleClass().addAll("button-icon", "flat");
    button.setTooltip(new Tooltip());
    button.setOnAction(_ -> commands.run(command));
    refresh(button, command);
    commands.show(
        new Commands.View() {
          @Override
          public void changed() {
            refresh(button, command);
          }
        });
    return button;
  }

  /** As {@link #button}, with the command's name on it instead of its icon. */
  public static Button named(Commands commands, String id) {
    Button button = button(commands, id);
    button.setGraphic(null);
    button.setMnemonicParsing(false);
    button.getStyleClass().setAll("button", "small");
    button.textProperty().bind(button.accessibleTextProperty());
    return button;
  }

  private static void refresh(Button button, Command command) {
    String title = command.title().get();
    String key = Keys.shown(command);
    button.getTooltip().setText(key.isEmpty() ? title : title + "  (" + key + ")");
    button.setAccessibleText(title);
    button.setDisable(!command.possible());
  }
}
