package io.spinlane.desktop.model;

import io.spinlane.v1.Backend;
import io.spinlane.v1.ElementKind;
import java.util.ArrayList;
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
    return switch (random.nextInt(8)) {
      case 0 -> model.apply(Edits.move(Map.of(element.id(), new Point(coordinate(), 0))));
      case 1 -> model.apply(Edits.nudge(Map.of(element.id(), new Point(coordinate(), 8))));
      case 2 -> model.apply(Edits.rename(element.id(), "renamed" + random.nextInt(1_000_000)));
      case 3 -> random.nextInt(3) == 0 && model.apply(remove(element));
      case 4 -> !model.wires().isEmpty() && model.apply(Edits.disconnect(pick(model.wires())));
      case 5 -> typed(element);
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

  private boolean wired(Element from, Element to) {
    return WireRules.check(model.topology(), from, WireRules.ANY_QUEUE, to)
            instanceof Verdict.Allowed(Wire wire)
        && model.apply(Edits.connect(wire));
  }

  private double coordinate() {
    return random.nextInt(200) * 8.0;
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
