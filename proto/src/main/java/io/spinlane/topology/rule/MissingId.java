package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;
import io.spinlane.topology.Elements.Element;

/** An element has no id. */
final class MissingId implements DrawingRule {
  @Override
  public String code() {
    return "MISSING_ID";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Element element : index.elements()) {
      if (element.ref().getId().isEmpty() && Ids.isNamed(element)) {
        String word = Elements.word(element.ref().getKind());
        reporter.error(
            element.ref(),
            "id",
            "The " + word + " at " + element.path() + " has no id.",
            "Give it an id that no other element has.");
      }
    }
  }
}
