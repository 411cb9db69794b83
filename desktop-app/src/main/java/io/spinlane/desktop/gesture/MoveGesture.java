package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Join;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Moves elements together, or copies of them. Lines shared with cards at rest attract them,
 * otherwise the one under the mouse snaps to the grid. A single element over a wire may join it.
 * Alt turns all that off.
 */
public final class MoveGesture implements Gesture {
  private final Set<String> clicked;
  private final Area grabbed;
  private final Area all;
  private final Map<String, Area> start;
  private final Surroundings around;
  private final Pointer press;
  private final boolean copies;
  private Map<String, Point> places = Map.of();
  private List<Guide> guides = List.of();
  private Optional<Join> joined = Optional.empty();
  private boolean moving;

  /**
   * What a moving card may meet.
   *
   * @param resting areas of the cards that stay and are in view
   * @param reach how far their lines attract, in canvas units
   * @param joinAt what joins which wire if it were dropped at a place
   */
  public record Surroundings(
      Collection<Area> resting, double reach, Function<Point, Optional<Join>> joinAt) {
    /** Nothing but paper. */
    public static final Surroundings NONE = new Surroundings(List.of(), 0, _ -> Optional.empty());
  }

  /**
   * Begins where the button went down.
   *
   * @param clicked ids of what is under the mouse: an element, or all in a frame
   * @param start area of every element that moves; the grabbed one may be missing when it is locked
   */
  public MoveGesture(
      Set<String> clicked, Map<String, Area> start, Surroundings around, Pointer press) {
    this(clicked, start, around, press, false);
  }

  private MoveGesture(
      Set<String> clicked,
      Map<String, Area> start,
      Surroundings around,
      Pointer press,
      boolean copies) {
    this.copies = copies;
    this.clicked = Set.copyOf(clicked);
    this.start = Map.copyOf(start);
    this.around = around;
    this.press = press;
    this.all = start.values().stream().reduce(Area::union).orElse(new Area(0, 0, 0, 0));
    this.grabbed =
        clicked.stream().filter(start::containsKey).findFirst().map(start::get).orElse(all);
  }

  /** As the constructor, but the elements stay, and copies of them are dropped. */
  public static MoveGesture ofCopies(
      Set<String> clicked, Map<String, Area> start, Surroundings around, Pointer press) {
    return new MoveGesture(clicked, start, around, press, true);
  }

  @Override
  public void drag(Pointer pointer) {
    moving = moving || pointer.beyondSlack(press);
    if (!moving || start.isEmpty()) {
      return;
    }
    double dx = pointer.world().x() - press.world().x();
    double dy = pointer.world().y() - press.world().y();
    guides = List.of();
    joined = Optional.empty();
    if (!pointer.alt()) {
      Alignment near = Alignment.of(all.moved(dx, dy), around.resting(), around.reach());
      dx =
          near.dx().isPresent()
              ? dx + near.dx().getAsDouble()
              : Placement.snap(grabbed.x() + dx) - grabbed.x();
      dy =
          near.dy().isPresent()
              ? dy + near.dy().getAsDouble()
              : Placement.snap(grabbed.y() + dy) - grabbed.y();
      guides = Alignment.guides(all.moved(dx, dy), around.resting());
      joined = start.size() == 1 ? around.joinAt().apply(pointer.world()) : Optional.empty();
    }
    Map<String, Point> next = new LinkedHashMap<>();
    for (Map.Entry<String, Area> entry : start.entrySet()) {
      next.put(entry.getKey(), new Point(entry.getValue().x() + dx, entry.getValue().y() + dy));
    }
    places = next;
  }

  /** Where everything that moves is now; empty until it does. */
  public Map<String, Point> places() {
    return places;
  }

  /** What a click without a drag means, however much was selected for the drag. */
  public Set<String> clicked() {
    return clicked;
  }

  /** Lines shared with cards at rest. */
  public List<Guide> guides() {
    return guides;
  }

  /** The wire it would join if the button were released now. */
  public Optional<Join> joined() {
    return joined;
  }

  /** What is dragged are copies. */
  public boolean copies() {
    return copies;
  }

  /** The mouse has gone far enough to be a drag; otherwise it was a click. */
  public boolean moved() {
    return moving;
  }
}
