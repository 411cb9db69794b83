package io.spinlane.desktop.model;

import io.spinlane.v1.Box;
import io.spinlane.v1.Topology;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What people find selected after a step was undone or made again. Pure. */
final class Touched {
  /** A drawing with what was read out of it. */
  record Moment(Topology topology, Map<String, Element> elements, List<Wire> wires) {}

  private Touched() {}

  /**
   * What came back; or else what has changed, unless some of that is selected anyway. A step that
   * only took something away leaves the selection alone.
   *
   * @param selected what is selected and still there
   */
  static Optional<Picked> by(Moment before, Moment after, Picked selected) {
    Set<String> came = rest(after.elements().keySet(), before.elements().keySet());
    if (!came.isEmpty()) {
      return Optional.of(Picked.ids(came));
    }
    Set<String> changed = changed(before, after);
    boolean left = !after.elements().keySet().containsAll(before.elements().keySet());
    if (left || selected.ids().stream().anyMatch(changed::contains)) {
      return Optional.empty();
    }
    Set<Wire> drawn = rest(after.wires(), before.wires());
    if (!drawn.isEmpty()) {
      return Optional.of(Picked.wires(drawn));
    }
    boolean cut = !rest(before.wires(), after.wires()).isEmpty();
    return cut || changed.isEmpty() ? Optional.empty() : Optional.of(Picked.ids(changed));
  }

  /** Elements that say something else or stand elsewhere. */
  private static Set<String> changed(Moment before, Moment after) {
    Set<String> changed = new LinkedHashSet<>();
    after
        .elements()
        .forEach(
            (id, element) -> {
              if (!element.equals(before.elements().get(id))
                  || !box(before, id).equals(box(after, id))) {
                changed.add(id);
              }
            });
    return changed;
  }

  private static Box box(Moment moment, String id) {
    return moment.topology().getLayoutOrDefault(id, Box.getDefaultInstance());
  }

  private static <T> Set<T> rest(Collection<T> all, Collection<T> some) {
    Set<T> rest = new LinkedHashSet<>(all);
    some.forEach(rest::remove);
    return rest;
  }
}
