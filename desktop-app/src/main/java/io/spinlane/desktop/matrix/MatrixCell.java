package io.spinlane.desktop.matrix;

import io.spinlane.desktop.assign.Locality;
import io.spinlane.desktop.text.Texts;
import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;

/** One cell: whether this core polls this queue, how far it is, and how much it gets. */
final class MatrixCell extends Label {
  private static final PseudoClass ASSIGNED = PseudoClass.getPseudoClass("assigned");
  private static final PseudoClass FAR = PseudoClass.getPseudoClass("far");
  private static final PseudoClass REFUSED = PseudoClass.getPseudoClass("refused");
  private static final PseudoClass PENDING = PseudoClass.getPseudoClass("pending");
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");
  private static final PseudoClass[] HEAT = {
    PseudoClass.getPseudoClass("heat0"),
    PseudoClass.getPseudoClass("heat1"),
    PseudoClass.getPseudoClass("heat2"),
    PseudoClass.getPseudoClass("heat3"),
    PseudoClass.getPseudoClass("heat4")
  };

  private final int row;
  private final int column;
  private final String where;
  private final int distance;
  private boolean assigned;

  MatrixCell(MatrixGrid grid, int row, int column) {
    this.row = row;
    this.column = column;
    MatrixGrid.Row queue = grid.rows().get(row);
    MatrixGrid.Column core = grid.columns().get(column);
    distance = grid.distance(row, column);
    where = Texts.get("matrix.cell", queue.queue().nic(), queue.queue().number(), core.core());
    setId("cell-" + queue.queue().nic() + "-" + queue.queue().number() + "-" + core.core());
    setManaged(false);
    setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
    getStyleClass().addAll("matrix-cell", "shade-" + MatrixGrid.shade(distance));
    pseudoClassStateChanged(REFUSED, !core.switches());
    setFocusTraversable(false);
  }

  int row() {
    return row;
  }

  int column() {
    return column;
  }

  /** Shows whether it is assigned, offline. */
  void show(boolean isAssigned, boolean pending) {
    assigned = isAssigned;
    pseudoClassStateChanged(ASSIGNED, assigned);
    pseudoClassStateChanged(FAR, assigned && distance > Locality.LOCAL);
    pseudoClassStateChanged(PENDING, pending);
    setText(sign());
    describe("");
    if (!assigned) {
      heat(-1, false);
    }
  }

  /** A triangle warns of a lane that crosses NUMA nodes, whatever the colours are. */
  private String sign() {
    return !assigned ? "" : distance > Locality.LOCAL ? "▲" : "●";
  }

  /**
   * Shows what the lane gets.
   *
   * @param rate short, such as "310 k"; empty: not known
   * @param spoken in full
   * @param level 0 for nothing, to 4; -1: not known
   */
  void showRate(String rate, String spoken, int level, boolean stale) {
    if (assigned) {
      setText(rate.isEmpty() ? sign() : distance > Locality.LOCAL ? "▲ " + rate : rate);
      heat(level, stale);
      describe(spoken);
    }
  }

  private void heat(int level, boolean stale) {
    for (int i = 0; i < HEAT.length; i++) {
      pseudoClassStateChanged(HEAT[i], level == i);
    }
    pseudoClassStateChanged(STALE, stale);
  }

  private void describe(String rate) {
    StringBuilder text = new StringBuilder(where);
    text.append(": ").append(Texts.get(assigned ? "matrix.polls" : "matrix.pollsNot"));
    if (distance != Locality.UNKNOWN) {
      String key = distance == Locality.LOCAL ? "matrix.local" : "matrix.far";
      text.append(", ").append(Texts.get(key, distance));
    }
    if (!rate.isEmpty()) {
      text.append(", ").append(rate);
    }
    String description = text.toString();
    if (!description.equals(getAccessibleText())) {
      setAccessibleText(description);
    }
  }
}
