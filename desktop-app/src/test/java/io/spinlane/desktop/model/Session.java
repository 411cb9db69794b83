package io.spinlane.desktop.model;

import io.spinlane.v1.Backend;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** A person who does one random thing after the other. The seed decides everything. */
final class Session {
  private static final int MANY = 40;

  private final DesignModel model;
  private final Random random;

  Session(DesignModel model, long seed) {
    this.model = model;
    this.random = new Random(seed);
  }

  /** One edit; it may turn out to change nothing. */
  boolean step() {
    List<Element> elements = new ArrayList<>(model.elements().values());
    if (elements.isEmpty() || random.nextInt(5) == 0) {
      NewElement item = pick(List.of(NewElement.values()));
      Optional<Point> place =
          random.nextBoolean()
              ? Optional.empty()
              : Optional.of(new Point(coordinate(), coordinate()));
      return model.apply(Addition.plan(model, item, place).edit());
    }
    Element element = pick(elements);
    if (elements.size() > MANY) {
      return model.apply(remove(element));
    }
    return switch (random.nextInt(17)) {
      case 0 -> model.apply(Edits.move(Map.of(element.id(), new Point(coordinate(), 0))));
      case 1 -> model.apply(Edits.nudge(Map.of(element.id(), new Point(coordinate(), 8))));
      case 2 -> model.apply(Edits.rename(element.id(), "renamed" + random.nextInt(1_000_000)));
      case 3 -> random.nextInt(3) == 0 && model.apply(remove(element));
      case 4 ->
          !model.wires().isEmpty() && model.apply(Edits.disconnect(List.of(pick(model.wires()))));
      case 5 -> typed(element);
      case 6 -> pasted();
      case 7 -> reattached(pick(elements));
      case 8 -> joined(element);
      case 9 -> model.apply(Edits.arrange("Align", places(elements)));
      case 10 -> named();
      case 12 -> model.apply(Edits.lock(Map.of(element.id(), area()), random.nextBoolean()));
      case 13 -> model.apply(Edits.resize(element.id(), area()));
      case 14 -> model.apply(Edits.collapse(Map.of("node:0", "NUMA node 0"), random.nextBoolean()));
      case 11 -> random.nextInt(4) == 0 && model.apply(Edits.remove(model.elements(), some()));
      default -> wired(element, pick(elements));
    };
  }

  private Edit remove(Element element) {
    return Edits.remove(model.elements(), Set.of(element.id()));
  }

  private boolean typed(Element element) {
    if (element.kind() != ElementKind.ELEMENT_KIND_BACKEND) {
      return false;
    }
    int weight = random.nextInt(300);
    return model.apply(
        Edits.set(
            element.id(),
            "weight",
            "Weight",
            message -> ((Backend) message).toBuilder().setWeight(weight).build()));
  }

  /** A few ids; some of them may be no longer drawn. */
  private Set<String> some() {
    Set<String> ids = new LinkedHashSet<>(List.of("gone"));
    for (String id : model.elements().keySet()) {
      if (random.nextInt(8) == 0) {
        ids.add(id);
      }
    }
    return ids;
  }

  private Map<String, Point> places(List<Element> elements) {
    double x = coordinate();
    Map<String, Point> places = new LinkedHashMap<>();
    for (int i = 0; i < 3; i++) {
      places.put(pick(elements).id(), new Point(x, coordinate()));
    }
    return places;
  }

  private boolean pasted() {
    Map<String, Area> areas = Placement.areas(model.topology(), model.elements());
    Topology copy = Fragment.copy(model.topology(), model.elements(), some(), areas);
    Fragment.Paste paste = Fragment.paste(model.topology(), copy, new Point(24, 24));
    return !paste.ids().isEmpty() && model.apply(paste.edit());
  }

  private boolean reattached(Element end) {
    if (model.wires().isEmpty()) {
      return false;
    }
    Wire wire = pick(model.wires());
    Element fixed = model.element(random.nextBoolean() ? wire.from() : wire.to()).orElseThrow();
    return WireRules.checkReattach(model.topology(), wire, fixed, end)
            instanceof Verdict.Allowed(Wire next)
        && model.apply(Edits.reattach(wire, next));
  }

  private boolean joined(Element element) {
    return !model.wires().isEmpty()
        && Join.of(model, element, pick(model.wires()))
            .map(join -> Edits.join(join, Map.of(element.id(), new Point(coordinate(), 8))))
            .filter(model::apply)
            .isPresent();
  }

  private boolean named() {
    String name = "edge-" + random.nextInt(1000);
    return model.apply(
        Edits.setTopology("name", "Name", all -> all.toBuilder().setName(name).build()));
  }

  private boolean wired(Element from, Element to) {
    return WireRules.check(model.topology(), from, WireRules.ANY_QUEUE, to)
            instanceof Verdict.Allowed(Wire wire)
        && model.apply(Edits.connect(wire));
  }

  private Area area() {
    return new Area(coordinate(), coordinate(), 80 + coordinate(), 48 + coordinate());
  }

  private double coordinate() {
    return random.nextInt(200) * 8.0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
