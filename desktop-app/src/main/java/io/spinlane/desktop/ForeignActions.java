package io.spinlane.desktop;

import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.io.HostSource;
import io.spinlane.desktop.io.foreign.Exported;
import io.spinlane.desktop.io.foreign.ForeignFiles;
import io.spinlane.desktop.io.foreign.ForeignFormat;
import io.spinlane.desktop.io.foreign.Imported;
import io.spinlane.desktop.io.foreign.Joining;
import io.spinlane.desktop.io.foreign.LeftOut;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.AtomicFile;
import io.spinlane.v1.Topology;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The menus for other programs' files. Files are read and written as long work; what is read joins
 * the drawing as one step.
 */
final class ForeignActions {
  private final Workbench workbench;
  private final DesignModel model;

  ForeignActions(Workbench workbench) {
    this.workbench = workbench;
    this.model = workbench.model();
  }

  void install() {
    Commands commands = workbench.commands();
    for (ForeignFormat format : ForeignFormat.values()) {
      String id = format.name().toLowerCase(Locale.ROOT);
      if (format.readable()) {
        commands.add(
            "foreign-import",
            Command.named(
                "import-" + id,
                () -> Texts.get("foreign.import.item", format.title()),
                () -> read(format)));
      }
      if (format.writable()) {
        commands.add(
            "foreign-export",
            Command.named(
                "export-" + id,
                () -> Texts.get("foreign.export.item", format.title()),
                () -> write(format)));
      }
    }
  }

  private void read(ForeignFormat format) {
    workbench
        .fileActions()
        .dialogs()
        .askForeign(format, false, "")
        .ifPresent(path -> read(format, path));
  }

  private void read(ForeignFormat format, Path path) {
    workbench
        .work()
        .read(
            Texts.get("work.reading", path.getFileName()),
            () -> ForeignFiles.read(format, Files.readString(path)),
            imported -> join(path, imported),
            problem -> workbench.fileActions().unreadable(path, "foreign.broken", problem));
  }

  private void join(Path path, Imported imported) {
    String name = String.valueOf(path.getFileName());
    if (imported.inventory().isPresent()) {
      workbench.hosts().plan(imported.inventory().get(), new HostSource.InFile(path));
    } else {
      int before = model.elements().size();
      model.apply(Joining.edit(imported));
      workbench.canvas().zoomToFit();
      int added = model.elements().size() - before;
      workbench.window().say(Texts.get("foreign.imported", added, imported.leftOut().size()));
    }
    report(Texts.get("foreign.report.import", name), imported.leftOut());
  }

  private void write(ForeignFormat format) {
    String name = workbench.file().title().replaceFirst("[.].*", "") + format.extension();
    Topology topology = model.topology();
    workbench
        .fileActions()
        .dialogs()
        .askForeign(format, true, name)
        .ifPresent(path -> write(format, topology, path));
  }

  private void write(ForeignFormat format, Topology topology, Path path) {
    List<LeftOut> leftOut = new ArrayList<>();
    workbench
        .work()
        .write(
            Texts.get("work.writing", path.getFileName()),
            () -> {
              Exported exported = ForeignFiles.write(format, topology);
              AtomicFile.write(path, exported.text());
              leftOut.addAll(exported.leftOut());
            },
            () -> {
              workbench
                  .window()
                  .say(Texts.get("foreign.exported", path.getFileName(), leftOut.size()));
              report(Texts.get("foreign.report.export", format.title()), leftOut);
            },
            problem -> workbench.fileActions().unwritable(path, problem));
  }

  private void report(String heading, List<LeftOut> leftOut) {
    if (!leftOut.isEmpty()) {
      ForeignReport.show(workbench.stage(), heading, leftOut);
    }
  }
}
