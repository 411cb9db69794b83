package io.spinlane.desktop.command;

import javafx.scene.Node;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Has Esc close a window wherever its focus is: lists and tables keep the key for themselves. */
public final class EscapeKey {
  private EscapeKey() {}

  /** Closes when the key is pressed in a list or table that is not being edited. */
  public static void closes(Node root, Runnable close) {
    root.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE && keeps(event.getTarget())) {
            event.consume();
            close.run();
          }
        });
  }

  /** In a list or in one of its cells; a list of choices that hangs open closes first. */
  private static boolean keeps(Object target) {
    if (target instanceof ComboBoxBase<?> box && box.isShowing()) {
      return false;
    }
    for (Node at = target instanceof Node node ? node : null; at != null; at = at.getParent()) {
      boolean idle =
          switch (at) {
            case ListView<?> list -> list.getEditingIndex() < 0;
            case TableView<?> table -> table.getEditingCell() == null;
            case TreeView<?> tree -> tree.getEditingItem() == null;
            default -> false;
          };
      if (idle) {
        return true;
      }
    }
    return false;
  }
}
