package io.spinlane.desktop.help;

import io.spinlane.desktop.io.StateFolder;
import io.spinlane.desktop.text.Texts;
import io.spinlane.icons.Icon;
import java.util.List;
import java.util.ResourceBundle;
import java.util.function.Consumer;
import javafx.event.ActionEvent;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Label;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** Which Spinlane this is and what it runs on, to read and to copy into a question about it. */
public final class AboutDialog {
  private static final int ICON_PX = 64;
  private static final double WIDTH = 520;

  private final Alert alert = new Alert(Alert.AlertType.INFORMATION);

  /**
   * Not open yet.
   *
   * @param copy where the text goes that people copy
   */
  public AboutDialog(Stage owner, Consumer<String> copy) {
    String version = Texts.get("about.version", version());
    List<String> details = details();
    ButtonType copies = new ButtonType(Texts.get("action.copy"), ButtonData.LEFT);
    alert.initOwner(owner);
    alert.setTitle(Texts.get("action.about"));
    alert.setHeaderText("Spinlane\n" + version);
    alert.setGraphic(new ImageView(new Image(Icon.APP.png(ICON_PX))));
    VBox lines = new VBox();
    lines.getStyleClass().add("about");
    for (String line : details) {
      Label label = new Label(line);
      label.setWrapText(true);
      lines.getChildren().add(label);
    }
    alert.getDialogPane().setId("about");
    alert.getDialogPane().setContent(lines);
    alert.getDialogPane().setPrefWidth(WIDTH);
    alert.getDialogPane().getStylesheets().setAll(owner.getScene().getStylesheets());
    alert.getButtonTypes().setAll(copies, ButtonType.CLOSE);
    alert.getDialogPane().lookupButton(ButtonType.CLOSE).setId("about-close");
    alert.getDialogPane().lookupButton(copies).setId("about-copy");
    alert
        .getDialogPane()
        .lookupButton(copies)
        .addEventFilter(
            ActionEvent.ACTION,
            event -> {
              copy.accept("Spinlane\n" + version + "\n" + String.join("\n", details));
              event.consume(); // stays open
            });
  }

  /** Opens it; the window behind waits until it is closed. */
  public void show() {
    alert.show();
    alert.getDialogPane().lookupButton(ButtonType.CLOSE).requestFocus();
  }

  private static String version() {
    return ResourceBundle.getBundle("io.spinlane.desktop.version").getString("version");
  }

  private static List<String> details() {
    return List.of(
        Texts.get("about.what"),
        Texts.get(
            "about.runs",
            Runtime.version(),
            System.getProperty("javafx.runtime.version"),
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            System.getProperty("os.arch")),
        Texts.get("about.keeps", StateFolder.ofUser()),
        Texts.get("about.licence"));
  }
}
