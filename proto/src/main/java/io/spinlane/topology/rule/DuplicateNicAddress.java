package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.rule.TopologyIndex.NicAddress;
import java.util.HashMap;
import java.util.Map;

/** The switch has one address twice. */
final class DuplicateNicAddress implements DrawingRule {
  @Override
  public String code() {
    return "DUPLICATE_NIC_ADDRESS";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Map<IpAddress, NicAddress> first = new HashMap<>();
    for (NicAddress address : index.nicAddresses()) {
      NicAddress other = first.putIfAbsent(address.cidr().address(), address);
      if (other != null) {
        reporter.error(
            Elements.ref(address.nic()),
            "addresses[" + address.index() + "]",
            sentence("DUPLICATE_NIC_ADDRESS", address.cidr().address(), other.nic().getId()),
            sentence("DUPLICATE_NIC_ADDRESS.hint"));
      }
    }
  }
}
