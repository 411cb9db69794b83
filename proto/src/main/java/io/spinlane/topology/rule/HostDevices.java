package io.spinlane.topology.rule;

import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import org.jspecify.annotations.Nullable;

/** Finds the devices of drawn NICs in an inventory. */
final class HostDevices {
  private HostDevices() {}

  /** True when the inventory should list the NIC's device; it lists the agent's own namespace. */
  static boolean isListed(Nic nic) {
    return switch (nic.getDriver()) {
      case NIC_DRIVER_AF_PACKET, NIC_DRIVER_AF_XDP ->
          !nic.getDevice().isEmpty() && nic.getAfPacket().getNetworkNamespace().isEmpty();
      default -> false;
    };
  }

  /** The device of a NIC; null when there is none, or it cannot be seen. */
  static @Nullable DeviceInfo of(Nic nic, Inventory host) {
    return isListed(nic)
        ? host.getDevicesList().stream()
            .filter(device -> device.getName().equals(nic.getDevice()))
            .findFirst()
            .orElse(null)
        : null;
  }
}
