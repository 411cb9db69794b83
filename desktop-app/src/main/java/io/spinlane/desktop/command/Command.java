package io.spinlane.desktop.command;

import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.kordamp.ikonli.Ikon;

/**
 * One thing a person can tell the app to do, wherever it is offered.
 *
 * @param id stable, such as "save-as"; its menu item is "menu-save-as", its button "button-save-as"
 * @param title its name now; it may say what it would do, such as "Undo: Move nic1"
 * @param shortcuts as for {@link javafx.scene.input.KeyCombination}, such as "Shortcut+Shift+S", or
 *     one character to type, such as "?"; the first is the one that is shown
 * @param icon for buttons and the command palette
 * @param refusal why it cannot be done now, in one sentence; empty when it can
 * @param ticked for what is on or off: whether it is on now
 * @param once holding its key down does it once, not again and again
 * @param action does it; called only without a refusal
 */
public record Command(
    String id,
    Supplier<String> title,
    List<String> shortcuts,
    Optional<Ikon> icon,
    Supplier<String> refusal,
    Optional<BooleanSupplier> ticked,
    boolean once,
    Runnable action) {

  /**
   * A command that is always possible, has no key and no icon.
   *
   * @param key of its name in the bundle
   */
  public static Command of(String id, String key, Runnable action) {
    return named(id, () -> Texts.get(key), action);
  }

  /** As above, with a name that changes or is no text of the bundle. */
  public static Command named(String id, Supplier<String> title, Runnable action) {
    return new Command(
        id, title, List.of(), Optional.empty(), () -> "", Optional.empty(), false, action);
  }

  /** With keys; the first is shown. */
  public Command on(String... keys) {
    return new Command(id, title, List.of(keys), icon, refusal, ticked, once, action);
  }

  /** With an icon. */
  public Command drawn(Ikon sign) {
    return new Command(id, title, shortcuts, Optional.of(sign), refusal, ticked, once, action);
  }

  /** Not while there is a reason against it. */
  public Command unless(Supplier<String> reason) {
    return new Command(id, title, shortcuts, icon, reason, ticked, once, action);
  }

  /** Only while something is so; otherwise the text of a key says why not. */
  public Command when(BooleanSupplier possible, String key) {
    return unless(() -> possible.getAsBoolean() ? "" : Texts.get(key));
  }

  /** Is on or off. */
  public Command ticked(BooleanSupplier on) {
    return new Command(id, title, shortcuts, icon, refusal, Optional.of(on), once, action);
  }

  /** Not repeated while its key is held down. */
  public Command onceAKey() {
    return new Command(id, title, shortcuts, icon, refusal, ticked, true, action);
  }

  /** Nothing is against it now. */
  public boolean possible() {
    return refusal.get().isEmpty();
  }
}
