package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.Join;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import java.util.Optional;
import java.util.function.Function;

/** Drags something new from the palette onto the canvas, or onto a wire that it then joins. */
public final class PaletteGesture implements Gesture {
  private final NewElement item;
  private final Function<Point, Optional<Join>> joinAt;
  private final Pointer press;
  private Optional<Point> place = Optional.empty();
  private Optional<Join> joined = Optional.empty();
  private boolean moving;

  /**
   * Begins on the palette's item.
   *
   * @param joinAt what joins which wire if it were dropped at a place
   */
  public PaletteGesture(NewElement item, Function<Point, Optional<Join>> joinAt, Pointer press) {
    this.item = item;
    this.joinAt = joinAt;
    this.press = press;
  }

  @Override
  public void drag(Pointer pointer) {
    moving = moving || pointer.beyondSlack(press);
    double x = pointer.world().x() - Cards.WIDTH / 2;
    double y = pointer.world().y() - Cards.PORT_Y;
    place =
        Optional.of(
            pointer.alt() ? new Point(x, y) : new Point(Placement.snap(x), Placement.snap(y)));
    joined = pointer.alt() ? Optional.empty() : joinAt.apply(pointer.world());
  }

  /** What is dragged. */
  public NewElement item() {
    return item;
  }

  /** Where its card's top left would be; empty until the mouse has left the item. */
  public Optional<Point> place() {
    return moving ? place : Optional.empty();
  }

  /** The wire it would join if the button were released now. */
  public Optional<Join> joined() {
    return joined;
  }
}
