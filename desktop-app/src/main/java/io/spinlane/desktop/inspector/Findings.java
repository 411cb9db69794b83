package io.spinlane.desktop.inspector;

import io.spinlane.desktop.text.Said;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Severity;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What the rules of topology files say, by shape, colour and text; takes no room without any. */
final class Findings extends VBox {
  private List<Diagnostic> shown = List.of();

  Findings() {
    getStyleClass().add("findings");
    setManaged(false);
    setVisible(false);
  }

  void show(List<Diagnostic> found) {
    if (found.equals(shown)) {
      return;
    }
    shown = List.copyOf(found);
    getChildren().clear();
    for (Diagnostic diagnostic : found) {
      boolean wrong = diagnostic.getSeverity() == Severity.SEVERITY_ERROR;
      Label label = new Label((wrong ? "✖ " : "▲ ") + Said.both(diagnostic));
      label.getStyleClass().add(wrong ? "field-error" : "field-warning");
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
      getChildren().add(label);
    }
    setManaged(!found.isEmpty());
    setVisible(!found.isEmpty());
  }
}
