package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;

/** A field names an element that does not exist. */
final class DanglingReference implements DrawingRule {
  @Override
  public String code() {
    return "DANGLING_REFERENCE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (References.Reference reference : References.of(index.topology())) {
      if (!reference.id().isEmpty() && !References.leads(index, reference)) {
        String word = Elements.word(reference.target());
        reporter.error(
            reference.from(),
            reference.field(),
            sentence("DANGLING_REFERENCE." + word, reference.id()),
            sentence("DANGLING_REFERENCE.hint." + word));
      }
    }
  }
}
