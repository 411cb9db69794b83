package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.painter.CardFace;
import io.spinlane.desktop.painter.Sheet;
import io.spinlane.desktop.painter.WireLook;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A picture of what the canvas shows, and of what lies outside its view. */
final class CanvasSheet {
  private CanvasSheet() {}

  static Sheet of(
      Topology topology, CardLayer cards, WireLayer wires, FrameLayer frames, boolean live) {
    Sheet sheet = live ? live(topology, cards, wires) : Sheet.of(topology);
    return sheet.framed(frames.faces(live));
  }

  private static Sheet live(Topology topology, CardLayer cards, WireLayer wires) {
    List<CardFace> faces = new ArrayList<>();
    cards
        .areas()
        .forEach(
            (id, area) -> {
              ElementCard card = cards.card(id);
              if (card != null) {
                faces.add(card.picture(area));
              }
            });
    Map<Wire, WireLook> looks = new LinkedHashMap<>();
    for (Wire wire : wires.paths().keySet()) {
      WireLook look = wires.look(wire);
      looks.put(wire, new WireLook(look.share(), look.label(), look.stale(), false));
    }
    return Sheet.of(topology, faces, looks);
  }
}
