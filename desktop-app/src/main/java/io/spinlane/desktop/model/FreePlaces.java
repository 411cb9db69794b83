package io.spinlane.desktop.model;

import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Pool;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds places for cards that have none yet: in their lane, from top to bottom, and the back-ends
 * of a large pool row by row. Cards of one kind and height never look where the last one did not
 * fit.
 */
final class FreePlaces {
  /** Where the next card of some sort is looked for, and below what the next pool begins. */
  private record Spot(String sort, double y) {}

  private final Map<String, Element> elements;
  private final Map<String, Area> taken;
  private final LaneColumns lanes;
  private final Map<String, Spot> spots = new HashMap<>();
  private final Map<String, Integer> across = new HashMap<>();
  private final int backends;

  /**
   * Free places of a drawing.
   *
   * @param taken where cards are; those that are placed must be put there before the next is asked
   */
  FreePlaces(Map<String, Element> elements, Map<String, Area> taken) {
    this.elements = elements;
    this.taken = taken;
    lanes = LaneColumns.of(elements.values(), taken);
    backends =
        (int)
            elements.values().stream()
                .filter(element -> element.kind() == ElementKind.ELEMENT_KIND_BACKEND)
                .count();
  }

  /** The first place for a card. */
  Point next(Element element) {
    String lane = element.kind() + " " + Cards.height(element);
    Spot spot = spots.get(lane);
    double y = spot == null ? Placement.firstY(element.kind()) : spot.y();
    int columns = columns(element);
    if (spot != null && columns > 1 && !spot.sort().equals(element.pool())) {
      y = below(element, y, columns);
    }
    while (true) {
      double next = Double.MAX_VALUE;
      for (int column = 0; column < columns; column++) {
        Point place = new Point(lanes.x(element.kind()) + column * Grid.STEP_X, y);
        Optional<Area> obstacle = obstacle(element, place);
        if (obstacle.isEmpty()) {
          spots.put(lane, new Spot(element.pool(), y));
          return place;
        }
        next = Math.min(next, obstacle.get().y() + obstacle.get().height() + Placement.GAP);
      }
      y = next;
    }
  }

  private Optional<Area> obstacle(Element element, Point place) {
    Area wanted = Placement.area(element, place);
    return taken.values().stream().filter(wanted::overlaps).findFirst();
  }

  /** A pool's block begins below a row that another pool has begun. */
  private double below(Element element, double y, int columns) {
    for (int column = 0; column < columns; column++) {
      if (obstacle(element, new Point(lanes.x(element.kind()) + column * Grid.STEP_X, y))
          .isPresent()) {
        return y + Cards.height(element) + Placement.GAP;
      }
    }
    return y;
  }

  private int columns(Element element) {
    return element.kind() == ElementKind.ELEMENT_KIND_BACKEND
        ? across.computeIfAbsent(element.pool(), this::columns)
        : 1;
  }

  private int columns(String poolId) {
    Element pool = elements.get(poolId);
    int members = pool != null && pool.message() instanceof Pool p ? p.getBackendsCount() : 1;
    return Grid.columns(members, backends, Integer.MAX_VALUE);
  }
}
