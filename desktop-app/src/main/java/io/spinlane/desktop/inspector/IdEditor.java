package io.spinlane.desktop.inspector;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Ids;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.TextField;

/** An element's id: judged while typed, changed on Enter or when the field is left. */
final class IdEditor extends FieldEditor {
  private final TextField input = new TextField();

  IdEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    build(input);
    input.textProperty().addListener((_, _, text) -> showError(refusal(text.strip())));
    input.setOnAction(_ -> commit());
    writtenWhole(input, this::write, this::commit);
    refresh();
  }

  private String refusal(String text) {
    return Ids.refusal(target().model().elements(), current(), text);
  }

  /** Written for something else: whoever goes on typing does so where they were. */
  private void write() {
    Scene scene = input.getScene();
    int caret = input.getCaretPosition();
    commit();
    if (scene != null
        && input.getScene() == null
        && scene.lookup("#" + controlId()) instanceof TextField next) {
      next.applyCss(); // else its skin, once made, would select everything
      next.requestFocus();
      next.positionCaret(caret);
    }
  }

  private void commit() {
    String text = input.getText().strip();
    String id = current();
    DesignModel model = target().model();
    if (!target().exists() || text.equals(id)) {
      return;
    }
    if (!refusal(text).isEmpty()) {
      refresh();
      return;
    }
    boolean selected = model.selection().ids().contains(id);
    model.apply(Edits.rename(id, text));
    if (selected) {
      model.selection().select(List.of(text));
    }
  }

  private String current() {
    return target().ids().getFirst();
  }

  @Override
  void refresh() {
    if (!input.isFocused()) {
      input.setText(current());
    }
  }
}
