package io.spinlane.desktop.command;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/**
 * Runs commands by their keys. It hears a key after the control that has the focus and before the
 * menu bar, so that a key that is refused says why, and letters stay letters while text is edited.
 */
public final class Keys {
  /** With Ctrl, these are the text field's own. */
  private static final Set<KeyCode> TEXT =
      EnumSet.of(KeyCode.A, KeyCode.C, KeyCode.X, KeyCode.V, KeyCode.Z, KeyCode.Y);

  private final Commands commands;
  private final Set<KeyCode> held = EnumSet.noneOf(KeyCode.class);

  private Keys(Commands commands) {
    this.commands = commands;
  }

  /** Runs the commands by the keys of a scene. */
  public static void listen(Scene scene, Commands commands) {
    Keys keys = new Keys(commands);
    scene.addEventFilter(KeyEvent.KEY_PRESSED, keys::functionKeyPressed);
    scene.addEventHandler(KeyEvent.KEY_PRESSED, keys::pressed);
    scene.addEventFilter(KeyEvent.KEY_RELEASED, event -> keys.held.remove(event.getCode()));
    scene.addEventHandler(KeyEvent.KEY_TYPED, keys::typed);
    scene
        .windowProperty()
        .flatMap(window -> window.focusedProperty())
        .addListener((_, _, _) -> keys.held.clear()); // the release goes to another window
  }

  /** Before any control: split panes take F6 for themselves. */
  private void functionKeyPressed(KeyEvent event) {
    if (event.getCode().isFunctionKey()) {
      pressed(event);
    }
  }

  private void pressed(KeyEvent event) {
    boolean again = !held.add(event.getCode());
    for (Command command : commands.all()) {
      for (String key : command.shortcuts()) {
        if (isKey(key) && KeyCombination.valueOf(key).match(event)) {
          event.consume();
          if (!typed(key) && !belongsToText(event) && !(again && command.once())) {
            commands.run(command);
          }
          return;
        }
      }
    }
  }

  private void typed(KeyEvent event) {
    boolean text = event.getTarget() instanceof TextInputControl;
    if (text || event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    String character = event.getCharacter().toUpperCase(Locale.ROOT);
    for (Command command : commands.all()) {
      if (command.shortcuts().contains(character)) {
        event.consume();
        commands.run(command);
        return;
      }
    }
  }

  private static boolean belongsToText(KeyEvent event) {
    if (!(event.getTarget() instanceof TextInputControl)) {
      return false;
    }
    boolean plain = !event.isShortcutDown() && !event.isAltDown();
    return plain ? !event.getCode().isFunctionKey() : TEXT.contains(event.getCode());
  }

  /**
   * The shortcut is a character to type. It is done when the character arrives, not when the key
   * goes down: otherwise the field of a window that opens would get the character.
   */
  static boolean typed(String shortcut) {
    return shortcut.length() == 1;
  }

  /** The shortcut is a key, or a character that has one on every keyboard. */
  static boolean isKey(String shortcut) {
    return !typed(shortcut) || Character.isLetterOrDigit(shortcut.charAt(0));
  }

  /** The shortcut that is shown for a command, as it is written on keys; empty without one. */
  static String shown(Command command) {
    return command.shortcuts().isEmpty() ? "" : shown(command.shortcuts().getFirst());
  }

  static String shown(String shortcut) {
    if (!isKey(shortcut)) {
      return shortcut;
    }
    return new NamedKeys(shortcut).getDisplayText();
  }
}
