package io.spinlane.desktop.connections;

import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.widget.FittingColumns;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.SortedList;
import javafx.css.PseudoClass;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

/** One page of connections, sorted as people like. What was selected stays so while it lives. */
final class ConnectionsTable extends TableView<ConnectionRow> {
  private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

  /** Seen in panels however low. */
  private static final int LEAST_ROWS = 2;

  private static final double HEAD = 30;

  private final ObservableList<ConnectionRow> rows = FXCollections.observableArrayList();

  ConnectionsTable() {
    setId("connections-table");
    getStyleClass().addAll("dense", "edge-to-edge");
    setAccessibleText(Texts.get("connections.title"));
    getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    column("client", 168, ConnectionRow::client, ConnectionRow.BY_CLIENT);
    column("service", 88, row -> row.connection().getService());
    column("vip", 72, ConnectionRow::vip);
    column("backend", 96, row -> row.connection().getBackend());
    column("core", 72, row -> row.connection().getCore());
    column("state", 96, ConnectionRow::state);
    column("protocol", 84, ConnectionRow::protocol);
    column("idle", 72, ConnectionRow::idle, Comparator.comparingLong(ConnectionRow::idleMs));
    FittingColumns.of(this);
    minHeightProperty().bind(fixedCellSizeProperty().multiply(LEAST_ROWS).add(HEAD));
    SortedList<ConnectionRow> sorted = new SortedList<>(rows);
    sorted.comparatorProperty().bind(comparatorProperty());
    setItems(sorted);
  }

  private void column(String name, double width, Function<ConnectionRow, String> text) {
    column(name, width, text, Comparator.comparing(text));
  }

  /** A column whose words are not in the order of what they mean. */
  private void column(
      String name,
      double width,
      Function<ConnectionRow, String> text,
      Comparator<ConnectionRow> order) {
    TableColumn<ConnectionRow, ConnectionRow> column =
        new TableColumn<>(Texts.get("connections.column." + name));
    column.setId("connections-column-" + name);
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    column.setCellFactory(_ -> new Cell(text));
    column.setComparator(order);
    column.setPrefWidth(width);
    column.setMinWidth(width);
    getColumns().add(column);
  }

  /** Shows other rows. */
  void show(List<ConnectionRow> page) {
    Set<ConnectionRow.Key> selected = new HashSet<>();
    selected().forEach(row -> selected.add(row.key()));
    rows.setAll(page);
    getSelectionModel().clearSelection();
    if (!selected.isEmpty()) {
      for (int i = 0; i < getItems().size(); i++) {
        if (selected.contains(getItems().get(i).key())) {
          getSelectionModel().select(i);
        }
      }
    }
  }

  /** The rows that are selected, from the top. */
  List<ConnectionRow> selected() {
    return getSelectionModel().getSelectedItems().stream().filter(Objects::nonNull).toList();
  }

  /** The rows are from a while ago. */
  void showStale(boolean stale) {
    pseudoClassStateChanged(STALE, stale);
  }

  /** Words of a row. */
  private static final class Cell extends TableCell<ConnectionRow, ConnectionRow> {
    private final Function<ConnectionRow, String> text;

    Cell(Function<ConnectionRow, String> text) {
      this.text = text;
    }

    @Override
    protected void updateItem(@Nullable ConnectionRow row, boolean empty) {
      super.updateItem(row, empty);
      if (empty || row == null) {
        setText(null);
        setAccessibleText(null);
      } else {
        setText(text.apply(row));
        setAccessibleText(row.spoken());
      }
    }
  }
}
