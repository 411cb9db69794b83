package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Vip;

/** No NIC answers for a VIP. */
final class VipWithoutNic implements DrawingRule {
  @Override
  public String code() {
    return "VIP_WITHOUT_NIC";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Vip vip : index.topology().getVipsList()) {
      if (vip.getNicsCount() == 0) {
        reporter.error(
            Elements.ref(vip),
            "nics",
            "No NIC answers for the VIP " + vip.getId() + ".",
            "Connect the VIP to a NIC towards the clients.");
      }
    }
  }
}
