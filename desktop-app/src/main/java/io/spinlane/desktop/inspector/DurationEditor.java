package io.spinlane.desktop.inspector;

import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.DurationText;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * A time: a number and its unit. Whoever types the unit too, as in "90s", has it chosen; written
 * into the drawing while it is typed.
 */
final class DurationEditor extends FieldEditor {
  private static final Pattern WITH_UNIT = Pattern.compile("(-?[0-9.]+) ?(ns|us|µs|ms|s|min|h)");
  private static final List<String> UNITS = List.of("ms", "s", "min", "h");

  private final TextField number = new TextField();
  private final ComboBox<String> unit = new ComboBox<>();
  private boolean refreshing;

  DurationEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    unit.getItems().setAll(UNITS);
    unit.getStyleClass().add("field-units");
    unit.setId(controlId() + "-unit");
    unit.setAccessibleText(Texts.get("inspector.unitOf", label()));
    HBox both = new HBox(number, unit);
    both.getStyleClass().add("field-row");
    HBox.setHgrow(number, Priority.ALWAYS);
    build(both, number);
    number.textProperty().addListener((_, _, text) -> typed(text.strip()));
    unit.valueProperty().addListener((_, _, _) -> unitChosen());
    number.focusedProperty().addListener((_, _, focused) -> focusChanged(focused));
    refresh();
  }

  private void focusChanged(boolean focused) {
    if (!focused) {
      target().model().endMerge();
      refresh();
    }
  }

  private void unitChosen() {
    if (!refreshing && !number.getText().isBlank()) {
      target().model().endMerge();
      typed(number.getText().strip());
      target().model().endMerge();
    }
  }

  private void typed(String text) {
    if (refreshing) {
      return;
    }
    Matcher whole = WITH_UNIT.matcher(text);
    if (whole.matches()) {
      refreshing = true;
      offer(whole.group(2));
      refreshing = false;
    }
    String time = text.isEmpty() || whole.matches() ? text : text + unit.getValue();
    String wrong = wrong(time);
    showError(wrong);
    if (!wrong.isEmpty()) {
      takeBack();
      return;
    }
    write(FieldValue.value(field(), time));
  }

  /** Chooses a unit, which may be one that is rarely needed. */
  private void offer(String wanted) {
    if (!unit.getItems().contains(wanted)) {
      unit.getItems().addFirst(wanted);
    }
    unit.setValue(wanted);
  }

  @Override
  void refresh() {
    if (number.isFocused() && says(FieldValue.text(field(), value()))) {
      return;
    }
    refreshing = true;
    Matcher now = WITH_UNIT.matcher(FieldValue.text(field(), value()));
    Matcher usual = WITH_UNIT.matcher(prompt());
    boolean usualTime = usual.matches();
    number.setPromptText(usualTime ? usual.group(1) : prompt());
    if (now.matches()) {
      number.setText(now.group(1));
      offer(now.group(2));
    } else {
      number.setText("");
      offer(usualTime ? usual.group(2) : "s");
    }
    showError("");
    refreshing = false;
  }

  /** What is in the controls, right or wrong, is what led to this value. */
  private boolean says(String value) {
    String text = number.getText().strip();
    if (text.isEmpty()) {
      return value.isEmpty();
    }
    try {
      String time = WITH_UNIT.matcher(text).matches() ? text : text + unit.getValue();
      spec().check().check(time);
      return DurationText.of(DurationText.parse(time)).equals(value);
    } catch (IllegalArgumentException e) {
      return true;
    }
  }
}
