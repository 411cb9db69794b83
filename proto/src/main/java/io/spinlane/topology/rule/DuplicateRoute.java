package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.Elements;
import io.spinlane.v1.Route;
import java.util.HashSet;
import java.util.Set;

/** Two routes have the same prefix. */
final class DuplicateRoute implements DrawingRule {
  @Override
  public String code() {
    return "DUPLICATE_ROUTE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Set<Cidr> seen = new HashSet<>();
    for (Route route : index.topology().getRoutesList()) {
      Cidr prefix = TopologyIndex.cidr(route.getPrefix());
      if (prefix != null && !seen.add(prefix.network())) {
        reporter.error(
            Elements.ref(route),
            "prefix",
            sentence("DUPLICATE_ROUTE", prefix.network()),
            sentence("DUPLICATE_ROUTE.hint"));
      }
    }
  }
}
