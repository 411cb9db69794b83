package io.spinlane.desktop.gesture;

/** Drags the paper. */
public final class PanGesture implements Gesture {
  private final Viewport start;
  private final Pointer press;
  private Viewport viewport;
  private boolean moving;

  /** Begins with what the view shows. */
  public PanGesture(Viewport start, Pointer press) {
    this.start = start;
    this.press = press;
    this.viewport = start;
  }

  @Override
  public void drag(Pointer pointer) {
    moving = moving || pointer.beyondSlack(press);
    if (moving) {
      viewport =
          start.pan(pointer.screenX() - press.screenX(), pointer.screenY() - press.screenY());
    }
  }

  /** What the view shows now. */
  public Viewport viewport() {
    return viewport;
  }

  /** What the view showed when it began; Esc goes back there. */
  public Viewport start() {
    return start;
  }

  /** The mouse has gone far enough to be a drag; otherwise it was a click. */
  public boolean moved() {
    return moving;
  }
}
