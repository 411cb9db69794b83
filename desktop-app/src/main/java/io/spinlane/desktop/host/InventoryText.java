package io.spinlane.desktop.host;

import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Inventory;
import java.util.ArrayList;
import java.util.List;

/** What a host has, in words. Pure. */
final class InventoryText {
  private InventoryText() {}

  /** "2 NUMA nodes, 16 CPUs on 16 physical cores, 2 network devices". */
  static String summary(Inventory host) {
    long nodes = host.getCpusList().stream().mapToInt(CpuInfo::getNumaNode).distinct().count();
    long cores =
        host.getCpusList().stream()
            .map(cpu -> List.of(cpu.getPackage(), cpu.getNumaNode(), cpu.getCore()))
            .distinct()
            .count();
    long devices = host.getDevicesList().stream().filter(one -> !one.getLoopback()).count();
    return Texts.get("inventory.summary", nodes, host.getCpusCount(), cores, devices);
  }

  /** "eth0 · ixgbe · 4 receive queues · NUMA node 1 · 10 Gb/s": what of it is known. */
  static String device(DeviceInfo device) {
    List<String> words = new ArrayList<>();
    words.add(device.getName());
    if (!device.getKernelDriver().isEmpty()) {
      words.add(device.getKernelDriver());
    }
    words.add(Texts.count("import.queues", Math.max(1, device.getReceiveQueues())));
    if (device.getNumaNode() >= 0) {
      words.add(Texts.get("matrix.node", device.getNumaNode()));
    }
    if (device.getSpeedBitsPerSecond() > 0) {
      words.add(Units.bits((double) device.getSpeedBitsPerSecond()));
    }
    if (device.getDefaultRoute()) {
      words.add(Texts.get("import.defaultRoute"));
    }
    device.getAddressesList().stream()
        .filter(address -> !address.startsWith("fe80:")) // every device has one
        .forEach(words::add);
    return String.join(" · ", words);
  }

  /** "CPU 3 · NUMA node 0 · shares its core with CPU 11". */
  static String cpu(CpuInfo cpu) {
    List<String> words = new ArrayList<>();
    words.add(Texts.get("matrix.cpu", cpu.getCpu()));
    words.add(Texts.get("matrix.node", cpu.getNumaNode()));
    List<String> siblings =
        cpu.getSmtSiblingsList().stream()
            .filter(other -> other != cpu.getCpu())
            .map(String::valueOf)
            .toList();
    if (!siblings.isEmpty()) {
      words.add(Texts.get("import.siblings", String.join(", ", siblings)));
    }
    return String.join(" · ", words);
  }
}
