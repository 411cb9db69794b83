package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.References;

/** A field names an element that does not exist. */
final class DanglingReference implements DrawingRule {
  @Override
  public String code() {
    return "DANGLING_REFERENCE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (References.Reference reference : References.of(index.topology())) {
      if (!reference.id().isEmpty() && !leads(index, reference)) {
        String word = Elements.word(reference.target());
        reporter.error(
            reference.from(),
            reference.field(),
            sentence("DANGLING_REFERENCE." + word, reference.id()),
            sentence("DANGLING_REFERENCE.hint." + word));
      }
    }
  }

  /** True when the element it names exists. */
  private static boolean leads(TopologyIndex index, References.Reference reference) {
    String id = reference.id();
    return switch (reference.target()) {
      case ELEMENT_KIND_NIC -> index.nic(id) != null;
      case ELEMENT_KIND_CORE -> index.core(id) != null;
      case ELEMENT_KIND_VIP -> index.vip(id) != null;
      case ELEMENT_KIND_POOL -> index.pool(id) != null;
      default -> throw new IllegalStateException("no field names a " + reference.target());
    };
  }
}
