package io.spinlane.desktop.host;

import io.spinlane.desktop.command.ButtonIds;
import io.spinlane.desktop.io.foreign.BrokenFileException;
import io.spinlane.desktop.io.foreign.ForeignFiles;
import io.spinlane.desktop.io.foreign.ForeignFormat;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Inventory;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Lets people make up a host from a line, and says while they type what it would be. */
public final class MadeUpHostDialog {
  private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");
  private static final List<String> EXAMPLES =
      List.of("core:4 nic:2", "node:2 core:8 nic:2 queues:4", "package:2 core:16 pu:2 nic:4");

  private final Dialog<ButtonType> dialog = new Dialog<>();
  private final ButtonType use = new ButtonType(Texts.get("madeUp.use"), ButtonData.OK_DONE);
  private final TextField line = new TextField(EXAMPLES.get(1));
  private final Label outcome = new Label();
  private @Nullable Inventory host;

  /** A dialog that is not shown yet. */
  public MadeUpHostDialog(Window owner) {
    dialog.initOwner(owner);
    dialog.setTitle(Texts.get("madeUp.title"));
    dialog.setHeaderText(Texts.get("madeUp.heading"));
    dialog.getDialogPane().setId("made-up");
    dialog.getDialogPane().getStylesheets().addAll(owner.getScene().getStylesheets());
    dialog.getDialogPane().getButtonTypes().addAll(use, ButtonType.CANCEL);
    dialog.getDialogPane().lookupButton(use).setId("made-up-use");
    ButtonIds.name(dialog.getDialogPane(), "made-up");
    line.setId("made-up-line");
    line.setAccessibleText(Texts.get("madeUp.title"));
    line.textProperty().addListener((_, _, _) -> judge());
    outcome.setId("made-up-outcome");
    outcome.setWrapText(true);
    outcome.setMinHeight(Region.USE_PREF_SIZE);
    Label help = new Label(Texts.get("madeUp.help"));
    help.getStyleClass().add("hint");
    help.setWrapText(true);
    help.setMinHeight(Region.USE_PREF_SIZE);
    FlowPane examples = new FlowPane(12, 0);
    for (String example : EXAMPLES) {
      Hyperlink link = new Hyperlink(example);
      link.setId("made-up-example-" + examples.getChildren().size());
      link.setOnAction(_ -> line.setText(example));
      examples.getChildren().add(link);
    }
    VBox content = new VBox(8, line, outcome, examples, help);
    content.getStyleClass().add("proposal-content");
    content.setPrefWidth(520);
    dialog.getDialogPane().setContent(content);
    judge();
  }

  /** What the line says. */
  public String line() {
    return line.getText().strip();
  }

  /** Asks; waits for the answer. */
  public Optional<Inventory> ask() {
    dialog.setOnShown(_ -> line.requestFocus());
    return dialog.showAndWait().orElse(ButtonType.CANCEL) == use
        ? Optional.ofNullable(host)
        : Optional.empty();
  }

  private void judge() {
    try {
      host = ForeignFiles.read(ForeignFormat.SYNTHETIC, line.getText()).inventory().orElse(null);
    } catch (BrokenFileException e) {
      host = null;
      outcome.setText("✖ " + e.getMessage());
    }
    boolean right = host != null;
    if (host != null) {
      outcome.setText("✔ " + InventoryText.summary(host));
    }
    line.pseudoClassStateChanged(INVALID, !right);
    outcome.getStyleClass().setAll("label", right ? "made-up-right" : "field-error");
    dialog.getDialogPane().lookupButton(use).setDisable(!right);
  }
}
