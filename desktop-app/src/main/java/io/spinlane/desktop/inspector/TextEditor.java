package io.spinlane.desktop.inspector;

import com.google.protobuf.Message;
import io.spinlane.desktop.model.Properties;
import io.spinlane.desktop.text.Said;
import java.util.List;
import javafx.scene.TraversalDirection;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/**
 * A text, number or bytes; written into the drawing while it is typed. While it is wrong the
 * drawing has what it had before the typing began, not the beginning of a longer number.
 */
final class TextEditor extends FieldEditor {
  private final TextInputControl input;
  private boolean refreshing;

  TextEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    boolean tall = spec.control() == FieldSpec.Control.LONG_TEXT;
    input = tall ? longText() : new TextField();
    build(input);
    input.textProperty().addListener((_, _, text) -> typed(text));
    input
        .focusedProperty()
        .addListener(
            (_, _, focused) -> {
              if (!focused) {
                target.model().endMerge();
                refresh();
              }
            });
    refresh();
  }

  private static TextArea longText() {
    TextArea area = new TextArea();
    area.setWrapText(true);
    area.setPrefRowCount(3);
    area.addEventFilter(KeyEvent.KEY_PRESSED, event -> leave(area, event));
    return area;
  }

  /** Tab goes on, as in every other field; the toolkit would write it down. */
  private static void leave(TextArea area, KeyEvent event) {
    if (event.getCode() == KeyCode.TAB && !event.isControlDown() && !event.isAltDown()) {
      area.requestFocusTraversal(
          event.isShiftDown() ? TraversalDirection.PREVIOUS : TraversalDirection.NEXT);
      event.consume();
    }
  }

  private void typed(String raw) {
    if (refreshing) {
      return;
    }
    String text = spec().control() == FieldSpec.Control.LONG_TEXT ? raw : raw.strip();
    try {
      spec().check().check(text);
      FieldValue.value(field(), text);
    } catch (IllegalArgumentException e) {
      showError(Said.why(e));
      takeBack();
      return;
    }
    showError("");
    write(FieldValue.value(field(), text));
    noted();
  }

  /** What the address amounts to. */
  private void noted() {
    String text = FieldValue.text(field(), value());
    showNote(text.isEmpty() ? "" : spec().note().of(target().model().topology(), List.of(text)));
  }

  @Override
  void refresh() {
    input.setPromptText(prompt());
    noted();
    String text = FieldValue.text(field(), value());
    boolean typing = input.isFocused() && means(input.getText().strip());
    if (typing || text.equals(input.getText())) {
      return;
    }
    refreshing = true;
    input.setText(text);
    showError("");
    refreshing = false;
  }

  /** The text in the control already says what the drawing has, if in other words ("060s"). */
  private boolean means(String text) {
    try {
      spec().check().check(text);
      Message shown = target().messages().getFirst();
      return Properties.with(shown, spec().path(), FieldValue.value(field(), text)).equals(shown);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
