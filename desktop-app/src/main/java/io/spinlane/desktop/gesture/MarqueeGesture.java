package io.spinlane.desktop.gesture;

import io.spinlane.desktop.model.Area;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Selects what a rectangle touches. Shift adds to what was selected, Ctrl toggles; without them the
 * rectangle decides alone.
 */
public final class MarqueeGesture implements Gesture {
  private final Map<String, Area> areas;
  private final Set<String> before;
  private final Pointer press;
  private Area area;
  private Set<String> selected;
  private boolean moving;

  /** Begins on the empty canvas, with the areas of all elements and what was selected. */
  public MarqueeGesture(Map<String, Area> areas, Set<String> before, Pointer press) {
    this.areas = Map.copyOf(areas);
    this.before = Set.copyOf(before);
    this.press = press;
    this.area = Area.between(press.world(), press.world());
    this.selected = press.shift() || press.control() ? this.before : Set.of();
  }

  @Override
  public void drag(Pointer pointer) {
    moving = moving || pointer.beyondSlack(press);
    area = Area.between(press.world(), pointer.world());
    if (!moving) {
      return;
    }
    Set<String> next = new LinkedHashSet<>();
    if (pointer.shift() || pointer.control()) {
      next.addAll(before);
    }
    areas.forEach(
        (id, card) -> {
          if (card.overlaps(area)) {
            choose(next, id, pointer.control());
          }
        });
    selected = next;
  }

  private void choose(Set<String> next, String id, boolean toggle) {
    if (toggle && before.contains(id)) {
      next.remove(id);
    } else {
      next.add(id);
    }
  }

  /** The rectangle now. */
  public Area area() {
    return area;
  }

  /** What was selected when it began; Esc goes back there. */
  public Set<String> before() {
    return before;
  }

  /** What would be selected if the button were released now. */
  public Set<String> selected() {
    return selected;
  }
}
