package io.spinlane.desktop;

import io.spinlane.desktop.charts.ChartsPane;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.export.PictureFormat;
import io.spinlane.desktop.export.PictureJob;
import io.spinlane.desktop.export.PictureOptions;
import io.spinlane.desktop.painter.Drawable;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.AtomicFile;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/** Charts as pictures, and the numbers behind them as a table. */
final class ChartExport {
  private static final String CSV = ".csv";

  private final Workbench workbench;
  private final ChartsPane charts;

  ChartExport(Workbench workbench, ChartsPane charts) {
    this.workbench = workbench;
    this.charts = charts;
  }

  void install() {
    Commands commands = workbench.commands();
    Command csv =
        Command.of("export-csv", "charts.export.csv", this::exportNumbers)
            .when(charts::hasData, "charts.nothing");
    commands.add("statistics", csv);
    MenuButton button = new MenuButton(Texts.get("menu.statistics"));
    button.setId("charts-export");
    button.getItems().add(item(csv));
    for (PictureFormat format : List.of(PictureFormat.PNG, PictureFormat.SVG)) {
      String name = format.name().toLowerCase(Locale.ROOT);
      Command command =
          Command.of("export-charts-" + name, "charts.export." + name, () -> exportPicture(format))
              .when(charts::hasData, "charts.nothing");
      commands.add("statistics", command);
      button.getItems().add(item(command));
    }
    charts.addToBar(button);
  }

  private MenuItem item(Command command) {
    MenuItem item = new MenuItem(command.title().get());
    item.setId("charts-" + command.id());
    item.setOnAction(_ -> workbench.commands().run(command));
    return item;
  }

  private void exportNumbers() {
    AtomicFile.Content numbers = charts.numbers(Instant.now());
    where(CSV, numbers);
  }

  /** On white, as paper is. */
  private void exportPicture(PictureFormat format) {
    Drawable sheet = charts.sheet(workbench.model().topology().getName());
    PictureOptions options = new PictureOptions(format, 2, Ink.LIGHT, false, "");
    where(format.extension(), new PictureJob(sheet, options, _ -> {})::write);
  }

  /** Asks, and writes on a thread of its own what was taken down before the question. */
  private void where(String extension, AtomicFile.Content content) {
    FileActions files = workbench.fileActions();
    files
        .dialogs()
        .askPicture(files.suggestion(extension))
        .ifPresent(
            path ->
                workbench
                    .work()
                    .write(
                        Texts.get("work.writing", path.getFileName()),
                        () -> AtomicFile.write(path, content),
                        () -> workbench.window().say(Texts.get("picture.done", path)),
                        problem -> files.unwritable(path, problem)));
  }
}
