package io.spinlane.desktop.inspector;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.spinlane.desktop.model.Properties;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Objects;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** One property with its name, its control, one sentence about it, and what is wrong with it. */
abstract class FieldEditor extends VBox {
  private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

  private final FieldSpec spec;
  private final FieldTarget target;
  private final FieldDescriptor field;
  private final Label error = new Label();
  private @Nullable Node control;

  FieldEditor(FieldSpec spec, FieldTarget target) {
    this.spec = spec;
    this.target = target;
    this.field = Properties.field(target.messages().getFirst().getDescriptorForType(), spec.path());
    getStyleClass().add("field");
    error.getStyleClass().add("field-error");
    error.setId(controlId() + "-error");
    error.setWrapText(true);
    error.setMinHeight(USE_PREF_SIZE);
    showError("");
  }

  /** Puts label, control and help together; called once by the subclass. */
  final void build(Node editing) {
    control = editing;
    editing.setId(controlId());
    Label name = new Label(label());
    name.getStyleClass().add("field-name");
    name.setLabelFor(editing);
    String sentence = Texts.getOr(key() + ".help", "");
    editing.setAccessibleText(label());
    editing.setAccessibleHelp(sentence);
    Label unit = new Label(Texts.getOr(key() + ".unit", ""));
    unit.getStyleClass().add("field-unit");
    HBox row = new HBox(editing, unit);
    row.getStyleClass().add("field-row");
    HBox.setHgrow(editing, Priority.ALWAYS);
    unit.setManaged(!unit.getText().isEmpty());
    Label help = new Label(sentence);
    help.getStyleClass().add("hint");
    help.setWrapText(true);
    help.setMinHeight(USE_PREF_SIZE);
    help.setManaged(!sentence.isEmpty());
    getChildren().setAll(name, row, error, help);
  }

  /** Shows the value of the elements as they are now, unless that would disturb typing. */
  abstract void refresh();

  final FieldSpec spec() {
    return spec;
  }

  final FieldTarget target() {
    return target;
  }

  final FieldDescriptor field() {
    return field;
  }

  /** The value all elements share, or null when it is not set or differs. */
  final @Nullable Object value() {
    List<Message> messages = target.messages();
    Object first = Properties.get(messages.getFirst(), spec.path());
    for (Message message : messages) {
      if (!Objects.equals(first, Properties.get(message, spec.path()))) {
        return null;
      }
    }
    return first;
  }

  /** The elements have different values. */
  final boolean mixed() {
    return target.messages().stream()
            .map(message -> String.valueOf(Properties.get(message, spec.path())))
            .distinct()
            .count()
        > 1;
  }

  /** Writes a value into every element; null unsets it. */
  final void write(@Nullable Object value) {
    target.write(spec.path(), label(), message -> Properties.with(message, spec.path(), value));
  }

  /** Gives every element the value back that it had before the typing began. */
  final void takeBack() {
    target.write(spec.path(), label(), message -> message);
  }

  final void showError(String sentence) {
    error.setText(sentence.isEmpty() ? "" : "✖ " + sentence);
    error.setVisible(!sentence.isEmpty());
    error.setManaged(!sentence.isEmpty());
    if (control != null) {
      control.pseudoClassStateChanged(INVALID, !sentence.isEmpty());
    }
  }

  /** Name of the property for people. */
  final String label() {
    return Texts.getOr(key(), spec.path());
  }

  /** What stands in an empty control, such as the default. */
  final String prompt() {
    return mixed() ? Texts.get("inspector.mixed") : Texts.getOr(key() + ".prompt", "");
  }

  /** Timeouts mean the same on a service and on the switch; their last two names are the key. */
  private String key() {
    String path = spec.path().replaceFirst("^connections\\.timeouts", "timeouts");
    String type = path.startsWith("timeouts.") ? "" : target.kindKey() + ".";
    return "field." + type + path;
  }

  final String controlId() {
    return "field-" + spec.path().replace('.', '-');
  }
}
