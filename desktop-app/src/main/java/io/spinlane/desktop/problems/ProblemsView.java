package io.spinlane.desktop.problems;

import io.spinlane.desktop.fix.QuickFix;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementRef;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;

/**
 * The list of problems; a click on one leads to its element, and what obviously mends it stands
 * beside it.
 */
public final class ProblemsView extends StackPane {
  private final ListView<Diagnostic> list = new ListView<>();
  private final Label none = new Label();
  private final Consumer<Diagnostic> reveal;

  /**
   * An empty list.
   *
   * @param reveal shows the element of a problem
   * @param fixes what would mend a problem now
   * @param mend does it
   */
  public ProblemsView(
      Consumer<Diagnostic> reveal,
      Function<Diagnostic, List<QuickFix>> fixes,
      Consumer<QuickFix> mend) {
    this.reveal = reveal;
    setId("problems");
    list.setId("problems-list");
    list.getStyleClass().addAll("dense", "edge-to-edge");
    list.setAccessibleText(Texts.get("problems.title"));
    none.setId("problems-none");
    none.getStyleClass().add("hint");
    list.setPlaceholder(none);
    list.setCellFactory(_ -> new ProblemRow(fixes, mend));
    list.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            revealSelected();
          }
        });
    list.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            revealSelected();
          }
        });
    getChildren().add(list);
  }

  /**
   * Shows these problems.
   *
   * @param drawn something is drawn; an empty drawing is not called fine
   */
  public void show(List<Diagnostic> diagnostics, boolean drawn) {
    none.setText(Texts.get(drawn ? "problems.none" : "problems.empty"));
    int selected = list.getSelectionModel().getSelectedIndex();
    if (!list.getItems().equals(diagnostics)) {
      list.getItems().setAll(diagnostics);
      // who mends one after the other by keys goes on where the last one was
      list.getSelectionModel().select(Math.min(selected, diagnostics.size() - 1));
    } else {
      list.refresh(); // the same problems may be mended in other ways now
    }
  }

  /** The problem that is selected. */
  public Optional<Diagnostic> selected() {
    return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
  }

  private void revealSelected() {
    selected().ifPresent(reveal);
  }

  /** Id of the element on the canvas a problem is about; a lane's is its NIC. */
  public static Optional<String> elementOf(Diagnostic diagnostic) {
    return elementOf(diagnostic.getElement());
  }

  /** As above, of anything that names an element. */
  public static Optional<String> elementOf(ElementRef element) {
    String id = element.getId();
    return switch (element.getKind()) {
      case ELEMENT_KIND_NIC,
          ELEMENT_KIND_CORE,
          ELEMENT_KIND_VIP,
          ELEMENT_KIND_SERVICE,
          ELEMENT_KIND_POOL,
          ELEMENT_KIND_BACKEND,
          ELEMENT_KIND_NOTE ->
          Optional.of(id);
      case ELEMENT_KIND_LANE, ELEMENT_KIND_QUEUE ->
          Optional.of(id.contains("/") ? id.substring(0, id.lastIndexOf('/')) : id);
      default -> Optional.empty();
    };
  }
}
