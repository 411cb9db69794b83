package io.spinlane.desktop.history;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/**
 * Every step from the drawing as it was opened, oldest first; the state now is marked, and what was
 * undone stands below it. A click, or Enter, goes to the state after a step.
 */
public final class HistoryView extends StackPane {
  private static final PseudoClass NOW = PseudoClass.getPseudoClass("now");
  private static final PseudoClass UNDONE = PseudoClass.getPseudoClass("undone");

  private final DesignModel model;
  private final ListView<String> list = new ListView<>();
  private int now;

  /** The history of a model. */
  public HistoryView(DesignModel model) {
    this.model = model;
    setId("history");
    list.setId("history-list");
    list.getStyleClass().addAll("dense", "edge-to-edge");
    list.setAccessibleText(Texts.get("history.title"));
    list.setCellFactory(_ -> new Row());
    list.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY) {
            go();
          }
        });
    list.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER) {
            go();
          }
        });
    getChildren().add(list);
    model.listen((_, _) -> refresh());
    refresh();
  }

  /** Brings the keyboard to the state now. */
  public void focus() {
    list.requestFocus();
  }

  /** The list itself, for whoever opens a menu on it. */
  public Node list() {
    return list;
  }

  /** Another state than the one now is selected. */
  public boolean canGo() {
    int chosen = list.getSelectionModel().getSelectedIndex();
    return chosen >= 0 && chosen != now;
  }

  /** All steps as text, a line each; those that were undone say so. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < list.getItems().size(); i++) {
      String undone = i > now ? " (" + Texts.get("history.undone") + ")" : "";
      text.append(list.getItems().get(i)).append(undone).append('\n');
    }
    return text.toString().strip();
  }

  /** Goes to the state that is selected. */
  public void go() {
    int chosen = list.getSelectionModel().getSelectedIndex();
    if (canGo()) {
      model.travel(chosen - now);
    }
  }

  private void refresh() {
    List<String> steps = new ArrayList<>();
    steps.add(Texts.get("history.begin"));
    steps.addAll(model.undoNames().reversed());
    now = steps.size() - 1;
    steps.addAll(model.redoNames());
    list.getItems().setAll(steps);
    list.getSelectionModel().select(now);
    list.scrollTo(now);
  }

  private final class Row extends ListCell<String> {
    Row() {
      setWrapText(true);
      setPrefWidth(0);
    }

    @Override
    protected void updateItem(@Nullable String step, boolean empty) {
      super.updateItem(step, empty);
      boolean isNow = !empty && getIndex() == now;
      boolean undone = !empty && getIndex() > now;
      setText(empty || step == null ? null : (isNow ? "● " : "    ") + step);
      setAccessibleHelp(undone ? Texts.get("history.undone") : "");
      setId(empty ? null : "history-" + getIndex());
      pseudoClassStateChanged(NOW, isNow);
      pseudoClassStateChanged(UNDONE, undone);
    }
  }
}
