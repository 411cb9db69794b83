package io.spinlane.desktop.matrix;

import io.spinlane.desktop.assign.Locality;
import io.spinlane.desktop.assign.QueueRates;
import io.spinlane.desktop.canvas.EdgeScroller;
import io.spinlane.desktop.live.MovingMaximum;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Lanes;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.v1.Topology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * The table itself. Only the cells in sight are nodes, so that hundreds of queues and cores cost no
 * more than some.
 */
final class MatrixTable extends Region implements EdgeScroller.Paper {
  private static final double ROW_HEIGHT = 28;
  private static final double WIDE = 66;
  private static final double NARROW = 34;
  private static final int WIDE_COLUMNS = 16;
  private static final double GROUP_GAP = 8;
  private static final int HEAT_LEVELS = 4;

  private final DesignModel model;
  private final MatrixHeads heads;
  private final Consumer<String> tell;
  private final Pane cells = new Pane();
  private final ScrollPane scroll = new ScrollPane(cells);
  private final Map<Long, MatrixCell> shown = new HashMap<>();
  private final MovingMaximum maximum = new MovingMaximum();
  private Locality locality = Locality.of(null);
  private MatrixGrid grid = new MatrixGrid(List.of(), List.of(), Map.of());
  private Map<ReceiveQueue, String> lanes = Map.of();
  private Tracks across = new Tracks(List.of(), WIDE, 0, (_, _) -> false);
  private Tracks down = across;
  private @Nullable QueueRates rates;
  private @Nullable LaneBrush brush;
  private int cursorRow;
  private int cursorColumn;

  /**
   * An empty table.
   *
   * @param tell gets what the cell under the mouse, or with the focus, says; empty: neither
   */
  MatrixTable(DesignModel model, Consumer<String> tell) {
    this.model = model;
    this.tell = tell;
    heads = new MatrixHeads(id -> model.selection().select(List.of(id)));
    getStyleClass().add("matrix-table");
    cells.setId("matrix-cells");
    scroll.setId("matrix-scroll");
    scroll.setFocusTraversable(false);
    scroll.getStyleClass().addAll("edge-to-edge", "matrix-scroll");
    scroll.hvalueProperty().addListener((_, _, _) -> scrolled());
    scroll.vvalueProperty().addListener((_, _, _) -> scrolled());
    scroll.viewportBoundsProperty().addListener((_, _, _) -> scrolled());
    getChildren().addAll(heads.columnHeads(), heads.rowHeads(), scroll);
    addEventHandler(ScrollEvent.SCROLL, this::scrolledOverHeads);
  }

  MatrixGrid grid() {
    return grid;
  }

  Map<ReceiveQueue, String> lanes() {
    return lanes;
  }

  Pane cells() {
    return cells;
  }

  /** Where the cells are seen, on the screen. */
  Bounds seen() {
    return scroll.localToScreen(scroll.getLayoutBounds());
  }

  void useHost(Locality next) {
    locality = next;
    refresh(model.topology());
  }

  /** Shows the drawing as it is now; what is the same is left alone. */
  void refresh(Topology topology) {
    MatrixGrid next = MatrixGrid.of(topology, locality);
    lanes = Lanes.of(topology);
    if (!next.equals(grid)) {
      grid = next;
      rebuild();
    }
    showLanes();
  }

  private boolean narrow() {
    return grid.columns().size() > WIDE_COLUMNS;
  }

  private void rebuild() {
    across =
        new Tracks(
            grid.columns(),
            narrow() ? NARROW : WIDE,
            GROUP_GAP,
            (left, right) -> !left.node().equals(right.node()));
    down =
        new Tracks(
            grid.rows(),
            ROW_HEIGHT,
            GROUP_GAP,
            (above, below) -> !above.queue().nic().equals(below.queue().nic()));
    shown.clear();
    cells.getChildren().clear();
    cells.setMinSize(across.total(), down.total());
    cells.setPrefSize(across.total(), down.total());
    cells.setMaxSize(across.total(), down.total());
    heads.build(grid, across, down, narrow());
    cursorRow = Math.clamp(cursorRow, 0, Math.max(0, down.count() - 1));
    cursorColumn = Math.clamp(cursorColumn, 0, Math.max(0, across.count() - 1));
    requestLayout();
    scrolled();
  }

  @Override
  protected void layoutChildren() {
    double head = MatrixHeads.height(narrow());
    double left = MatrixHeads.ROW_WIDTH;
    heads.columnHeads().resizeRelocate(left, 0, Math.max(0, getWidth() - left), head);
    heads.rowHeads().resizeRelocate(0, head, left, Math.max(0, getHeight() - head));
    scroll.resizeRelocate(
        left, head, Math.max(0, getWidth() - left), Math.max(0, getHeight() - head));
  }

  /** The cells scroll themselves, and let through what they have no use for. */
  private void scrolledOverHeads(ScrollEvent event) {
    moveBy(-event.getDeltaX(), -event.getDeltaY());
    event.consume();
  }

  private double scrollX() {
    return Math.max(0, across.total() - scroll.getViewportBounds().getWidth()) * scroll.getHvalue();
  }

  private double scrollY() {
    return Math.max(0, down.total() - scroll.getViewportBounds().getHeight()) * scroll.getVvalue();
  }

  /** Has the nodes of the cells in sight, and of no others but the one with the focus. */
  private void scrolled() {
    heads.scrolled(scrollX(), scrollY(), width());
    if (grid.isEmpty()) {
      return;
    }
    int firstRow = down.at(scrollY());
    int lastRow = down.at(scrollY() + Math.max(1, scroll.getViewportBounds().getHeight()));
    int firstColumn = across.at(scrollX());
    int lastColumn = across.at(scrollX() + Math.max(1, scroll.getViewportBounds().getWidth()));
    shown
        .values()
        .removeIf(
            cell -> {
              boolean out =
                  (cell.row() < firstRow
                          || cell.row() > lastRow
                          || cell.column() < firstColumn
                          || cell.column() > lastColumn)
                      && !isCursor(cell);
              if (out) {
                cells.getChildren().remove(cell);
              }
              return out;
            });
    for (int row = firstRow; row <= lastRow; row++) {
      for (int column = firstColumn; column <= lastColumn; column++) {
        cell(row, column);
      }
    }
    cell(cursorRow, cursorColumn);
  }

  private boolean isCursor(MatrixCell cell) {
    return cell.row() == cursorRow && cell.column() == cursorColumn;
  }

  private MatrixCell cell(int row, int column) {
    return shown.computeIfAbsent(
        ((long) row << 32) | column,
        _ -> {
          MatrixCell cell = new MatrixCell(grid, row, column);
          cell.resizeRelocate(across.start(column), down.start(row), across.size(), down.size());
          cell.setFocusTraversable(isCursor(cell));
          // a tooltip would cover the neighbours that people aim at
          cell.hoverProperty().addListener((_, _, over) -> tell(cell, over));
          cell.focusedProperty().addListener((_, _, focused) -> marked(cell, focused));
          cell.accessibleTextProperty().addListener((_, _, _) -> tellAgain(cell));
          cells.getChildren().add(cell);
          show(cell);
          return cell;
        });
  }

  private void marked(MatrixCell cell, boolean focused) {
    heads.mark(focused ? cell.row() : -1, focused ? cell.column() : -1);
    tell(cell, focused);
  }

  private void tell(MatrixCell cell, boolean wanted) {
    tell.accept(wanted ? cell.getAccessibleText() : "");
  }

  /** What was told of a cell has changed, such as by a click on it. */
  private void tellAgain(MatrixCell cell) {
    if (cell.isFocused() || cell.isHover()) {
      tell(cell, true);
    }
  }

  /** Goes to a cell, as far as there is one, and brings it into sight. */
  void go(int row, int column) {
    if (grid.isEmpty()) {
      return;
    }
    cell(cursorRow, cursorColumn).setFocusTraversable(false);
    cursorRow = Math.clamp(row, 0, down.count() - 1);
    cursorColumn = Math.clamp(column, 0, across.count() - 1);
    MatrixCell cell = cell(cursorRow, cursorColumn);
    cell.setFocusTraversable(true);
    bringIntoSight(cell);
    cell.requestFocus();
  }

  private void bringIntoSight(MatrixCell cell) {
    double width = scroll.getViewportBounds().getWidth();
    double height = scroll.getViewportBounds().getHeight();
    double left =
        Math.clamp(
            scrollX(),
            across.end(cell.column()) - width,
            Math.max(across.end(cell.column()) - width, across.start(cell.column())));
    double top =
        Math.clamp(
            scrollY(),
            down.end(cell.row()) - height,
            Math.max(down.end(cell.row()) - height, down.start(cell.row())));
    scroll.setHvalue(share(left, across.total() - width));
    scroll.setVvalue(share(top, down.total() - height));
  }

  @Override
  public double width() {
    return scroll.getViewportBounds().getWidth();
  }

  @Override
  public double height() {
    return scroll.getViewportBounds().getHeight();
  }

  @Override
  public void moveBy(double dx, double dy) {
    scroll.setHvalue(share(scrollX() + dx, across.total() - width()));
    scroll.setVvalue(share(scrollY() + dy, down.total() - height()));
  }

  /** A place of the scene from the top left of what is in sight. */
  Point2D inSight(double sceneX, double sceneY) {
    return cells.sceneToLocal(sceneX, sceneY).subtract(scrollX(), scrollY());
  }

  /** The row in sight nearest to a height below the top of what is in sight. */
  int rowInSight(double y) {
    return down.at(scrollY() + Math.clamp(y, 0, Math.max(0, height() - 1)));
  }

  /** The column in sight nearest to a distance from the left of what is in sight. */
  int columnInSight(double x) {
    return across.at(scrollX() + Math.clamp(x, 0, Math.max(0, width() - 1)));
  }

  private static double share(double place, double most) {
    return most <= 0 ? 0 : Math.clamp(place / most, 0, 1);
  }

  int cursorRow() {
    return cursorRow;
  }

  int cursorColumn() {
    return cursorColumn;
  }

  int rowAt(double y) {
    return down.at(y);
  }

  int columnAt(double x) {
    return across.at(x);
  }

  /** Shows what a press or a range of rows would do; null: nothing is going on. */
  void preview(@Nullable LaneBrush next) {
    brush = next;
    showLanes();
  }

  private void showLanes() {
    shown.values().forEach(this::show);
    int[] counts = new int[grid.columns().size()];
    double[] sums = new double[grid.columns().size()];
    for (int row = 0; row < grid.rows().size(); row++) {
      ReceiveQueue queue = grid.rows().get(row).queue();
      String core = lanes.getOrDefault(queue, "");
      int column = grid.columnOf(core);
      double pps = pps(queue);
      heads.showRow(row, column < 0 ? "" : core, pps);
      if (column >= 0) {
        counts[column]++;
        sums[column] += pps;
      }
    }
    for (int column = 0; column < counts.length; column++) {
      boolean switches = grid.columns().get(column).switches();
      heads.showColumn(column, switches, counts[column], sums[column], narrow());
    }
  }

  private void show(MatrixCell cell) {
    ReceiveQueue queue = grid.rows().get(cell.row()).queue();
    String core = grid.columns().get(cell.column()).core();
    boolean pending = brush != null && brush.covers(cell.row(), cell.column());
    boolean assigned = core.equals(lanes.get(queue));
    cell.show(assigned, pending);
    if (assigned) {
      showRate(cell, queue);
    }
  }

  private double pps(ReceiveQueue queue) {
    return rates == null ? Double.NaN : rates.pps(queue);
  }

  private void showRate(MatrixCell cell, ReceiveQueue queue) {
    double pps = pps(queue);
    if (rates == null || Double.isNaN(pps)) {
      cell.showRate("", "", -1, false);
      return;
    }
    int level = pps <= 0 ? 0 : 1 + (int) Math.min(HEAT_LEVELS - 1, maximum.share(pps) * 4);
    String rate = narrow() ? "" : Units.count(pps);
    cell.showRate(rate, Units.packets(pps), level, rates.stale());
  }

  /** Shows the rates of now; null: there are none. */
  void showRates(@Nullable QueueRates next, long nowNs) {
    rates = next;
    if (next != null) {
      double largest = 0;
      for (MatrixGrid.Row row : grid.rows()) {
        double pps = next.pps(row.queue());
        largest = Double.isNaN(pps) ? largest : Math.max(largest, pps);
      }
      maximum.offer(largest, nowNs);
    }
    showLanes();
  }
}
