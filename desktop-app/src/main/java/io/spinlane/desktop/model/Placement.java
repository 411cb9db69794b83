package io.spinlane.desktop.model;

import io.spinlane.v1.Box;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Topology;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where each element is: its place in the file, or the first free one in its column. Pure. */
public final class Placement {
  /** Distance between the left edges of two columns. */
  public static final double COLUMN_STEP = 208;

  /** Where the first column begins. */
  public static final double COLUMN_X = 40;

  /** Where the first card of a lane begins. */
  public static final double FIRST_Y = 72;

  private static final double CORE_DROP = 104;

  /** Distance of the lines of the grid. */
  private static final double GRID = 8;

  /** Between cards below each other. */
  public static final double GAP = 24;

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
    if (areas.size() < elements.size()) {
      FreePlaces free = new FreePlaces(elements, areas);
      for (Element element : elements.values()) {
        if (!areas.containsKey(element.id())) {
          areas.put(element.id(), area(element, free.next(element)));
        }
      }
    }
    return areas;
  }

  /** The person has locked an element's place: no drag, arrow key or layout moves it. */
  public static boolean locked(Topology topology, String id) {
    return topology.getLayoutOrDefault(id, Box.getDefaultInstance()).getLocked();
  }

  /** The first place in a new element's lane where its card covers no other. */
  public static Point free(Topology topology, Element element) {
    Map<String, Element> elements = Drawing.index(topology);
    return free(element, elements, areas(topology, elements));
  }

  /** As above, with the areas that others have. */
  public static Point free(
      Element element, Map<String, Element> elements, Map<String, Area> taken) {
    return new FreePlaces(elements, taken).next(element);
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

  /** The nearest grid line. */
  public static double snap(double value) {
    return Math.round(value / GRID) * GRID;
  }

  /** The first grid line that is not before a value. */
  public static double snapUp(double value) {
    return Math.ceil(value / GRID) * GRID;
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
  static double firstY(ElementKind kind) {
    return kind == ElementKind.ELEMENT_KIND_CORE ? FIRST_Y + CORE_DROP : FIRST_Y;
  }

  /** Left edge of a kind's cards in the usual lanes. */
  public static double columnX(ElementKind kind) {
    return COLUMN_X + COLUMN_STEP * column(kind);
  }
}
