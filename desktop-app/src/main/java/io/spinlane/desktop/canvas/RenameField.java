package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Ids;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;

/** A field over a card's name: Enter renames, Esc or a click elsewhere leaves it as it was. */
final class RenameField {
  private static final double WIDTH = 200;

  private final CanvasView view;
  private final DesignModel model;

  RenameField(CanvasView view) {
    this.view = view;
    this.model = view.model();
  }

  /** Opens over a card. */
  void open(String id) {
    view.bringIntoView(id);
    view.card(id).ifPresent(this::open);
  }

  private void open(ElementCard card) {
    String id = card.element().id();
    TextField input = new TextField(id);
    input.setId("rename-field");
    input.setAccessibleText(Texts.get("rename.title", id));
    Label refusal = new Label();
    refusal.setId("rename-refusal");
    refusal.getStyleClass().add("field-error");
    refusal.setWrapText(true);
    show(refusal, "");
    VBox box = new VBox(input, refusal);
    box.getStyleClass().add("rename-box");
    box.setPrefWidth(WIDTH);
    Popup popup = new Popup();
    popup.setAutoHide(true);
    popup.setHideOnEscape(true);
    popup.getScene().getRoot().getStyleClass().setAll(view.getScene().getRoot().getStyleClass());
    popup.getScene().getStylesheets().setAll(view.getScene().getStylesheets());
    popup.getContent().add(box);
    input
        .textProperty()
        .addListener(
            (_, _, text) -> {
              show(refusal, Ids.refusal(model.elements(), id, text.strip()));
              popup.sizeToScene();
            });
    input.setOnAction(
        _ -> {
          String wanted = input.getText().strip();
          if (Ids.refusal(model.elements(), id, wanted).isEmpty()) {
            popup.hide();
            rename(id, wanted);
          }
        });
    Bounds over = card.localToScreen(card.getLayoutBounds());
    popup.show(view, over.getMinX(), over.getMinY());
    input.requestFocus();
    input.selectAll();
  }

  private static void show(Label refusal, String reason) {
    refusal.setText(reason);
    refusal.setVisible(!reason.isEmpty());
    refusal.setManaged(!reason.isEmpty());
  }

  private void rename(String id, String wanted) {
    if (!wanted.equals(id) && model.elements().containsKey(id)) {
      model.apply(Edits.rename(id, wanted));
      model.selection().select(List.of(wanted));
    }
    view.focus(wanted);
  }
}
