package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;

/** Who has an id. */
final class Ids {
  private Ids() {}

  /** True for elements with an id of their own; lanes and routes have none. */
  static boolean isNamed(Elements.Element element) {
    return switch (element.ref().getKind()) {
      case ELEMENT_KIND_LANE, ELEMENT_KIND_ROUTE -> false;
      default -> true;
    };
  }
}
