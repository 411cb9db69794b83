package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Nic;

/** A driver that needs a device of the host was given none. */
final class NicWithoutDevice implements DrawingRule {
  @Override
  public String code() {
    return "NIC_WITHOUT_DEVICE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Nic nic : index.topology().getNicsList()) {
      boolean needed =
          switch (nic.getDriver()) {
            case NIC_DRIVER_AF_PACKET, NIC_DRIVER_AF_XDP, NIC_DRIVER_TAP -> true;
            default -> false;
          };
      if (needed && nic.getDevice().isEmpty()) {
        reporter.error(
            Elements.ref(nic),
            "device",
            sentence("NIC_WITHOUT_DEVICE", nic.getId()),
            sentence("NIC_WITHOUT_DEVICE.hint"));
      }
    }
  }
}
