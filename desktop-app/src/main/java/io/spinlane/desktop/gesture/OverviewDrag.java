package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Point;

/**
 * Drags the part in view over the map. A press outside it brings it under the mouse at once. The
 * map stands still meanwhile.
 */
public final class OverviewDrag {
  private final Overview map;
  private final Viewport start;
  private final Area shown;
  private final double graspX;
  private final double graspY;

  /**
   * Begins on the map.
   *
   * @param shown what is in view, in canvas units
   * @param x of the mouse in pixels of the map
   * @param y of the mouse in pixels of the map
   */
  public OverviewDrag(Overview map, Viewport start, Area shown, double x, double y) {
    this.map = map;
    this.start = start;
    this.shown = shown;
    Point press = map.toWorld(x, y);
    boolean inside = shown.holds(press);
    graspX = inside ? press.x() - shown.x() : shown.width() / 2;
    graspY = inside ? press.y() - shown.y() : shown.height() / 2;
  }

  /** What the view shows with the mouse at a pixel of the map; not further out than the map. */
  public Viewport at(double x, double y) {
    Point mouse = map.toWorld(x, y);
    return new Viewport(
        start.zoom(),
        within(mouse.x() - graspX, map.world().x(), map.world().width() - shown.width()),
        within(mouse.y() - graspY, map.world().y(), map.world().height() - shown.height()));
  }

  private static double within(double at, double least, double room) {
    return Math.clamp(at, least, least + Math.max(0, room));
  }

  /** The map as it was when the drag began. */
  public Overview map() {
    return map;
  }

  /** What the view showed then; Esc goes back there. */
  public Viewport start() {
    return start;
  }
}
