package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.Elements.Element;
import java.util.HashMap;
import java.util.Map;

/** Two elements, of whatever kind, have the same id. */
final class DuplicateId implements DrawingRule {
  @Override
  public String code() {
    return "DUPLICATE_ID";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Map<String, Element> first = new HashMap<>();
    for (Element element : index.elements()) {
      String id = element.ref().getId();
      if (id.isEmpty() || !Ids.isNamed(element)) {
        continue;
      }
      Element other = first.putIfAbsent(id, element);
      if (other != null) {
        reporter.error(
            element.ref(),
            "id",
            sentence("DUPLICATE_ID." + Elements.word(other.ref().getKind()), id, other.path()),
            sentence("DUPLICATE_ID.hint"));
      }
    }
  }
}
