package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two NICs are the same device of the host. */
final class NicDeviceTwice implements DrawingRule {
  @Override
  public String code() {
    return "NIC_DEVICE_TWICE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Map<List<String>, Nic> first = new HashMap<>();
    for (Nic nic : index.topology().getNicsList()) {
      boolean onHost =
          nic.getDriver() != NicDriver.NIC_DRIVER_SIM
              && nic.getDriver() != NicDriver.NIC_DRIVER_PCAP;
      if (nic.getDevice().isEmpty() || !onHost) {
        continue;
      }
      List<String> name = List.of(nic.getAfPacket().getNetworkNamespace(), nic.getDevice());
      Nic other = first.putIfAbsent(name, nic);
      if (other != null) {
        reporter.error(
            Elements.ref(nic),
            "device",
            sentence("NIC_DEVICE_TWICE", nic.getDevice(), other.getId()),
            sentence("NIC_DEVICE_TWICE.hint"));
      }
    }
  }
}
