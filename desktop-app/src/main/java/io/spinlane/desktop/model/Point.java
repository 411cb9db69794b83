package io.spinlane.desktop.model;

/** A place, in canvas units from the top left of the drawing. */
public record Point(double x, double y) {
  /** Distance of another place. */
  public double distance(Point other) {
    return Math.hypot(x - other.x, y - other.y);
  }

  /** This place moved. */
  public Point plus(double dx, double dy) {
    return new Point(x + dx, y + dy);
  }
}
