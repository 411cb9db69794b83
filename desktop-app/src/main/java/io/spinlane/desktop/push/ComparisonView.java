package io.spinlane.desktop.push;

import io.spinlane.desktop.push.Comparison.Cell;
import io.spinlane.desktop.push.Comparison.Row;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** Both sides of a conflict beside what they began from, a property in each line. */
final class ComparisonView extends GridPane {
  private static final int MOST_ROWS = 200;

  /**
   * A table.
   *
   * @param base heading over the values before
   * @param theirs heading over their values
   * @param mine heading over mine
   */
  ComparisonView(List<Row> rows, String base, String theirs, String mine) {
    setId("push-compare");
    getStyleClass().add("compare");
    for (double percent : new double[] {26, 25, 24.5, 24.5}) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(percent);
      column.setHgrow(Priority.SOMETIMES);
      getColumnConstraints().add(column);
    }
    String[] headings = {Texts.get("compare.what"), base, theirs, mine};
    for (int i = 0; i < headings.length; i++) {
      put(0, i, Rows.wrapped(headings[i], "compare-heading"), List.of());
    }
    List<Row> shown = rows.subList(0, Math.min(rows.size(), MOST_ROWS));
    for (int i = 0; i < shown.size(); i++) {
      add(i + 1, shown.get(i));
    }
    if (shown.size() < rows.size()) {
      Label more = Rows.styled(Texts.get("push.more", rows.size() - shown.size()), "hint");
      add(more, 0, shown.size() + 1, 4, 1);
    }
  }

  private void add(int line, Row row) {
    String name = Rows.name(row.element());
    String sign = row.conflict() ? Texts.get("compare.conflict") + "  " : "";
    Label what = Rows.wrapped(sign + (row.path().isEmpty() ? name : name + "\n" + row.path()));
    List<String> styles = row.conflict() ? List.of("compare-conflict") : List.of();
    boolean whole = row.path().isEmpty();
    put(line, 0, what, styles);
    put(line, 1, Rows.wrapped(whole ? "" : Rows.shown(row.base()), "hint"), styles);
    put(line, 2, cell(row.theirs()), styles);
    put(line, 3, cell(row.mine()), styles);
    what.setId("compare-" + row.element().getId() + (whole ? "" : "-" + row.path()));
    what.setAccessibleText(
        Texts.get(
            "compare.spoken",
            name,
            row.path(),
            Rows.shown(row.base()),
            text(row.theirs()),
            text(row.mine())));
  }

  private void put(int line, int column, Label label, List<String> styles) {
    label.setMaxWidth(Double.MAX_VALUE);
    label.setMaxHeight(Double.MAX_VALUE);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.getStyleClass().add("compare-cell");
    label.getStyleClass().addAll(styles);
    setValignment(label, VPos.TOP);
    add(label, column, line);
  }

  private static Label cell(Cell cell) {
    Label label = Rows.wrapped(text(cell));
    if (cell instanceof Cell.Unchanged) {
      label.getStyleClass().add("hint");
    }
    return label;
  }

  static String text(Cell cell) {
    return switch (cell) {
      case Cell.Unchanged() -> Texts.get("compare.unchanged");
      case Cell.Added() -> Texts.get("compare.added");
      case Cell.Removed() -> Texts.get("compare.removed");
      case Cell.Value(String value) -> Rows.shown(value);
    };
  }
}
