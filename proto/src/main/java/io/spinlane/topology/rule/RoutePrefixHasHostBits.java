package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.Elements;
import io.spinlane.v1.Route;

/** A route names an address where it must name a prefix. */
final class RoutePrefixHasHostBits implements DrawingRule {
  @Override
  public String code() {
    return "ROUTE_PREFIX_HAS_HOST_BITS";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Route route : index.topology().getRoutesList()) {
      Cidr prefix = TopologyIndex.cidr(route.getPrefix());
      if (prefix != null && prefix.hasHostBits()) {
        reporter.error(
            Elements.ref(route),
            "prefix",
            sentence("ROUTE_PREFIX_HAS_HOST_BITS", prefix),
            sentence("ROUTE_PREFIX_HAS_HOST_BITS.hint", prefix.network()));
      }
    }
  }
}
