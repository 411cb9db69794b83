package io.spinlane.agent;

import io.spinlane.agent.nic.afpacket.AfPacketConfig;
import io.spinlane.agent.nic.afpacket.HostTraffic;
import io.spinlane.agent.nic.pcap.PcapConfig;
import io.spinlane.agent.nic.sim.SimConfig;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.MacAddress;
import io.spinlane.v1.AfPacketSettings;
import io.spinlane.v1.Nic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** What drivers want to know of a drawn NIC. */
final class NicConfigs {
  private NicConfigs() {}

  static SimConfig sim(Nic nic) {
    return new SimConfig(
        nic.getId(),
        mac(nic),
        Defaults.mtuBytes(nic),
        Defaults.queues(nic),
        nic.getSim().getSeed());
  }

  /**
   * A PCAP NIC.
   *
   * @param folder that relative paths begin at
   */
  static PcapConfig pcap(Nic nic, Path folder) {
    return new PcapConfig(
        nic.getId(),
        mac(nic),
        Defaults.mtuBytes(nic),
        Defaults.queues(nic),
        path(folder, nic.getPcap().getReadFile()),
        path(folder, nic.getPcap().getWriteFile()));
  }

  static AfPacketConfig afPacket(Nic nic) {
    AfPacketSettings settings = nic.getAfPacket();
    return new AfPacketConfig(
        nic.getId(),
        nic.getDevice(),
        nic.getMac().isEmpty() ? 0 : MacAddress.parse(nic.getMac()).bits(),
        Defaults.mtuBytes(nic),
        Defaults.queues(nic),
        Defaults.receiveSlots(settings),
        Defaults.transmitSlots(settings),
        switch (Defaults.hostTraffic(settings)) {
          case HOST_TRAFFIC_NONE -> HostTraffic.NONE;
          default -> HostTraffic.SHARED;
        },
        settings.getNetworkNamespace());
  }

  /** The drawn address, or one that follows from the id: local and unicast (IEEE 802 § 8.2). */
  private static long mac(Nic nic) {
    if (!nic.getMac().isEmpty()) {
      return MacAddress.parse(nic.getMac()).bits();
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(nic.getId().getBytes(StandardCharsets.UTF_8));
      long bits = 0x02;
      for (int i = 0; i < 5; i++) {
        bits = bits << 8 | (hash[i] & 0xff);
      }
      return bits;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static @Nullable Path path(Path folder, String text) {
    return text.isEmpty() ? null : folder.resolve(text);
  }
}
