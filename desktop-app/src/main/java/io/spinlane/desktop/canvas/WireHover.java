package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Wire;
import java.util.Optional;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.input.MouseEvent;

/** Shows which wire a click would select: a band along it, and a pointing hand. */
final class WireHover {
  private final CanvasView view;

  WireHover(CanvasView view) {
    this.view = view;
    view.addEventHandler(MouseEvent.MOUSE_MOVED, this::moved);
    view.addEventHandler(MouseEvent.MOUSE_EXITED, _ -> show(Optional.empty()));
    view.addEventHandler(MouseEvent.MOUSE_PRESSED, _ -> show(Optional.empty()));
  }

  private void moved(MouseEvent event) {
    Cursor now = view.getCursor();
    if (now != null && !now.equals(Cursor.HAND)) {
      return; // the paper is about to be moved
    }
    Node target = (Node) event.getTarget();
    boolean paper =
        Presses.ancestor(target, ElementCard.class) == null
            && Presses.ancestor(target, FrameHandle.class) == null
            && Presses.ancestor(target, Minimap.class) == null;
    show(paper ? view.wireAt(view.pointer(event).world()) : Optional.empty());
  }

  private void show(Optional<Wire> wire) {
    view.showHover(wire.orElse(null));
    Cursor now = view.getCursor();
    if (now == null || now.equals(Cursor.HAND)) {
      view.setCursor(wire.isPresent() ? Cursor.HAND : null);
    }
  }
}
