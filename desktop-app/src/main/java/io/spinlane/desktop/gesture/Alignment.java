package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Area;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Finds the edges and middles of cards at rest that a moving card nearly shares. Pure.
 *
 * @param dx how far the card must go to the right to share a line; empty: none is near
 * @param dy the same downwards
 */
public record Alignment(OptionalDouble dx, OptionalDouble dy) {
  /** Closer than this, in canvas units, two lines are the same. */
  private static final double SAME = 0.01;

  /** Nothing is near. */
  public static final Alignment NONE =
      new Alignment(OptionalDouble.empty(), OptionalDouble.empty());

  /**
   * Looks for the nearest lines.
   *
   * @param moving where the card would be
   * @param resting the cards it may align with
   * @param reach how far a line attracts, in canvas units
   */
  public static Alignment of(Area moving, Collection<Area> resting, double reach) {
    double bestX = Double.MAX_VALUE;
    double bestY = Double.MAX_VALUE;
    for (Area area : resting) {
      bestX = nearer(bestX, moving.x(), moving.width(), area.x(), area.width());
      bestY = nearer(bestY, moving.y(), moving.height(), area.y(), area.height());
    }
    return new Alignment(within(bestX, reach), within(bestY, reach));
  }

  private static OptionalDouble within(double distance, double reach) {
    return Math.abs(distance) <= reach ? OptionalDouble.of(distance) : OptionalDouble.empty();
  }

  /** The smaller of a distance and those between equal lines: both starts, middles or ends. */
  private static double nearer(
      double best, double start, double length, double otherStart, double otherLength) {
    double result = best;
    for (int half = 0; half <= 2; half++) {
      double distance = otherStart + otherLength * half / 2 - (start + length * half / 2);
      if (Math.abs(distance) < Math.abs(result)) {
        result = distance;
      }
    }
    return result;
  }

  /** The lines that a card at its final place shares with others, each as long as they reach. */
  public static List<Guide> guides(Area placed, Collection<Area> resting) {
    List<Guide> guides = new ArrayList<>();
    for (int half = 0; half <= 2; half++) {
      double x = placed.x() + placed.width() * half / 2;
      double y = placed.y() + placed.height() * half / 2;
      double top = placed.y();
      double bottom = placed.y() + placed.height();
      double left = placed.x();
      double right = placed.x() + placed.width();
      boolean column = false;
      boolean row = false;
      for (Area area : resting) {
        if (Math.abs(area.x() + area.width() * half / 2 - x) < SAME) {
          column = true;
          top = Math.min(top, area.y());
          bottom = Math.max(bottom, area.y() + area.height());
        }
        if (Math.abs(area.y() + area.height() * half / 2 - y) < SAME) {
          row = true;
          left = Math.min(left, area.x());
          right = Math.max(right, area.x() + area.width());
        }
      }
      if (column) {
        guides.add(new Guide(true, x, top, bottom));
      }
      if (row) {
        guides.add(new Guide(false, y, left, right));
      }
    }
    return guides;
  }
}
