package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.DesignModel;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import io.spinlane.desktop.model.WireRoutes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Where wires run now, past cards and frame titles; one to a core behind a collapsed frame leads to
 * the frame's box.
 */
final class WirePaths {
  private final DesignModel model;
  private final CardLayer cards;
  private final FrameLayer frames;

  WirePaths(DesignModel model, CardLayer cards, FrameLayer frames) {
    this.model = model;
    this.cards = cards;
    this.frames = frames;
  }

  /** The ways of some wires. */
  Map<Wire, WirePath> of(Predicate<Wire> wanted) {
    Map<Wire, WirePath> paths = new LinkedHashMap<>();
    Map<String, Area> areas = new LinkedHashMap<>(cards.areas());
    areas.putAll(frames.hidden());
    WireRoutes routes = WireRoutes.around(areas, frames.frames());
    for (Wire wire : model.wires()) {
      if (wanted.test(wire)) {
        Element from = model.elements().get(wire.from());
        Area fromArea = areas.get(wire.from());
        Area toArea = areas.get(wire.to());
        if (from != null && fromArea != null && toArea != null) {
          paths.put(wire, routes.route(WirePath.of(wire, from, fromArea, toArea)));
        }
      }
    }
    return paths;
  }
}
