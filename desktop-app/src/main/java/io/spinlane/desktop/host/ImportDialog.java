package io.spinlane.desktop.host;

import io.spinlane.desktop.host.InventoryImport.Found;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;

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
    List<CheckBox> boxes = new ArrayList<>();
    VBox rows = new VBox();
    rows.getStyleClass().add("push-list");
    for (Found found : missing) {
      CheckBox box = new CheckBox(found.title());
      box.setSelected(true);
      boxes.add(box);
      rows.getChildren().add(box);
    }
    ScrollPane scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    scroll.setPrefSize(420, 260);
    dialog.getDialogPane().setContent(scroll);
    ButtonType draw = new ButtonType(Texts.get("import.draw"), ButtonData.OK_DONE);
    dialog.getDialogPane().getButtonTypes().addAll(draw, ButtonType.CANCEL);
    dialog.getDialogPane().lookupButton(draw).setDisable(missing.isEmpty());
    if (dialog.showAndWait().orElse(ButtonType.CANCEL) != draw) {
      return Optional.empty();
    }
    List<Found> chosen = new ArrayList<>();
    for (int i = 0; i < boxes.size(); i++) {
      if (boxes.get(i).isSelected()) {
        chosen.add(missing.get(i));
      }
    }
    return chosen.isEmpty() ? Optional.empty() : Optional.of(chosen);
  }
}
