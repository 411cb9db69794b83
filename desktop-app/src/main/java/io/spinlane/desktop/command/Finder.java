package io.spinlane.desktop.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/**
 * A field over a list that is opened by a key, takes one thing and goes: letters filter, arrows
 * choose, Enter takes, Esc gives up.
 *
 * @param <T> what is found
 */
public final class Finder<T> {
  /**
   * What a row shows.
   *
   * @param id of the row for robots
   * @param detail smaller, under the title
   * @param key at the right; may be empty
   * @param possible false: shown grey, and not to be taken
   */
  public record Row(
      String id, Optional<Node> sign, String title, String detail, String key, boolean possible) {}

  private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
  private static final double WIDTH = 560;
  private static final double ROW_HEIGHT = 46;
  private static final int MAX_ROWS = 9;
  private static final double TOP = 96;

  private final String id;
  private final Supplier<List<T>> items;
  private final Function<T, String> words;
  private final Function<T, Row> look;
  private final Consumer<T> take;
  private Popup popup = new Popup();
  private final TextField search = new TextField();
  private final ListView<T> list = new ListView<>();
  private final VBox box = new VBox(search, list);

  /**
   * A finder that is not open.
   *
   * @param items all there is now, asked each time it opens
   * @param words what of an item is searched
   * @param take gets what was taken, once the finder is closed
   */
  public Finder(
      String id,
      String prompt,
      String nothing,
      Supplier<List<T>> items,
      Function<T, String> words,
      Function<T, Row> look,
      Consumer<T> take) {
    this.id = id;
    this.items = items;
    this.words = words;
    this.look = look;
    this.take = take;
    box.setId(id);
    box.getStyleClass().add("finder");
    box.setPrefWidth(WIDTH);
    search.setId(id + "-search");
    search.setPromptText(prompt);
    search.setAccessibleText(prompt);
    search.textProperty().addListener((_, _, _) -> filter());
    search.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    list.setId(id + "-list");
    list.getStyleClass().addAll("dense", "edge-to-edge");
    list.setFocusTraversable(false);
    list.setFixedCellSize(ROW_HEIGHT);
    list.setAccessibleText(prompt);
    list.setPlaceholder(new Label(nothing));
    list.setCellFactory(_ -> new Cell());
    list.getSelectionModel().selectedItemProperty().addListener((_, _, item) -> announce(item));
  }

  /** Opens it over a window, looking like that window. */
  public void open(Scene over) {
    Window window = over.getWindow();
    popup.hide();
    popup.getContent().clear();
    popup = Popups.over(over, box);
    double scale = Popups.scale(over);
    list.setFixedCellSize(ROW_HEIGHT * scale);
    box.setPrefWidth(WIDTH * scale);
    search.clear();
    filter();
    popup.show(
        window, window.getX() + (window.getWidth() - box.getPrefWidth()) / 2, window.getY() + TOP);
    search.requestFocus();
  }

  private void filter() {
    list.getItems().setAll(Fuzzy.find(search.getText(), items.get(), words));
    list.setPrefHeight(
        list.getFixedCellSize() * Math.clamp(list.getItems().size(), 1, MAX_ROWS) + 2);
    list.getSelectionModel().selectFirst();
    list.scrollTo(0);
    popup.sizeToScene();
  }

  /** The field keeps the focus, so it speaks for the row. */
  private void announce(@Nullable T item) {
    Row row = item == null ? null : look.apply(item);
    search.setAccessibleHelp(row == null ? "" : row.title() + ". " + row.detail());
    search.notifyAccessibleAttributeChanged(AccessibleAttribute.HELP);
  }

  private void pressed(KeyEvent event) {
    switch (event.getCode()) {
      case DOWN -> move(1);
      case UP -> move(-1);
      case PAGE_DOWN -> move(MAX_ROWS - 1);
      case PAGE_UP -> move(1 - MAX_ROWS);
      case ENTER -> take(list.getSelectionModel().getSelectedItem());
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void move(int rows) {
    int last = list.getItems().size() - 1;
    if (last < 0) {
      return;
    }
    int to = Math.clamp(list.getSelectionModel().getSelectedIndex() + rows, 0, last);
    list.getSelectionModel().select(to);
    list.scrollTo(Math.max(0, to - MAX_ROWS / 2));
  }

  private void take(@Nullable T item) {
    if (item != null && look.apply(item).possible()) {
      popup.hide();
      take.accept(item);
    }
  }

  private final class Cell extends ListCell<T> {
    private final Label title = new Label();
    private final Label detail = new Label();
    private final Label key = new Label();
    private final HBox sign = new HBox();
    private final VBox text = new VBox(title, detail);
    private final HBox row = new HBox(sign, text, key);

    Cell() {
      row.getStyleClass().add("finder-row");
      sign.getStyleClass().add("finder-sign");
      title.getStyleClass().add("finder-title");
      detail.getStyleClass().add("hint");
      key.getStyleClass().add("key");
      key.setMinWidth(USE_PREF_SIZE);
      HBox.setHgrow(text, Priority.ALWAYS);
      text.setAlignment(Pos.CENTER_LEFT);
      text.setMinWidth(0);
      setPrefWidth(0);
      setOnMouseClicked(_ -> take(getItem()));
    }

    @Override
    protected void updateItem(@Nullable T item, boolean empty) {
      super.updateItem(item, empty);
      if (empty || item == null) {
        setGraphic(null);
        setId(null);
        return;
      }
      Row shown = look.apply(item);
      setId(id + "-" + shown.id());
      title.setText(shown.title());
      detail.setText(shown.detail());
      key.setText(shown.key());
      key.setVisible(!shown.key().isEmpty());
      key.setManaged(!shown.key().isEmpty());
      sign.getChildren().setAll(shown.sign().stream().toList());
      pseudoClassStateChanged(REFUSED, !shown.possible());
      setGraphic(row);
    }
  }
}
