package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Vip;
import java.util.HashMap;
import java.util.Map;

/** Two VIPs are the same address. */
final class DuplicateVipAddress implements DrawingRule {
  @Override
  public String code() {
    return "DUPLICATE_VIP_ADDRESS";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Map<IpAddress, Vip> first = new HashMap<>();
    for (Vip vip : index.topology().getVipsList()) {
      IpAddress address = TopologyIndex.address(vip.getAddress());
      Vip other = address == null ? null : first.putIfAbsent(address, vip);
      if (other != null) {
        reporter.error(
            Elements.ref(vip),
            "address",
            sentence("DUPLICATE_VIP_ADDRESS", address, other.getId()),
            sentence("DUPLICATE_VIP_ADDRESS.hint"));
      }
    }
  }
}
