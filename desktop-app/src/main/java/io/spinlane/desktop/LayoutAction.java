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
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * Arranges the selection, or everything, on a thread of its own; one step to undo. Esc stops it,
 * and so does a second one. FX thread.
 */
final class LayoutAction {
  private static final System.Logger LOG = System.getLogger(LayoutAction.class.getName());

  private final Workbench workbench;
  private final DesignModel model;
  private @Nullable AtomicBoolean stopRunning;

  LayoutAction(Workbench workbench) {
    this.workbench = workbench;
    this.model = workbench.model();
    workbench.window().addEventFilter(KeyEvent.KEY_PRESSED, this::stopByKey);
  }

  private void stopByKey(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE && stopRunning != null) {
      stop();
      workbench.window().say(Texts.get("layout.stopped"));
      event.consume();
    }
  }

  private void stop() {
    if (stopRunning != null) {
      stopRunning.set(true);
      stopRunning = null;
    }
  }

  void begin() {
    stop();
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
    AtomicBoolean stopped = new AtomicBoolean();
    stopRunning = stopped;
    workbench.window().say(Texts.get("layout.running"));
    Thread.ofPlatform().daemon().name("layout").start(() -> work(layout, stopped, all));
  }

  /** On a thread of its own. */
  private void work(AutoLayout layout, AtomicBoolean stopped, boolean all) {
    try {
      Map<String, Point> places = layout.places(stopped::get);
      Platform.runLater(() -> done(places, stopped, all));
    } catch (CancellationException e) {
      LOG.log(System.Logger.Level.DEBUG, "nobody waits for the layout any more");
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "cannot arrange the drawing", e);
      Platform.runLater(() -> workbench.window().say(Texts.get("layout.failed")));
    }
  }

  private void done(Map<String, Point> places, AtomicBoolean stopped, boolean all) {
    if (stopped.get()) {
      return;
    }
    stopRunning = null;
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
