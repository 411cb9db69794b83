package io.spinlane.desktop;

import io.spinlane.desktop.io.DesignFile;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Saves the drawing, and asks before what somebody else wrote would be overwritten. */
final class Saving {
  private final Workbench workbench;
  private final FileActions actions;
  private final DesignFile file;

  Saving(Workbench workbench, FileActions actions) {
    this.workbench = workbench;
    this.actions = actions;
    this.file = workbench.file();
  }

  /** Saves to the open file, or asks for one; false when nothing was saved. */
  boolean save() {
    return file.path().map(this::save).orElseGet(this::saveAs);
  }

  /** Asks where to save; false when nothing was saved. */
  boolean saveAs() {
    String name =
        file.path().isPresent() ? file.title() : actions.suggestion(Format.YAML.extension());
    return actions.dialogs().askSave(name).map(this::saveNamed).orElse(false);
  }

  /** Whoever names no kind of file means ours; the file dialog has not asked about that name. */
  private boolean saveNamed(Path asked) {
    if (String.valueOf(asked.getFileName()).contains(".")) {
      return save(asked);
    }
    Path whole = asked.resolveSibling(asked.getFileName() + Format.YAML.extension());
    return Files.exists(whole) ? refused(whole, Texts.get("file.exists")) : save(whole);
  }

  private boolean save(Path path) {
    return file.changedElsewhere(path)
        ? switch (actions.dialogs().askOverwrite(file.title())) {
          case OVERWRITE -> write(path);
          case SAVE_AS -> saveAs();
          case RELOAD -> reload(path);
          case CANCEL -> false;
        }
        : write(path);
  }

  private boolean write(Path path) {
    if (Format.of(path).isEmpty()) {
      return refused(path, Texts.get("file.unknownKind"));
    }
    try {
      file.save(path);
      workbench.window().say(Texts.get("file.saved", path));
      return true;
    } catch (IOException e) {
      return refused(path, Said.why(e));
    }
  }

  private boolean refused(Path path, String why) {
    actions
        .dialogs()
        .tell(Texts.get("file.unsavable.title"), Texts.get("file.unsavable", path), why);
    return false;
  }

  /** Nothing was saved, and whoever wanted to go on to something else has a drawing to look at. */
  private boolean reload(Path path) {
    try {
      List<String> renamed = file.reload();
      workbench
          .window()
          .say(
              renamed.isEmpty()
                  ? Texts.get("file.reloaded", file.title())
                  : Texts.get("file.renamed", String.join(", ", renamed)));
    } catch (TopologyFileException e) {
      actions.explain(path, e);
    }
    return false;
  }
}
