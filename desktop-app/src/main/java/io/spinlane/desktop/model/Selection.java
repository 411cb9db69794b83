package io.spinlane.desktop.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What is selected: some elements, or one wire. Belongs to the model's thread. */
public final class Selection {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Set<String> ids = Set.of();
  private @Nullable Wire wire;

  /** Ids of the selected elements, in the order they were selected. */
  public Set<String> ids() {
    return ids;
  }

  /** The selected wire. */
  public Optional<Wire> wire() {
    return Optional.ofNullable(wire);
  }

  /** Neither an element nor a wire is selected. */
  public boolean isEmpty() {
    return ids.isEmpty() && wire == null;
  }

  /** Registers a listener, told after every change. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** Selects exactly these elements. */
  public void select(Collection<String> selected) {
    become(new LinkedHashSet<>(selected), null);
  }

  /** Selects exactly this wire. */
  public void select(Wire selected) {
    become(Set.of(), selected);
  }

  /** Adds an element, or takes it away when it is selected already. */
  public void toggle(String id) {
    Set<String> next = new LinkedHashSet<>(ids);
    if (!next.remove(id)) {
      next.add(id);
    }
    become(next, null);
  }

  /** Selects nothing. */
  public void clear() {
    become(Set.of(), null);
  }

  /** Drops what no longer exists. */
  void retain(Map<String, ?> elements, List<Wire> wires) {
    Set<String> kept = new LinkedHashSet<>(ids);
    kept.retainAll(elements.keySet());
    become(kept, wire != null && wires.contains(wire) ? wire : null);
  }

  private void become(Set<String> nextIds, @Nullable Wire nextWire) {
    if (nextIds.equals(ids) && java.util.Objects.equals(nextWire, wire)) {
      return;
    }
    ids = nextIds;
    wire = nextWire;
    listeners.forEach(Runnable::run);
  }
}
