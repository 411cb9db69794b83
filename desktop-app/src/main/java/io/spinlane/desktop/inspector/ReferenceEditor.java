package io.spinlane.desktop.inspector;

import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.ComboBox;
import javafx.util.StringConverter;

/** The id of another element, chosen from those that are drawn. */
final class ReferenceEditor extends FieldEditor {
  private static final String NONE = "";

  private final ComboBox<String> input = new ComboBox<>();
  private boolean refreshing;

  ReferenceEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    input.setMaxWidth(Double.MAX_VALUE);
    input.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(String id) {
            return NONE.equals(id) ? Texts.get("inspector.none") : id;
          }

          @Override
          public String fromString(String text) {
            return text;
          }
        });
    build(input);
    input
        .valueProperty()
        .addListener(
            (_, _, chosen) -> {
              if (!refreshing && chosen != null) {
                writeOnce(chosen.isEmpty() ? null : chosen);
              }
            });
    refresh();
  }

  @Override
  void refresh() {
    refreshing = true;
    List<String> offered = new ArrayList<>(List.of(NONE));
    for (Map.Entry<String, Element> entry : target().model().elements().entrySet()) {
      if (entry.getValue().kind() == spec().target()) {
        offered.add(entry.getKey());
      }
    }
    if (!input.getItems().equals(offered)) {
      input.getItems().setAll(offered);
    }
    input.setValue(mixed() ? null : FieldValue.text(field(), value()));
    refreshing = false;
  }
}
