package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Picked;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Selects the elements that a rectangle touches; one that touches none, the wires that run through
 * it. Shift adds to what was selected, Ctrl toggles; without them the rectangle decides alone.
 */
public final class MarqueeGesture implements Gesture {
  private final Map<String, Area> areas;
  private final Map<Wire, WirePath> paths;
  private final Picked before;
  private final Pointer press;
  private Area area;
  private Picked selected;
  private boolean moving;

  /** Begins on the empty canvas, with where everything is and what was selected. */
  public MarqueeGesture(
      Map<String, Area> areas, Map<Wire, WirePath> paths, Picked before, Pointer press) {
    this.areas = Map.copyOf(areas);
    this.paths = Map.copyOf(paths);
    this.before = before;
    this.press = press;
    this.area = Area.between(press.world(), press.world());
    this.selected = press.shift() || press.control() ? before : Picked.NOTHING;
  }

  @Override
  public void drag(Pointer pointer) {
    moving = moving || pointer.beyondSlack(press);
    area = Area.between(press.world(), pointer.world());
    if (!moving) {
      return;
    }
    Picked kept = pointer.shift() || pointer.control() ? before : Picked.NOTHING;
    Set<String> ids = touched(areas, card -> card.overlaps(area));
    Set<Wire> wires = ids.isEmpty() ? touched(paths, path -> path.crosses(area)) : Set.of();
    selected =
        new Picked(
            chosen(kept.ids(), ids, pointer.control()),
            chosen(kept.wires(), wires, pointer.control()));
  }

  private static <K, V> Set<K> touched(Map<K, V> all, Predicate<V> touches) {
    Set<K> touched = new LinkedHashSet<>();
    all.forEach(
        (key, place) -> {
          if (touches.test(place)) {
            touched.add(key);
          }
        });
    return touched;
  }

  private static <T> Set<T> chosen(Set<T> kept, Set<T> touched, boolean toggle) {
    Set<T> next = new LinkedHashSet<>(kept);
    for (T one : touched) {
      if (!next.add(one) && toggle) {
        next.remove(one);
      }
    }
    return next;
  }

  /** The rectangle now. */
  public Area area() {
    return area;
  }

  /** What was selected when it began; Esc goes back there. */
  public Picked before() {
    return before;
  }

  /** What would be selected if the button were released now. */
  public Picked selected() {
    return selected;
  }
}
