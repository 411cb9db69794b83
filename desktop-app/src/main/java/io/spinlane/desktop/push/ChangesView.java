package io.spinlane.desktop.push;

import io.spinlane.desktop.text.Said;
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
import javafx.scene.layout.VBox;

/** Changes and diagnostics as rows: a sign, a name, and what about it. */
public final class ChangesView {
  private static final List<ChangeKind> ORDER =
      List.of(
          ChangeKind.CHANGE_KIND_ADDED,
          ChangeKind.CHANGE_KIND_CHANGED,
          ChangeKind.CHANGE_KIND_REMOVED);

  /** More rows than anyone reads; a list of thousands would take long to lay out. */
  private static final int MOST_ROWS = 300;

  private ChangesView() {}

  /** The changes, grouped by what happened to the element. */
  public static VBox of(List<Change> changes) {
    return of(changes, Texts.get("push.nothing"));
  }

  /**
   * The changes, grouped by what happened to the element.
   *
   * @param nothing what stands there when there are none
   */
  public static VBox of(List<Change> changes, String nothing) {
    VBox rows = new VBox();
    rows.setId("push-changes");
    rows.getStyleClass().add("push-list");
    if (changes.isEmpty()) {
      rows.getChildren().add(Rows.wrapped(nothing, "hint"));
    }
    int left = MOST_ROWS;
    for (ChangeKind kind : ORDER) {
      List<Change> group = changes.stream().filter(change -> change.getKind() == kind).toList();
      if (!group.isEmpty()) {
        String key = key(kind);
        rows.getChildren().add(Rows.group(Texts.get("push." + key, group.size())));
        List<Change> shown = group.subList(0, Math.min(left, group.size()));
        shown.forEach(change -> rows.getChildren().add(row(change, key)));
        left -= shown.size();
        if (shown.size() < group.size()) {
          String more = Texts.get("push.more", group.size() - shown.size());
          rows.getChildren().add(Rows.styled(more, "hint"));
        }
      }
    }
    return rows;
  }

  static String key(ChangeKind kind) {
    return switch (kind) {
      case CHANGE_KIND_ADDED -> "added";
      case CHANGE_KIND_REMOVED -> "removed";
      default -> "changed";
    };
  }

  private static Node row(Change change, String key) {
    Label sign = Rows.styled(Texts.get("push.sign." + key), "push-" + key);
    List<Node> lines = new ArrayList<>();
    lines.add(Rows.styled(Rows.name(change.getElement()), "push-name"));
    for (PropertyChange property : change.getPropertiesList()) {
      lines.add(Rows.wrapped(property(property), "hint"));
    }
    return Rows.row(sign, lines.toArray(Node[]::new));
  }

  /** "weight: 100 → 50". */
  public static String property(PropertyChange property) {
    return Texts.get(
        "push.property",
        property.getPath(),
        Rows.shown(property.getOldValue()),
        Rows.shown(property.getNewValue()));
  }

  static List<Node> diagnostics(List<Diagnostic> found) {
    List<Node> rows = new ArrayList<>();
    if (!found.isEmpty()) {
      rows.add(Rows.group(Texts.get("push.agentSays")));
      rows.addAll(found(found));
    }
    return rows;
  }

  /** What is wrong, and what to do about it, a row each. */
  static List<Node> found(List<Diagnostic> found) {
    List<Node> rows = new ArrayList<>();
    for (Diagnostic one : found) {
      boolean error = one.getSeverity() == Severity.SEVERITY_ERROR;
      Label sign = Rows.styled(error ? "✖" : "▲", error ? "problem-error" : "problem-warning");
      rows.add(
          Rows.row(
              sign,
              Rows.styled(Rows.name(one.getElement()), "push-name"),
              Rows.wrapped(Said.message(one)),
              Rows.wrapped(Said.hint(one), "hint")));
    }
    return rows;
  }
}
