package io.spinlane.topology.diff;

import io.spinlane.topology.References;
import io.spinlane.topology.References.Reference;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Topology;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * That one element names another in a field.
 *
 * @param field without the place in a list, about which nobody cares
 */
record Tie(ElementRef from, String field, ElementRef to) {
  /** Every tie of a drawing, also those that lead nowhere. */
  static Set<Tie> of(Topology topology) {
    Set<Tie> ties = new LinkedHashSet<>();
    for (Reference reference : References.of(topology)) {
      if (!reference.id().isEmpty()) {
        ties.add(of(reference));
      }
    }
    return ties;
  }

  static Tie of(Reference reference) {
    int list = reference.field().indexOf('[');
    String field = list < 0 ? reference.field() : reference.field().substring(0, list);
    return new Tie(reference.from(), field, reference.named());
  }
}
