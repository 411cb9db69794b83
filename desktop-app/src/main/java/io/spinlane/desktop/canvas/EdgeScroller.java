package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.EdgeScroll;
import io.spinlane.desktop.model.Point;
import javafx.animation.AnimationTimer;

/** Moves the paper, frame by frame, while a drag rests at the edge of the view. */
final class EdgeScroller extends AnimationTimer {
  private static final double NS_PER_S = 1e9;

  /** After a stall the paper must not jump. */
  private static final double LONGEST_FRAME_S = 0.05;

  private final CanvasView view;
  private final Runnable moved;
  private double x;
  private double y;
  private boolean armed;
  private boolean running;
  private long lastNs;

  /**
   * A scroller of a view.
   *
   * @param moved told after every step, so that the gesture follows the place under the mouse
   */
  EdgeScroller(CanvasView view, Runnable moved) {
    this.view = view;
    this.moved = moved;
  }

  /** A drag is at a pixel of the view; it scrolls only once it has been away from the edges. */
  void at(double screenX, double screenY) {
    x = screenX;
    y = screenY;
    boolean still = speed().equals(new Point(0, 0));
    armed |= still;
    if (still || !armed) {
      halt();
    } else if (!running) {
      running = true;
      lastNs = 0;
      start();
    }
  }

  /** The drag is over. */
  void end() {
    halt();
    armed = false;
  }

  private void halt() {
    if (running) {
      running = false;
      stop();
    }
  }

  private Point speed() {
    return EdgeScroll.speed(x, y, view.getWidth(), view.getHeight());
  }

  @Override
  public void handle(long nowNs) {
    double seconds = lastNs == 0 ? 0 : Math.min(LONGEST_FRAME_S, (nowNs - lastNs) / NS_PER_S);
    lastNs = nowNs;
    Point speed = speed();
    view.show(view.viewport().pan(-speed.x() * seconds, -speed.y() * seconds));
    moved.run();
  }
}
