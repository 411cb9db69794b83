package io.spinlane.desktop;

import io.spinlane.desktop.canvas.FrameLayer;
import io.spinlane.desktop.layout.AutoLayout;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.LaneColumns;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.text.Texts;
import io.spinlane.desktop.work.LongWork;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Arranges the selection, or everything, on a thread of its own; one step to undo. A second one
 * stops it. FX thread.
 */
final class LayoutAction {
  private static final System.Logger LOG = System.getLogger(LayoutAction.class.getName());

  private final Workbench workbench;
  private final DesignModel model;
  private LongWork.@Nullable Running running;

  LayoutAction(Workbench workbench) {
    this.workbench = workbench;
    this.model = workbench.model();
  }

  void begin() {
    if (running != null) {
      running.stop();
    }
    Set<String> selected = Set.copyOf(model.selection().ids());
    boolean all = selected.size() < 2;
    FrameLayer frames = workbench.canvas().frames();
    Map<String, Area> areas = new HashMap<>(workbench.canvas().areas());
    Set<String> moving =
        (all ? areas.keySet() : selected)
            .stream()
                .filter(areas::containsKey)
                .filter(id -> !Placement.locked(model.topology(), id))
                .collect(Collectors.toSet());
    for (Set<String> behind : frames.collapsed()) {
      if (!moving.containsAll(behind)) {
        moving.removeAll(behind); // its box is where the ones are that stay
      }
    }
    frames
        .hidden()
        .forEach(
            (id, box) -> areas.computeIfPresent(id, (_, area) -> moving.contains(id) ? area : box));
    double top =
        moving.stream()
            .mapToDouble(id -> Objects.requireNonNull(areas.get(id)).y())
            .min()
            .orElse(Placement.FIRST_Y);
    AutoLayout layout =
        new AutoLayout(
                model.elements(), model.wires(), areas, moving, all ? Placement.FIRST_Y : top)
            .grouped(frames.groups())
            .collapsed(frames.collapsed());
    if (!all) {
      layout.within(LaneColumns.of(model.elements().values(), areas));
    }
    running =
        workbench
            .work()
            .read(
                Texts.get("layout.running"),
                () -> layout.places(() -> Thread.currentThread().isInterrupted()),
                places -> done(places, all),
                this::failed);
  }

  private void failed(Throwable problem) {
    LOG.log(System.Logger.Level.ERROR, "cannot arrange the drawing", problem);
    workbench.window().say(Texts.get("layout.failed"));
  }

  private void done(Map<String, Point> places, boolean all) {
    Map<String, Point> still = new HashMap<>(places);
    still.keySet().removeIf(id -> !model.elements().containsKey(id));
    if (!still.isEmpty()) {
      model.apply(Edits.arrange(Texts.get("layout.step"), still));
    }
    if (all) {
      workbench.canvas().zoomToFit();
    }
    workbench.window().say(Texts.count("layout.done", still.size()));
  }
}
