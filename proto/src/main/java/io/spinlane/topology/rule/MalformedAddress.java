package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.Elements;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.MalformedException;

/** A text that must be an address or a prefix is neither. */
final class MalformedAddress implements DrawingRule {
  @Override
  public String code() {
    return "MALFORMED_ADDRESS";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Addresses.Field field : Addresses.of(index.topology())) {
      try {
        if (field.use() == Addresses.Use.HOST) {
          IpAddress.parse(field.text());
        } else {
          Cidr.parse(field.text());
        }
      } catch (MalformedException e) {
        String word = Elements.word(field.element().getKind());
        reporter.error(
            field.element(),
            field.name(),
            field.text().isEmpty()
                ? sentence("MALFORMED_ADDRESS." + word, field.element().getId())
                : e.sentence(),
            field.use() == Addresses.Use.HOST
                ? sentence("MALFORMED_ADDRESS.hint")
                : sentence("MALFORMED_ADDRESS.hint.prefix"));
      }
    }
  }
}
