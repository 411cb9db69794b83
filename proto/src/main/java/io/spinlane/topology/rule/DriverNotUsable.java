package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;
import io.spinlane.topology.EnumNames;
import io.spinlane.v1.DriverSupport;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;

/** The agent cannot run the driver of a NIC here and now. */
final class DriverNotUsable implements HostRule {
  @Override
  public String code() {
    return "DRIVER_NOT_USABLE";
  }

  @Override
  public void check(TopologyIndex index, Inventory host, Reporter reporter) {
    for (Nic nic : index.topology().getNicsList()) {
      if (nic.getDriver() == NicDriver.UNRECOGNIZED || nic.getDriverValue() == 0) {
        continue;
      }
      for (DriverSupport support : host.getDriversList()) {
        if (support.getDriver().equals(nic.getDriver().name()) && !support.getUsable()) {
          reporter.error(
              Elements.ref(nic),
              "driver",
              "The driver "
                  + EnumNames.shortName(nic.getDriver())
                  + " cannot run on this host: "
                  + support.getReason().replaceFirst("\\.$", "")
                  + ".",
              "Provide what is missing, or use another driver.");
        }
      }
    }
  }
}
