package io.spinlane.desktop.export;

import io.spinlane.desktop.io.picture.PictureTopology;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.Sheet;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.AtomicFile;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** Asks what the picture is to be, shows it small, makes it on a thread of its own, and tells. */
public final class ExportDialog {
  /** What the dialog is about, and who hears of its end. */
  public interface Order {
    /** The drawing as it is now, with live numbers or without. */
    Sheet sheet(boolean live);

    /** There are live numbers. */
    boolean hasLive();

    /** Ids of what is selected. */
    Set<String> selected();

    /** Asks where to write a file of a format; empty: nowhere after all. */
    Optional<Path> where(PictureFormat format);

    /** Tells what has happened in a sentence. */
    void say(String sentence);

    /** Tells that the file cannot be written. */
    void failed(Path file, IOException problem);
  }

  private final Order order;
  private final Dialog<ButtonType> dialog = new Dialog<>();
  private final WishForm form;
  private final Preview preview = new Preview();
  private final Label doing = new Label();
  private final ProgressBar bar = new ProgressBar(0);
  private final Button export;
  private @Nullable Thread work;

  private ExportDialog(Stage owner, Order order) {
    this.order = order;
    form = new WishForm(order.selected().size(), order.hasLive());
    ButtonType go = new ButtonType(Texts.get("picture.export"), ButtonData.OK_DONE);
    dialog.initOwner(owner);
    dialog.setTitle(Texts.get("picture.title"));
    dialog.getDialogPane().setId("export-dialog");
    dialog.getDialogPane().getButtonTypes().addAll(go, ButtonType.CANCEL);
    dialog.getDialogPane().getStylesheets().addAll(owner.getScene().getStylesheets());
    dialog.getDialogPane().getStyleClass().add("export-dialog");
    export = (Button) dialog.getDialogPane().lookupButton(go);
    export.setId("export-go");
    export.addEventFilter(ActionEvent.ACTION, this::begin);
    Button cancel = (Button) dialog.getDialogPane().lookupButton(ButtonType.CANCEL);
    cancel.setId("export-cancel");
    cancel.addEventFilter(ActionEvent.ACTION, this::stop);
    dialog.setOnCloseRequest(this::stop);
    dialog.setOnHidden(_ -> preview.close());
    doing.setId("export-doing");
    doing.getStyleClass().add("hint");
    bar.setId("export-progress");
    bar.setMaxWidth(Double.MAX_VALUE);
    HBox both = new HBox(preview, form);
    both.getStyleClass().add("export-both");
    HBox.setHgrow(form, Priority.ALWAYS);
    VBox working = new VBox(doing, bar);
    working.getStyleClass().add("export-working");
    VBox content = new VBox(both, working);
    content.getStyleClass().add("export-content");
    dialog.getDialogPane().setContent(content);
    showWorking("");
    form.listen(this::show);
    show();
  }

  /** Opens it over a window. */
  public static void open(Stage owner, Order order) {
    new ExportDialog(owner, order).dialog.show();
  }

  /** Draws the preview and the size anew. */
  private void show() {
    Sheet sheet = sheet();
    form.showSize(sheet.area());
    preview.show(sheet, form.ink(), form.transparent());
    export.setDisable(work != null || form.tooLarge());
  }

  private Sheet sheet() {
    Sheet all = order.sheet(form.live());
    return form.selectionOnly() ? all.only(order.selected()) : all;
  }

  private void begin(Event event) {
    event.consume();
    order.where(form.format()).ifPresent(this::begin);
  }

  private void begin(Path chosen) {
    PictureFormat format = form.format();
    Path file = withEnding(chosen, format);
    Sheet sheet = sheet();
    Ink ink = form.ink();
    boolean inside = format.keepsTopology() && form.topologyInside();
    int scale = form.scale();
    boolean transparent = form.transparent();
    form.setDisable(true);
    export.setDisable(true);
    showWorking(Texts.get("picture.working", file.getFileName()));
    work =
        Thread.ofPlatform()
            .daemon()
            .name("picture")
            .start(
                () -> {
                  String topology = inside ? PictureTopology.text(sheet.topology()) : "";
                  make(file, sheet, new PictureOptions(format, scale, ink, transparent, topology));
                });
  }

  private static Path withEnding(Path chosen, PictureFormat format) {
    String name = String.valueOf(chosen.getFileName());
    return name.toLowerCase(Locale.ROOT).endsWith(format.extension())
        ? chosen
        : chosen.resolveSibling(name + format.extension());
  }

  private void make(Path file, Sheet sheet, PictureOptions options) {
    try {
      PictureJob job =
          new PictureJob(sheet, options, share -> Platform.runLater(() -> bar.setProgress(share)));
      AtomicFile.write(file, job::write);
      Platform.runLater(
          () -> {
            ended();
            dialog.close();
            order.say(Texts.get("picture.done", file));
          });
    } catch (CancellationException | ClosedByInterruptException e) {
      Platform.runLater(
          () -> {
            ended();
            order.say(Texts.get("picture.stopped"));
          });
    } catch (IOException e) {
      Platform.runLater(
          () -> {
            ended();
            order.failed(file, e);
          });
    }
  }

  private void ended() {
    work = null;
    form.setDisable(false);
    showWorking("");
    show();
  }

  private void showWorking(String sentence) {
    doing.setText(sentence);
    bar.setProgress(0);
    bar.setVisible(!sentence.isEmpty());
  }

  /** While it works, closing only ends the work: nobody loses what was chosen. */
  private void stop(Event event) {
    Thread running = work;
    if (running != null) {
      running.interrupt();
      event.consume();
    }
  }
}
