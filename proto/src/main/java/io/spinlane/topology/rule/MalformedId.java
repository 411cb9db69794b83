package io.spinlane.topology.rule;

import io.spinlane.topology.Elements.Element;

/** An id holds what an id must not hold. */
final class MalformedId implements DrawingRule {
  @Override
  public String code() {
    return "MALFORMED_ID";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Element element : index.elements()) {
      String id = element.ref().getId();
      if (!id.isEmpty() && Ids.isNamed(element) && !Ids.TEXT.matcher(id).matches()) {
        reporter.error(
            element.ref(),
            "id",
            "\"" + id + "\" cannot be an id.",
            "Use 1 to 64 letters, digits, dots, dashes and underscores, a letter or digit first.");
      }
    }
  }
}
