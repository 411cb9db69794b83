package io.spinlane.desktop;

import io.spinlane.desktop.command.ButtonIds;
import io.spinlane.desktop.command.EscapeKey;
import io.spinlane.desktop.io.foreign.LeftOut;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.widget.FittingColumns;
import java.util.List;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.stage.Stage;

/** Shows what an import or export had to leave behind, and why. */
final class ForeignReport {
  private ForeignReport() {}

  static void show(Stage owner, String heading, List<LeftOut> leftOut) {
    TableView<LeftOut> table = new TableView<>(FXCollections.observableArrayList(leftOut));
    table.setId("foreign-report");
    table.setAccessibleText(heading);
    if (leftOut.getFirst().line() > 0) {
      table
          .getColumns()
          .add(column("foreign.report.line", 80, each -> String.valueOf(each.line())));
    }
    table.getColumns().add(column("foreign.report.piece", 240, LeftOut::text));
    table.getColumns().add(column("foreign.report.reason", 440, LeftOut::reason));
    FittingColumns.of(table);
    table.setPrefSize(760, 340);
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.setTitle(Texts.get("foreign.report.title"));
    dialog.setHeaderText(heading);
    dialog.getDialogPane().getStyleClass().add("wide");
    dialog.getDialogPane().setContent(table);
    EscapeKey.closes(dialog.getDialogPane(), dialog::close);
    dialog.getDialogPane().getButtonTypes().add(ButtonType.CLOSE);
    ButtonIds.name(dialog.getDialogPane(), "report");
    dialog.getDialogPane().getStylesheets().addAll(owner.getScene().getStylesheets());
    dialog.setResizable(true);
    dialog.show();
  }

  private static TableColumn<LeftOut, String> column(
      String key, double width, Function<LeftOut, String> text) {
    TableColumn<LeftOut, String> column = new TableColumn<>(Texts.get(key));
    column.setId(key.replace('.', '-'));
    column.setMinWidth(width / 2 + 30);
    column.setPrefWidth(width);
    column.setCellValueFactory(cell -> new ReadOnlyStringWrapper(text.apply(cell.getValue())));
    column.setCellFactory(_ -> new WrappingCell());
    return column;
  }

  /** Reasons are sentences: they go on in the next line. */
  private static final class WrappingCell extends TableCell<LeftOut, String> {
    private final Label label = new Label();

    WrappingCell() {
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
      label.maxWidthProperty().bind(widthProperty().subtract(16));
      label.prefWidthProperty().bind(label.maxWidthProperty());
    }

    @Override
    protected void updateItem(String item, boolean empty) {
      super.updateItem(item, empty);
      label.setText(item);
      setGraphic(empty ? null : label);
    }

    @Override
    protected double computePrefHeight(double width) {
      return label.prefHeight(getWidth() - 16) + 12;
    }
  }
}
