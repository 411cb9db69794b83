package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.EnumNames;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;

/** A NIC carries the settings of another driver. */
final class SettingsNotOfDriver implements DrawingRule {
  @Override
  public String code() {
    return "SETTINGS_NOT_OF_DRIVER";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Nic nic : index.topology().getNicsList()) {
      NicDriver meant =
          switch (nic.getSettingsCase()) {
            case SIM -> NicDriver.NIC_DRIVER_SIM;
            case PCAP -> NicDriver.NIC_DRIVER_PCAP;
            case AF_PACKET -> NicDriver.NIC_DRIVER_AF_PACKET;
            case AF_XDP -> NicDriver.NIC_DRIVER_AF_XDP;
            case SETTINGS_NOT_SET -> nic.getDriver();
          };
      if (nic.getDriverValue() != 0 && nic.getDriver() != meant) {
        reporter.error(
            Elements.ref(nic),
            "driver",
            sentence(
                "SETTINGS_NOT_OF_DRIVER",
                nic.getId(),
                EnumNames.shortName(nic.getDriver()),
                EnumNames.shortName(meant)),
            sentence("SETTINGS_NOT_OF_DRIVER.hint"));
      }
    }
  }
}
