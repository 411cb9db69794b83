package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Vip;

/** A VIP is announced only where no client is. */
final class VipNotTowardsClients implements DrawingRule {
  @Override
  public String code() {
    return "VIP_NOT_TOWARDS_CLIENTS";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Vip vip : index.topology().getVipsList()) {
      boolean reachable =
          vip.getNicsList().stream()
              .map(index::nic)
              .anyMatch(nic -> nic == null || TopologyIndex.towardsClients(nic));
      if (vip.getNicsCount() > 0 && !reachable) {
        reporter.error(
            Elements.ref(vip),
            "nics",
            sentence("VIP_NOT_TOWARDS_CLIENTS", vip.getId()),
            sentence("VIP_NOT_TOWARDS_CLIENTS.hint"));
      }
    }
  }
}
