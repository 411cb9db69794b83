package io.spinlane.desktop.canvas;

import io.spinlane.desktop.command.Popups;
import io.spinlane.desktop.model.Typing;
import javafx.geometry.Bounds;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Region;
import javafx.stage.Popup;

/**
 * A field over a card, open until the person is done: by a key, by a click elsewhere, or by
 * something that uses the drawing.
 */
final class CardPopup {
  private CardPopup() {}

  /**
   * Opens it, with everything in the field selected.
   *
   * @param box what is shown, the field in it
   * @param closed told once it is closed
   */
  static Popup open(
      CanvasView view, ElementCard card, Region box, TextInputControl input, Runnable closed) {
    box.getStyleClass().add("rename-box");
    Popup popup = Popups.over(view.getScene(), box);
    popup.setHideOnEscape(false);
    popup.setConsumeAutoHidingEvents(false);
    Typing typing = view.model().typing();
    Runnable writing = popup::hide;
    popup.setOnHidden(
        _ -> {
          typing.end(writing);
          closed.run();
        });
    typing.begin(writing);
    Bounds over = card.localToScreen(card.getLayoutBounds());
    popup.show(view, over.getMinX(), over.getMinY());
    input.requestFocus();
    input.selectAll();
    return popup;
  }
}
