package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Route;

/** A route's next hop is in no prefix of the NIC it leaves through. */
final class RouteNotConnected implements DrawingRule {
  @Override
  public String code() {
    return "ROUTE_NOT_CONNECTED";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Route route : index.topology().getRoutesList()) {
      IpAddress via = TopologyIndex.address(route.getVia());
      boolean known = route.getNic().isEmpty() || index.nic(route.getNic()) != null;
      if (via == null || !known) {
        continue;
      }
      boolean connected =
          index.nicAddresses().stream()
              .filter(own -> route.getNic().isEmpty() || own.nic().getId().equals(route.getNic()))
              .anyMatch(own -> own.cidr().contains(via));
      if (!connected) {

        reporter.error(
            Elements.ref(route),
            "via",
            route.getNic().isEmpty()
                ? sentence("ROUTE_NOT_CONNECTED", via)
                : sentence("ROUTE_NOT_CONNECTED.nic", via, route.getNic()),
            sentence("ROUTE_NOT_CONNECTED.hint"));
      }
    }
  }
}
