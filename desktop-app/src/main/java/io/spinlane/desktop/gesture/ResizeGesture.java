package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Placement;

/**
 * Pulls the lower right corner of a note, which snaps to the grid unless Alt is down. A note never
 * becomes smaller than a word.
 */
public final class ResizeGesture implements Gesture {
  /** Smallest width and height in canvas units. */
  public static final double LEAST_WIDTH = 80;

  /** Smallest height in canvas units. */
  public static final double LEAST_HEIGHT = 48;

  private final String id;
  private final Area start;
  private final Pointer press;
  private Area area;
  private boolean moving;

  /** Begins at the corner of an element. */
  public ResizeGesture(String id, Area start, Pointer press) {
    this.id = id;
    this.start = start;
    this.press = press;
    this.area = start;
  }

  @Override
  public void drag(Pointer pointer) {
    moving = moving || pointer.beyondSlack(press);
    if (moving) {
      double right = start.x() + start.width() + pointer.world().x() - press.world().x();
      double bottom = start.y() + start.height() + pointer.world().y() - press.world().y();
      if (!pointer.alt()) {
        right = Placement.snap(right);
        bottom = Placement.snap(bottom);
      }
      area =
          new Area(
              start.x(),
              start.y(),
              Math.max(LEAST_WIDTH, right - start.x()),
              Math.max(LEAST_HEIGHT, bottom - start.y()));
    }
  }

  /** The element. */
  public String id() {
    return id;
  }

  /** Its area if the button were released now. */
  public Area area() {
    return area;
  }

  /** The mouse has gone far enough to be a drag; otherwise it was a click. */
  public boolean moved() {
    return moving;
  }
}
