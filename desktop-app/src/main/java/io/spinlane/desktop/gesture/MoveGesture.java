package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Point;
import java.util.LinkedHashMap;
import java.util.Map;

/** Moves elements together. The one under the mouse snaps to the grid; Alt turns that off. */
public final class MoveGesture implements Gesture {
  /** Distance of grid lines in canvas units. */
  public static final double GRID = 8;

  private final String grabbed;
  private final Map<String, Point> start;
  private final Pointer press;
  private Map<String, Point> places;
  private boolean moving;

  /**
   * Begins where the button went down.
   *
   * @param grabbed id of the element under the mouse
   * @param start place of every element that moves, the grabbed one among them
   */
  public MoveGesture(String grabbed, Map<String, Point> start, Pointer press) {
    this.grabbed = grabbed;
    this.start = Map.copyOf(start);
    this.press = press;
    this.places = this.start;
  }

  @Override
  public void drag(Pointer pointer) {
    moving = moving || pointer.beyondSlack(press);
    if (!moving) {
      return;
    }
    double dx = pointer.world().x() - press.world().x();
    double dy = pointer.world().y() - press.world().y();
    Point origin = start.getOrDefault(grabbed, press.world());
    if (!pointer.alt()) {
      dx = snap(origin.x() + dx) - origin.x();
      dy = snap(origin.y() + dy) - origin.y();
    }
    Map<String, Point> next = new LinkedHashMap<>();
    for (Map.Entry<String, Point> entry : start.entrySet()) {
      next.put(entry.getKey(), entry.getValue().plus(dx, dy));
    }
    places = next;
  }

  /** Where everything is now. */
  public Map<String, Point> places() {
    return places;
  }

  /** The mouse has gone far enough to be a drag; otherwise it was a click. */
  public boolean moved() {
    return moving;
  }

  /** The nearest grid line. */
  public static double snap(double value) {
    return Math.round(value / GRID) * GRID;
  }
}
