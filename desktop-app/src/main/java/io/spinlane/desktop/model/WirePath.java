package io.spinlane.desktop.model;

/**
 * The curve a wire takes: a cubic Bézier that leaves and arrives horizontally. Pure.
 *
 * @param start right edge of the left element
 * @param end left edge of the right element
 */
public record WirePath(Point start, Point end) {
  private static final int PIECES = 24;

  /** The curve of a wire between two cards. */
  public static WirePath of(Wire wire, Element from, Area fromArea, Area toArea) {
    return new WirePath(
        new Point(fromArea.x() + fromArea.width(), fromArea.y() + Cards.startY(wire, from)),
        new Point(toArea.x(), toArea.y() + Cards.PORT_Y));
  }

  /** How far the curve's handles reach out. */
  public double reach() {
    return Math.max(36, Math.abs(end.x() - start.x()) / 2);
  }

  /** The place at a share of the curve, 0 to 1. */
  public Point at(double t) {
    double u = 1 - t;
    double a = u * u * u;
    double b = 3 * u * u * t;
    double c = 3 * u * t * t;
    double d = t * t * t;
    double x = a * start.x() + b * (start.x() + reach()) + c * (end.x() - reach()) + d * end.x();
    double y = (a + b) * start.y() + (c + d) * end.y();
    return new Point(x, y);
  }

  /** A rectangle that holds the curve: the one around its ends and handles. */
  public Area bounds() {
    double left = Math.min(start.x(), end.x() - reach());
    double right = Math.max(start.x() + reach(), end.x());
    double top = Math.min(start.y(), end.y());
    return new Area(left, top, right - left, Math.abs(end.y() - start.y()));
  }

  /** Distance of a place from the curve, in canvas units. */
  public double distance(Point point) {
    double best = Double.MAX_VALUE;
    Point a = start;
    for (int i = 1; i <= PIECES; i++) {
      Point b = at((double) i / PIECES);
      best = Math.min(best, distance(point, a, b));
      a = b;
    }
    return best;
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
