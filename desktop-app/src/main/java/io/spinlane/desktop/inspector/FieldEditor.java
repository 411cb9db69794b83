package io.spinlane.desktop.inspector;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.spinlane.desktop.model.Properties;
import io.spinlane.desktop.model.Typing;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * One property: its name with a link to its meaning, its control, what is wrong with it, what it
 * amounts to, and one sentence about it.
 */
abstract class FieldEditor extends VBox {
  private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

  private final FieldSpec spec;
  private final FieldTarget target;
  private final Label error = wrapped("field-error");
  private final Label note = wrapped("field-note");
  private final Findings findings = new Findings();
  private @Nullable Node control;

  FieldEditor(FieldSpec spec, FieldTarget target) {
    this.spec = spec;
    this.target = target;
    getStyleClass().add("field");
    error.setId(controlId() + "-error");
    note.setId(controlId() + "-note");
    findings.setId(controlId() + "-findings");
    showError("");
    showNote("");
  }

  private static Label wrapped(String style) {
    Label label = new Label();
    label.getStyleClass().add(style);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  /** Puts name, control and help together; called once by the subclass. */
  final void build(Node editing) {
    build(editing, editing);
  }

  /** As above, where the control that takes the focus is only a part of what is shown. */
  final void build(Node shown, Node editing) {
    control = editing;
    editing.setId(controlId());
    String sentence = Texts.getOr(key() + ".help", "");
    editing.setAccessibleText(label());
    editing.setAccessibleHelp(sentence);
    Label unit = new Label(Texts.getOr(key() + ".unit", ""));
    unit.getStyleClass().add("field-unit");
    unit.setMinWidth(Region.USE_PREF_SIZE);
    unit.setManaged(!unit.getText().isEmpty());
    HBox row = new HBox(shown, unit);
    row.getStyleClass().add("field-row");
    HBox.setHgrow(shown, Priority.ALWAYS);
    Label help = wrapped("hint");
    help.setText(sentence);
    help.setManaged(!sentence.isEmpty());
    getChildren().setAll(heading(editing), row, error, findings, note, help);
  }

  private HBox heading(Node editing) {
    Label name = new Label(label());
    name.getStyleClass().add("field-name");
    name.setLabelFor(editing);
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    Hyperlink meaning = new Hyperlink("?");
    meaning.setId(controlId() + "-help");
    meaning.getStyleClass().add("field-help");
    meaning.setFocusTraversable(false); // F1 in the control does the same, and Tab stays short
    meaning.setAccessibleText(Texts.get("inspector.meaning", label()));
    meaning.setTooltip(new Tooltip(Texts.get("inspector.meaning", label())));
    meaning.setOnAction(_ -> target.explain(anchor()));
    HBox heading = new HBox(name, spring, meaning);
    heading.getStyleClass().add("field-row");
    return heading;
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
    return Properties.field(target.messages().getFirst().getDescriptorForType(), spec.path());
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
  boolean mixed() {
    return target.messages().stream()
            .map(message -> String.valueOf(Properties.get(message, spec.path())))
            .distinct()
            .count()
        > 1;
  }

  /** Somebody has said something about it in at least one element, be it the default. */
  boolean isSet() {
    return target.messages().stream()
        .map(message -> Properties.get(message, spec.path()))
        .anyMatch(FieldEditor::says);
  }

  private static boolean says(@Nullable Object value) {
    return switch (value) {
      case null -> false;
      case Boolean on -> on;
      case Number number -> number.longValue() != 0;
      case String text -> !text.isEmpty();
      case List<?> list -> !list.isEmpty();
      case ByteString bytes -> !bytes.isEmpty();
      case EnumValueDescriptor chosen -> chosen.getNumber() != 0;
      default -> true;
    };
  }

  /** Writes a value into every element; null unsets it. */
  final void write(@Nullable Object value) {
    target.write(spec.path(), label(), message -> Properties.with(message, spec.path(), value));
  }

  /** As above, as a step of its own: what was chosen rather than typed. */
  final void writeOnce(@Nullable Object value) {
    changeOnce(message -> Properties.with(message, spec.path(), value));
  }

  /** Changes every element, as a step of its own. */
  final void changeOnce(UnaryOperator<Message> change) {
    target.model().endMerge();
    target.write(spec.path(), label(), change);
    target.model().endMerge();
  }

  /** What a list of one element holds, as texts. */
  final List<String> texts(Message message) {
    return Properties.get(message, spec.path()) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }

  /** Why a text must not be the value, as a sentence; empty when it may. */
  final String wrong(String text) {
    try {
      spec.check().check(text);
      return "";
    } catch (IllegalArgumentException e) {
      return Said.why(e);
    }
  }

  /** Gives every element the value back that it had before the typing began. */
  final void takeBack() {
    target.write(spec.path(), label(), message -> message);
  }

  /**
   * A field that is written as a whole: when it is left, and before anything uses the drawing.
   *
   * @param writing writes what was typed while it keeps the focus
   * @param left does so when it has lost it
   */
  final void writtenWhole(TextField input, Runnable writing, Runnable left) {
    Typing typing = target.model().typing();
    input
        .focusedProperty()
        .subscribe(
            (_, focused) -> {
              if (focused) {
                typing.begin(writing);
              } else {
                typing.end(writing);
                left.run();
              }
            });
    input
        .textProperty()
        .subscribe(
            (_, _) -> {
              if (input.isFocused()) {
                typing.begin(writing); // again, after a command that changed nothing here
              }
            });
  }

  final void showError(String sentence) {
    show(error, sentence.isEmpty() ? "" : "✖ " + sentence);
    if (control != null) {
      control.pseudoClassStateChanged(INVALID, !sentence.isEmpty());
    }
  }

  /** What the value amounts to. */
  final void showNote(String sentence) {
    show(note, sentence);
  }

  /** What the rules say about this property, beside what is wrong with the typing. */
  final Findings findings() {
    return findings;
  }

  private static void show(Label label, String sentence) {
    label.setText(sentence);
    label.setVisible(!sentence.isEmpty());
    label.setManaged(!sentence.isEmpty());
  }

  /** Name of the property for people. */
  final String label() {
    return Texts.getOr(key(), spec.path());
  }

  /** What stands in an empty control, such as the default. */
  final String prompt() {
    return mixed() ? Texts.get("inspector.mixed") : Texts.getOr(key() + ".prompt", "");
  }

  private String key() {
    return FieldMeanings.key(target.kind(), spec.path());
  }

  /** Where the help explains this property. */
  final String anchor() {
    return FieldMeanings.anchor(target.kind(), spec.path());
  }

  final String controlId() {
    return "field-" + spec.path().replace('.', '-');
  }
}
