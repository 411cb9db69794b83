package io.spinlane.desktop.inspector;

import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** Ids of other elements, ticked among those that are drawn. */
final class ReferencesEditor extends FieldEditor {
  private final VBox boxes = new VBox();

  ReferencesEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    boxes.getStyleClass().add("field-list");
    build(boxes);
    refresh();
  }

  @Override
  void refresh() {
    List<String> chosen = chosen();
    boxes.getChildren().clear();
    for (Element element : target().model().elements().values()) {
      if (element.kind() == spec().target()) {
        CheckBox box = new CheckBox(element.id());
        box.setMnemonicParsing(false);
        box.setId(controlId() + "-" + element.id());
        box.setSelected(chosen.contains(element.id()));
        box.setOnAction(_ -> tick(element.id(), box.isSelected()));
        boxes.getChildren().add(box);
      }
    }
    if (boxes.getChildren().isEmpty()) {
      Label none = new Label(Texts.get("inspector.noTargets"));
      none.getStyleClass().add("hint");
      boxes.getChildren().add(none);
    }
  }

  private void tick(String id, boolean on) {
    List<String> next = new ArrayList<>(chosen());
    next.remove(id);
    if (on) {
      next.add(id);
    }
    target().model().endMerge();
    write(next);
    target().model().endMerge();
  }

  private List<String> chosen() {
    List<String> chosen = new ArrayList<>();
    if (value() instanceof List<?> list) {
      list.forEach(item -> chosen.add(item.toString()));
    }
    return chosen;
  }
}
