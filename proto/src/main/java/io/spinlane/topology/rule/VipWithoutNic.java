package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

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
            sentence("VIP_WITHOUT_NIC", vip.getId()),
            sentence("VIP_WITHOUT_NIC.hint"));
      }
    }
  }
}
