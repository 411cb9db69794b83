package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;
import io.spinlane.topology.MacAddress;
import io.spinlane.v1.Nic;

/** A hardware address is none, or that of a group. */
final class MalformedMac implements DrawingRule {
  @Override
  public String code() {
    return "MALFORMED_MAC";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Nic nic : index.topology().getNicsList()) {
      if (nic.getMac().isEmpty()) {
        continue;
      }
      String reason = null;
      try {
        if (MacAddress.parse(nic.getMac()).isGroup()) {
          reason = "The address " + nic.getMac() + " is that of a group of stations.";
        }
      } catch (IllegalArgumentException e) {
        reason = String.valueOf(e.getMessage());
      }
      if (reason != null) {
        reporter.error(
            Elements.ref(nic),
            "mac",
            reason,
            "Write an address such as 02:00:00:00:00:01, or leave it empty.");
      }
    }
  }
}
