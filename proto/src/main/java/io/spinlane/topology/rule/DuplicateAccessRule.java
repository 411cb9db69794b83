package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.Elements;
import io.spinlane.v1.Service;
import java.util.HashSet;
import java.util.Set;

/** Two access rules of a service have the same prefix, so that neither is the longer one. */
final class DuplicateAccessRule implements DrawingRule {
  @Override
  public String code() {
    return "DUPLICATE_ACCESS_RULE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Service service : index.topology().getServicesList()) {
      Set<Cidr> seen = new HashSet<>();
      for (int i = 0; i < service.getAccessRulesCount(); i++) {
        Cidr prefix = TopologyIndex.cidr(service.getAccessRules(i).getPrefix());
        if (prefix != null && !seen.add(prefix.network())) {
          reporter.error(
              Elements.ref(service),
              "accessRules[" + i + "].prefix",
              sentence("DUPLICATE_ACCESS_RULE", prefix.network()),
              sentence("DUPLICATE_ACCESS_RULE.hint"));
        }
      }
    }
  }
}
