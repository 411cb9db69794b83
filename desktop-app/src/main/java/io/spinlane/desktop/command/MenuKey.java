package io.spinlane.desktop.command;

import java.util.Comparator;
import javafx.event.Event;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.IndexedCell;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** Opens the menu of what has the focus by Shift+F10, which not every system does by itself. */
public final class MenuKey {
  /** How far from its corner the menu of something large opens, in pixels. */
  private static final double REACH = 60;

  private MenuKey() {}

  /** Has Shift+F10 open menus in a window that has no commands of its own. */
  public static void listen(Node root) {
    root.addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          Node focused = root.getScene().getFocusOwner();
          if (event.getCode() == KeyCode.F10 && event.isShiftDown() && focused != null) {
            open(focused);
            event.consume();
          }
        });
  }

  /** Asks for the menu of what has the focus. */
  public static void open(Node focused) {
    Node at = selectedRow(focused);
    Bounds bounds = at.localToScreen(at.getLayoutBounds());
    double x = bounds.getMinX() + Math.min(bounds.getWidth(), REACH) / 2;
    double y = bounds.getMinY() + Math.min(bounds.getHeight(), REACH) / 2;
    Event.fireEvent(
        focused,
        new ContextMenuEvent(
            focused, focused, ContextMenuEvent.CONTEXT_MENU_REQUESTED, 0, 0, x, y, true, null));
  }

  /** The first selected row of a list or table that can be seen; anything else is itself. */
  private static Node selectedRow(Node focused) {
    return focused.lookupAll(".indexed-cell").stream()
        .filter(row -> row instanceof IndexedCell<?> cell && cell.isSelected() && cell.isVisible())
        .min(Comparator.comparingDouble(row -> row.localToScene(0, 0).getY()))
        .orElse(focused);
  }
}
