package io.spinlane.desktop;

import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.canvas.Sight;
import io.spinlane.desktop.io.UniqueIds;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Fragment;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Topology;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/**
 * Elements through the clipboard, as text that is a topology file of its own: from this window,
 * another one, or an editor.
 */
final class Pasting {
  /** How far a copy lies from what it would hide; three grid lines. */
  private static final double STEP = 24;

  /** A line of a topology file in YAML: some list or property begins. */
  private static final Pattern YAML = Pattern.compile("(?m)^[A-Za-z_]+:(\\s|$)");

  private final Workbench workbench;
  private final DesignModel model;
  private final CanvasView canvas;

  Pasting(Workbench workbench) {
    this.workbench = workbench;
    this.model = workbench.model();
    this.canvas = workbench.canvas();
  }

  /** Puts what is selected into the clipboard. */
  void copy() {
    ClipboardContent content = new ClipboardContent();
    content.putString(TopologyFiles.write(selected(), Format.JSON));
    Clipboard.getSystemClipboard().setContent(content);
  }

  /** Draws what is selected once more. */
  void duplicate() {
    paste(selected(), Optional.empty());
  }

  private Topology selected() {
    return Fragment.copy(
        model.topology(), model.elements(), model.selection().ids(), canvas.areas());
  }

  /**
   * Draws what is in the clipboard, or says why not.
   *
   * @param corner where the top left of it goes; empty: where it was, beside what is there now
   */
  void paste(Optional<Point> corner) {
    String text = Objects.requireNonNullElse(Clipboard.getSystemClipboard().getString(), "");
    boolean json = text.strip().startsWith("{");
    if (!json && !YAML.matcher(text).find()) {
      say("edit.paste.nothing"); // it was never a drawing
      return;
    }
    try {
      Format format = json ? Format.JSON : Format.YAML;
      Topology read = TopologyFiles.read(text, format, "clipboard").topology();
      if (Drawing.index(read).containsKey("")) {
        say("edit.paste.noId");
      } else if (Fragment.ids(read).isEmpty()) {
        say("edit.paste.nothing");
      } else {
        paste(UniqueIds.of(read).topology(), corner);
      }
    } catch (TopologyFileException e) {
      Diagnostic problem = e.diagnostics().getFirst();
      say("edit.paste.broken", Said.placed(problem, Said.message(problem)));
    }
  }

  private void paste(Topology fragment, Optional<Point> corner) {
    Topology placed =
        corner
            .map(
                at ->
                    Fragment.at(
                        fragment, new Point(Placement.snap(at.x()), Placement.snap(at.y()))))
            .orElse(fragment);
    Point shift = Fragment.clear(placed, canvas.areas(), STEP);
    Fragment.Paste paste = Fragment.paste(model.topology(), placed, shift);
    if (model.apply(paste.edit())) {
      Set<String> ids = paste.ids();
      model.selection().select(ids);
      Sight.bring(canvas, ids);
      workbench.window().say(paste.sentence());
    }
  }

  private void say(String key, Object... arguments) {
    workbench.window().say(Texts.get(key, arguments));
  }
}
