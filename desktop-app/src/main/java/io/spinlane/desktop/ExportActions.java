package io.spinlane.desktop;

import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.export.ExportDialog;
import io.spinlane.desktop.export.PictureFormat;
import io.spinlane.desktop.painter.Sheet;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** The menu entry for pictures of the drawing. */
final class ExportActions implements ExportDialog.Order {
  private final Workbench workbench;

  ExportActions(Workbench workbench) {
    this.workbench = workbench;
  }

  void install() {
    workbench
        .commands()
        .add(
            "file",
            Command.of(
                    "export-picture",
                    "action.exportPicture",
                    () -> ExportDialog.open(workbench.stage(), this))
                .on("Shortcut+E")
                .when(() -> !workbench.model().elements().isEmpty(), "refused.nothingDrawn"));
  }

  @Override
  public Sheet sheet(boolean live) {
    return workbench.canvas().sheet(live);
  }

  @Override
  public boolean hasLive() {
    return workbench.canvas().hasLive();
  }

  @Override
  public Set<String> selected() {
    return workbench.model().selection().ids();
  }

  @Override
  public Optional<Path> where(PictureFormat format) {
    FileActions files = workbench.fileActions();
    return files.dialogs().askPicture(files.suggestion(format.extension()));
  }

  @Override
  public void say(String sentence) {
    workbench.window().say(sentence);
  }

  @Override
  public void failed(Path file, IOException problem) {
    workbench
        .fileActions()
        .dialogs()
        .tell(
            Texts.get("file.unsavable.title"),
            Texts.get("file.unsavable", file),
            Said.why(problem));
  }
}
