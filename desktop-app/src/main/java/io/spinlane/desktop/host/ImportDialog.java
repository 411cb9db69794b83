package io.spinlane.desktop.host;

import io.spinlane.desktop.command.ButtonIds;
import io.spinlane.desktop.command.EscapeKey;
import io.spinlane.desktop.host.InventoryImport.Found;
import io.spinlane.desktop.text.Texts;
import java.util.List;
import java.util.Optional;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Dialog;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.cell.CheckBoxListCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import javafx.util.StringConverter;
import org.controlsfx.control.CheckListView;

/** Lets people pick what to draw of what a host has. */
public final class ImportDialog {
  /**
   * What was picked.
   *
   * @param assign every queue that no core polls is to get one
   */
  public record Choice(List<Found> found, boolean assign) {}

  private final Dialog<ButtonType> dialog = new Dialog<>();
  private final ButtonType draw = new ButtonType(Texts.get("import.draw"), ButtonData.OK_DONE);
  private final CheckListView<Found> list;
  private final CheckBox assign = new CheckBox(Texts.get("import.assign"));
  private final Label count = new Label();

  private ImportDialog(Window owner, String host, String summary, List<Found> missing) {
    list = new CheckListView<>(FXCollections.observableArrayList(missing));
    dialog.initOwner(owner);
    dialog.setTitle(Texts.get("import.title"));
    dialog.setHeaderText(Texts.get(missing.isEmpty() ? "import.nothing" : "import.heading", host));
    dialog.setResizable(true);
    dialog.getDialogPane().setId("import");
    dialog.getDialogPane().getStyleClass().add("wide");
    dialog.getDialogPane().getStylesheets().addAll(owner.getScene().getStylesheets());
    dialog.getDialogPane().getButtonTypes().addAll(draw, ButtonType.CANCEL);
    dialog.getDialogPane().setContent(content(summary));
    EscapeKey.closes(dialog.getDialogPane(), dialog::close);
    dialog.getDialogPane().lookupButton(draw).setId("import-draw");
    ButtonIds.name(dialog.getDialogPane(), "import");
    missing.stream().filter(Found::suggested).forEach(list.getCheckModel()::check);
    list.getCheckModel().getCheckedItems().addListener((ListChangeListener<Found>) _ -> refresh());
    refresh();
  }

  /**
   * Asks; waits for the answer.
   *
   * @param host its name
   * @param summary what it has, in a line
   * @param missing what it has and the drawing does not
   * @return what was picked; empty when the person decided otherwise
   */
  public static Optional<Choice> ask(
      Window owner, String host, String summary, List<Found> missing) {
    return new ImportDialog(owner, host, summary, missing).ask();
  }

  private Optional<Choice> ask() {
    if (dialog.showAndWait().orElse(ButtonType.CANCEL) != draw) {
      return Optional.empty();
    }
    List<Found> chosen = List.copyOf(list.getCheckModel().getCheckedItems());
    return chosen.isEmpty()
        ? Optional.empty()
        : Optional.of(new Choice(chosen, assign.isSelected()));
  }

  private VBox content(String summary) {
    Label has = new Label(summary);
    has.setId("import-summary");
    has.getStyleClass().add("hint");
    list.setId("import-list");
    list.setAccessibleText(Texts.get("import.title"));
    list.setCellFactory(_ -> new CheckBoxListCell<>(list::getItemBooleanProperty, new Titles()));
    list.setPrefSize(720, 340);
    VBox.setVgrow(list, Priority.ALWAYS);
    Hyperlink all = link("import-all", "import.all", () -> list.getCheckModel().checkAll());
    Hyperlink none = link("import-none", "import.none", () -> list.getCheckModel().clearChecks());
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    count.setId("import-count");
    count.getStyleClass().add("hint");
    HBox choose = new HBox(8, all, none, spring, count);
    choose.setAlignment(Pos.CENTER_LEFT);
    assign.setId("import-assign");
    assign.setSelected(true);
    VBox content = new VBox(has, list, choose, assign);
    content.getStyleClass().add("proposal-content");
    return content;
  }

  private static Hyperlink link(String id, String key, Runnable action) {
    Hyperlink link = new Hyperlink(Texts.get(key));
    link.setId(id);
    link.setOnAction(
        _ -> {
          action.run();
          link.setVisited(false);
        });
    return link;
  }

  private void refresh() {
    long chosen = list.getCheckModel().getCheckedItems().size();
    count.setText(Texts.get("import.count", chosen, list.getItems().size()));
    Button button = (Button) dialog.getDialogPane().lookupButton(draw);
    button.setDisable(chosen == 0);
  }

  /** Rows are not edited. */
  private static final class Titles extends StringConverter<Found> {
    @Override
    public String toString(Found found) {
      return found.title();
    }

    @Override
    public Found fromString(String title) {
      throw new IllegalArgumentException(title);
    }
  }
}
