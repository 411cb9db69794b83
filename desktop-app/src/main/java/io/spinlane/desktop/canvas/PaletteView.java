package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.text.Texts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** What can be drawn: drag it onto the canvas, double-click it, or press Enter on it. */
public final class PaletteView extends VBox {
  private final CanvasInput input;
  private final VBox items = new VBox();
  private final Map<NewElement, HBox> rows = new EnumMap<>(NewElement.class);
  private final Label nothing = new Label(Texts.get("palette.nothing"));

  /** A palette that feeds a canvas. */
  public PaletteView(CanvasInput input) {
    this.input = input;
    setId("palette");
    getStyleClass().add("palette");
    TextField search = new TextField();
    search.setId("palette-search");
    search.setPromptText(Texts.get("palette.search"));
    search.textProperty().addListener((_, _, text) -> filter(text));
    for (NewElement item : NewElement.values()) {
      HBox row = row(item);
      rows.put(item, row);
      items.getChildren().add(row);
    }
    nothing.getStyleClass().add("hint");
    nothing.setWrapText(true);
    nothing.setVisible(false);
    nothing.setManaged(false);
    items.getChildren().add(nothing);
    items.getStyleClass().add("palette-items");
    ScrollPane scroll = new ScrollPane(items);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    Label help = new Label(Texts.get("palette.help"));
    help.getStyleClass().add("hint");
    help.setWrapText(true);
    help.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(search, scroll, help);
  }

  /** Lets each row be told what a right click on it does. */
  public void eachRow(BiConsumer<Node, NewElement> told) {
    rows.forEach((item, row) -> told.accept(row, item));
  }

  private HBox row(NewElement item) {
    Label title = new Label(item.title());
    HBox row = new HBox(Glyphs.tile(item), title);
    row.setId("palette-" + item.name());
    row.getStyleClass().add("palette-item");
    row.setFocusTraversable(true);
    row.setAccessibleRole(AccessibleRole.BUTTON);
    row.setAccessibleText(item.title() + ". " + item.help());
    Tooltip.install(row, new Tooltip(item.help()));
    row.setOnMousePressed(
        event -> {
          row.requestFocus();
          if (event.getButton() == MouseButton.PRIMARY) {
            input.palettePressed(item, event);
          }
          event.consume(); // the scroll pane would take the focus
        });
    row.setOnMouseDragged(input::paletteDragged);
    row.setOnMouseReleased(input::paletteReleased);
    row.setOnMouseClicked(
        event -> {
          if (event.getButton() == MouseButton.PRIMARY && event.getClickCount() == 2) {
            input.add(item, Optional.empty());
          }
        });
    row.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            input.add(item, Optional.empty());
            event.consume();
          } else if (event.getCode() == KeyCode.ESCAPE) {
            input.cancel();
            event.consume();
          }
        });
    return row;
  }

  private void filter(String text) {
    String wanted = text.strip().toLowerCase(Locale.ROOT);
    boolean any = false;
    for (Map.Entry<NewElement, HBox> row : rows.entrySet()) {
      String words = row.getKey().title() + " " + row.getKey().help();
      boolean shown = words.toLowerCase(Locale.ROOT).contains(wanted);
      row.getValue().setVisible(shown);
      row.getValue().setManaged(shown);
      any |= shown;
    }
    nothing.setVisible(!any);
    nothing.setManaged(!any);
  }
}
