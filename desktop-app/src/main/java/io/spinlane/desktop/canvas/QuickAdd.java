package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.jspecify.annotations.Nullable;

/** A small list beside the mouse of what may be added there: type to filter, Enter to take. */
final class QuickAdd {
  private static final double ROW_HEIGHT = 38;
  private static final double WIDTH = 232;
  private static final int MAX_ROWS = 8;

  private final CanvasView view;
  private final Popup popup = new Popup();
  private final Label title = new Label();
  private final TextField search = new TextField();
  private final ListView<NewElement> list = new ListView<>();
  private List<NewElement> offered = List.of();
  private Consumer<NewElement> taken = _ -> {};

  QuickAdd(CanvasView view) {
    this.view = view;
    VBox box = new VBox(title, search, list);
    box.setId("quick-add");
    box.getStyleClass().add("quick-add");
    box.setPrefWidth(WIDTH);
    title.getStyleClass().add("hint");
    title.setWrapText(true);
    title.setMinHeight(VBox.USE_PREF_SIZE);
    search.setId("quick-add-search");
    search.setPromptText(Texts.get("palette.search"));
    search.textProperty().addListener((_, _, text) -> filter(text));
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
    list.setId("quick-add-list");
    list.getStyleClass().addAll("dense", "edge-to-edge");
    list.setFixedCellSize(ROW_HEIGHT);
    list.prefHeightProperty()
        .bind(Bindings.createDoubleBinding(this::height, list.getItems(), list.insetsProperty()));
    list.setAccessibleText(Texts.get("quick.title"));
    list.setCellFactory(_ -> new Row());
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    popup.getContent().add(box);
    popup.setOnHidden(_ -> view.overlay().clear());
  }

  /** Shows what is offered; exactly one is taken, or none when it is dismissed. */
  void show(
      String heading,
      List<NewElement> items,
      double screenX,
      double screenY,
      Consumer<NewElement> take) {
    offered = items;
    taken = take;
    title.setText(heading);
    search.clear();
    filter("");
    popup.getScene().getRoot().getStyleClass().setAll(view.getScene().getRoot().getStyleClass());
    popup.getScene().getStylesheets().setAll(view.getScene().getStylesheets());
    popup.show(view, screenX, screenY);
    search.requestFocus();
  }

  void hide() {
    popup.hide();
  }

  /** As high as its rows, up to a number of them; a row that is cut off would call for a bar. */
  private double height() {
    return list.snappedTopInset()
        + ROW_HEIGHT * Math.clamp(list.getItems().size(), 1, MAX_ROWS)
        + list.snappedBottomInset();
  }

  private void filter(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    list.getItems()
        .setAll(
            offered.stream()
                .filter(item -> item.title().toLowerCase(Locale.ROOT).contains(wanted))
                .toList());
    list.getSelectionModel().selectFirst();
  }

  private void keyPressed(KeyEvent event) {
    int at = list.getSelectionModel().getSelectedIndex();
    switch (event.getCode()) {
      case DOWN -> list.getSelectionModel().select(Math.min(at + 1, list.getItems().size() - 1));
      case UP -> list.getSelectionModel().select(Math.max(at - 1, 0));
      case ENTER -> take(list.getSelectionModel().getSelectedItem());
      default -> {
        return;
      }
    }
    if (event.getCode() != KeyCode.ENTER) {
      list.scrollTo(list.getSelectionModel().getSelectedIndex());
    }
    event.consume();
  }

  private void take(@Nullable NewElement item) {
    popup.hide();
    if (item != null) {
      taken.accept(item);
    }
  }

  /** One thing that may be added. */
  private final class Row extends ListCell<NewElement> {
    @Override
    protected void updateItem(@Nullable NewElement item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setText(null);
        setGraphic(null);
        setId(null);
        setOnMouseClicked(null);
      } else {
        setText(item.title());
        setGraphic(Glyphs.tile(item));
        setId("quick-add-" + item.name());
        setOnMouseClicked(_ -> take(item));
      }
    }
  }
}
