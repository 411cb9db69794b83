package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways keys go from card to card. */
public final class CardWalk {
  /** How much worse a step aside is than a step ahead. */
  private static final double ASIDE = 1.5;

  private CardWalk() {}

  /** Ids as people read the drawing: column by column from the left, each from the top. */
  public static List<String> order(Map<String, Area> areas) {
    Comparator<Map.Entry<String, Area>> column =
        Comparator.comparingLong(entry -> Math.round(entry.getValue().x() / Cards.WIDTH));
    return areas.entrySet().stream()
        .sorted(column.thenComparingDouble(entry -> entry.getValue().y()))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The one after, or before, another; from one that is not in the list, the first or last. */
  public static Optional<String> next(List<String> ids, String from, boolean back) {
    int at = ids.indexOf(from);
    int to = back ? (at < 0 ? ids.size() : at) - 1 : at + 1;
    return to < 0 || to >= ids.size() ? Optional.empty() : Optional.of(ids.get(to));
  }

  /**
   * The nearest card in a direction.
   *
   * @param dx 1 to the right, -1 to the left, 0 up or down
   * @param dy 1 down, -1 up, 0 to a side
   */
  public static Optional<String> nearest(Map<String, Area> areas, String from, int dx, int dy) {
    Area here = areas.get(from);
    if (here == null) {
      return Optional.empty();
    }
    return areas.entrySet().stream()
        .filter(entry -> ahead(here, entry.getValue(), dx, dy) > 0)
        .min(
            Comparator.comparingDouble(
                entry ->
                    ahead(here, entry.getValue(), dx, dy)
                        + ASIDE * Math.abs(ahead(here, entry.getValue(), dy, dx))))
        .map(Map.Entry::getKey);
  }

  private static double ahead(Area from, Area to, int dx, int dy) {
    double x = to.x() + to.width() / 2 - from.x() - from.width() / 2;
    double y = to.y() + to.height() / 2 - from.y() - from.height() / 2;
    return x * dx + y * dy;
  }
}
