package io.spinlane.topology.diff;

import io.spinlane.v1.Backend;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One of the drawings that are merged, read once.
 *
 * @param elements by kind, id and occurrence
 * @param ties what names what in it
 */
record Side(Map<List<Object>, Drawn> elements, Set<Tie> ties) {
  static Side of(Topology topology) {
    return new Side(Drawn.elements(topology), Tie.of(topology));
  }

  boolean has(ElementRef element) {
    return elements.containsKey(name(element));
  }

  /** A tie of this drawing that leads to an element which this drawing does not have. */
  boolean isLoose(Tie tie) {
    return ties.contains(tie) && !has(tie.to());
  }

  static List<Object> name(ElementRef element) {
    return List.of(element, 1);
  }

  /** The pool of a back-end and the NIC of a lane: what is removed with all that is in it. */
  static @Nullable ElementRef owner(Drawn drawn) {
    return switch (drawn.properties()) {
      case Backend _ -> ref(ElementKind.ELEMENT_KIND_POOL, drawn.pool());
      case Lane lane -> ref(ElementKind.ELEMENT_KIND_NIC, lane.getNic());
      default -> null;
    };
  }

  private static ElementRef ref(ElementKind kind, String id) {
    return ElementRef.newBuilder().setKind(kind).setId(id).build();
  }

  /**
   * What was drawn or changed inside an element, or connected to it, since the drawing before; by
   * that element.
   */
  Map<ElementRef, Set<ElementRef>> newlyNeeded(Side before) {
    Map<ElementRef, Set<ElementRef>> needed = new LinkedHashMap<>();
    elements.forEach(
        (name, drawn) -> {
          ElementRef owner = owner(drawn);
          Drawn old = before.elements.get(name);
          if (owner != null && (old == null || !old.same(drawn))) {
            needed.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(drawn.ref());
          }
        });
    for (Tie tie : ties) {
      if (!before.ties.contains(tie)) {
        needed.computeIfAbsent(tie.to(), _ -> new LinkedHashSet<>()).add(tie.from());
      }
    }
    return needed;
  }

  /** What an element of this drawing names, and what is in it. */
  Map<ElementRef, List<ElementRef>> needs() {
    Map<ElementRef, List<ElementRef>> needs = new LinkedHashMap<>();
    ties.forEach(tie -> needs.computeIfAbsent(tie.from(), _ -> new ArrayList<>()).add(tie.to()));
    for (Drawn drawn : elements.values()) {
      ElementRef owner = owner(drawn);
      if (owner != null) {
        needs.computeIfAbsent(owner, _ -> new ArrayList<>()).add(drawn.ref());
      }
    }
    return needs;
  }
}
