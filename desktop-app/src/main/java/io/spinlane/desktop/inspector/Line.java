package io.spinlane.desktop.inspector;

import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.text.EnumText;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.AccessAction;
import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** The controls of one line of a list, and the text they hold together. */
abstract class Line {
  /** Everything on the line. */
  abstract Node node();

  /** What the line says, as it is judged and written; empty when nothing was typed. */
  abstract String text();

  /** In the order of Tab; the first gets the focus. */
  abstract List<Control> controls();

  /** Calls back when anything on the line changes. */
  abstract void onChange(Runnable changed);

  /** One text. */
  static final class Plain extends Line {
    private final TextField input;

    Plain(String text) {
      input = new TextField(text);
      HBox.setHgrow(input, Priority.ALWAYS);
    }

    @Override
    Node node() {
      return input;
    }

    @Override
    String text() {
      return input.getText().strip();
    }

    @Override
    List<Control> controls() {
      return List.of(input);
    }

    @Override
    void onChange(Runnable changed) {
      input.textProperty().addListener((_, _, _) -> changed.run());
    }
  }

  /** Allow or deny, and for whom. */
  static final class Access extends Line {
    private final ComboBox<AccessAction> action = new ComboBox<>();
    private final TextField prefix;
    private final HBox row;

    Access(String text) {
      String[] words = text.split(" ", 2);
      prefix = new TextField(words.length > 1 ? words[1] : "");
      action.getItems().setAll(AccessAction.ACCESS_ACTION_ALLOW, AccessAction.ACCESS_ACTION_DENY);
      action.setValue(
          words[0].equals("deny")
              ? AccessAction.ACCESS_ACTION_DENY
              : AccessAction.ACCESS_ACTION_ALLOW);
      action.setConverter(new Named());
      action.setMinWidth(Control.USE_PREF_SIZE);
      row = new HBox(action, prefix);
      row.getStyleClass().add("field-row");
      HBox.setHgrow(prefix, Priority.ALWAYS);
      HBox.setHgrow(row, Priority.ALWAYS);
    }

    @Override
    Node node() {
      return row;
    }

    @Override
    String text() {
      String typed = prefix.getText().strip();
      String word = action.getValue() == AccessAction.ACCESS_ACTION_DENY ? "deny " : "allow ";
      return typed.isEmpty() ? "" : word + typed;
    }

    @Override
    List<Control> controls() {
      return List.of(prefix, action);
    }

    @Override
    void onChange(Runnable changed) {
      prefix.textProperty().addListener((_, _, _) -> changed.run());
      action.valueProperty().addListener((_, _, _) -> changed.run());
    }

    private static final class Named extends StringConverter<AccessAction> {
      @Override
      public String toString(@Nullable AccessAction value) {
        return value == null ? "" : EnumText.title(value.getValueDescriptor());
      }

      @Override
      public AccessAction fromString(String text) {
        throw new UnsupportedOperationException("the choice is not edited as text");
      }
    }
  }

  /** Where to, by which next hop, and from which NIC. */
  static final class Route extends Line {
    private final TextField prefix = new TextField();
    private final TextField via = new TextField();
    private final ComboBox<String> nic = new ComboBox<>();
    private final VBox rows;

    Route(String text, Collection<Element> elements) {
      List<String> offered = new ArrayList<>(List.of(""));
      elements.stream()
          .filter(element -> element.kind() == ElementKind.ELEMENT_KIND_NIC)
          .forEach(element -> offered.add(element.id()));
      String[] words = text.split(" ", -1);
      prefix.setText(words[0]);
      via.setText(words.length > 2 ? words[2] : "");
      String dev = words.length > 4 ? words[4] : "";
      if (!offered.contains(dev)) {
        offered.add(dev);
      }
      nic.getItems().setAll(offered);
      nic.setValue(dev);
      nic.setConverter(new AnyNic());
      nic.setMaxWidth(Double.MAX_VALUE);
      prefix.setPromptText("0.0.0.0/0");
      via.setPromptText("10.0.0.254");
      rows = new VBox(row("route.to", prefix), row("route.via", via), row("route.nic", nic));
      rows.getStyleClass().add("field-list");
      HBox.setHgrow(rows, Priority.ALWAYS);
    }

    private static HBox row(String key, Control control) {
      Label name = new Label(Texts.get(key));
      name.getStyleClass().addAll("field-unit", "route-word");
      name.setLabelFor(control);
      HBox row = new HBox(name, control);
      row.getStyleClass().add("field-row");
      HBox.setHgrow(control, Priority.ALWAYS);
      return row;
    }

    @Override
    Node node() {
      return rows;
    }

    @Override
    String text() {
      String to = prefix.getText().strip();
      String hop = via.getText().strip();
      if (to.isEmpty() && hop.isEmpty()) {
        return "";
      }
      String dev = nic.getValue();
      return to + " via " + hop + (dev == null || dev.isEmpty() ? "" : " dev " + dev);
    }

    @Override
    List<Control> controls() {
      return List.of(prefix, via, nic);
    }

    @Override
    void onChange(Runnable changed) {
      prefix.textProperty().addListener((_, _, _) -> changed.run());
      via.textProperty().addListener((_, _, _) -> changed.run());
      nic.valueProperty().addListener((_, _, _) -> changed.run());
    }

    private static final class AnyNic extends StringConverter<String> {
      @Override
      public String toString(@Nullable String id) {
        return id == null || id.isEmpty() ? Texts.get("route.anyNic") : id;
      }

      @Override
      public String fromString(String text) {
        return text;
      }
    }
  }
}
