package io.spinlane.topology.rule;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.Elements;
import io.spinlane.topology.IpAddress;

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
      } catch (IllegalArgumentException e) {
        String word = Elements.word(field.element().getKind());
        reporter.error(
            field.element(),
            field.name(),
            field.text().isEmpty()
                ? "The " + word + " " + field.element().getId() + " has no address."
                : String.valueOf(e.getMessage()),
            field.use() == Addresses.Use.HOST
                ? "Write an address such as 203.0.113.10; names are not looked up."
                : "Write an address with the length of its prefix, such as 10.0.0.1/24.");
      }
    }
  }
}
