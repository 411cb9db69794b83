package io.spinlane.desktop.host;

import io.spinlane.desktop.host.InventoryImport.Found;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.cell.CheckBoxListCell;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.controlsfx.control.CheckListView;

/** Lets people pick what to draw of what a host has. */
public final class ImportDialog {
  private ImportDialog() {}

  /**
   * Asks; waits for the answer.
   *
   * @param missing what the host has and the drawing does not
   * @return what was picked; empty when the person decided otherwise
   */
  public static Optional<List<Found>> ask(Window owner, String host, List<Found> missing) {
    Dialog<ButtonType> dialog = new Dialog<>();
    dialog.initOwner(owner);
    dialog.setTitle(Texts.get("import.title"));
    dialog.setHeaderText(Texts.get(missing.isEmpty() ? "import.nothing" : "import.heading", host));
    CheckListView<Found> list = new CheckListView<>(FXCollections.observableArrayList(missing));
    list.setId("import-list");
    list.setCellFactory(
        _ ->
            new CheckBoxListCell<>(
                list::getItemBooleanProperty,
                new StringConverter<>() {
                  @Override
                  public String toString(Found found) {
                    return found.title();
                  }

                  @Override
                  public Found fromString(String title) {
                    throw new IllegalArgumentException(title); // Cells are not edited.
                  }
                }));
    list.getCheckModel().checkAll();
    list.setPrefSize(420, 260);
    dialog.getDialogPane().setContent(list);
    ButtonType draw = new ButtonType(Texts.get("import.draw"), ButtonData.OK_DONE);
    dialog.getDialogPane().getButtonTypes().addAll(draw, ButtonType.CANCEL);
    dialog.getDialogPane().lookupButton(draw).setDisable(missing.isEmpty());
    dialog.getDialogPane().lookupButton(draw).setId("import-draw");
    if (dialog.showAndWait().orElse(ButtonType.CANCEL) != draw) {
      return Optional.empty();
    }
    List<Found> chosen = List.copyOf(list.getCheckModel().getCheckedItems());
    return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen);
  }
}
