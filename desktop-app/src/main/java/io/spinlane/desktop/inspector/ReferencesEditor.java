package io.spinlane.desktop.inspector;

import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Properties;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/**
 * Ids of other elements, ticked among those that are drawn; half ticked where only some of several
 * elements have one.
 */
final class ReferencesEditor extends FieldEditor {
  private final VBox boxes = new VBox();
  private List<String> shown = List.of();

  ReferencesEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    boxes.getStyleClass().add("field-list");
    build(boxes);
    refresh();
  }

  @Override
  void refresh() {
    List<String> offered =
        target().model().elements().values().stream()
            .filter(element -> element.kind() == spec().target())
            .map(Element::id)
            .toList();
    if (!offered.equals(shown) || boxes.getChildren().isEmpty()) {
      shown = offered;
      boxes.getChildren().setAll(offered.stream().map(this::box).toList());
      if (offered.isEmpty()) {
        Label none = new Label(Texts.get("inspector.noTargets"));
        none.getStyleClass().add("hint");
        boxes.getChildren().setAll(none);
      }
    }
    boxes.getChildren().forEach(node -> tickedAsDrawn(node));
  }

  private CheckBox box(String id) {
    CheckBox box = new CheckBox(id);
    box.setMnemonicParsing(false);
    box.setId(controlId() + "-" + id);
    box.setOnAction(_ -> tick(id, box.isSelected()));
    return box;
  }

  private void tickedAsDrawn(javafx.scene.Node node) {
    if (node instanceof CheckBox box) {
      long having =
          target().messages().stream().filter(m -> texts(m).contains(box.getText())).count();
      box.setIndeterminate(having > 0 && having < target().messages().size());
      box.setSelected(having == target().messages().size());
    }
  }

  private void tick(String id, boolean on) {
    changeOnce(
        message -> {
          List<String> next = new ArrayList<>(texts(message));
          next.remove(id);
          if (on) {
            next.add(id);
          }
          return Properties.with(message, spec().path(), next);
        });
  }
}
