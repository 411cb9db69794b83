package io.spinlane.desktop.model;

import io.spinlane.v1.Topology;
import java.util.function.UnaryOperator;

/**
 * A named change of the drawing: one entry of the undo list.
 *
 * @param name what a person would call it, such as "Move 3 elements"
 * @param mergeKey edits with the same key that follow each other are one entry (typing into a
 *     field); empty: never merged
 * @param change from the topology before to the one after; pure, and may be applied again
 */
public record Edit(String name, String mergeKey, UnaryOperator<Topology> change) {
  /** An edit that is an entry of its own. */
  public static Edit of(String name, UnaryOperator<Topology> change) {
    return new Edit(name, "", change);
  }

  /** Both edits as one entry, under the name of the first. */
  public Edit and(Edit next) {
    String key =
        mergeKey.isEmpty() || next.mergeKey.isEmpty() ? "" : mergeKey + "|" + next.mergeKey;
    return new Edit(name, key, topology -> next.change.apply(change.apply(topology)));
  }
}
