package io.spinlane.desktop.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The way a wire takes: curves that leave and arrive horizontally. Pure.
 *
 * @param start right edge of the left element
 * @param bends places it passes horizontally, from left to right; none for one curve
 * @param end left edge of the right element
 */
public record WirePath(Point start, List<Point> bends, Point end) {
  private static final int PIECES = 24;
  private static final double LEAST_REACH = 36;

  /** One cubic Bézier of the way; its handles reach out horizontally. */
  public record Curve(Point start, Point end, double reach) {
    /** The place at a share of the curve, 0 to 1. */
    public Point at(double t) {
      double u = 1 - t;
      double a = u * u * u;
      double b = 3 * u * u * t;
      double c = 3 * u * t * t;
      double d = t * t * t;
      double x = a * start.x() + b * (start.x() + reach) + c * (end.x() - reach) + d * end.x();
      double y = (a + b) * start.y() + (c + d) * end.y();
      return new Point(x, y);
    }
  }

  public WirePath {
    bends = List.copyOf(bends);
  }

  /** One curve between two places. */
  public WirePath(Point start, Point end) {
    this(start, List.of(), end);
  }

  /** The one curve of a wire between two cards, whatever lies between them. */
  public static WirePath of(Wire wire, Element from, Area fromArea, Area toArea) {
    return new WirePath(
        new Point(fromArea.x() + fromArea.width(), fromArea.y() + Cards.startY(wire, from)),
        new Point(toArea.x(), toArea.y() + Cards.PORT_Y));
  }

  /** The curves it is made of, from left to right. */
  public List<Curve> curves() {
    double half = Math.abs(end.x() - start.x()) / 2;
    if (bends.isEmpty()) {
      return List.of(new Curve(start, end, Math.max(LEAST_REACH, half)));
    }
    List<Curve> curves = new ArrayList<>(bends.size() + 1);
    Point from = start;
    for (Point bend : bends) {
      curves.add(new Curve(from, bend, Math.abs(bend.x() - from.x()) / 2));
      from = bend;
    }
    curves.add(new Curve(from, end, Math.abs(end.x() - from.x()) / 2));
    return curves;
  }

  /** The place in the middle: of the one curve, or of the middle one. */
  public Point middle() {
    List<Curve> curves = curves();
    return curves.get(curves.size() / 2).at(0.5);
  }

  /** A rectangle that holds all curves: the one around their ends and handles. */
  public Area bounds() {
    double reach = bends.isEmpty() ? curves().getFirst().reach() : 0;
    double left = Math.min(start.x(), end.x() - reach);
    double right = Math.max(start.x() + reach, end.x());
    double top = Math.min(start.y(), end.y());
    double bottom = Math.max(start.y(), end.y());
    for (Point bend : bends) {
      top = Math.min(top, bend.y());
      bottom = Math.max(bottom, bend.y());
    }
    return new Area(left, top, right - left, bottom - top);
  }

  /** Distance of a place from the way, in canvas units. */
  public double distance(Point point) {
    double best = Double.MAX_VALUE;
    for (Curve curve : curves()) {
      Point a = curve.start();
      for (int i = 1; i <= PIECES; i++) {
        Point b = curve.at((double) i / PIECES);
        best = Math.min(best, distance(point, a, b));
        a = b;
      }
    }
    return best;
  }

  /** Some of the way lies in a rectangle. */
  public boolean crosses(Area area) {
    if (!bounds().overlaps(area)) {
      return false;
    }
    for (Curve curve : curves()) {
      Point a = curve.start();
      for (int i = 1; i <= PIECES; i++) {
        Point b = curve.at((double) i / PIECES);
        if (Area.between(a, b).overlaps(area)) {
          return true;
        }
        a = b;
      }
    }
    return false;
  }

  private static double distance(Point p, Point a, Point b) {
    double dx = b.x() - a.x();
    double dy = b.y() - a.y();
    double squared = dx * dx + dy * dy;
    double t =
        squared == 0
            ? 0
            : Math.clamp(((p.x() - a.x()) * dx + (p.y() - a.y()) * dy) / squared, 0, 1);
    return Math.hypot(p.x() - a.x() - t * dx, p.y() - a.y() - t * dy);
  }
}
