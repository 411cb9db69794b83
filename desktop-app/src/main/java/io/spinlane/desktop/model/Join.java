package io.spinlane.desktop.model;

import io.spinlane.desktop.model.Verdict.Allowed;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Topology;
import java.util.Map;
import java.util.Optional;

/**
 * An element that is dropped on a wire: it takes the place of the end that is of its own kind. A
 * core on a lane polls that queue from now on; a service on the wire of another listens on the same
 * VIP.
 *
 * @param element the element dropped; perhaps not drawn yet
 * @param onto the wire it is dropped on
 * @param next the wire it gets
 */
public record Join(Element element, Wire onto, Wire next) {
  /** Judges an element that is drawn; empty when it cannot join the wire, or ends it already. */
  public static Optional<Join> of(DesignModel model, Element element, Wire onto) {
    boolean member = element.pool().equals(onto.from()) && onto.kind() == Wire.Kind.MEMBER;
    return member
        ? Optional.empty()
        : next(model.topology(), model.elements(), element, onto)
            .map(next -> new Join(element, onto, next));
  }

  /** Judges an element that is not drawn yet. */
  public static Optional<Join> of(DesignModel model, NewElement item, Wire onto) {
    boolean backend = item.kind() == ElementKind.ELEMENT_KIND_BACKEND;
    if (backend && onto.kind() != Wire.Kind.MEMBER) {
      return Optional.empty();
    }
    Element element = item.create(model.topology(), backend ? onto.from() : "");
    Optional<Wire> next =
        backend
            ? Optional.of(Wire.of(Wire.Kind.MEMBER, onto.from(), element.id()))
            : next(Drawing.add(model.topology(), element), model.elements(), element, onto);
    return next.map(wire -> new Join(element, onto, wire));
  }

  private static Optional<Wire> next(
      Topology topology, Map<String, Element> elements, Element element, Wire onto) {
    Element left = elements.get(onto.from());
    Element right = elements.get(onto.to());
    boolean end = element.id().equals(onto.from()) || element.id().equals(onto.to());
    if (left == null || right == null || end) {
      return Optional.empty();
    }
    int queue = onto.kind() == Wire.Kind.LANE ? onto.queue() : WireRules.ANY_QUEUE;
    if (element.kind() == right.kind()) {
      return allowed(WireRules.check(topology, left, queue, element));
    }
    return element.kind() == left.kind()
        ? allowed(WireRules.check(topology, element, WireRules.ANY_QUEUE, right))
        : Optional.empty();
  }

  private static Optional<Wire> allowed(Verdict verdict) {
    return verdict instanceof Allowed(Wire wire) ? Optional.of(wire) : Optional.empty();
  }
}
