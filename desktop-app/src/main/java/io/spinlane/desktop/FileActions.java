package io.spinlane.desktop;

import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.CommandControls;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.io.DesignFile;
import io.spinlane.desktop.io.foreign.BrokenFileException;
import io.spinlane.desktop.io.picture.BrokenPictureException;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.sample.Sample;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.Orientation;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The File menu: new, open, save, pictures, and never losing what is not saved. */
public final class FileActions {
  private static final int LINES_TOLD = 20;

  private final Workbench workbench;
  private final DesignFile file;
  private FileDialogs dialogs;
  private final Saving saving;
  private final Menu recent;
  private Runnable onQuit = () -> {};

  FileActions(Workbench workbench) {
    this.workbench = workbench;
    this.file = workbench.file();
    this.recent = workbench.menus().menu("recent");
    this.dialogs = new StageDialogs(workbench.stage());
    this.saving = new Saving(workbench, this);
  }

  /** What is on its way to a file. */
  Saving saving() {
    return saving;
  }

  /** The questions about files. */
  FileDialogs dialogs() {
    return dialogs;
  }

  void install() {
    Commands commands = workbench.commands();
    commands.add(
        "file",
        Command.of("new", "action.new", this::startNew).on("Shortcut+N").drawn(Feather.FILE),
        Command.of("open", "action.open", this::open).on("Shortcut+O").drawn(Feather.FOLDER));
    recent.setDisable(true); // until there is somewhere to remember them
    for (Sample sample : Samples.all(Texts.locale())) {
      commands.add(
          "samples", Command.named("sample-" + sample.id(), sample::title, () -> open(sample)));
    }
    commands.add(
        "file",
        Command.of("save", "action.save", saving::save).on("Shortcut+S").drawn(Feather.SAVE),
        Command.of("save-as", "action.saveAs", saving::saveAs).on("Shortcut+Shift+S"));
    new ForeignActions(workbench).install();
    new ExportActions(workbench).install();
    commands.add("file", Command.of("quit", "action.quit", this::quit).on("Shortcut+Q"));
    workbench
        .window()
        .toolbarStart()
        .getChildren()
        .addAll(
            CommandControls.button(commands, "new"),
            CommandControls.button(commands, "open"),
            CommandControls.button(commands, "save"),
            new Separator(Orientation.VERTICAL));
    workbench
        .stage()
        .setOnCloseRequest(
            event -> {
              if (mayDiscard()) {
                onQuit.run();
              } else {
                event.consume();
              }
            });
  }

  /** Has someone told before the window closes, once it is decided what becomes of the work. */
  void onQuit(Runnable task) {
    onQuit = task;
  }

  /** Fills the menu of recent files each time it opens. */
  void showRecent(Supplier<List<Path>> files) {
    recent.setDisable(false);
    recent.setOnShowing(_ -> fillRecent(files.get()));
    fillRecent(files.get());
  }

  private void fillRecent(List<Path> files) {
    recent.getItems().clear();
    for (Path path : files) {
      MenuItem item = new MenuItem(path.toString());
      item.setId("menu-recent-" + recent.getItems().size());
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> openUnlessKept(path));
      recent.getItems().add(item);
    }
    if (files.isEmpty()) {
      MenuItem none = new MenuItem(Texts.get("menu.recent.none"));
      none.setId("menu-recent-none");
      none.setDisable(true);
      recent.getItems().add(none);
    }
  }

  /** Opens a file unless unsaved changes would be lost. */
  void openUnlessKept(Path path) {
    if (mayDiscard()) {
      open(path);
    }
  }

  /**
   * Starts from a sample, unless unsaved changes would be lost.
   *
   * @return whether it did
   */
  public boolean open(Sample sample) {
    if (!mayDiscard()) {
      return false;
    }
    file.startFrom(sample.topology());
    workbench.canvas().zoomToFit();
    workbench.window().say(sample.description());
    return true;
  }

  /** Has someone else answer the questions. */
  public void useDialogs(FileDialogs other) {
    dialogs = other;
  }

  private void startNew() {
    if (mayDiscard()) {
      file.startNew();
      workbench.window().say(Texts.get("status.ready"));
      workbench.canvas().zoomToFit();
    }
  }

  private void open() {
    if (mayDiscard()) {
      dialogs.askOpen().ifPresent(this::open);
    }
  }

  /** Opens a file; one that cannot be read is explained, and the drawing stays as it is. */
  public void open(Path path) {
    try {
      String sentence = Texts.get("work.reading", path.getFileName());
      show(workbench.work().await(sentence, () -> DesignFile.read(path)));
    } catch (CancellationException e) {
      workbench.window().say(Texts.get("work.stopped"));
    } catch (ExecutionException e) {
      explain(path, e.getCause());
    }
  }

  private void show(DesignFile.Content content) {
    List<String> renamed = file.show(content);
    dialogs.opened(content.file());
    workbench.canvas().zoomToFit();
    String key = content.picture() ? "picture.opened" : "file.opened";
    workbench
        .window()
        .say(
            renamed.isEmpty()
                ? Texts.get(key, content.file().getFileName())
                : Texts.get("file.renamed", String.join(", ", renamed)));
  }

  /** Says why a drawing cannot be read. */
  void explain(Path path, @Nullable Throwable cause) {
    switch (cause) {
      case TopologyFileException problem -> explain(path, problem);
      case BrokenPictureException e -> {
        String reason = String.valueOf(e.getMessage());
        dialogs.tell(
            Texts.get("file.broken.title"),
            Texts.get("file.broken", path.getFileName()),
            e.line() > 0 ? Texts.get("file.place", e.line(), e.column(), reason) : reason);
      }
      case null, default -> throw new IllegalStateException("reading " + path, cause);
    }
  }

  /**
   * Says why a file of another kind cannot be read.
   *
   * @param broken name of the sentence for one that is not what it should be
   */
  void unreadable(Path path, String broken, Throwable cause) {
    switch (cause) {
      case IOException e -> tell("foreign.unreadable", path, Said.why(e));
      case BrokenFileException e -> {
        String reason = String.valueOf(e.getMessage());
        tell(broken, path, Texts.get("foreign.broken.place", e.line(), e.column(), reason));
      }
      default -> throw new IllegalStateException("reading " + path, cause);
    }
  }

  /** Says why a file of another kind cannot be written. */
  void unwritable(Path path, IOException problem) {
    tell("foreign.unwritable", path, Said.why(problem));
  }

  private void tell(String key, Path path, String details) {
    String sentence = Texts.get(key, path.getFileName());
    dialogs.tell(sentence, sentence, details);
  }

  private void explain(Path path, TopologyFileException problem) {
    dialogs.tell(
        Texts.get("file.broken.title"),
        Texts.get("file.broken", path.getFileName()),
        lines(problem.diagnostics()));
  }

  private static String lines(List<Diagnostic> diagnostics) {
    String told =
        diagnostics.stream()
            .limit(LINES_TOLD)
            .map(diagnostic -> Said.placed(diagnostic, Said.both(diagnostic)))
            .collect(Collectors.joining("\n"));
    int more = diagnostics.size() - LINES_TOLD;
    return more > 0 ? told + "\n" + Texts.get("file.more", more) : told;
  }

  /** Name for a file of the drawing: its own, of letters that every file system takes. */
  String suggestion(String extension) {
    String name = workbench.model().topology().getName().replaceAll("[^A-Za-z0-9._-]+", "-");
    return (name.isEmpty() ? "switch" : name) + extension;
  }

  private void quit() {
    if (mayDiscard()) {
      onQuit.run();
      workbench.stage().hide();
    }
  }

  /** True when nothing would be lost, or the person has decided. */
  boolean mayDiscard() {
    workbench.model().typing().finish();
    saving.finish();
    if (!workbench.model().dirty()) {
      return true;
    }
    return switch (dialogs.askDiscard(file.title())) {
      case SAVE -> saving.saveAndWait();
      case DISCARD -> true;
      case CANCEL -> false;
    };
  }
}
