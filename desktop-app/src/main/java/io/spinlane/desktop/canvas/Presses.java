package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Gesture;
import io.spinlane.desktop.gesture.MarqueeGesture;
import io.spinlane.desktop.gesture.MoveGesture;
import io.spinlane.desktop.gesture.Pointer;
import io.spinlane.desktop.gesture.ResizeGesture;
import io.spinlane.desktop.gesture.WireGesture;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import io.spinlane.desktop.model.Wires;
import io.spinlane.v1.Nic;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;

/** Decides which gesture a press of the primary button begins, by what it hits. */
final class Presses {
  /** How far a shared line attracts a moving card, in pixels. */
  private static final double ALIGN_PIXELS = 6;

  /** How near an end a press on a wire grabs that end, in pixels. */
  private static final double WIRE_END_PIXELS = 70;

  private final CanvasView view;
  private final DesignModel model;
  private final GesturePreview preview;
  private final Drops drops;

  Presses(CanvasView view, GesturePreview preview, Drops drops) {
    this.view = view;
    this.model = view.model();
    this.preview = preview;
    this.drops = drops;
  }

  /** The gesture, unless the press only selects. */
  Optional<Gesture> begin(Node target, Pointer pointer) {
    Port port = ancestor(target, Port.class);
    ElementCard card = ancestor(target, ElementCard.class);
    FrameHandle frame = ancestor(target, FrameHandle.class);
    Optional<Wire> grabbed = model.selection().wire().filter(wire -> endAt(wire, pointer));
    boolean shared = port != null && port.shared(); // more wires begin there
    if (grabbed.isPresent() && !shared) {
      return reattach(grabbed.get(), pointer);
    }
    if (port != null) {
      return wire(port, pointer);
    }
    if (card != null) {
      boolean corner = target.getStyleClass().contains(CardBody.GRIP);
      return corner ? resize(card.element().id(), pointer) : move(card.element().id(), pointer);
    }
    if (frame != null) {
      return moveFrame(frame.frame(), pointer);
    }
    Optional<Wire> wire = view.wireAt(pointer.world());
    if (wire.isPresent()) {
      return press(wire.get(), pointer);
    }
    return Optional.of(marquee(pointer));
  }

  /** Ctrl and Shift add a wire to what is selected, or take it away. */
  private Optional<Gesture> press(Wire wire, Pointer pointer) {
    if (pointer.control() || pointer.shift()) {
      model.selection().toggle(wire);
      return Optional.empty();
    }
    model.selection().select(wire);
    return reattach(wire, pointer);
  }

  /** The handle at one end of a selected wire is under the mouse; it lies above the port. */
  private boolean endAt(Wire wire, Pointer pointer) {
    Optional<WirePath> path = view.path(wire);
    double reach = Port.SIZE / 2;
    return path.isPresent()
        && Math.min(
                path.get().start().distance(pointer.world()),
                path.get().end().distance(pointer.world()))
            <= reach;
  }

  private Optional<Gesture> wire(Port port, Pointer pointer) {
    Element start = model.elements().get(port.elementId());
    if (start == null) {
      return Optional.empty();
    }
    WireGesture wire =
        new WireGesture(model.topology(), start, queue(port, start), view::elementAt, pointer);
    preview.begin(wire);
    return Optional.of(wire);
  }

  /** From the port of all queues the next one is pulled that nobody polls. */
  private int queue(Port port, Element start) {
    return port.shared() && start.message() instanceof Nic nic
        ? Wires.freeQueue(model.topology(), nic)
        : port.queue();
  }

  /** The end of the wire that is nearer to the mouse may be led elsewhere. */
  private Optional<Gesture> reattach(Wire wire, Pointer pointer) {
    WirePath path = view.path(wire).orElse(null);
    if (path == null) {
      return Optional.empty();
    }
    double toStart = path.start().distance(pointer.world());
    double toEnd = path.end().distance(pointer.world());
    Element fixed = model.elements().get(toEnd <= toStart ? wire.from() : wire.to());
    boolean near = Math.min(toStart, toEnd) * view.viewport().zoom() <= WIRE_END_PIXELS;
    return fixed == null || !near
        ? Optional.empty()
        : Optional.of(
            WireGesture.reattach(model.topology(), wire, fixed, view::elementAt, pointer));
  }

  /**
   * Shift adds the card to what is selected, or takes it away; so does Ctrl, unless a drag follows:
   * that copies.
   */
  private Optional<Gesture> move(String id, Pointer pointer) {
    if (pointer.shift()) {
      model.selection().toggle(id);
      return Optional.empty();
    }
    if (pointer.control()) {
      return Optional.of(copy(id, pointer));
    }
    if (!model.selection().ids().contains(id)) {
      model.selection().select(List.of(id));
    }
    return Optional.of(move(Set.of(id), view.movable(model.selection().ids()), pointer));
  }

  private MoveGesture copy(String id, Pointer pointer) {
    Set<String> selected = model.selection().ids();
    Map<String, Area> copied = new LinkedHashMap<>(view.areas());
    copied.keySet().retainAll(selected.contains(id) ? selected : Set.of(id));
    return MoveGesture.ofCopies(
        Set.of(id),
        copied,
        new MoveGesture.Surroundings(resting(Set.of()), reach(), _ -> Optional.empty()),
        pointer);
  }

  private double reach() {
    return ALIGN_PIXELS / view.viewport().zoom();
  }

  /** A frame moves with all of its cores; Shift adds them to what is selected, Ctrl toggles. */
  private Optional<Gesture> moveFrame(Frame frame, Pointer pointer) {
    Set<String> chosen = new HashSet<>(frame.cores());
    if (pointer.control() || pointer.shift()) {
      Set<String> next = new HashSet<>(model.selection().ids());
      if (pointer.shift() || !next.containsAll(chosen)) {
        next.addAll(chosen);
      } else {
        next.removeAll(chosen);
      }
      model.selection().select(next);
      return Optional.empty();
    }
    if (!model.selection().ids().containsAll(chosen)) {
      model.selection().select(chosen);
    }
    return Optional.of(move(frame.cores(), view.movable(model.selection().ids()), pointer));
  }

  private MoveGesture move(Set<String> clicked, Map<String, Area> moving, Pointer pointer) {
    return new MoveGesture(
        clicked,
        moving,
        new MoveGesture.Surroundings(
            resting(moving.keySet()), reach(), place -> drops.joinAt(moving.keySet(), place)),
        pointer);
  }

  /** Areas of the cards in view that do not move. */
  private List<Area> resting(Set<String> moving) {
    Area shown = view.shown();
    return view.visibleAreas().entrySet().stream()
        .filter(entry -> !moving.contains(entry.getKey()))
        .map(Map.Entry::getValue)
        .filter(shown::overlaps)
        .toList();
  }

  private Optional<Gesture> resize(String id, Pointer pointer) {
    Area area = view.areas().get(id);
    return area == null || Placement.locked(model.topology(), id)
        ? Optional.empty()
        : Optional.of(new ResizeGesture(id, area, pointer));
  }

  private Gesture marquee(Pointer pointer) {
    Map<String, Area> areas = view.visibleAreas();
    areas.putAll(view.frames().hidden()); // a collapsed frame stands for its cores
    MarqueeGesture marquee =
        new MarqueeGesture(areas, view.paths(), model.selection().picked(), pointer);
    model.selection().select(marquee.selected());
    return marquee;
  }

  /** The nearest node of a type from a node up. */
  static <T extends Node> @Nullable T ancestor(Node node, Class<T> type) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (type.isInstance(at)) {
        return type.cast(at);
      }
    }
    return null;
  }
}
