package io.spinlane.desktop.push;

import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Change;
import io.spinlane.v1.ChangeKind;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.PropertyChange;
import io.spinlane.v1.Severity;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Changes and diagnostics as rows: a sign, a name, and what about it. */
public final class ChangesView {
  private static final List<ChangeKind> ORDER =
      List.of(
          ChangeKind.CHANGE_KIND_ADDED,
          ChangeKind.CHANGE_KIND_CHANGED,
          ChangeKind.CHANGE_KIND_REMOVED);

  private ChangesView() {}

  /** The changes, grouped by what happened to the element. */
  public static VBox of(List<Change> changes) {
    VBox rows = new VBox();
    rows.setId("push-changes");
    rows.getStyleClass().add("push-list");
    if (changes.isEmpty()) {
      rows.getChildren().add(styled(new Label(Texts.get("push.nothing")), "hint"));
    }
    for (ChangeKind kind : ORDER) {
      List<Change> group = changes.stream().filter(change -> change.getKind() == kind).toList();
      if (!group.isEmpty()) {
        String key = key(kind);
        Label caption = new Label(Texts.get("push." + key, group.size()));
        rows.getChildren().add(styled(caption, "push-group"));
        group.forEach(change -> rows.getChildren().add(row(change, key)));
      }
    }
    return rows;
  }

  private static String key(ChangeKind kind) {
    return switch (kind) {
      case CHANGE_KIND_ADDED -> "added";
      case CHANGE_KIND_REMOVED -> "removed";
      default -> "changed";
    };
  }

  private static Node row(Change change, String key) {
    Label sign = styled(new Label(Texts.get("push.sign." + key)), "push-sign");
    sign.getStyleClass().add("push-" + key);
    String id = change.getElement().getId();
    String kind = Kinds.title(change.getElement().getKind());
    Label name = styled(new Label(id.isEmpty() ? kind : kind + " " + id), "push-name");
    VBox text = new VBox(name);
    for (PropertyChange property : change.getPropertiesList()) {
      Label line =
          new Label(
              Texts.get(
                  "push.property",
                  property.getPath(),
                  shown(property.getOldValue()),
                  shown(property.getNewValue())));
      line.setWrapText(true);
      text.getChildren().add(styled(line, "hint"));
    }
    HBox row = new HBox(sign, text);
    row.getStyleClass().add("push-row");
    return row;
  }

  private static String shown(String value) {
    return value.isEmpty() ? Texts.get("push.unset") : value;
  }

  static List<Node> diagnostics(List<Diagnostic> found) {
    List<Node> rows = new ArrayList<>();
    if (!found.isEmpty()) {
      rows.add(styled(new Label(Texts.get("push.agentSays")), "push-group"));
    }
    for (Diagnostic one : found) {
      boolean error = one.getSeverity() == Severity.SEVERITY_ERROR;
      Label sign = styled(new Label(error ? "✖" : "▲"), "push-sign");
      sign.getStyleClass().add(error ? "problem-error" : "problem-warning");
      Label message = new Label(one.getMessage());
      message.setWrapText(true);
      Label hint = styled(new Label(one.getHint()), "hint");
      hint.setWrapText(true);
      HBox row = new HBox(sign, new VBox(message, hint));
      row.getStyleClass().add("push-row");
      rows.add(row);
    }
    return rows;
  }

  private static Label styled(Label label, String style) {
    label.getStyleClass().add(style);
    return label;
  }
}
