package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Note;
import javafx.geometry.Bounds;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Popup;

/**
 * A sheet over a note to write on: a click elsewhere, or Ctrl+Enter, keeps what was written; Esc
 * leaves the note as it was.
 */
final class NoteField {
  private static final double LEAST_WIDTH = 200;
  private static final double LEAST_HEIGHT = 110;

  private final CanvasView view;
  private boolean given;

  NoteField(CanvasView view) {
    this.view = view;
  }

  /** Opens over a note's card. */
  void open(ElementCard card, Note note) {
    TextArea input = new TextArea(note.getText());
    input.setId("note-field");
    input.setAccessibleText(Texts.get("note.write", note.getId()));
    input.setWrapText(true);
    Bounds over = card.localToScreen(card.getLayoutBounds());
    input.setPrefSize(
        Math.max(LEAST_WIDTH, over.getWidth()), Math.max(LEAST_HEIGHT, over.getHeight()));
    StackPane box = new StackPane(input);
    Popup popup = CardPopup.open(view, card, box, input, () -> end(note.getId(), input.getText()));
    input.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean enough = event.getCode() == KeyCode.ENTER && event.isShortcutDown();
          given = event.getCode() == KeyCode.ESCAPE;
          if (enough || given) {
            popup.hide();
            event.consume();
          }
        });
  }

  private void end(String id, String text) {
    if (!given) {
      write(id, text);
    }
    view.focus(id);
  }

  private void write(String id, String text) {
    boolean drawn = view.model().element(id).filter(e -> e.message() instanceof Note).isPresent();
    if (drawn) {
      view.model().endMerge();
      view.model()
          .apply(
              Edits.set(
                  id,
                  "text",
                  Texts.get("field.note.text"),
                  message -> ((Note) message).toBuilder().setText(text).build()));
      view.model().endMerge();
    }
  }
}
