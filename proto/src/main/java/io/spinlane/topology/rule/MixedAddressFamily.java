package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.Elements;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Route;
import io.spinlane.v1.Service;
import io.spinlane.v1.Vip;

/** IPv4 and IPv6 meet where only one of them can go on. */
final class MixedAddressFamily implements DrawingRule {
  @Override
  public String code() {
    return "MIXED_ADDRESS_FAMILY";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Service service : index.topology().getServicesList()) {
      Vip vip = index.vip(service.getVip());
      IpAddress address = vip == null ? null : TopologyIndex.address(vip.getAddress());
      if (address != null) {
        compare(index, reporter, service, address, "pool", service.getPool());
        compare(index, reporter, service, address, "fallbackPool", service.getFallbackPool());
      }
    }
    for (Route route : index.topology().getRoutesList()) {
      Cidr prefix = TopologyIndex.cidr(route.getPrefix());
      IpAddress via = TopologyIndex.address(route.getVia());
      if (prefix != null && via != null && prefix.address().v6() != via.v6()) {
        reporter.error(
            Elements.ref(route),
            "via",
            sentence("MIXED_ADDRESS_FAMILY.route", prefix, via.family(), via),
            sentence("MIXED_ADDRESS_FAMILY.route.hint", prefix.address().family()));
      }
    }
  }

  private static void compare(
      TopologyIndex index,
      Reporter reporter,
      Service service,
      IpAddress vip,
      String field,
      String poolId) {
    Pool pool = index.pool(poolId);
    if (pool == null) {
      return;
    }
    for (Backend backend : pool.getBackendsList()) {
      IpAddress address = TopologyIndex.address(backend.getAddress());
      if (address != null && address.v6() != vip.v6()) {
        reporter.error(
            Elements.ref(service),
            field,
            sentence(
                "MIXED_ADDRESS_FAMILY",
                service.getId(),
                vip.family(),
                backend.getId(),
                address.family()),
            sentence("MIXED_ADDRESS_FAMILY.hint", vip.family()));
        return;
      }
    }
  }
}
