package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.rule.TopologyIndex.Member;
import io.spinlane.v1.Vip;
import java.util.HashMap;
import java.util.Map;

/** A back-end has the address of a VIP, which would send packets in circles. */
final class BackendIsVip implements DrawingRule {
  @Override
  public String code() {
    return "BACKEND_IS_VIP";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Map<IpAddress, Vip> vips = new HashMap<>();
    for (Vip vip : index.topology().getVipsList()) {
      IpAddress address = TopologyIndex.address(vip.getAddress());
      if (address != null) {
        vips.putIfAbsent(address, vip);
      }
    }
    for (Member member : index.members()) {
      IpAddress address = TopologyIndex.address(member.backend().getAddress());
      Vip vip = address == null ? null : vips.get(address);
      if (vip != null) {
        reporter.error(
            Elements.ref(member.backend()),
            "address",
            sentence("BACKEND_IS_VIP", address, vip.getId()),
            sentence("BACKEND_IS_VIP.hint"));
      }
    }
  }
}
