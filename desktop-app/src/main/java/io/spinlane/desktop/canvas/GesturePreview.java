package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Gesture;
import io.spinlane.desktop.gesture.MarqueeGesture;
import io.spinlane.desktop.gesture.MoveGesture;
import io.spinlane.desktop.gesture.PaletteGesture;
import io.spinlane.desktop.gesture.PanGesture;
import io.spinlane.desktop.gesture.Pointer;
import io.spinlane.desktop.gesture.ResizeGesture;
import io.spinlane.desktop.gesture.WireGesture;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Join;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Verdict;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows what a gesture under way would do. */
final class GesturePreview {
  private final CanvasView view;
  private final DesignModel model;

  GesturePreview(CanvasView view) {
    this.view = view;
    this.model = view.model();
  }

  /** While a wire is pulled: cards where it may end light up, the others fade. */
  void begin(WireGesture wire) {
    for (ElementCard card : view.cards()) {
      boolean self = card.element().id().equals(wire.start().id());
      card.showVerdict(self ? null : Boolean.valueOf(wire.accepts(card.element())));
    }
    view.hide(wire.replaced());
  }

  void show(Gesture gesture, Pointer pointer) {
    switch (gesture) {
      case MoveGesture move -> showMove(move, pointer);
      case ResizeGesture resize -> view.preview(Map.of(resize.id(), resize.area()));
      case PanGesture pan -> view.show(pan.viewport());
      case MarqueeGesture marquee -> {
        view.overlay().showMarquee(marquee.area());
        model.selection().select(marquee.selected());
      }
      case WireGesture wire -> {
        if (wire.replaced().isEmpty() || wire.moved()) {
          showWire(wire, pointer);
        }
      }
      case PaletteGesture palette -> {
        palette
            .place()
            .ifPresent(place -> view.overlay().showGhosts(List.of(ghost(palette, place))));
        showJoin(palette.joined(), pointer);
      }
    }
  }

  private void showMove(MoveGesture move, Pointer pointer) {
    if (!move.moved()) {
      return;
    }
    view.overlay().showGuides(move.guides());
    if (move.copies()) {
      view.overlay().showGhosts(moved(move.places()).values());
      view.overlay().showHint(Texts.get("canvas.copies"), pointer.screenX(), pointer.screenY());
      return;
    }
    view.preview(moved(move.places()));
    if (move.places().isEmpty()) {
      view.overlay().showHint(Texts.get("canvas.locked"), pointer.screenX(), pointer.screenY());
    } else {
      showJoin(move.joined(), pointer);
    }
  }

  private void showJoin(Optional<Join> join, Pointer pointer) {
    Optional<WirePath> onto = join.flatMap(found -> view.path(found.onto()));
    onto.ifPresentOrElse(view.overlay()::showJoin, view.overlay()::hideJoin);
    view.overlay()
        .showHint(
            join.map(found -> found.next().meaning()).orElse(""),
            pointer.screenX(),
            pointer.screenY());
  }

  private Map<String, Area> moved(Map<String, Point> places) {
    Map<String, Area> moved = new HashMap<>();
    places.forEach(
        (id, place) -> {
          Area area = view.areas().get(id);
          if (area != null) {
            moved.put(id, new Area(place.x(), place.y(), area.width(), area.height()));
          }
        });
    return moved;
  }

  private Area ghost(PaletteGesture palette, Point place) {
    return Placement.area(palette.item().create(model.topology(), ""), place);
  }

  private void showWire(WireGesture wire, Pointer pointer) {
    Optional<WirePath> path = rubber(view, wire);
    if (path.isEmpty()) {
      return;
    }
    String reason = wire.verdict().orElse(null) instanceof Verdict.Refused(String why) ? why : "";
    view.overlay().showWire(path.get(), !reason.isEmpty());
    view.overlay().showReason(reason, pointer.screenX(), pointer.screenY());
  }

  /** From the end that stays to the loose end; an input's wire runs the other way. */
  static Optional<WirePath> rubber(CanvasView view, WireGesture wire) {
    Area area = view.areas().get(wire.start().id());
    if (area == null) {
      return Optional.empty();
    }
    if (wire.replaced().isPresent()) {
      Wire replaced = wire.replaced().get();
      boolean fixedIsLeft = replaced.from().equals(wire.start().id());
      return view.path(replaced)
          .map(
              path ->
                  fixedIsLeft
                      ? new WirePath(path.start(), wire.end())
                      : new WirePath(wire.end(), path.end()));
    }
    if (!Cards.hasOutput(wire.start())) {
      return Optional.of(new WirePath(wire.end(), new Point(area.x(), area.y() + Cards.PORT_Y)));
    }
    boolean nic = wire.start().kind() == ElementKind.ELEMENT_KIND_NIC;
    int ports = nic ? Cards.queuePorts(wire.start()) : 0;
    int steps = wire.queue() >= 0 ? Math.min(wire.queue(), ports - 1) : ports;
    double y = area.y() + Cards.PORT_Y + Cards.PORT_STEP * steps;
    return Optional.of(new WirePath(new Point(area.x() + area.width(), y), wire.end()));
  }

  /** Takes everything back that only showed while the gesture lasted. */
  void end() {
    view.preview(Map.of());
    view.hide(Optional.empty());
    view.overlay().clear();
    view.cards().forEach(card -> card.showVerdict(null));
  }
}
