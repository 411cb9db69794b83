package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.Elements;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.rule.TopologyIndex.Member;
import io.spinlane.v1.Nic;

/** No prefix and no route leads to a back-end. */
final class NoNicTowardsBackend implements DrawingRule {
  @Override
  public String code() {
    return "NO_NIC_TOWARDS_BACKEND";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Member member : index.members()) {
      IpAddress address = TopologyIndex.address(member.backend().getAddress());
      if (address != null && !connected(index, address) && !routed(index, address)) {
        reporter.error(
            Elements.ref(member.backend()),
            "address",
            sentence("NO_NIC_TOWARDS_BACKEND", address),
            sentence("NO_NIC_TOWARDS_BACKEND.hint"));
      }
    }
  }

  private static boolean connected(TopologyIndex index, IpAddress address) {
    return index.nicAddresses().stream()
        .anyMatch(own -> TopologyIndex.towardsServers(own.nic()) && own.cidr().contains(address));
  }

  private static boolean routed(TopologyIndex index, IpAddress address) {
    return index.topology().getRoutesList().stream()
        .anyMatch(
            route -> {
              Cidr prefix = TopologyIndex.cidr(route.getPrefix());
              Nic nic = index.nicOf(route);
              return prefix != null
                  && prefix.contains(address)
                  && (nic == null || TopologyIndex.towardsServers(nic));
            });
  }
}
