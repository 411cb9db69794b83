package io.spinlane.desktop;

import io.spinlane.desktop.io.DesignFile;
import io.spinlane.desktop.painter.Png;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.sample.Sample;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The File menu: new, open, save, pictures, and never losing what is not saved. */
public final class FileActions {
  private static final int LINES_TOLD = 20;

  private final Workbench workbench;
  private final DesignFile file;
  private FileDialogs dialogs;
  private final Menu recent = new Menu(Texts.get("menu.recent"));
  private Runnable onQuit = () -> {};

  FileActions(Workbench workbench) {
    this.workbench = workbench;
    this.file = workbench.file();
    this.dialogs = new StageDialogs(workbench.stage());
  }

  void install() {
    workbench.canvas().setEmptyState(emptyState());
    recent.setId("menu-recent");
    recent.setDisable(true); // until there is somewhere to remember them
    Menu menu = new Menu(Texts.get("menu.file"));
    menu.setId("menu-file");
    menu.getItems()
        .addAll(
            Controls.item("new", "action.new", "Shortcut+N", this::startNew),
            Controls.item("open", "action.open", "Shortcut+O", this::open),
            recent,
            samples(),
            new SeparatorMenuItem(),
            Controls.item("save", "action.save", "Shortcut+S", this::save),
            Controls.item("save-as", "action.saveAs", "Shortcut+Shift+S", this::saveAs),
            new SeparatorMenuItem(),
            Controls.item("picture-1", "action.picture1", null, () -> exportPicture(1)),
            Controls.item("picture-2", "action.picture2", null, () -> exportPicture(2)),
            new SeparatorMenuItem(),
            Controls.item("quit", "action.quit", "Shortcut+Q", this::quit));
    workbench.window().menuBar().getMenus().addFirst(menu);
    workbench
        .window()
        .toolbarStart()
        .getChildren()
        .addAll(
            0,
            List.of(
                Controls.button("new", Feather.FILE, this::startNew),
                Controls.button("open", Feather.FOLDER, this::open),
                Controls.button("save", Feather.SAVE, this::save),
                new Separator(Orientation.VERTICAL)));
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
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> openUnlessKept(path));
      recent.getItems().add(item);
    }
    if (files.isEmpty()) {
      MenuItem none = new MenuItem(Texts.get("menu.recent.none"));
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

  private Menu samples() {
    Menu menu = new Menu(Texts.get("menu.samples"));
    menu.setId("menu-samples");
    for (Sample sample : Samples.all()) {
      MenuItem item = new MenuItem(sample.title());
      item.setId("menu-sample-" + sample.id());
      item.setMnemonicParsing(false);
      item.setOnAction(_ -> open(sample));
      menu.getItems().add(item);
    }
    return menu;
  }

  /** What stands on the empty canvas. */
  private VBox emptyState() {
    Label title = new Label(Texts.get("canvas.empty.title"));
    title.getStyleClass().add("empty-title");
    Label help = new Label(Texts.get("canvas.empty"));
    help.getStyleClass().add("empty-help");
    help.setWrapText(true);
    VBox all = new VBox(title, help);
    all.getStyleClass().add("empty-state");
    all.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    Samples.find(Samples.FIRST)
        .ifPresent(
            sample -> {
              Button start = new Button(Texts.get("canvas.empty.sample", sample.title()));
              start.setId("open-first-sample");
              start.getStyleClass().add("accent");
              start.setOnAction(_ -> open(sample));
              all.getChildren().add(start);
            });
    return all;
  }

  /** Starts from a sample, unless unsaved changes would be lost. */
  public void open(Sample sample) {
    if (mayDiscard()) {
      file.startFrom(sample.topology());
      workbench.canvas().zoomToFit();
      workbench.window().say(sample.description());
    }
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
      List<String> renamed = file.open(path);
      workbench.canvas().zoomToFit();
      workbench
          .window()
          .say(
              renamed.isEmpty()
                  ? Texts.get("file.opened", path.getFileName())
                  : Texts.get("file.renamed", String.join(", ", renamed)));
    } catch (TopologyFileException e) {
      explain(path, e);
    }
  }

  /** Says why a file cannot be read, and where. */
  void explain(Path path, TopologyFileException problem) {
    dialogs.tell(
        Texts.get("file.broken.title"),
        Texts.get("file.broken", path.getFileName()),
        lines(problem.diagnostics()));
  }

  private static String lines(List<Diagnostic> diagnostics) {
    String told =
        diagnostics.stream()
            .limit(LINES_TOLD)
            .map(FileActions::line)
            .collect(Collectors.joining("\n"));
    int more = diagnostics.size() - LINES_TOLD;
    return more > 0 ? told + "\n" + Texts.get("file.more", more) : told;
  }

  private static String line(Diagnostic diagnostic) {
    String text = diagnostic.getMessage() + " " + diagnostic.getHint();
    return diagnostic.getLine() == 0
        ? text
        : Texts.get("file.place", diagnostic.getLine(), diagnostic.getColumn(), text);
  }

  private boolean save() {
    return file.path().map(this::save).orElseGet(this::saveAs);
  }

  private boolean saveAs() {
    String name = file.path().isPresent() ? file.title() : suggestion(".spinlane.yaml");
    return dialogs.askSave(name).map(this::save).orElse(false);
  }

  private boolean save(Path path) {
    try {
      file.save(path);
      workbench.window().say(Texts.get("file.saved", path));
      return true;
    } catch (IOException e) {
      dialogs.tell(
          Texts.get("file.unsavable.title"),
          Texts.get("file.unsavable", path),
          String.valueOf(e.getMessage()));
      return false;
    }
  }

  private void exportPicture(int scale) {
    Optional<Path> path = dialogs.askPicture(suggestion(".png"));
    if (path.isEmpty()) {
      return;
    }
    try {
      Files.write(path.get(), Png.of(workbench.canvas().picture(scale)));
      workbench.window().say(Texts.get("file.saved", path.get()));
    } catch (IOException e) {
      dialogs.tell(
          Texts.get("file.unsavable.title"),
          Texts.get("file.unsavable", path.get()),
          String.valueOf(e.getMessage()));
    }
  }

  private String suggestion(String extension) {
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
    if (!workbench.model().dirty()) {
      return true;
    }
    return switch (dialogs.askDiscard(file.title())) {
      case SAVE -> save();
      case DISCARD -> true;
      case CANCEL -> false;
    };
  }
}
