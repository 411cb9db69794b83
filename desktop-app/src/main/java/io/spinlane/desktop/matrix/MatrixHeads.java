package io.spinlane.desktop.matrix;

import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Rectangle;

/** The heads of the table's columns and rows, which stay in sight while it is scrolled. */
final class MatrixHeads {
  static final double ROW_WIDTH = 232;
  private static final double BAND_HEIGHT = 22;
  private static final double NARROW_BAND = 110;
  private static final double LINE_HEIGHT = 17;
  private static final double TURNED_HEIGHT = 78;
  private static final double NIC_WIDTH = 92;
  private static final double QUEUE_WIDTH = 36;
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final PseudoClass MISSING = PseudoClass.getPseudoClass("missing");

  private final Pane columnHeads = clipped("matrix-column-heads");
  private final Pane rowHeads = clipped("matrix-row-heads");
  private final Pane columns = new Pane();
  private final Pane rows = new Pane();
  private final List<Held> held = new ArrayList<>();
  private final List<Band> bands = new ArrayList<>();
  private final Map<Integer, Label> names = new HashMap<>();
  private final Map<Integer, Label> loads = new HashMap<>();
  private final Map<Integer, Label> queues = new HashMap<>();
  private final Map<Integer, Label> states = new HashMap<>();
  private final Consumer<String> select;

  /**
   * A name that stays in sight as long as one of its queues is.
   *
   * @param below how far under the top of what is in sight
   * @param first where it belongs
   * @param last how far down it may go
   */
  private record Held(Label label, double below, double first, double last) {}

  /** A band over columns whose name stands in the middle of what is in sight of it. */
  private record Band(Label label, int node, double start, double end) {
    void centre(double from, double to) {
      double left = Math.clamp(from, start, end);
      double right = Math.clamp(to, left, end);
      boolean narrow = right - left < NARROW_BAND;
      label.setText(Texts.get(narrow ? "matrix.nicNode" : "matrix.node", node));
      label.resizeRelocate(left, 0, right - left, BAND_HEIGHT - 3);
    }
  }

  /**
   * No heads yet.
   *
   * @param select selects the element with an id
   */
  MatrixHeads(Consumer<String> select) {
    this.select = select;
    columnHeads.getChildren().add(columns);
    rowHeads.getChildren().add(rows);
  }

  private static Pane clipped(String style) {
    Pane pane = new Pane();
    pane.getStyleClass().add(style);
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(pane.widthProperty());
    clip.heightProperty().bind(pane.heightProperty());
    pane.setClip(clip);
    return pane;
  }

  Pane columnHeads() {
    return columnHeads;
  }

  Pane rowHeads() {
    return rowHeads;
  }

  /** Height of the columns' heads; names of narrow columns are turned. */
  static double height(boolean narrow) {
    return BAND_HEIGHT + (narrow ? TURNED_HEIGHT : LINE_HEIGHT) + 2 * LINE_HEIGHT + 4;
  }

  /**
   * Follows the cells.
   *
   * @param width how much of the columns is in sight; 0 when not known yet
   */
  void scrolled(double x, double y, double width) {
    columns.setTranslateX(-x);
    rows.setTranslateY(-y);
    bands.forEach(band -> band.centre(x, width > 0 ? x + width : Double.MAX_VALUE));
    held.forEach(
        name -> name.label().setLayoutY(Math.clamp(y + name.below(), name.first(), name.last())));
  }

  /** Makes the heads of a grid. */
  void build(MatrixGrid grid, Tracks across, Tracks down, boolean narrow) {
    columns.getChildren().clear();
    rows.getChildren().clear();
    held.clear();
    bands.clear();
    names.clear();
    loads.clear();
    queues.clear();
    states.clear();
    bands(grid, across);
    for (int column = 0; column < across.count(); column++) {
      columnHead(grid.columns().get(column), column, across, narrow);
    }
    for (int row = 0; row < down.count(); row++) {
      rowHead(grid, row, down);
    }
  }

  /** One band over the columns of each NUMA node. */
  private void bands(MatrixGrid grid, Tracks across) {
    int first = 0;
    for (int column = 1; column <= across.count(); column++) {
      OptionalInt node = grid.columns().get(first).node();
      boolean ends = column == across.count() || !grid.columns().get(column).node().equals(node);
      if (ends) {
        if (node.isPresent()) {
          Label band = new Label(Texts.get("matrix.node", node.getAsInt()));
          band.getStyleClass().add("matrix-band");
          band.setId("matrix-node-" + node.getAsInt());
          band.setTooltip(new Tooltip(band.getText()));
          band.setManaged(false);
          columns.getChildren().add(band);
          bands.add(new Band(band, node.getAsInt(), across.start(first), across.end(column - 1)));
        }
        first = column;
      }
    }
  }

  private void columnHead(MatrixGrid.Column core, int column, Tracks across, boolean narrow) {
    double x = across.start(column);
    double width = across.size();
    Label name = new Label(core.core());
    name.getStyleClass().add("matrix-core");
    name.setId("matrix-core-" + core.core());
    name.setTooltip(new Tooltip(coreHelp(core)));
    name.setOnMouseClicked(_ -> select.accept(core.core()));
    names.put(column, name);
    if (narrow) {
      name.setRotate(-90);
      name.getStyleClass().add("turned");
      double top = BAND_HEIGHT + (TURNED_HEIGHT - LINE_HEIGHT) / 2;
      place(columns, name, x + (width - TURNED_HEIGHT) / 2, top, TURNED_HEIGHT - 4, LINE_HEIGHT);
    } else {
      place(columns, name, x, BAND_HEIGHT, width, LINE_HEIGHT);
    }
    double below = BAND_HEIGHT + (narrow ? TURNED_HEIGHT : LINE_HEIGHT);
    Label cpu =
        new Label(narrow ? String.valueOf(core.cpu()) : Texts.get("matrix.cpu", core.cpu()));
    cpu.getStyleClass().add("matrix-cpu");
    place(columns, cpu, x, below, width, LINE_HEIGHT);
    Label load = new Label();
    load.getStyleClass().add("matrix-load");
    load.setId("matrix-load-" + core.core());
    loads.put(column, load);
    place(columns, load, x, below + LINE_HEIGHT, width, LINE_HEIGHT);
  }

  private static String coreHelp(MatrixGrid.Column core) {
    List<String> lines = new ArrayList<>();
    lines.add(core.core() + ", " + Texts.get("matrix.cpu", core.cpu()));
    core.node().ifPresent(node -> lines.add(Texts.get("matrix.node", node)));
    if (!core.siblings().isEmpty()) {
      lines.add(
          Texts.get(
              "matrix.siblings",
              String.join(", ", core.siblings().stream().map(String::valueOf).toList())));
    }
    if (!core.switches()) {
      lines.add(Texts.get("matrix.refused", core.core()));
    }
    return String.join("\n", lines);
  }

  private void rowHead(MatrixGrid grid, int row, Tracks down) {
    MatrixGrid.Row head = grid.rows().get(row);
    String nic = head.queue().nic();
    double y = down.start(row);
    boolean second = head.queue().number() == 1;
    if (head.first() || (second && head.node().isPresent())) {
      Label name =
          new Label(head.first() ? nic : Texts.get("matrix.nicNode", head.node().orElse(0)));
      name.getStyleClass().add(head.first() ? "matrix-nic" : "matrix-cpu");
      String node =
          head.node().isPresent()
              ? Texts.get("matrix.node", head.node().getAsInt())
              : Texts.get("matrix.noNode");
      name.setTooltip(new Tooltip(nic + "\n" + node));
      name.setOnMouseClicked(_ -> select.accept(nic));
      if (head.first()) {
        name.setId("matrix-nic-" + nic);
      }
      place(rows, name, 10, y, NIC_WIDTH - 12, down.size());
      int last = row;
      while (last + 1 < down.count() && !grid.rows().get(last + 1).first()) {
        last++;
      }
      double above = head.first() ? 0 : down.size();
      double end = down.start(last) - (head.first() && last > row ? down.size() : 0);
      held.add(new Held(name, above, y, Math.max(y, end)));
    }
    Label queue = new Label("q" + head.queue().number());
    queue.getStyleClass().add("matrix-queue");
    queues.put(row, queue);
    place(rows, queue, NIC_WIDTH, y, QUEUE_WIDTH, down.size());
    Label state = new Label();
    state.getStyleClass().add("matrix-state");
    state.setId("matrix-state-" + nic + "-" + head.queue().number());
    states.put(row, state);
    double left = NIC_WIDTH + QUEUE_WIDTH;
    place(rows, state, left, y, ROW_WIDTH - left - 8, down.size());
  }

  private static void place(
      Pane pane, Label label, double x, double y, double width, double height) {
    label.setManaged(false);
    pane.getChildren().add(label);
    label.resizeRelocate(x, y, width, height);
  }

  /** Marks the row and the column of the cell that has the focus; -1: none. */
  void mark(int row, int column) {
    names.forEach((at, name) -> name.pseudoClassStateChanged(CURRENT, at == column));
    queues.forEach((at, name) -> name.pseudoClassStateChanged(CURRENT, at == row));
  }

  /** Says who polls a queue, and what it brings. */
  void showRow(int row, String core, double pps) {
    Label state = states.get(row);
    if (state != null) {
      boolean missing = core.isEmpty();
      String text = missing ? Texts.get("matrix.nobody") : core;
      state.setText(Double.isNaN(pps) ? text : text + " · " + Units.packets(pps));
      state.pseudoClassStateChanged(MISSING, missing);
    }
  }

  /** Says how many queues a core polls, and what they bring. */
  void showColumn(int column, boolean switches, int lanes, double pps, boolean narrow) {
    Label load = loads.get(column);
    if (load != null) {
      String count = narrow ? String.valueOf(lanes) : Texts.count("matrix.lanes", lanes);
      boolean rate = !Double.isNaN(pps) && !narrow && lanes > 0;
      load.setText(!switches ? "" : rate ? Units.packets(pps) : count);
      load.pseudoClassStateChanged(MISSING, switches && lanes == 0);
    }
  }
}
