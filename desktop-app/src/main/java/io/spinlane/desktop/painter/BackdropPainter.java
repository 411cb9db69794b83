package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Placement;

/** Draws the paper: soft bands for the lanes, and dots to align to. */
public final class BackdropPainter {
  private static final double DOT_STEP = 24;
  private static final double MIN_DOT_PIXELS = 12;

  private BackdropPainter() {}

  /**
   * Fills a surface in pixels.
   *
   * @param zoom pixels per canvas unit
   * @param left canvas place at the surface's left edge
   * @param top canvas place at the surface's top edge
   */
  public static void paint(
      Surface surface, Ink ink, double width, double height, double zoom, double left, double top) {
    surface.fillRect(0, 0, width, height, 0, ink.paper());
    for (int column = 1; column < LANES; column += 2) {
      surface.fillRect(
          (laneX(column) - left) * zoom, 0, laneWidth(column) * zoom, height, 0, ink.band());
    }
    double step = DOT_STEP * zoom;
    while (step < MIN_DOT_PIXELS) {
      step *= 2;
    }
    double worldStep = step / zoom;
    for (double x = (Math.ceil(left / worldStep) * worldStep - left) * zoom; x < width; x += step) {
      for (double y = (Math.ceil(top / worldStep) * worldStep - top) * zoom;
          y < height;
          y += step) {
        surface.fillRect(x, y, 1.2, 1.2, 0, ink.dot());
      }
    }
  }

  /** Number of lanes: NICs, cores, services, pools, back-ends. */
  public static final int LANES = 5;

  /** Left edge of a lane, in canvas units. */
  public static double laneX(int lane) {
    int column = lane > 2 ? lane + 1 : lane;
    return Placement.COLUMN_X - MARGIN + Placement.COLUMN_STEP * column;
  }

  /** Width of a lane; VIPs and services share one. */
  public static double laneWidth(int lane) {
    return lane == 2 ? 2 * Placement.COLUMN_STEP : Placement.COLUMN_STEP;
  }

  private static final double MARGIN = 20;
}
