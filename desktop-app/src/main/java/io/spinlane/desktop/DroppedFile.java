package io.spinlane.desktop;

import io.spinlane.desktop.text.Texts;
import java.io.File;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** A file that is dropped on the window is opened, as if it had been chosen. */
final class DroppedFile {
  private final Workbench workbench;

  /** Takes files that are dropped anywhere on a scene. */
  DroppedFile(Workbench workbench, Scene scene) {
    this.workbench = workbench;
    scene.addEventHandler(DragEvent.DRAG_OVER, DroppedFile::over);
    scene.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
  }

  private static void over(DragEvent event) {
    if (event.getDragboard().hasFiles()) {
      event.acceptTransferModes(TransferMode.COPY);
      event.consume();
    }
  }

  /** Opens later: a question about unsaved work must not hold up the program it came from. */
  private void dropped(DragEvent event) {
    List<File> files = event.getDragboard().getFiles();
    if (files.size() == 1) {
      Platform.runLater(() -> workbench.fileActions().openUnlessKept(files.getFirst().toPath()));
    } else if (!files.isEmpty()) {
      workbench.window().say(Texts.get("file.dropOne", files.size()));
    }
    event.setDropCompleted(files.size() == 1);
    event.consume();
  }
}
