package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import java.util.stream.Collectors;

/** The host has no device of that name. */
final class DeviceNotOnHost implements HostRule {
  @Override
  public String code() {
    return "DEVICE_NOT_ON_HOST";
  }

  @Override
  public void check(TopologyIndex index, Inventory host, Reporter reporter) {
    for (Nic nic : index.topology().getNicsList()) {
      if (HostDevices.isListed(nic) && HostDevices.of(nic, host) == null) {
        String names =
            host.getDevicesList().stream()
                .filter(device -> !device.getLoopback())
                .map(DeviceInfo::getName)
                .limit(16)
                .collect(Collectors.joining(", "));
        reporter.error(
            Elements.ref(nic),
            "device",
            sentence("DEVICE_NOT_ON_HOST", nic.getDevice()),
            names.isEmpty()
                ? sentence("DEVICE_NOT_ON_HOST.hint.none")
                : sentence("DEVICE_NOT_ON_HOST.hint", names));
      }
    }
  }
}
