package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.References;

/** A field that must name another element names none. */
final class MissingReference implements DrawingRule {
  @Override
  public String code() {
    return "MISSING_REFERENCE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (References.Reference reference : References.of(index.topology())) {
      if (reference.required() && reference.id().isEmpty()) {
        String word = Elements.word(reference.target());
        reporter.error(
            reference.from(),
            reference.field(),
            sentence("MISSING_REFERENCE." + Elements.word(reference.from().getKind()) + "." + word),
            sentence("MISSING_REFERENCE.hint." + word));
      }
    }
  }
}
