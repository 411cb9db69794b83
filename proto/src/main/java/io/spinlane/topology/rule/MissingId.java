package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

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
            sentence("MISSING_ID." + word, element.path()),
            sentence("MISSING_ID.hint"));
      }
    }
  }
}
