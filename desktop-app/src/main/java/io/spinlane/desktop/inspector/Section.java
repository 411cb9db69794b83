package io.spinlane.desktop.inspector;

import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/** Properties that belong together, folded away while none of them is set. */
final class Section extends TitledPane {
  private final List<FieldEditor> editors = new ArrayList<>();
  private final VBox fields = new VBox();
  private final String title;

  Section(String group, String title) {
    this.title = title;
    setId("section-" + group);
    getStyleClass().addAll("inspector-section", "dense");
    setAnimated(false);
    fields.getStyleClass().add("fields");
    setContent(fields);
    setText(title);
  }

  void add(FieldEditor editor) {
    editors.add(editor);
    fields.getChildren().add(editor);
  }

  /** Says in the title how many of its properties are set, so that a folded one hides nothing. */
  void refresh() {
    long set = editors.stream().filter(FieldEditor::isSet).count();
    setText(set == 0 ? title : Texts.get("inspector.set", title, set));
  }

  boolean anySet() {
    return editors.stream().anyMatch(FieldEditor::isSet);
  }

  boolean anyFinding() {
    return editors.stream().anyMatch(editor -> editor.findings().isVisible());
  }
}
