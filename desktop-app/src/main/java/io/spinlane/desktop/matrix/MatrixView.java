package io.spinlane.desktop.matrix;

import io.spinlane.desktop.assign.Locality;
import io.spinlane.desktop.assign.QueueRates;
import io.spinlane.desktop.canvas.EdgeScroller;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Lanes;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.desktop.text.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.BooleanBinding;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The lanes of the drawing as a table that is drawn in: rows are receive queues, columns are cores.
 * It changes the same drawing as the canvas, so that both have one list of what can be undone.
 */
public final class MatrixView extends BorderPane {
  /** So low, in pixels, that the rows need the room of the words around them. */
  private static final double LOW = 260;

  private final DesignModel model;
  private final MatrixTable table;
  private final Consumer<String> say;
  private final Label host = new Label();
  private final Label empty = new Label();
  private final FlowPane buttons = new FlowPane();
  private final MatrixLegend legend = new MatrixLegend();
  private final EdgeScroller scroller;
  private Point2D mouse = Point2D.ZERO;
  private @Nullable LaneBrush brush;
  private int anchorRow = -1;

  /**
   * A table of a drawing.
   *
   * @param say tells a sentence
   */
  public MatrixView(DesignModel model, Consumer<String> say) {
    this.model = model;
    this.say = say;
    table = new MatrixTable(model, legend::tell);
    scroller = new EdgeScroller(table, this::follow);
    setId("matrix");
    getStyleClass().add("matrix");
    setMinSize(0, 0); // long words must not push the inspector out of the window
    Label title = new Label(Texts.get("matrix.title"));
    title.getStyleClass().add("matrix-title");
    title.setWrapText(true);
    host.setWrapText(true);
    host.setId("matrix-host");
    host.getStyleClass().add("hint");
    buttons.getStyleClass().add("matrix-buttons");
    HBox.setHgrow(buttons, Priority.ALWAYS);
    VBox says = new VBox(title, host);
    says.setMinWidth(0);
    BooleanBinding high = heightProperty().greaterThan(LOW);
    for (Node words : List.of(says, legend)) {
      words.visibleProperty().bind(high);
      words.managedProperty().bind(high);
    }
    HBox bar = new HBox(says, buttons);
    bar.getStyleClass().add("matrix-bar");
    setTop(bar);
    empty.setId("matrix-empty");
    empty.getStyleClass().add("empty-help");
    empty.setWrapText(true);
    empty.setMaxWidth(480);
    setCenter(new StackPane(table, empty));
    setBottom(legend);
    table.cells().addEventHandler(MouseEvent.MOUSE_PRESSED, this::pressed);
    table.cells().addEventHandler(MouseEvent.MOUSE_DRAGGED, this::dragged);
    table.cells().addEventHandler(MouseEvent.MOUSE_RELEASED, this::released);
    table.cells().addEventHandler(KeyEvent.KEY_PRESSED, this::keyPressed);
    table.addEventFilter(ContextMenuEvent.CONTEXT_MENU_REQUESTED, this::pointed);
    visibleProperty().addListener((_, _, _) -> refresh());
    model.listen((_, _) -> refresh());
    refresh();
  }

  /** Where the commands of the table stand. */
  public Pane buttons() {
    return buttons;
  }

  /**
   * Shows distances on a host.
   *
   * @param name what people call it; empty when none is known
   */
  public void useHost(Locality locality, String name) {
    host.setText(name.isEmpty() ? Texts.get("matrix.noHost") : Texts.get("matrix.host", name));
    table.useHost(locality);
    refresh();
  }

  private void refresh() {
    if (!isVisible()) {
      return; // shown anew when it is
    }
    stop();
    table.refresh(model.topology());
    boolean nothing = table.grid().isEmpty();
    boolean nics = !table.grid().rows().isEmpty();
    empty.setText(Texts.get(nics ? "matrix.empty.cores" : "matrix.empty"));
    empty.setVisible(nothing);
    table.setVisible(!nothing);
    legend.show(table.grid().farDistances());
  }

  /** Shows the rates of now; null: there are none. */
  void showRates(@Nullable QueueRates rates, long nowNs) {
    table.showRates(rates, nowNs);
    legend.showHeat(rates != null);
  }

  /**
   * Puts the cursor on a queue, at the core that polls it if there is one, and brings it into
   * sight.
   */
  public void reveal(ReceiveQueue queue) {
    int row = table.grid().rowOf(queue);
    if (row >= 0) {
      int column = table.grid().columnOf(table.lanes().getOrDefault(queue, ""));
      table.go(row, column < 0 ? table.cursorColumn() : column);
    }
  }

  /** As above, by the name of a queue in diagnostics, such as "ext0/0"; false: there is none. */
  public boolean reveal(String queueId) {
    for (MatrixGrid.Row row : table.grid().rows()) {
      if (row.queue().id().equals(queueId)) {
        reveal(row.queue());
        return true;
      }
    }
    return false;
  }

  /** Gives the cell of the cursor the focus. */
  public void focus() {
    table.go(table.cursorRow(), table.cursorColumn());
  }

  private void pressed(MouseEvent event) {
    if (event.getButton() == MouseButton.PRIMARY && !table.grid().isEmpty()) {
      int row = table.rowAt(event.getY());
      int column = table.columnAt(event.getX());
      table.go(row, column);
      begin(row, column);
      event.consume();
    }
  }

  /** A menu is about the cell, row or column under the mouse; by keys, about the cursor's. */
  private void pointed(ContextMenuEvent event) {
    if (!event.isKeyboardTrigger() && !table.grid().isEmpty()) {
      Point2D place = table.cells().screenToLocal(event.getScreenX(), event.getScreenY());
      Bounds seen = table.seen();
      boolean heads = event.getScreenY() < seen.getMinY();
      boolean names = event.getScreenX() < seen.getMinX();
      go(
          heads ? table.cursorRow() : table.rowAt(place.getY()),
          names ? table.cursorColumn() : table.columnAt(place.getX()));
    }
  }

  /** The queue of the row with the cursor; empty when there is no row. */
  public Optional<ReceiveQueue> queue() {
    return table.grid().isEmpty()
        ? Optional.empty()
        : Optional.of(table.grid().rows().get(table.cursorRow()).queue());
  }

  /** Id of the core of the column with the cursor; empty when there is no column. */
  public Optional<String> core() {
    return table.grid().isEmpty()
        ? Optional.empty()
        : Optional.of(table.grid().columns().get(table.cursorColumn()).core());
  }

  /** Has the core at the cursor poll the queue there, or no longer. */
  public void assignAtCursor() {
    assignRange();
  }

  /** Has nobody poll the queue at the cursor. */
  public void clearAtCursor() {
    if (!table.grid().isEmpty()) {
      clearRange();
    }
  }

  private void begin(int row, int column) {
    brush = new LaneBrush(table.grid(), table.lanes(), row, column);
    table.preview(brush);
  }

  private void dragged(MouseEvent event) {
    if (brush == null) {
      return;
    }
    mouse = new Point2D(event.getSceneX(), event.getSceneY());
    follow();
    if (brush.dragged()) {
      Point2D place = table.inSight(mouse.getX(), mouse.getY());
      scroller.at(place.getX(), place.getY());
    }
    event.consume();
  }

  /** The drag is over the cell under the mouse, or the nearest one in sight. */
  private void follow() {
    LaneBrush held = brush;
    if (held == null) {
      return;
    }
    Point2D place = table.inSight(mouse.getX(), mouse.getY());
    int row = table.rowInSight(place.getY());
    int column = table.columnInSight(place.getX());
    if (held.dragged() || !held.covers(row, column)) {
      held.over(row, column);
      table.go(row, column);
      table.preview(held);
    }
  }

  private void released(MouseEvent event) {
    if (brush != null && event.getButton() == MouseButton.PRIMARY) {
      apply(brush);
      event.consume();
    }
  }

  private void apply(LaneBrush done) {
    stop();
    if (!done.refusal().isEmpty()) {
      say.accept(done.refusal());
      return;
    }
    assign(done.result());
  }

  private void assign(Map<ReceiveQueue, String> wanted) {
    boolean takes = wanted.values().stream().allMatch(String::isEmpty);
    String name = Texts.count(takes ? "edit.unassign" : "edit.assign", wanted.size());
    if (model.apply(Lanes.assign(name, wanted))) {
      say.accept(name);
    }
  }

  /** Lets go of what is going on; nothing changes. */
  private void stop() {
    anchorRow = -1;
    scroller.end();
    if (brush != null) {
      brush = null;
      table.preview(null);
    }
  }

  private void keyPressed(KeyEvent event) {
    KeyCode code = event.getCode();
    boolean handled = true;
    switch (code) {
      case UP -> step(-1, 0, event.isShiftDown());
      case DOWN -> step(1, 0, event.isShiftDown());
      case LEFT -> step(0, -1, event.isShiftDown());
      case RIGHT -> step(0, 1, event.isShiftDown());
      case HOME -> go(event.isShortcutDown() ? 0 : table.cursorRow(), 0);
      case END ->
          go(event.isShortcutDown() ? Integer.MAX_VALUE : table.cursorRow(), Integer.MAX_VALUE);
      case PAGE_UP -> step(-10, 0, event.isShiftDown());
      case PAGE_DOWN -> step(10, 0, event.isShiftDown());
      case SPACE, ENTER -> assignRange();
      case DELETE, BACK_SPACE -> clearRange();
      case ESCAPE -> handled = escape();
      default -> handled = false;
    }
    if (handled) {
      event.consume();
    }
  }

  private void go(int row, int column) {
    stop();
    table.go(row, column);
  }

  /** Shift keeps the row where it began: all rows from there are meant. */
  private void step(int rows, int columns, boolean extend) {
    int anchor = anchorRow < 0 ? table.cursorRow() : anchorRow;
    stop();
    table.go(table.cursorRow() + rows, table.cursorColumn() + columns);
    if (extend) {
      anchorRow = anchor;
      brush = new LaneBrush(table.grid(), table.lanes(), anchor, table.cursorColumn());
      brush.over(table.cursorRow(), table.cursorColumn());
      table.preview(brush);
    }
  }

  private LaneBrush range() {
    return brush != null
        ? brush
        : new LaneBrush(table.grid(), table.lanes(), table.cursorRow(), table.cursorColumn());
  }

  private void assignRange() {
    if (!table.grid().isEmpty()) {
      apply(range());
    }
  }

  private void clearRange() {
    int anchor = anchorRow < 0 ? table.cursorRow() : anchorRow;
    Map<ReceiveQueue, String> none = new LinkedHashMap<>();
    for (int row = Math.min(anchor, table.cursorRow());
        row <= Math.max(anchor, table.cursorRow());
        row++) {
      none.put(table.grid().rows().get(row).queue(), "");
    }
    stop();
    assign(none);
  }

  private boolean escape() {
    boolean busy = brush != null;
    stop();
    return busy;
  }
}
