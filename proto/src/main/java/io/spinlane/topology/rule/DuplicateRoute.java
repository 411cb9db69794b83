package io.spinlane.topology.rule;

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
            "A second route has the prefix " + prefix.network() + ".",
            "Keep one of the two routes.");
      }
    }
  }
}
