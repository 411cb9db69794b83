package io.spinlane.desktop.fix;

import io.spinlane.desktop.model.Nics;
import io.spinlane.topology.EnumNames;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.DriverSupport;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Mends NICs: their device and their driver. */
final class NicFixes {
  private NicFixes() {}

  /** A device of the host that is not drawn yet, or none at all. */
  static List<QuickFix> device(Finding finding) {
    List<QuickFix> fixes = new ArrayList<>();
    Set<String> drawn =
        finding.topology().getNicsList().stream().map(Nic::getDevice).collect(Collectors.toSet());
    if (finding.host() != null) {
      finding.host().getDevicesList().stream()
          .filter(device -> !device.getLoopback() && !drawn.contains(device.getName()))
          .map(DeviceInfo::getName)
          .limit(Finding.MOST)
          .forEach(
              name ->
                  fixes.add(
                      finding.change(
                          "fix.device",
                          message -> ((Nic) message).toBuilder().setDevice(name).build(),
                          name)));
    }
    fixes.add(driver(finding, NicDriver.NIC_DRIVER_SIM));
    return fixes;
  }

  static List<QuickFix> deviceTwice(Finding finding) {
    List<QuickFix> fixes = new ArrayList<>(device(finding));
    fixes.add(CoreFixes.remove(finding));
    return fixes;
  }

  private static QuickFix driver(Finding finding, NicDriver driver) {
    String key = driver == NicDriver.NIC_DRIVER_SIM ? "fix.simulate" : "fix.driver";
    return finding.change(
        key,
        message -> Nics.withDriver((Nic) message, driver),
        finding.id(),
        EnumNames.shortName(driver));
  }

  /** A driver that the host runs, or none that needs one. */
  static List<QuickFix> driver(Finding finding) {
    List<QuickFix> fixes = new ArrayList<>();
    boolean named = finding.nic(finding.id()).map(nic -> !nic.getDevice().isEmpty()).orElse(false);
    boolean packet =
        named
            && (finding.host() == null
                || finding.host().getDriversList().stream()
                    .filter(support -> support.getDriver().equals("NIC_DRIVER_AF_PACKET"))
                    .allMatch(DriverSupport::getUsable));
    boolean already =
        finding
            .nic(finding.id())
            .map(nic -> nic.getDriver() == NicDriver.NIC_DRIVER_AF_PACKET)
            .orElse(false);
    if (packet && !already) {
      fixes.add(driver(finding, NicDriver.NIC_DRIVER_AF_PACKET));
    }
    fixes.add(driver(finding, NicDriver.NIC_DRIVER_SIM));
    return fixes;
  }

  /** The settings decide, or the driver. */
  static List<QuickFix> settings(Finding finding) {
    Nic nic = finding.nic(finding.id()).orElse(Nic.getDefaultInstance());
    NicDriver meant =
        switch (nic.getSettingsCase()) {
          case SIM -> NicDriver.NIC_DRIVER_SIM;
          case PCAP -> NicDriver.NIC_DRIVER_PCAP;
          case AF_PACKET -> NicDriver.NIC_DRIVER_AF_PACKET;
          case AF_XDP -> NicDriver.NIC_DRIVER_AF_XDP;
          default -> NicDriver.NIC_DRIVER_UNSPECIFIED;
        };
    List<QuickFix> fixes = new ArrayList<>();
    fixes.add(
        finding.change(
            "fix.dropSettings",
            message -> ((Nic) message).toBuilder().clearSettings().build(),
            EnumNames.shortName(meant)));
    if (meant != NicDriver.NIC_DRIVER_UNSPECIFIED) {
      fixes.add(
          finding.change(
              "fix.driver",
              message -> ((Nic) message).toBuilder().setDriver(meant).build(),
              finding.id(),
              EnumNames.shortName(meant)));
    }
    return fixes;
  }

  static List<QuickFix> mac(Finding finding) {
    return List.of(
        finding.change("fix.ownMac", message -> ((Nic) message).toBuilder().clearMac().build()));
  }

  /** What this release cannot run goes, or something takes its place. */
  static List<QuickFix> notYet(Finding finding) {
    return switch (finding.field()) {
      case "driver" -> driver(finding);
      case "health" -> List.of(); // it may stay: the rule only warns
      default ->
          List.of(finding.change("fix.clear", message -> Fields.without(message, finding.field())));
    };
  }
}
