package io.spinlane.desktop.widget;

import java.util.HashMap;
import java.util.Map;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.TableColumnHeader;

/**
 * Columns that fill their table, and keep their least widths where it is too narrow: then it
 * scrolls sideways, which the toolkit's constrained policy alone never lets it. The widths they are
 * given are those for words of the usual size; with larger words they grow, and no column becomes
 * narrower than what stands over it.
 */
public final class FittingColumns {
  private static final double SCROLL_BAR = 16;

  /** What stands over columns, in pixels, in rows of the usual height and in dense ones. */
  private static final double USUAL_WORDS = 14;

  private static final double DENSE_WORDS = 12;

  /** For the arrow that says how rows are sorted, as a multiple of the letters' size. */
  private static final double ARROW = 1.5;

  private final TableView<?> table;
  private final Map<TableColumn<?, ?>, Double> given = new HashMap<>();
  private double factor = 1;

  private FittingColumns(TableView<?> table) {
    this.table = table;
    for (TableColumn<?, ?> column : table.getColumns()) {
      given.put(column, column.getMinWidth());
    }
  }

  /** Fits the columns that a table has now, whenever it or its words change. */
  public static void of(TableView<?> table) {
    FittingColumns columns = new FittingColumns(table);
    table.widthProperty().addListener((_, _, _) -> columns.fit());
    table
        .needsLayoutProperty()
        .subscribe(
            needsLayout -> {
              if (!needsLayout) {
                columns.followWords();
                columns.fit();
              }
            });
  }

  private void followWords() {
    for (TableColumn<?, ?> column : table.getVisibleLeafColumns()) {
      if (column.getStyleableNode() instanceof TableColumnHeader head
          && head.lookup(".label") instanceof Labeled label) {
        grow(label.getFont().getSize());
        column.setMinWidth(Math.max(given.getOrDefault(column, 0.0) * factor, over(column, label)));
      }
    }
  }

  /** Widths that people have given columns keep their proportions. */
  private void grow(double size) {
    double now = size / (table.getStyleClass().contains("dense") ? DENSE_WORDS : USUAL_WORDS);
    double growth = now / factor;
    if (growth != 1) {
      factor = now;
      for (TableColumn<?, ?> column : table.getColumns()) {
        column.setMaxWidth(column.getMaxWidth() * growth);
        column.setPrefWidth(column.getPrefWidth() * growth);
      }
    }
  }

  private void fit() {
    double least = SCROLL_BAR;
    for (TableColumn<?, ?> column : table.getVisibleLeafColumns()) {
      least += column.getMinWidth();
    }
    boolean scrolls = table.getWidth() < least;
    if (scrolls != table.getColumnResizePolicy().equals(TableView.UNCONSTRAINED_RESIZE_POLICY)) {
      table.setColumnResizePolicy(
          scrolls
              ? TableView.UNCONSTRAINED_RESIZE_POLICY
              : TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
      if (scrolls) {
        giveBack(table);
      }
    }
  }

  /** What columns got while there was room to spare. */
  private static <R> void giveBack(TableView<R> table) {
    for (TableColumn<R, ?> column : table.getVisibleLeafColumns()) {
      table.resizeColumn(column, column.getMinWidth() - column.getWidth());
    }
  }

  private static double over(TableColumn<?, ?> column, Labeled label) {
    if (column.getText().isEmpty()) {
      return 0;
    }
    double arrow = column.isSortable() ? ARROW * label.getFont().getSize() : 0;
    return Math.ceil(label.prefWidth(-1)) + arrow + 1; // the line at its right
  }
}
