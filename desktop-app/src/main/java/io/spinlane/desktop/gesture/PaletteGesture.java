package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Point;
import java.util.Optional;

/** Drags something new from the palette onto the canvas. */
public final class PaletteGesture implements Gesture {
  private final NewElement item;
  private final Pointer press;
  private Optional<Point> place = Optional.empty();
  private boolean moving;

  /** Begins on the palette's item. */
  public PaletteGesture(NewElement item, Pointer press) {
    this.item = item;
    this.press = press;
  }

  @Override
  public void drag(Pointer pointer) {
    moving = moving || pointer.beyondSlack(press);
    double x = pointer.world().x() - Cards.WIDTH / 2;
    double y = pointer.world().y() - Cards.PORT_Y;
    place =
        Optional.of(
            pointer.alt() ? new Point(x, y) : new Point(MoveGesture.snap(x), MoveGesture.snap(y)));
  }

  /** What is dragged. */
  public NewElement item() {
    return item;
  }

  /** Where its card's top left would be; empty until the mouse has left the item. */
  public Optional<Point> place() {
    return moving ? place : Optional.empty();
  }
}
