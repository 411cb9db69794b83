package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Point;

/**
 * The whole drawing on a small map. Pure.
 *
 * @param world what the map shows, in canvas units; as wide for its height as the map
 * @param width of the map in pixels
 */
public record Overview(Area world, double width) {
  /** A map that holds everything drawn and everything in view, in the middle of its room. */
  public static Overview of(Area drawn, Area shown, double width, double height) {
    Area all = drawn.union(shown);
    double scale = Math.min(width / all.width(), height / all.height());
    double wide = width / scale;
    double high = height / scale;
    return new Overview(
        new Area(
            all.x() - (wide - all.width()) / 2, all.y() - (high - all.height()) / 2, wide, high),
        width);
  }

  /** Pixels of the map per canvas unit. */
  public double scale() {
    return width / world.width();
  }

  /** The canvas place under a pixel of the map. */
  public Point toWorld(double x, double y) {
    return new Point(world.x() + x / scale(), world.y() + y / scale());
  }

  /** Where an area lies on the map, in pixels. */
  public Area toMap(Area area) {
    return new Area(
        (area.x() - world.x()) * scale(),
        (area.y() - world.y()) * scale(),
        area.width() * scale(),
        area.height() * scale());
  }
}
