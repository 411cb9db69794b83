package io.spinlane.desktop.inspector;

import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.AccessRule;
import io.spinlane.v1.Route;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Several things, a line each, with what each line amounts to and a button for another. */
final class ListEditor extends FieldEditor {
  private final VBox lines = new VBox();
  private final List<Line> edited = new ArrayList<>();
  private List<String> shown = List.of();
  private boolean shownMixed;

  ListEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    lines.getStyleClass().add("field-list");
    build(lines);
    show(values());
  }

  @Override
  void refresh() {
    List<String> now = values();
    if (!now.equals(shown) || shownMixed != mixed()) {
      show(now);
    }
  }

  private void show(List<String> values) {
    shown = values;
    shownMixed = mixed();
    lines.getChildren().clear();
    edited.clear();
    if (shownMixed) {
      Label differs = new Label(Texts.get("inspector.mixedList"));
      differs.setId(controlId() + "-mixed");
      differs.getStyleClass().add("hint");
      differs.setWrapText(true);
      lines.getChildren().add(differs);
    }
    Button add = new Button(Texts.get("inspector.addLine"));
    add.setId(controlId() + "-add");
    add.getStyleClass().addAll("small", "flat", "accent");
    add.setOnAction(_ -> addLine());
    lines.getChildren().add(add);
    values.forEach(this::append);
  }

  private Line line(String text) {
    return switch (spec().control()) {
      case ACCESS -> new Line.Access(text);
      case ROUTES -> new Line.Route(text, target().model().elements().values());
      default -> new Line.Plain(text);
    };
  }

  private Line append(String text) {
    int index = edited.size();
    Line line = line(text);
    Label note = new Label();
    note.getStyleClass().add("field-note");
    note.setWrapText(true);
    for (int i = 0; i < line.controls().size(); i++) {
      var control = line.controls().get(i);
      control.setId(controlId() + "-" + index + (i == 0 ? "" : "-" + i));
      control.setAccessibleText(label() + " " + (index + 1));
      control.focusedProperty().addListener((_, _, focused) -> focusChanged(focused));
      if (i == 0 && control instanceof TextField input && input.getPromptText().isEmpty()) {
        input.setPromptText(
            Texts.getOr(FieldMeanings.key(target().kind(), spec().path()) + ".prompt", ""));
      }
    }
    VBox item = new VBox();
    Button remove = new Button("✕");
    remove.setId(controlId() + "-remove-" + index);
    remove.getStyleClass().addAll("flat", "small");
    remove.setTooltip(new Tooltip(Texts.get("inspector.removeLine")));
    remove.setAccessibleText(Texts.get("inspector.removeLine"));
    remove.setMinWidth(Button.USE_PREF_SIZE);
    HBox row = new HBox(line.node(), remove);
    row.getStyleClass().add("field-row");
    item.getChildren().setAll(row, note);
    noted(line, note);
    line.onChange(
        () -> {
          noted(line, note);
          typed();
        });
    remove.setOnAction(_ -> remove(line, item));
    edited.add(line);
    lines.getChildren().add(lines.getChildren().size() - 1, item);
    return line;
  }

  private void noted(Line line, Label note) {
    String text = line.text().isEmpty() ? "" : said(line.text());
    note.setText(text);
    note.setManaged(!text.isEmpty());
  }

  private String said(String text) {
    return wrong(text).isEmpty()
        ? spec().note().of(target().model().topology(), List.of(text))
        : "";
  }

  private void addLine() {
    append("").controls().getFirst().requestFocus();
  }

  private void remove(Line line, VBox item) {
    edited.remove(line);
    lines.getChildren().remove(item);
    target().model().endMerge();
    typed();
    target().model().endMerge();
    show(values());
  }

  private void focusChanged(boolean focused) {
    if (!focused) {
      target().model().endMerge();
    }
  }

  private void typed() {
    List<String> texts = new ArrayList<>();
    String reason = "";
    for (Line line : edited) {
      String text = line.text();
      String wrong = text.isEmpty() ? "" : wrong(text);
      reason = wrong.isEmpty() ? reason : wrong;
      if (!text.isEmpty()) {
        texts.add(text);
      }
    }
    showError(reason);
    if (reason.isEmpty()) {
      shown = texts;
      shownMixed = false;
      write(texts.stream().map(this::item).toList());
    }
  }

  private List<String> values() {
    List<String> texts = new ArrayList<>();
    if (value() instanceof List<?> list) {
      list.forEach(item -> texts.add(text(item)));
    }
    return texts;
  }

  private static String text(Object item) {
    return switch (item) {
      case Route route -> RouteText.of(route);
      case AccessRule rule -> AccessText.of(rule);
      default -> item.toString();
    };
  }

  private Object item(String text) {
    if (field().getJavaType() != JavaType.MESSAGE) {
      return text;
    }
    return field().getMessageType().equals(Route.getDescriptor())
        ? RouteText.parse(text)
        : AccessText.parse(text);
  }
}
