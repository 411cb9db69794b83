package io.spinlane.desktop.command;

import io.spinlane.desktop.text.Texts;
import java.util.List;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** A shortcut that is shown as it is written on the keys of people's language. */
final class NamedKeys extends KeyCombination {
  private static final String AND = "+";

  /** As the toolkit calls them in every language; in the bundle they are "key." and this. */
  private static final List<String> MODIFIERS = List.of("Ctrl", "Shift");

  private static final List<String> KEYS = List.of("Delete", "Insert", "Backspace");

  private final KeyCombination keys;

  /** Of a shortcut such as "Shortcut+Z". */
  NamedKeys(String shortcut) {
    keys = KeyCombination.valueOf(shortcut);
  }

  @Override
  public boolean match(KeyEvent event) {
    return keys.match(event);
  }

  @Override
  public String getName() {
    return keys.getName();
  }

  @Override
  public String getDisplayText() {
    String rest = keys.getDisplayText();
    StringBuilder text = new StringBuilder();
    for (String modifier : MODIFIERS) {
      if (rest.startsWith(modifier + AND)) {
        text.append(Texts.get("key." + modifier)).append(AND);
        rest = rest.substring(modifier.length() + AND.length());
      }
    }
    return text.append(KEYS.contains(rest) ? Texts.get("key." + rest) : rest).toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamedKeys named && keys.equals(named.keys);
  }

  @Override
  public int hashCode() {
    return keys.hashCode();
  }
}
