package io.spinlane.desktop.model;

import io.spinlane.v1.AfPacketSettings;
import io.spinlane.v1.AfXdpSettings;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.PcapSettings;
import io.spinlane.v1.SimSettings;

/** Keeps a NIC's settings fit for its driver. Pure. */
public final class Nics {
  private Nics() {}

  /** The NIC with another driver, that driver's settings, and none of the others'. */
  public static Nic withDriver(Nic nic, NicDriver driver) {
    if (nic.getDriver() == driver) {
      return nic;
    }
    Nic.Builder result = nic.toBuilder().setDriver(driver).clearSettings();
    switch (driver) {
      case NIC_DRIVER_SIM -> result.setSim(SimSettings.newBuilder().setSeed(1)).clearDevice();
      case NIC_DRIVER_PCAP -> result.setPcap(PcapSettings.getDefaultInstance()).clearDevice();
      case NIC_DRIVER_AF_PACKET -> result.setAfPacket(AfPacketSettings.getDefaultInstance());
      case NIC_DRIVER_AF_XDP -> result.setAfXdp(AfXdpSettings.getDefaultInstance());
      default -> {}
    }
    return result.build();
  }
}
