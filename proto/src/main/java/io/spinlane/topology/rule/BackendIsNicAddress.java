package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.rule.TopologyIndex.Member;
import io.spinlane.v1.Nic;
import java.util.HashMap;
import java.util.Map;

/** A back-end has one of the switch's own addresses. */
final class BackendIsNicAddress implements DrawingRule {
  @Override
  public String code() {
    return "BACKEND_IS_NIC_ADDRESS";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Map<IpAddress, Nic> nics = new HashMap<>();
    index
        .nicAddresses()
        .forEach(address -> nics.putIfAbsent(address.cidr().address(), address.nic()));
    for (Member member : index.members()) {
      IpAddress address = TopologyIndex.address(member.backend().getAddress());
      Nic nic = address == null ? null : nics.get(address);
      if (nic != null) {
        reporter.error(
            Elements.ref(member.backend()),
            "address",
            sentence("BACKEND_IS_NIC_ADDRESS", address, nic.getId()),
            sentence("BACKEND_IS_NIC_ADDRESS.hint"));
      }
    }
  }
}
