package io.spinlane.desktop.matrix;

import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.desktop.text.Texts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a press and a drag in the table mean: all rows from where it began to where it is now go to
 * the core of the column where it is now. So a drag along a row moves one lane, and a drag down a
 * column gives one core several queues. Without a drag it toggles the one cell. Dropping the object
 * cancels it. Pure.
 */
final class LaneBrush {
  private final MatrixGrid grid;
  private final Map<ReceiveQueue, String> lanes;
  private final int startRow;
  private final int startColumn;
  private int row;
  private int column;
  private boolean dragged;

  /** Begins at a cell. */
  LaneBrush(MatrixGrid grid, Map<ReceiveQueue, String> lanes, int row, int column) {
    this.grid = grid;
    this.lanes = lanes;
    startRow = row;
    startColumn = column;
    this.row = row;
    this.column = column;
  }

  /** Is over a cell now. */
  void over(int nextRow, int nextColumn) {
    dragged = dragged || nextRow != startRow || nextColumn != startColumn;
    row = nextRow;
    column = nextColumn;
  }

  /** It has left the cell where it began, even if it is back there. */
  boolean dragged() {
    return dragged;
  }

  /** The cell would get, or keep, a lane if it ended now. */
  boolean covers(int someRow, int someColumn) {
    return someColumn == column
        && someRow >= Math.min(startRow, row)
        && someRow <= Math.max(startRow, row);
  }

  /** Why nothing would happen, in one sentence; empty when something may. */
  String refusal() {
    MatrixGrid.Column core = grid.columns().get(column);
    return core.switches() ? "" : Texts.get("matrix.refused", core.core());
  }

  /** The core each touched queue would get; empty text: none any more. */
  Map<ReceiveQueue, String> result() {
    Map<ReceiveQueue, String> result = new LinkedHashMap<>();
    if (!refusal().isEmpty()) {
      return result;
    }
    String core = grid.columns().get(column).core();
    for (int at = Math.min(startRow, row); at <= Math.max(startRow, row); at++) {
      ReceiveQueue queue = grid.rows().get(at).queue();
      boolean takesBack = !dragged && core.equals(lanes.get(queue));
      result.put(queue, takesBack ? "" : core);
    }
    return result;
  }
}
