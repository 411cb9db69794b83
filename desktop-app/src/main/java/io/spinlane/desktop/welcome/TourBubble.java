package io.spinlane.desktop.welcome;

import io.spinlane.desktop.text.Texts;
import java.util.List;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the tour says at one stop, and the way on. */
final class TourBubble extends VBox {
  private final int steps;
  private final Label title = new Label();
  private final Label text = new Label();
  private final Label count = new Label();
  private final Button back = new Button(Texts.get("tour.back"));
  private final Button next = new Button();
  private final Button end = new Button(Texts.get("tour.end"));

  TourBubble(int steps, Runnable goBack, Runnable goOn, Runnable goAway) {
    this.steps = steps;
    setId("tour-bubble");
    getStyleClass().add("tour-bubble");
    setAccessibleRole(AccessibleRole.DIALOG);
    title.setId("tour-title");
    title.getStyleClass().add("tour-title");
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    text.setId("tour-text");
    text.setWrapText(true);
    text.setMinHeight(Region.USE_PREF_SIZE);
    count.setId("tour-count");
    count.getStyleClass().add("hint");
    back.setId("tour-back");
    back.setOnAction(_ -> goBack.run());
    next.setId("tour-next");
    next.getStyleClass().add("accent");
    next.setDefaultButton(true);
    next.setOnAction(_ -> goOn.run());
    end.setId("tour-end");
    end.getStyleClass().add("flat");
    end.setOnAction(_ -> goAway.run());
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    HBox buttons = new HBox(8, end, spring, back, next);
    for (Button button : List.of(end, back, next)) {
      button.setMinWidth(Region.USE_PREF_SIZE);
    }
    getChildren().addAll(count, title, text, buttons);
  }

  /**
   * Shows a stop.
   *
   * @param at how many stops came before
   */
  void show(int number, String heading, int at) {
    title.setText(heading);
    text.setText(Texts.get("tour." + number + ".text"));
    count.setText(Texts.get("tour.count", at + 1, steps));
    back.setDisable(at == 0);
    boolean last = at + 1 == steps;
    next.setText(Texts.get(last ? "tour.done" : "tour.next"));
    end.setVisible(!last);
    setAccessibleText(heading + ". " + text.getText());
  }

  void focus() {
    next.requestFocus();
  }
}
