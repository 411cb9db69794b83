package io.spinlane.desktop.model;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What is selected: some elements and some wires. Belongs to the model's thread. */
public final class Selection {
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private Picked picked = Picked.NOTHING;

  /** Everything that is selected. */
  public Picked picked() {
    return picked;
  }

  /** Ids of the selected elements, in the order they were selected. */
  public Set<String> ids() {
    return picked.ids();
  }

  /** The selected wires, in the order they were selected. */
  public Set<Wire> wires() {
    return picked.wires();
  }

  /** The wire, when one is selected and nothing else is. */
  public Optional<Wire> wire() {
    return ids().isEmpty() && wires().size() == 1
        ? Optional.of(wires().iterator().next())
        : Optional.empty();
  }

  /** Neither an element nor a wire is selected. */
  public boolean isEmpty() {
    return picked.isEmpty();
  }

  /** Registers a listener, told after every change. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** Selects exactly these elements and wires. */
  public void select(Picked next) {
    if (!next.equals(picked)) {
      picked = next;
      listeners.forEach(Runnable::run);
    }
  }

  /** Selects exactly these elements. */
  public void select(Collection<String> selected) {
    select(Picked.ids(selected));
  }

  /** Selects exactly this wire. */
  public void select(Wire selected) {
    select(Picked.wires(Set.of(selected)));
  }

  /** Adds an element, or takes it away when it is selected already. */
  public void toggle(String id) {
    select(new Picked(toggled(ids(), id), wires()));
  }

  /** Adds a wire, or takes it away when it is selected already. */
  public void toggle(Wire wire) {
    select(new Picked(ids(), toggled(wires(), wire)));
  }

  private static <T> Set<T> toggled(Set<T> before, T one) {
    Set<T> next = new LinkedHashSet<>(before);
    if (!next.remove(one)) {
      next.add(one);
    }
    return next;
  }

  /** Selects nothing. */
  public void clear() {
    select(Picked.NOTHING);
  }

  /** Drops what no longer exists. */
  void retain(Map<String, ?> elements, List<Wire> wires) {
    Set<String> ids = new LinkedHashSet<>(ids());
    ids.retainAll(elements.keySet());
    Set<Wire> drawn = new LinkedHashSet<>(wires());
    drawn.retainAll(drawn.isEmpty() ? Set.of() : Set.copyOf(wires));
    select(new Picked(ids, drawn));
  }
}
