package io.spinlane.desktop.model;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Elements and wires that are selected together, in the order they were.
 *
 * @param ids of the elements
 */
public record Picked(Set<String> ids, Set<Wire> wires) {
  /** Neither an element nor a wire. */
  public static final Picked NOTHING = new Picked(Set.of(), Set.of());

  public Picked {
    ids = Collections.unmodifiableSet(new LinkedHashSet<>(ids));
    wires = Collections.unmodifiableSet(new LinkedHashSet<>(wires));
  }

  /** Elements only. */
  public static Picked ids(Collection<String> ids) {
    return new Picked(new LinkedHashSet<>(ids), Set.of());
  }

  /** Wires only. */
  public static Picked wires(Collection<Wire> wires) {
    return new Picked(Set.of(), new LinkedHashSet<>(wires));
  }

  /** Nothing is selected. */
  public boolean isEmpty() {
    return ids.isEmpty() && wires.isEmpty();
  }
}
