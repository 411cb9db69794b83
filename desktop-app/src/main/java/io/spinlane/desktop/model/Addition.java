package io.spinlane.desktop.model;

import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Topology;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Something new from the palette, ready to be applied.
 *
 * @param edit the edit that adds it
 * @param id the id it will have
 */
public record Addition(Edit edit, String id) {
  /**
   * Plans to add an element.
   *
   * <p>A back-end always belongs to a pool: the selected one, else the nearest; when none is drawn
   * yet, one comes along.
   *
   * @param wanted where its card should be; empty: the first free place in its column
   */
  public static Addition plan(DesignModel model, NewElement item, Optional<Point> wanted) {
    Topology topology = model.topology();
    Map<String, Area> areas = Placement.areas(topology, model.elements());
    Element plain = item.create(topology, "");
    Point place = wanted.orElseGet(() -> Placement.free(plain, model.elements(), areas));
    if (item.kind() != ElementKind.ELEMENT_KIND_BACKEND) {
      return new Addition(Edits.add(plain, place), plain.id());
    }
    Optional<String> pool = selectedPool(model).or(() -> nearestPool(model, areas, place));
    if (pool.isPresent()) {
      Element backend = item.create(topology, pool.get());
      return new Addition(Edits.add(backend, place), backend.id());
    }
    Element newPool = NewElement.POOL.create(topology, "");
    Element backend = item.create(topology, newPool.id());
    Point poolPlace =
        wanted
            .map(point -> point.plus(-Placement.COLUMN_STEP, 0))
            .orElseGet(() -> Placement.free(newPool, model.elements(), areas));
    return new Addition(Edits.addWithPool(newPool, poolPlace, backend, place), backend.id());
  }

  /**
   * Plans to add an element at the loose end of a wire, both as one step.
   *
   * @param start the element the wire begins at
   * @param queue its receive queue, or {@link WireRules#ANY_QUEUE}
   * @param end where the wire's loose end is
   * @return empty when no wire may be drawn between the two
   */
  public static Optional<Addition> wired(
      DesignModel model, NewElement item, Element start, int queue, Point end) {
    Topology topology = model.topology();
    boolean fromPool = start.kind() == ElementKind.ELEMENT_KIND_POOL;
    boolean backend = item.kind() == ElementKind.ELEMENT_KIND_BACKEND;
    if (backend && !fromPool) {
      return Optional.empty();
    }
    Element element = item.create(topology, backend ? start.id() : "");
    Point right = end.plus(0, -Cards.PORT_Y);
    if (backend) {
      return Optional.of(new Addition(Edits.add(element, right), element.id()));
    }
    Topology with = Drawing.add(topology, element);
    if (!(WireRules.check(with, start, queue, element) instanceof Verdict.Allowed(Wire wire))) {
      return Optional.empty();
    }
    Point place = wire.from().equals(start.id()) ? right : right.plus(-Cards.WIDTH, 0);
    Edit edit = Edits.add(element, place).and(Edits.connect(wire));
    return Optional.of(new Addition(edit, element.id()));
  }

  /** Plans to add an element that joins a wire that is drawn, both as one step. */
  public static Addition joining(Join join, Point place) {
    Edit edit = Edits.add(join.element(), place).and(Edits.connect(join.next()));
    return new Addition(edit, join.element().id());
  }

  private static Optional<String> selectedPool(DesignModel model) {
    return model.selection().ids().stream()
        .map(model.elements()::get)
        .filter(element -> element != null)
        .filter(
            element ->
                element.kind() == ElementKind.ELEMENT_KIND_POOL
                    || element.kind() == ElementKind.ELEMENT_KIND_BACKEND)
        .map(
            element ->
                element.kind() == ElementKind.ELEMENT_KIND_POOL ? element.id() : element.pool())
        .findFirst();
  }

  private static Optional<String> nearestPool(
      DesignModel model, Map<String, Area> areas, Point place) {
    return model.elements().values().stream()
        .filter(element -> element.kind() == ElementKind.ELEMENT_KIND_POOL)
        .map(Element::id)
        .min(Comparator.comparingDouble(id -> distance(areas.get(id), place)));
  }

  private static double distance(@org.jspecify.annotations.Nullable Area area, Point place) {
    return area == null ? Double.MAX_VALUE : Math.hypot(area.x() - place.x(), area.y() - place.y());
  }
}
