package io.spinlane.desktop;

import io.spinlane.desktop.text.Texts;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Menu items and toolbar buttons, all made alike: an id for robots, a name for people. */
final class Controls {
  private Controls() {}

  static MenuItem item(String id, String key, @Nullable String shortcut, Runnable action) {
    MenuItem item = new MenuItem(Texts.get(key));
    item.setId("menu-" + id);
    item.setMnemonicParsing(false);
    item.setOnAction(_ -> action.run());
    if (shortcut != null) {
      item.setAccelerator(KeyCombination.valueOf(shortcut));
    }
    return item;
  }

  static Button button(String id, Ikon icon, Runnable action) {
    Button button = new Button(null, new FontIcon(icon));
    button.setId("button-" + id);
    button.getStyleClass().addAll("button-icon", "flat");
    String text = Texts.get("button." + id);
    button.setTooltip(new Tooltip(text));
    button.setAccessibleText(text);
    button.setOnAction(_ -> action.run());
    return button;
  }
}
