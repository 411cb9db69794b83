package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.LaneColumns;

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
      Surface surface,
      Ink ink,
      LaneColumns lanes,
      double width,
      double height,
      double zoom,
      double left,
      double top) {
    surface.fillRect(0, 0, width, height, 0, ink.paper());
    for (int lane = 1; lane < LaneColumns.LANES; lane += 2) {
      surface.fillRect(
          (lanes.left(lane) - left) * zoom, 0, lanes.width(lane) * zoom, height, 0, ink.band());
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
}
