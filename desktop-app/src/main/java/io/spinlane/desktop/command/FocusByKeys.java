package io.spinlane.desktop.command;

import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import org.jspecify.annotations.Nullable;

/**
 * Marks what has the focus because of a key, until the mouse is used. The toolkit's own mark,
 * {@code :focus-visible}, knows of Tab only, not of commands such as F6.
 */
public final class FocusByKeys {
  private static final PseudoClass BY_KEYS = PseudoClass.getPseudoClass("by-keys");

  private boolean keyUsed;

  private FocusByKeys() {}

  /** Marks in a scene, for style sheets to say {@code :by-keys}. */
  public static void mark(Scene scene) {
    FocusByKeys last = new FocusByKeys();
    scene.addEventFilter(KeyEvent.KEY_PRESSED, _ -> last.keyUsed = true);
    scene.addEventFilter(
        MouseEvent.MOUSE_PRESSED,
        _ -> {
          last.keyUsed = false;
          show(scene.getFocusOwner(), false);
        });
    scene
        .focusOwnerProperty()
        .addListener(
            (_, from, to) -> {
              show(from, false);
              show(to, last.keyUsed);
            });
  }

  private static void show(@Nullable Node node, boolean marked) {
    if (node != null) {
      node.pseudoClassStateChanged(BY_KEYS, marked);
    }
  }

  /** Whether a node is marked, for a ring that is drawn beside it. */
  public static BooleanBinding marks(Node node) {
    return Bindings.createBooleanBinding(
        () -> node.getPseudoClassStates().contains(BY_KEYS), node.getPseudoClassStates());
  }
}
