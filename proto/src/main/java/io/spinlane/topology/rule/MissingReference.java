package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;

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
            "The " + Elements.word(reference.from().getKind()) + " names no " + word + ".",
            "Connect it to a " + word + ".");
      }
    }
  }
}
