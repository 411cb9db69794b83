package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Point;

/** How fast the paper moves under a drag that has come to the edge of the view. Pure. */
public final class EdgeScroll {
  /** Width in pixels of the strip along each edge that scrolls. */
  public static final double STRIP = 28;

  /** Fastest, in pixels per second; reached at the edge and beyond. */
  public static final double FASTEST = 900;

  private EdgeScroll() {}

  /**
   * Speed of the view over the drawing in pixels per second, to the right and down.
   *
   * @param x of the mouse, in pixels from the view's left edge; may lie outside
   */
  public static Point speed(double x, double y, double viewWidth, double viewHeight) {
    return new Point(along(x, viewWidth), along(y, viewHeight));
  }

  private static double along(double at, double length) {
    double before = STRIP - at;
    double after = at - (length - STRIP);
    if (length < 4 * STRIP || (before <= 0 && after <= 0)) {
      return 0;
    }
    double share = Math.min(1, Math.max(before, after) / STRIP);
    return (before > 0 ? -1 : 1) * FASTEST * share * share;
  }
}
