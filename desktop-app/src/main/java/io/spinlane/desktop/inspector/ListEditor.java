package io.spinlane.desktop.inspector;

import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.AccessRule;
import io.spinlane.v1.Route;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Several texts, one per line, with a line to add another. */
final class ListEditor extends FieldEditor {
  private final VBox lines = new VBox();
  private List<String> shown = List.of();

  ListEditor(FieldSpec spec, FieldTarget target) {
    super(spec, target);
    lines.getStyleClass().add("field-list");
    build(lines);
    show(values());
  }

  @Override
  void refresh() {
    List<String> now = values();
    if (!now.equals(shown)) {
      show(now);
    }
  }

  private void show(List<String> values) {
    shown = values;
    lines.getChildren().clear();
    for (int i = 0; i < values.size(); i++) {
      lines.getChildren().add(line(i, values.get(i)));
    }
    Button add = new Button(Texts.get("inspector.addLine"));
    add.setId(controlId() + "-add");
    add.getStyleClass().addAll("small", "flat", "accent");
    add.setOnAction(_ -> addLine());
    lines.getChildren().add(add);
  }

  private HBox line(int index, String text) {
    TextField input = new TextField(text);
    input.setId(controlId() + "-" + index);
    input.setPromptText(prompt());
    input.setAccessibleText(label() + " " + (index + 1));
    HBox.setHgrow(input, Priority.ALWAYS);
    input.textProperty().addListener((_, _, _) -> typed());
    input.focusedProperty().addListener((_, _, focused) -> focusChanged(focused));
    Button remove = new Button("✕");
    remove.setId(controlId() + "-remove-" + index);
    remove.getStyleClass().addAll("flat", "small");
    remove.setTooltip(new Tooltip(Texts.get("inspector.removeLine")));
    remove.setAccessibleText(Texts.get("inspector.removeLine"));
    HBox line = new HBox(input, remove);
    line.getStyleClass().add("field-row");
    remove.setOnAction(
        _ -> {
          lines.getChildren().remove(line);
          target().model().endMerge();
          typed();
          target().model().endMerge();
          show(values());
        });
    return line;
  }

  private void addLine() {
    HBox line = line(lines.getChildren().size() - 1, "");
    lines.getChildren().add(lines.getChildren().size() - 1, line);
    line.getChildren().getFirst().requestFocus();
  }

  private void focusChanged(boolean focused) {
    if (!focused) {
      target().model().endMerge();
    }
  }

  private void typed() {
    List<String> texts = new ArrayList<>();
    String wrong = "";
    for (Node node : lines.getChildren()) {
      if (node instanceof HBox line && line.getChildren().getFirst() instanceof TextField input) {
        String text = input.getText().strip();
        if (text.isEmpty()) {
          continue;
        }
        try {
          spec().check().check(text);
          texts.add(text);
        } catch (IllegalArgumentException e) {
          wrong = String.valueOf(e.getMessage());
        }
      }
    }
    showError(wrong);
    if (wrong.isEmpty()) {
      shown = texts;
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
