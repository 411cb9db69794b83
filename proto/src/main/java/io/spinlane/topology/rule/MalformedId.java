package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
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
      if (!id.isEmpty() && Ids.isNamed(element) && !Elements.isId(id)) {
        reporter.error(
            element.ref(), "id", sentence("MALFORMED_ID", id), sentence("MALFORMED_ID.hint"));
      }
    }
  }
}
