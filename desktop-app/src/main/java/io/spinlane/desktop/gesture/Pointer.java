package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Point;

/**
 * Where the mouse is and which modifier keys are down.
 *
 * @param world in canvas units
 * @param screenX in pixels from the left edge of the view
 * @param screenY in pixels from the top edge of the view
 */
public record Pointer(
    Point world, double screenX, double screenY, boolean shift, boolean control, boolean alt) {
  /** Movement in pixels below which a press and release is a click. */
  public static final double SLACK = 4;

  /** The mouse has moved so far from another place that a drag has begun. */
  public boolean beyondSlack(Pointer from) {
    return Math.hypot(screenX - from.screenX, screenY - from.screenY) > SLACK;
  }

  /** The same pixel over what a view shows now, with Alt down or not. */
  public Pointer over(Viewport viewport, boolean altDown) {
    return new Pointer(
        viewport.toWorld(screenX, screenY), screenX, screenY, shift, control, altDown);
  }
}
