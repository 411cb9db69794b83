package io.spinlane.desktop.widget;

import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;

/**
 * Columns that fill their table, and keep their least widths where it is too narrow: then it
 * scrolls sideways, which the toolkit's constrained policy alone never lets it.
 */
public final class FittingColumns {
  private static final double SCROLL_BAR = 16;

  private FittingColumns() {}

  /** Fits the columns that a table has now, whenever it or their least widths change. */
  public static void of(TableView<?> table) {
    table.widthProperty().addListener((_, _, _) -> fit(table));
    for (TableColumn<?, ?> column : table.getColumns()) {
      column.minWidthProperty().addListener((_, _, _) -> fit(table));
    }
    fit(table);
  }

  private static void fit(TableView<?> table) {
    double least = SCROLL_BAR;
    for (TableColumn<?, ?> column : table.getColumns()) {
      least += column.getMinWidth();
    }
    table.setColumnResizePolicy(
        table.getWidth() < least
            ? TableView.UNCONSTRAINED_RESIZE_POLICY
            : TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
  }
}
