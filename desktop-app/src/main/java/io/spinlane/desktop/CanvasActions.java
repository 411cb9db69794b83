package io.spinlane.desktop;

import io.spinlane.desktop.canvas.CanvasView;
import io.spinlane.desktop.command.Command;
import io.spinlane.desktop.command.Commands;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.text.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kordamp.ikonli.feather.Feather;

/** Locks, frames around cores, and the small map. */
final class CanvasActions {
  private final DesignModel model;
  private final CanvasView canvas;

  CanvasActions(Workbench workbench) {
    this.model = workbench.model();
    this.canvas = workbench.canvas();
    Commands commands = workbench.commands();
    commands.add(
        "arrange",
        Command.of("lock", "action.lock", this::toggleLock)
            .on("Shortcut+L")
            .drawn(Feather.LOCK)
            .when(() -> !model.selection().ids().isEmpty(), "refused.noElement")
            .ticked(this::locked),
        Command.named("frames", this::framesTitle, this::toggleFrames)
            .on("Shortcut+Shift+E")
            .drawn(Feather.MINIMIZE_2)
            .when(() -> !canvas.frames().frames().isEmpty(), "refused.noFrame"));
    commands.add(
        "view",
        Command.of(
                "minimap",
                "action.minimap",
                () -> canvas.minimap().want(!canvas.minimap().wanted()))
            .on("M")
            .drawn(Feather.MAP)
            .ticked(canvas.minimap()::wanted));
  }

  /** Everything that is selected is locked. */
  private boolean locked() {
    Set<String> ids = model.selection().ids();
    return !ids.isEmpty() && ids.stream().allMatch(id -> Placement.locked(model.topology(), id));
  }

  private void toggleLock() {
    Map<String, Area> areas = new LinkedHashMap<>(canvas.areas());
    areas.keySet().retainAll(model.selection().ids());
    model.apply(Edits.lock(areas, !locked()));
  }

  private String framesTitle() {
    return Texts.get(opens() ? "action.expandFrames" : "action.collapseFrames");
  }

  /** The innermost frame around each selected core; with no core selected, the outermost ones. */
  private List<Frame> meant() {
    Set<String> ids = model.selection().ids();
    Map<String, Frame> innermost = new LinkedHashMap<>();
    for (Frame frame : canvas.frames().frames()) {
      frame.cores().stream().filter(ids::contains).forEach(core -> innermost.put(core, frame));
    }
    return innermost.isEmpty()
        ? canvas.frames().frames().stream().filter(frame -> frame.depth() == 0).toList()
        : innermost.values().stream().distinct().toList();
  }

  private boolean opens() {
    List<Frame> meant = meant();
    return !meant.isEmpty() && meant.stream().allMatch(Frame::collapsed);
  }

  private void toggleFrames() {
    boolean collapse = !opens();
    Map<String, String> titles = new LinkedHashMap<>();
    for (Frame frame : meant()) {
      if (frame.collapsed() != collapse) {
        titles.put(frame.key(), frame.title());
      }
    }
    canvas.frames().collapse(titles, collapse);
  }
}
