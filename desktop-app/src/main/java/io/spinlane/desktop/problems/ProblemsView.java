package io.spinlane.desktop.problems;

import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Severity;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The list of problems; a click on one leads to its element. */
public final class ProblemsView extends StackPane {
  private final ListView<Diagnostic> list = new ListView<>();
  private final Label none = new Label();
  private final Consumer<String> reveal;

  /**
   * An empty list.
   *
   * @param reveal shows the element with an id
   */
  public ProblemsView(Consumer<String> reveal) {
    this.reveal = reveal;
    setId("problems");
    list.setId("problems-list");
    list.getStyleClass().addAll("dense", "edge-to-edge");
    list.setAccessibleText(Texts.get("problems.title"));
    none.setId("problems-none");
    none.getStyleClass().add("hint");
    list.setPlaceholder(none);
    list.setCellFactory(_ -> new Row());
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
    if (!list.getItems().equals(diagnostics)) {
      list.getItems().setAll(diagnostics);
    }
  }

  /** The problem that is selected. */
  public Optional<Diagnostic> selected() {
    return Optional.ofNullable(list.getSelectionModel().getSelectedItem());
  }

  private void revealSelected() {
    Diagnostic chosen = list.getSelectionModel().getSelectedItem();
    if (chosen != null) {
      elementOf(chosen).ifPresent(reveal);
    }
  }

  /** Id of the element on the canvas a problem is about; a lane's is its NIC. */
  public static Optional<String> elementOf(Diagnostic diagnostic) {
    ElementRef element = diagnostic.getElement();
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

  /** One problem: sign, element, what is wrong, and what to do. */
  private static final class Row extends ListCell<Diagnostic> {
    private final Label sign = new Label();
    private final Label where = new Label();
    private final Label message = new Label();
    private final Label hint = new Label();
    private final HBox row = new HBox(sign, where, new VBox(message, hint));

    Row() {
      row.getStyleClass().add("problem");
      sign.getStyleClass().add("problem-sign");
      where.getStyleClass().add("problem-where");
      hint.getStyleClass().add("hint");
      HBox.setHgrow(row.getChildren().getLast(), Priority.ALWAYS);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable Diagnostic problem, boolean empty) {
      super.updateItem(problem, empty);
      if (problem == null || empty) {
        setGraphic(null);
        setTooltip(null);
        return;
      }
      boolean error = problem.getSeverity() == Severity.SEVERITY_ERROR;
      sign.setText(error ? "✖" : problem.getSeverity() == Severity.SEVERITY_INFO ? "ℹ" : "▲");
      sign.getStyleClass().setAll("problem-sign", error ? "problem-error" : "problem-warning");
      where.setText(where(problem.getElement()));
      message.setText(problem.getMessage());
      hint.setText(problem.getHint());
      setGraphic(row);
      setTooltip(new Tooltip(problem.getMessage() + "\n" + problem.getHint()));
    }

    private static String where(ElementRef element) {
      ElementKind kind = element.getKind();
      boolean whole =
          kind == ElementKind.ELEMENT_KIND_UNSPECIFIED || kind == ElementKind.ELEMENT_KIND_TOPOLOGY;
      return whole
          ? Kinds.title(ElementKind.ELEMENT_KIND_TOPOLOGY)
          : Kinds.title(kind) + " " + element.getId();
    }
  }
}
