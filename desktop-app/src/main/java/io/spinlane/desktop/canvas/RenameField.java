package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Ids;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;

/**
 * A field over a card's name: Enter or a click elsewhere renames, Esc leaves it as it was. A name
 * that cannot be is not left by Enter, and dropped by a click elsewhere, with the reason.
 */
final class RenameField {
  private static final double WIDTH = 200;

  private final CanvasView view;
  private final DesignModel model;
  private final Consumer<String> say;
  private boolean given;

  /**
   * A field over a view.
   *
   * @param say where the reason goes when a name is dropped
   */
  RenameField(CanvasView view, Consumer<String> say) {
    this.view = view;
    this.say = say;
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
    box.setPrefWidth(WIDTH);
    Popup popup = CardPopup.open(view, card, box, input, () -> end(id, input.getText().strip()));
    input
        .textProperty()
        .addListener(
            (_, _, text) -> {
              show(refusal, Ids.refusal(model.elements(), id, text.strip()));
              popup.sizeToScene();
            });
    input.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          boolean sound = refusal.getText().isEmpty();
          given = event.getCode() == KeyCode.ESCAPE;
          if (given || (event.getCode() == KeyCode.ENTER && sound)) {
            popup.hide();
            event.consume();
          }
        });
  }

  private static void show(Label refusal, String reason) {
    refusal.setText(reason);
    refusal.setVisible(!reason.isEmpty());
    refusal.setManaged(!reason.isEmpty());
  }

  private void end(String id, String wanted) {
    if (given || wanted.equals(id) || !model.elements().containsKey(id)) {
      view.focus(id);
      return;
    }
    String refusal = Ids.refusal(model.elements(), id, wanted);
    if (!refusal.isEmpty()) {
      say.accept(Texts.get("rename.dropped", id, refusal));
      view.focus(id);
      return;
    }
    model.apply(Edits.rename(id, wanted));
    model.selection().select(List.of(wanted));
    view.focus(wanted);
  }
}
