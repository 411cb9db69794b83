package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;
import java.util.regex.Pattern;

/** What an id is. */
final class Ids {
  static final Pattern TEXT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  private Ids() {}

  /** True for elements with an id of their own; lanes and routes have none. */
  static boolean isNamed(Elements.Element element) {
    return switch (element.ref().getKind()) {
      case ELEMENT_KIND_LANE, ELEMENT_KIND_ROUTE -> false;
      default -> true;
    };
  }
}
