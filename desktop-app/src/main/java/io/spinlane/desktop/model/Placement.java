package io.spinlane.desktop.model;

import io.spinlane.v1.Box;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Topology;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where each element is: its place in the file, or the first free one in its column. Pure. */
public final class Placement {
  /** Distance between the left edges of two columns. */
  public static final double COLUMN_STEP = 208;

  /** Where the first column begins. */
  public static final double COLUMN_X = 40;

  /** Where the first card of a lane begins. */
  public static final double FIRST_Y = 72;

  private static final double CORE_DROP = 104;
  private static final double GAP = 24;

  private Placement() {}

  /** The area of every element's card. */
  public static Map<String, Area> areas(Topology topology, Map<String, Element> elements) {
    Map<String, Area> areas = new LinkedHashMap<>();
    for (Element element : elements.values()) {
      Box box = topology.getLayoutMap().get(element.id());
      if (box != null) {
        areas.put(element.id(), area(element, box));
      }
    }
    // cards of one kind and height fill their column downwards: none looks where the last one did
    Map<ElementKind, Map<Double, Point>> next = new EnumMap<>(ElementKind.class);
    for (Element element : elements.values()) {
      if (!areas.containsKey(element.id())) {
        Map<Double, Point> byHeight = next.computeIfAbsent(element.kind(), _ -> new HashMap<>());
        double height = Cards.height(element);
        Point from = byHeight.getOrDefault(height, first(element));
        Point place = free(element, from, areas.values());
        byHeight.put(height, place);
        areas.put(element.id(), area(element, place));
      }
    }
    return areas;
  }

  /** The person has locked an element's place: no drag, arrow key or layout moves it. */
  public static boolean locked(Topology topology, String id) {
    return topology.getLayoutOrDefault(id, Box.getDefaultInstance()).getLocked();
  }

  /** The first place in an element's column where its card covers no other. */
  public static Point free(Element element, Collection<Area> taken) {
    return free(element, first(element), taken);
  }

  private static Point first(Element element) {
    return new Point(columnX(element.kind()), firstY(element.kind()));
  }

  private static Point free(Element element, Point from, Collection<Area> taken) {
    Point place = from;
    while (true) {
      Area wanted = area(element, place);
      Optional<Area> obstacle = taken.stream().filter(wanted::overlaps).findFirst();
      if (obstacle.isEmpty()) {
        return place;
      }
      place = new Point(place.x(), obstacle.get().y() + obstacle.get().height() + GAP);
    }
  }

  /** The area a card covers at a place. */
  public static Area area(Element element, Point place) {
    return new Area(place.x(), place.y(), Cards.WIDTH, Cards.height(element));
  }

  /** The area a card covers where the file has it; a note is as large as it was made. */
  private static Area area(Element element, Box box) {
    Area own = area(element, new Point(box.getX(), box.getY()));
    boolean sized =
        element.kind() == ElementKind.ELEMENT_KIND_NOTE
            && box.getWidth() > 0
            && box.getHeight() > 0;
    return sized ? new Area(own.x(), own.y(), box.getWidth(), box.getHeight()) : own;
  }

  /** Number of a kind's column, from the left. */
  public static int column(ElementKind kind) {
    return switch (kind) {
      case ELEMENT_KIND_CORE -> 1;
      case ELEMENT_KIND_VIP -> 2;
      case ELEMENT_KIND_SERVICE -> 3;
      case ELEMENT_KIND_POOL -> 4;
      case ELEMENT_KIND_BACKEND -> 5;
      default -> 0;
    };
  }

  /** Cores begin one row lower, so that wires from NICs to VIPs have a free way. */
  private static double firstY(ElementKind kind) {
    return kind == ElementKind.ELEMENT_KIND_CORE ? FIRST_Y + CORE_DROP : FIRST_Y;
  }

  /** Left edge of a kind's cards in their lane. */
  public static double columnX(ElementKind kind) {
    return COLUMN_X + COLUMN_STEP * column(kind);
  }
}
