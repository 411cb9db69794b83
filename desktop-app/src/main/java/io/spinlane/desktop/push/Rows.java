package io.spinlane.desktop.push;

import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementRef;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the lists of this package are made of. */
final class Rows {
  private Rows() {}

  /** A label with a style. */
  static Label styled(String text, String... styles) {
    Label label = new Label(text);
    label.getStyleClass().addAll(styles);
    return label;
  }

  /** A label that goes on in the next line. */
  static Label wrapped(String text, String... styles) {
    Label label = styled(text, styles);
    label.setWrapText(true);
    return label;
  }

  /** A heading over a group of rows. */
  static Label group(String text) {
    return styled(text, "push-group");
  }

  /** A sign in front of some lines. */
  static HBox row(Label sign, Node... lines) {
    sign.getStyleClass().add("push-sign");
    sign.setMinWidth(Region.USE_PREF_SIZE);
    VBox text = new VBox(lines);
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row = new HBox(sign, text);
    row.getStyleClass().add("push-row");
    return row;
  }

  /** "Back-end web1"; of the topology as a whole only its kind. */
  static String name(ElementRef element) {
    String kind = Kinds.title(element.getKind());
    return element.getId().isEmpty() ? kind : kind + " " + element.getId();
  }

  /** A value as people see it. */
  static String shown(String value) {
    return value.isEmpty() ? Texts.get("push.unset") : value;
  }
}
