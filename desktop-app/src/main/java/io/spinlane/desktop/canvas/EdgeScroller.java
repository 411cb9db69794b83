package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.EdgeScroll;
import io.spinlane.desktop.model.Point;
import javafx.animation.AnimationTimer;

/** Moves what is under a view, frame by frame, while a drag rests at the edge of the view. */
public final class EdgeScroller extends AnimationTimer {
  /** What is moved. */
  public interface Paper {
    /** Width of the view in pixels. */
    double width();

    /** Height of the view in pixels. */
    double height();

    /** Shows what lies so many pixels to the right and down. */
    void moveBy(double dx, double dy);
  }

  private static final double NS_PER_S = 1e9;

  /** After a stall the paper must not jump. */
  private static final double LONGEST_FRAME_S = 0.05;

  private final Paper paper;
  private final Runnable moved;
  private double x;
  private double y;
  private boolean armed;
  private boolean running;
  private long lastNs;

  /**
   * A scroller, at rest.
   *
   * @param moved told after every step, so that the gesture follows the place under the mouse
   */
  public EdgeScroller(Paper paper, Runnable moved) {
    this.paper = paper;
    this.moved = moved;
  }

  /** A drag is at a pixel of the view; it scrolls only once it has been away from the edges. */
  public void at(double screenX, double screenY) {
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
  public void end() {
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
    return EdgeScroll.speed(x, y, paper.width(), paper.height());
  }

  @Override
  public void handle(long nowNs) {
    double seconds = lastNs == 0 ? 0 : Math.min(LONGEST_FRAME_S, (nowNs - lastNs) / NS_PER_S);
    lastNs = nowNs;
    Point speed = speed();
    paper.moveBy(speed.x() * seconds, speed.y() * seconds);
    moved.run();
  }
}
