package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Fragment;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Frames;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WireRoutes;
import io.spinlane.desktop.model.Wires;
import io.spinlane.v1.Box;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A picture before it is drawn: everything that will be on it. Immutable; made where the drawing
 * lives, drawn on any thread.
 *
 * @param topology what it shows; opening the picture again gives exactly this
 * @param frames around cores, outer ones first; a collapsed one is drawn instead of its cores
 * @param cards all of them, those behind a collapsed frame among them
 * @param area what of the canvas is on it, in canvas units
 */
public record Sheet(
    Topology topology,
    List<FrameFace> frames,
    List<CardFace> cards,
    List<WireFace> wires,
    Area area)
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
    return of(topology, cards, looks, List.of());
  }

  /**
   * A sheet with frames around cores, outer ones first. In place of cores behind a collapsed frame
   * there is its box, and what leads to them ends there.
   */
  public static Sheet of(
      Topology topology, List<CardFace> cards, Map<Wire, WireLook> looks, List<FrameFace> frames) {
    Map<String, Element> elements = Drawing.index(topology);
    Map<String, Area> areas = new LinkedHashMap<>();
    cards.forEach(card -> areas.put(card.element().id(), card.area()));
    List<Frame> around = frames.stream().map(FrameFace::frame).toList();
    List<WireFace> wires = new ArrayList<>();
    WireRoutes.of(Wires.of(topology, elements), elements, areas, around)
        .forEach(
            (wire, path) ->
                wires.add(new WireFace(wire, path, looks.getOrDefault(wire, WireLook.PLAIN))));
    areas.putAll(Frames.hidden(around));
    Area area =
        Stream.concat(areas.values().stream(), around.stream().map(Frame::area))
            .reduce(Area::union)
            .orElse(new Area(0, 0, 1, 1));
    return new Sheet(topology, frames, cards, wires, area.grow(MARGIN));
  }

  /** The same with frames around cores, outer ones first; the sheet must have none yet. */
  public Sheet framed(List<FrameFace> around) {
    return of(topology, cards, looks(), around);
  }

  private Map<Wire, WireLook> looks() {
    Map<Wire, WireLook> looks = new LinkedHashMap<>();
    wires.forEach(wire -> looks.put(wire.wire(), wire.look()));
    return looks;
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
                Topology.getDefaultInstance(),
                Fragment.copy(topology, elements, ids, areas),
                new Point(0, 0))
            .edit()
            .change()
            .apply(Topology.newBuilder().setName(topology.getName()).build());
    List<FrameFace> around = frames.stream().filter(face -> partly(face.frame(), ids)).toList();
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
    return of(collapsed(piece, around), faces, looks(), around);
  }

  /** A frame is in a picture of a part when the part holds all of it, a box when it holds some. */
  private static boolean partly(Frame frame, Set<String> ids) {
    return frame.collapsed()
        ? frame.cores().stream().anyMatch(ids::contains)
        : ids.containsAll(frame.cores());
  }

  /** Opened again, what is a box here is a box there. */
  private static Topology collapsed(Topology piece, List<FrameFace> frames) {
    Topology.Builder result = piece.toBuilder();
    for (FrameFace face : frames) {
      if (face.frame().collapsed()) {
        result.putLayout(face.frame().key(), Box.newBuilder().setCollapsed(true).build());
      }
    }
    return result.build();
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
    paintFrames(surface, ink, visible, false, each);
    for (WireFace wire : wires) {
      if (wire.path().bounds().grow(MARGIN).overlaps(visible)) {
        WirePainter.paint(surface, ink, wire.wire(), wire.path(), wire.look());
      }
      each.run();
    }
    paintFrames(surface, ink, visible, true, each);
    CardPainter painter = new CardPainter(surface, ink);
    Set<String> hidden = Frames.hidden(frames.stream().map(FrameFace::frame).toList()).keySet();
    for (CardFace card : cards) {
      boolean seen = !hidden.contains(card.element().id());
      if (seen && card.area().grow(MARGIN / 2).overlaps(visible)) {
        painter.paint(card);
      }
      each.run();
    }
  }

  private void paintFrames(
      Surface surface, Ink ink, Area visible, boolean collapsed, Runnable each) {
    for (FrameFace face : frames) {
      if (face.frame().collapsed() == collapsed) {
        if (face.frame().area().grow(MARGIN / 2).overlaps(visible)) {
          FramePainter.paint(surface, ink, face, false);
        }
        each.run();
      }
    }
  }
}
