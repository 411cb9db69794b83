package io.spinlane.desktop.model;

/** A place, in canvas units from the top left of the drawing. */
public record Point(double x, double y) {
  /** This place moved. */
  public Point plus(double dx, double dy) {
    return new Point(x + dx, y + dy);
  }
}
