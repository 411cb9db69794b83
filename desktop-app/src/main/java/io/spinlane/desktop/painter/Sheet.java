package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Fragment;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import io.spinlane.desktop.model.Wires;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A picture before it is drawn: everything that will be on it. Immutable; made where the drawing
 * lives, drawn on any thread.
 *
 * @param topology what it shows; opening the picture again gives exactly this
 * @param area what of the canvas is on it, in canvas units
 */
public record Sheet(
    Topology topology, List<Frame> frames, List<CardFace> cards, List<WireFace> wires, Area area)
    implements Drawable {
  private static final double MARGIN = 24;

  public Sheet {
    frames = List.copyOf(frames);
    cards = List.copyOf(cards);
    wires = List.copyOf(wires);
  }

  /** The whole drawing, with nothing live on it. */
  public static Sheet of(Topology topology) {
    Map<String, Element> elements = Drawing.index(topology);
    List<CardFace> cards = new ArrayList<>();
    Placement.areas(topology, elements)
        .forEach(
            (id, area) -> {
              Element element = elements.get(id);
              if (element != null) {
                cards.add(CardFace.of(element, area));
              }
            });
    return of(topology, cards, Map.of());
  }

  /**
   * A sheet with these cards, and the wires between them.
   *
   * @param looks of wires that carry something; the others are at rest
   */
  public static Sheet of(Topology topology, List<CardFace> cards, Map<Wire, WireLook> looks) {
    Map<String, Element> elements = Drawing.index(topology);
    Map<String, Area> areas = new LinkedHashMap<>();
    cards.forEach(card -> areas.put(card.element().id(), card.area()));
    List<WireFace> wires = new ArrayList<>();
    for (Wire wire : Wires.of(topology, elements)) {
      Element from = elements.get(wire.from());
      Area fromArea = areas.get(wire.from());
      Area toArea = areas.get(wire.to());
      if (from != null && fromArea != null && toArea != null) {
        WirePath path = WirePath.of(wire, from, fromArea, toArea);
        wires.add(new WireFace(wire, path, looks.getOrDefault(wire, WireLook.PLAIN)));
      }
    }
    Area all = areas.values().stream().reduce(Area::union).orElse(new Area(0, 0, 1, 1));
    return new Sheet(topology, List.of(), cards, wires, all.grow(MARGIN));
  }

  /** The same with frames around cores, outer ones first. */
  public Sheet framed(List<Frame> around) {
    Area all = around.stream().map(frame -> frame.area().grow(MARGIN)).reduce(area, Area::union);
    return new Sheet(topology, around, cards, wires, all);
  }

  /**
   * A sheet of some of the elements: the topology inside holds no more than can be seen, and what
   * led to others is cut.
   */
  public Sheet only(Set<String> ids) {
    Map<String, Area> areas = new LinkedHashMap<>();
    cards.forEach(card -> areas.put(card.element().id(), card.area()));
    Map<String, Element> elements = Drawing.index(topology);
    Topology piece =
        Fragment.paste(
                Topology.getDefaultInstance(), Fragment.copy(topology, elements, ids, areas), 0)
            .edit()
            .change()
            .apply(Topology.newBuilder().setName(topology.getName()).build());
    Map<Wire, WireLook> looks = new LinkedHashMap<>();
    wires.forEach(wire -> looks.put(wire.wire(), wire.look()));
    Map<String, Element> kept = Drawing.index(piece);
    List<CardFace> faces = new ArrayList<>();
    for (CardFace card : cards) {
      Element element = kept.get(card.element().id());
      if (element != null && ids.contains(element.id())) {
        faces.add(
            card.live()
                ? new CardFace(
                    element,
                    card.area(),
                    card.footer(),
                    card.detail(),
                    card.shares(),
                    true,
                    card.stale())
                : CardFace.of(element, card.area()));
      }
    }
    return of(piece, faces, looks);
  }

  @Override
  public String title() {
    return topology.getName();
  }

  @Override
  public int pieces() {
    return frames.size() + cards.size() + wires.size();
  }

  @Override
  public void paint(Surface surface, Ink ink, Area visible, Runnable each) {
    for (Frame frame : frames) {
      if (frame.area().overlaps(visible)) {
        FramePainter.paint(surface, ink, frame, false);
      }
      each.run();
    }
    for (WireFace wire : wires) {
      if (bounds(wire.path()).overlaps(visible)) {
        WirePainter.paint(surface, ink, wire.wire(), wire.path(), wire.look());
      }
      each.run();
    }
    CardPainter painter = new CardPainter(surface, ink);
    for (CardFace card : cards) {
      if (card.area().grow(MARGIN / 2).overlaps(visible)) {
        painter.paint(card);
      }
      each.run();
    }
  }

  private static Area bounds(WirePath path) {
    return Area.between(path.start(), path.end()).grow(path.reach() + MARGIN);
  }
}
