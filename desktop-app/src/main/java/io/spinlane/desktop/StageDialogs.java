package io.spinlane.desktop;

import io.spinlane.desktop.command.ButtonIds;
import io.spinlane.desktop.io.foreign.ForeignFormat;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.Format;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/** The questions as dialogs over the window. */
final class StageDialogs implements FileDialogs {
  private static final ExtensionFilter YAML = new ExtensionFilter("YAML", "*.yaml", "*.yml");
  private static final ExtensionFilter JSON = new ExtensionFilter("JSON", "*.json");

  private final Stage stage;

  /** Where the last file was: the next one is often beside it. */
  private @Nullable File folder;

  StageDialogs(Stage stage) {
    this.stage = stage;
  }

  @Override
  public Optional<Path> askOpen() {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.get("action.open"));
    chooser
        .getExtensionFilters()
        .addAll(
            new ExtensionFilter(
                Texts.get("file.topologies"), "*.yaml", "*.yml", "*.json", "*.png", "*.svg"),
            YAML,
            JSON);
    return opened(chooser);
  }

  @Override
  public Optional<Path> askSave(String suggestedName) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.get("action.saveAs"));
    chooser.setInitialFileName(suggestedName);
    chooser.getExtensionFilters().addAll(YAML, JSON);
    return saved(chooser);
  }

  @Override
  public Optional<Path> askPicture(String suggestedName) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.get("picture.title"));
    chooser.setInitialFileName(suggestedName);
    String ending = suggestedName.substring(suggestedName.lastIndexOf('.'));
    String kind = ending.substring(1).toUpperCase(Locale.ROOT);
    chooser
        .getExtensionFilters()
        .add(new ExtensionFilter(Texts.get("picture.fileType", kind), "*" + ending));
    return saved(chooser);
  }

  @Override
  public Optional<Path> askForeign(ForeignFormat format, boolean write, String suggestedName) {
    FileChooser chooser = new FileChooser();
    String key = write ? "foreign.export.item" : "foreign.import.item";
    chooser.setTitle(Texts.get(key, format.title()));
    chooser.setInitialFileName(suggestedName);
    chooser
        .getExtensionFilters()
        .addAll(
            new ExtensionFilter(format.title(), "*" + format.extension()),
            new ExtensionFilter(Texts.get("file.all"), "*"));
    return write ? saved(chooser) : opened(chooser);
  }

  @Override
  public Optional<Path> askInventory(boolean write, String suggestedName) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(Texts.get(write ? "action.inventorySave" : "action.inventoryOpen"));
    chooser.setInitialFileName(suggestedName);
    if (write) {
      chooser.getExtensionFilters().add(JSON);
      return saved(chooser);
    }
    chooser
        .getExtensionFilters()
        .addAll(
            new ExtensionFilter(Texts.get("inventory.files"), "*.json", "*.xml", "*.txt"),
            new ExtensionFilter(Texts.get("file.all"), "*"));
    return opened(chooser);
  }

  @Override
  public void opened(Path file) {
    folder = file.toAbsolutePath().toFile().getParentFile();
  }

  /** Where the next file is asked for; null where the system says. */
  @Nullable File folder() {
    return folder;
  }

  private Optional<Path> opened(FileChooser chooser) {
    return remembered(chooser, FileChooser::showOpenDialog);
  }

  private Optional<Path> saved(FileChooser chooser) {
    return remembered(chooser, FileChooser::showSaveDialog)
        .flatMap(path -> whole(path, ending(chooser), this::mayReplace));
  }

  private Optional<Path> remembered(
      FileChooser chooser, BiFunction<FileChooser, Stage, @Nullable File> show) {
    if (folder != null && folder.isDirectory()) {
      chooser.setInitialDirectory(folder);
    }
    Optional<File> chosen = Optional.ofNullable(show.apply(chooser, stage));
    chosen.ifPresent(file -> folder = file.getParentFile());
    return chosen.map(File::toPath);
  }

  /** What the name of a file of the chosen kind ends with. */
  private static String ending(FileChooser chooser) {
    ExtensionFilter chosen = chooser.getSelectedExtensionFilter();
    String pattern = chosen == null ? "" : chosen.getExtensions().getFirst();
    return YAML.equals(chosen)
        ? Format.YAML.extension()
        : JSON.equals(chosen) ? Format.JSON.extension() : pattern.replace("*", "");
  }

  /**
   * Whoever names no kind of file means the chosen one; the chooser has not asked about that name.
   *
   * @param mayReplace asked when there is such a file
   */
  static Optional<Path> whole(Path chosen, String ending, Predicate<Path> mayReplace) {
    String name = String.valueOf(chosen.getFileName());
    if (name.contains(".")) {
      return Optional.of(chosen);
    }
    Path whole = chosen.resolveSibling(name + ending);
    return Files.exists(whole) && !mayReplace.test(whole) ? Optional.empty() : Optional.of(whole);
  }

  /** What to do about a file that is there already. */
  private enum Replacing {
    REPLACE,
    CANCEL
  }

  /** Asks whether a file that is there already may go. */
  boolean mayReplace(Path file) {
    Map<ButtonType, Replacing> answers = new LinkedHashMap<>();
    answers.put(new ButtonType(Texts.get("file.replace"), ButtonData.LEFT), Replacing.REPLACE);
    answers.put(ButtonType.CANCEL, Replacing.CANCEL);
    return ask(
            "replace",
            Texts.get("file.replace.title"),
            Texts.get("file.exists", file.getFileName()),
            Texts.get("file.exists.help"),
            answers,
            Replacing.CANCEL)
        == Replacing.REPLACE;
  }

  @Override
  public Answer askDiscard(String name) {
    Map<ButtonType, Answer> answers = new LinkedHashMap<>();
    answers.put(new ButtonType(Texts.get("file.save"), ButtonData.YES), Answer.SAVE);
    answers.put(new ButtonType(Texts.get("file.discard"), ButtonData.NO), Answer.DISCARD);
    answers.put(ButtonType.CANCEL, Answer.CANCEL);
    return ask(
        "unsaved",
        Texts.get("file.unsaved.title"),
        Texts.get("file.unsaved", name),
        Texts.get("file.unsaved.help"),
        answers,
        Answer.CANCEL);
  }

  @Override
  public Overwrite askOverwrite(String name) {
    Map<ButtonType, Overwrite> answers = new LinkedHashMap<>();
    answers.put(new ButtonType(Texts.get("file.overwrite"), ButtonData.LEFT), Overwrite.OVERWRITE);
    answers.put(new ButtonType(Texts.get("file.reload"), ButtonData.LEFT), Overwrite.RELOAD);
    answers.put(new ButtonType(Texts.get("action.saveAs"), ButtonData.OK_DONE), Overwrite.SAVE_AS);
    answers.put(ButtonType.CANCEL, Overwrite.CANCEL);
    return ask(
        "overwrite",
        Texts.get("file.changed.title"),
        Texts.get("file.changed", name),
        Texts.get("file.changed.help"),
        answers,
        Overwrite.CANCEL);
  }

  @Override
  public Uncommented askUncommented(String name, long comments) {
    Map<ButtonType, Uncommented> answers = new LinkedHashMap<>();
    answers.put(
        new ButtonType(Texts.get("file.uncommented.save"), ButtonData.LEFT), Uncommented.SAVE);
    answers.put(
        new ButtonType(Texts.get("action.saveAs"), ButtonData.OK_DONE), Uncommented.SAVE_AS);
    answers.put(ButtonType.CANCEL, Uncommented.CANCEL);
    return ask(
        "uncommented",
        Texts.get("file.uncommented.title"),
        Texts.get("file.uncommented", name),
        Texts.count("file.uncommented.help", comments),
        answers,
        Uncommented.CANCEL);
  }

  /** Asks with one button for each answer; whoever closes the dialog cancels. */
  private <A extends Enum<A>> A ask(
      String id,
      String title,
      String sentence,
      String help,
      Map<ButtonType, A> answers,
      A cancelled) {
    Alert alert = new Alert(Alert.AlertType.CONFIRMATION, help);
    alert.initOwner(stage);
    alert.setGraphic(null);
    alert.setTitle(title);
    alert.setHeaderText(sentence);
    alert.getButtonTypes().setAll(answers.keySet());
    answers.forEach(
        (button, answer) -> {
          Button shown = (Button) alert.getDialogPane().lookupButton(button);
          shown.setId(id + "-" + answer.name().toLowerCase(Locale.ROOT).replace('_', '-'));
          ButtonBar.setButtonUniformSize(shown, false); // longer words would be cut
          shown.setMinWidth(Region.USE_PREF_SIZE);
        });
    if (answers.keySet().stream().noneMatch(each -> each.getButtonData().isDefaultButton())) {
      // else the keys would begin at whatever stands first
      Button cancel = (Button) alert.getDialogPane().lookupButton(ButtonType.CANCEL);
      cancel.setDefaultButton(true);
      Platform.runLater(cancel::requestFocus); // "shown" is told before the window is
    }
    return alert.showAndWait().map(answers::get).orElse(cancelled);
  }

  @Override
  public void tell(String title, String sentence, String details) {
    Alert alert = new Alert(Alert.AlertType.ERROR);
    alert.initOwner(stage);
    alert.setGraphic(null);
    alert.setTitle(title);
    alert.setHeaderText(sentence);
    TextArea text = new TextArea(details);
    text.setId("dialog-details");
    text.setAccessibleText(sentence);
    text.setEditable(false);
    text.setWrapText(true);
    text.setPrefSize(560, 180);
    alert.getDialogPane().setContent(text);
    alert.setResizable(true);
    ButtonIds.name(alert.getDialogPane(), "told");
    alert.showAndWait();
  }
}
