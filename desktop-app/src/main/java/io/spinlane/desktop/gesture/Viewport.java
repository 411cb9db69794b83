package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Point;

/**
 * Which part of the canvas the view shows.
 *
 * @param zoom pixels per canvas unit
 * @param left canvas place at the view's left edge
 * @param top canvas place at the view's top edge
 */
public record Viewport(double zoom, double left, double top) {
  /** Everything at its own size. */
  public static final Viewport IDENTITY = new Viewport(1, 0, 0);

  /** Smallest and largest zoom. */
  public static final double MIN_ZOOM = 0.04;

  /** Largest zoom. */
  public static final double MAX_ZOOM = 4;

  /** Whatever was shown: a view that is nowhere begins again at the origin, at its own size. */
  public Viewport {
    zoom = Double.isFinite(zoom) && zoom > 0 ? zoom : 1;
    left = Double.isFinite(left) ? left : 0;
    top = Double.isFinite(top) ? top : 0;
  }

  /** The canvas place under a pixel. */
  public Point toWorld(double screenX, double screenY) {
    return new Point(left + screenX / zoom, top + screenY / zoom);
  }

  /** The pixel column of a canvas place. */
  public double screenX(double x) {
    return (x - left) * zoom;
  }

  /** The pixel row of a canvas place. */
  public double screenY(double y) {
    return (y - top) * zoom;
  }

  /** Zoomed by a factor so that the canvas place under a pixel stays under it. */
  public Viewport zoomAt(double factor, double screenX, double screenY) {
    double next = Math.clamp(zoom * factor, MIN_ZOOM, MAX_ZOOM);
    Point fixed = toWorld(screenX, screenY);
    return new Viewport(next, fixed.x() - screenX / next, fixed.y() - screenY / next);
  }

  /** Moved by pixels, as if the paper were dragged. */
  public Viewport pan(double dx, double dy) {
    return new Viewport(zoom, left - dx / zoom, top - dy / zoom);
  }

  /** Moved so that an area is in the middle of a view. */
  public Viewport centred(Area area, double viewWidth, double viewHeight) {
    return new Viewport(
        zoom,
        area.x() + (area.width() - viewWidth / zoom) / 2,
        area.y() + (area.height() - viewHeight / zoom) / 2);
  }

  /**
   * Moved as little as it takes to show an area: not at all when it is in view, a little when a
   * part of it is, and otherwise so that it is in the middle.
   *
   * @param coveredAbove pixels along the top of the view that something else covers
   * @param margin pixels to leave around it
   */
  public Viewport revealing(
      Area area, double viewWidth, double viewHeight, double coveredAbove, double margin) {
    double width = viewWidth / zoom;
    double height = (viewHeight - coveredAbove) / zoom;
    Area shown = new Area(left, top + coveredAbove / zoom, width, height);
    if (shown.contains(area)) {
      return this;
    }
    Area wanted = area.grow(margin / zoom);
    boolean near = shown.overlaps(area) && wanted.width() <= width && wanted.height() <= height;
    if (!near) {
      return centred(area, viewWidth, viewHeight);
    }
    double right = Math.max(0, wanted.x() + wanted.width() - (shown.x() + width));
    double down = Math.max(0, wanted.y() + wanted.height() - (shown.y() + height));
    double dx = wanted.x() < shown.x() ? wanted.x() - shown.x() : right;
    double dy = wanted.y() < shown.y() ? wanted.y() - shown.y() : down;
    return new Viewport(zoom, left + dx, top + dy);
  }

  /** Shows an area in the middle of a view, as large as fits but never above its own size. */
  public static Viewport fit(Area area, double viewWidth, double viewHeight) {
    double zoom =
        Math.clamp(Math.min(viewWidth / area.width(), viewHeight / area.height()), MIN_ZOOM, 1);
    return new Viewport(
        zoom,
        area.x() - (viewWidth / zoom - area.width()) / 2,
        area.y() - (viewHeight / zoom - area.height()) / 2);
  }
}
