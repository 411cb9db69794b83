package io.spinlane.desktop.model;

/** A rectangle in canvas units; width and height are never negative. */
public record Area(double x, double y, double width, double height) {
  /** The rectangle with two places as opposite corners. */
  public static Area between(Point a, Point b) {
    return new Area(
        Math.min(a.x(), b.x()),
        Math.min(a.y(), b.y()),
        Math.abs(a.x() - b.x()),
        Math.abs(a.y() - b.y()));
  }

  /** The two have a place in common. */
  public boolean overlaps(Area other) {
    return x < other.x + other.width
        && other.x < x + width
        && y < other.y + other.height
        && other.y < y + height;
  }

  /** The place lies inside. */
  public boolean holds(Point point) {
    return point.x() >= x && point.x() < x + width && point.y() >= y && point.y() < y + height;
  }

  /** The other lies wholly inside. */
  public boolean contains(Area other) {
    return other.x >= x
        && other.y >= y
        && other.x + other.width <= x + width
        && other.y + other.height <= y + height;
  }

  /** The smallest rectangle around both. */
  public Area union(Area other) {
    double left = Math.min(x, other.x);
    double top = Math.min(y, other.y);
    return new Area(
        left,
        top,
        Math.max(x + width, other.x + other.width) - left,
        Math.max(y + height, other.y + other.height) - top);
  }

  /** This rectangle at another place. */
  public Area moved(double dx, double dy) {
    return new Area(x + dx, y + dy, width, height);
  }

  /** This rectangle with a margin all round. */
  public Area grow(double margin) {
    return new Area(x - margin, y - margin, width + 2 * margin, height + 2 * margin);
  }
}
