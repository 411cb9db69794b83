package io.spinlane.desktop.layout;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.text.Texts;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts several elements on one line, or apart at even gaps. */
public enum Arrange {
  ALIGN_LEFT(2),
  ALIGN_CENTER(2),
  ALIGN_RIGHT(2),
  ALIGN_TOP(2),
  ALIGN_MIDDLE(2),
  ALIGN_BOTTOM(2),
  /** The gaps from left to right become equal; the outermost two stay. */
  DISTRIBUTE_ACROSS(3),
  /** The gaps from top to bottom become equal; the outermost two stay. */
  DISTRIBUTE_DOWN(3);

  private final int least;

  Arrange(int least) {
    this.least = least;
  }

  /** Fewest elements it makes sense for. */
  public int least() {
    return least;
  }

  /** Its name in menus and in the undo list. */
  public String title() {
    return Texts.get("arrange." + name());
  }

  /**
   * Where the elements go, without those that stay.
   *
   * @param areas of the elements to arrange, the locked ones among them
   * @param locked ids of those that must stay; lines are taken from them when there are any
   */
  public Map<String, Point> places(Map<String, Area> areas, Set<String> locked) {
    Map<String, Point> places = new LinkedHashMap<>();
    if (areas.size() < least) {
      return places;
    }
    Area bounds =
        areas.entrySet().stream()
            .filter(entry -> locked.isEmpty() || locked.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .reduce(Area::union)
            .or(() -> areas.values().stream().reduce(Area::union))
            .orElseThrow();
    switch (this) {
      case DISTRIBUTE_ACROSS -> distribute(areas, true, places);
      case DISTRIBUTE_DOWN -> distribute(areas, false, places);
      default -> areas.forEach((id, area) -> places.put(id, aligned(area, bounds)));
    }
    places.keySet().removeAll(locked);
    return places;
  }

  private Point aligned(Area area, Area bounds) {
    double right = bounds.x() + bounds.width() - area.width();
    double bottom = bounds.y() + bounds.height() - area.height();
    return switch (this) {
      case ALIGN_LEFT -> new Point(bounds.x(), area.y());
      case ALIGN_CENTER -> new Point((bounds.x() + right) / 2, area.y());
      case ALIGN_RIGHT -> new Point(right, area.y());
      case ALIGN_TOP -> new Point(area.x(), bounds.y());
      case ALIGN_MIDDLE -> new Point(area.x(), (bounds.y() + bottom) / 2);
      case ALIGN_BOTTOM -> new Point(area.x(), bottom);
      case DISTRIBUTE_ACROSS, DISTRIBUTE_DOWN -> new Point(area.x(), area.y());
    };
  }

  /** Equal gaps; when the cards are larger together than their room, they overlap evenly. */
  private static void distribute(
      Map<String, Area> areas, boolean across, Map<String, Point> places) {
    List<Map.Entry<String, Area>> row =
        areas.entrySet().stream()
            .sorted(Comparator.comparingDouble(entry -> start(entry.getValue(), across)))
            .toList();
    double first = start(row.getFirst().getValue(), across);
    Area last = row.getLast().getValue();
    double room = start(last, across) + length(last, across) - first;
    double filled = row.stream().mapToDouble(entry -> length(entry.getValue(), across)).sum();
    double gap = (room - filled) / (row.size() - 1);
    double at = first;
    for (Map.Entry<String, Area> entry : row) {
      Area area = entry.getValue();
      places.put(entry.getKey(), across ? new Point(at, area.y()) : new Point(area.x(), at));
      at += length(area, across) + gap;
    }
  }

  private static double start(Area area, boolean across) {
    return across ? area.x() : area.y();
  }

  private static double length(Area area, boolean across) {
    return across ? area.width() : area.height();
  }
}
