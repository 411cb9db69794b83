package io.spinlane.desktop.io.foreign;

import io.spinlane.v1.CacheInfo;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.NumaNodeInfo;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts a host's inventory together from hwloc's objects. */
final class HwlocHost {
  /** Objects that end up in the inventory; caches, whatever their level, do too. */
  static final Set<String> CARRIED =
      Set.of("Package", "Socket", "NUMANode", "Core", "PU", "OSDev", "Cache");

  private final Inventory.Builder inventory = Inventory.newBuilder();
  private final Map<Integer, CpuInfo.Builder> cpus = new TreeMap<>();
  private final Map<Integer, NumaNodeInfo> nodes = new TreeMap<>();
  private final Map<HwlocObject, Integer> numbers = new LinkedHashMap<>();
  private final Map<Integer, List<Integer>> cpusOfCore = new LinkedHashMap<>();
  private final List<CacheInfo> caches = new ArrayList<>();
  private int packages;
  private int cores;

  /** An object begins; those inside follow. */
  void begin(HwlocObject object) {
    switch (object.type()) {
      case "Package", "Socket" -> numbers.put(object, object.osIndex(packages++));
      case "Core" -> numbers.put(object, cores++);
      default -> {}
    }
  }

  /** An object has ended, so all it says is known. */
  void add(HwlocObject object) {
    switch (object.type()) {
      case "Machine" -> machine(object);
      case "NUMANode" -> node(object);
      case "PU" -> cpu(object);
      case "OSDev" -> {
        if (object.is("osdev_type", "2")) {
          device(object);
        }
      }
      default -> {
        if (object.type().endsWith("Cache")) {
          cache(object);
        }
      }
    }
  }

  private void machine(HwlocObject machine) {
    inventory.setHostname(machine.infos().getOrDefault("HostName", ""));
    String system =
        String.join(
            " ",
            machine.infos().getOrDefault("OSName", ""),
            machine.infos().getOrDefault("OSRelease", ""),
            machine.infos().getOrDefault("Architecture", ""));
    inventory.setOperatingSystem(system.strip());
  }

  private void node(HwlocObject node) {
    int number = node.osIndex(nodes.size());
    NumaNodeInfo.Builder info =
        NumaNodeInfo.newBuilder().setNode(number).setMemoryBytes(node.size("local_memory"));
    node.bits("cpuset").stream().forEach(info::addCpus);
    nodes.put(number, info.build());
  }

  private void cpu(HwlocObject unit) {
    int number = unit.osIndex(cpus.size());
    HwlocObject core = unit.nearest("Core");
    HwlocObject packaged = unit.nearest("Package", "Socket");
    int coreNumber = core == null ? 10_000 + number : numbers.getOrDefault(core, 0);
    cpusOfCore.computeIfAbsent(coreNumber, _ -> new ArrayList<>()).add(number);
    CpuInfo.Builder cpu =
        CpuInfo.newBuilder()
            .setCpu(number)
            .setCore(core == null ? number : core.osIndex(coreNumber))
            .setPackage(packaged == null ? 0 : numbers.getOrDefault(packaged, 0))
            .setNumaNode(Math.max(numaNode(unit), 0))
            .setAvailable(true);
    if (packaged != null) {
      cpu.setModel(packaged.infos().getOrDefault("CPUModel", ""));
    }
    cpus.put(number, cpu);
  }

  private void cache(HwlocObject cache) {
    int level = cache.number("depth", 0);
    CacheInfo.Builder info =
        CacheInfo.newBuilder()
            .setLevel(level)
            .setSizeBytes(cache.size("cache_size"))
            .setType(
                switch (cache.number("cache_type", 0)) {
                  case 1 -> "Data";
                  case 2 -> "Instruction";
                  default -> "Unified";
                });
    cache.bits("cpuset").stream().forEach(info::addSharedCpus);
    caches.add(info.build());
  }

  private void device(HwlocObject device) {
    inventory.addDevices(
        DeviceInfo.newBuilder()
            .setName(device.attribute("name"))
            .setMac(device.infos().getOrDefault("Address", ""))
            .setLoopback(device.is("name", "lo"))
            .setBusAddress(busAddress(device.nearest("PCIDev")))
            .setNumaNode(numaNode(device))
            .setReceiveQueues(1)
            .setTransmitQueues(1));
  }

  private static String busAddress(@Nullable HwlocObject pci) {
    return pci == null ? "" : pci.attribute("pci_busid");
  }

  /** The one node that the object, or the nearest around it that says, belongs to; -1: not one. */
  private static int numaNode(HwlocObject object) {
    for (HwlocObject at = object; at != null; at = at.parent()) {
      if (at.type().equals("NUMANode")) {
        return at.osIndex(-1); // hwloc 1: nodes hold cores.
      }
      BitSet nodes = at.bits("nodeset");
      if (!nodes.isEmpty()) {
        return nodes.cardinality() == 1 ? nodes.nextSetBit(0) : -1;
      }
    }
    return -1;
  }

  /** All that was found; CPUs and nodes in the order of their numbers. */
  Inventory inventory() {
    Map<Integer, List<Integer>> siblings = new TreeMap<>();
    cpusOfCore.values().forEach(group -> group.forEach(cpu -> siblings.put(cpu, group)));
    cpus.forEach(
        (number, cpu) -> {
          cpu.addAllSmtSiblings(siblings.getOrDefault(number, List.of(number)));
          caches.stream()
              .filter(cache -> cache.getSharedCpusList().contains(number))
              .sorted(Comparator.comparingInt(CacheInfo::getLevel))
              .forEach(cpu::addCaches);
          inventory.addCpus(cpu);
        });
    nodes.values().forEach(inventory::addNumaNodes);
    long memory = nodes.values().stream().mapToLong(NumaNodeInfo::getMemoryBytes).sum();
    return inventory.setMemoryBytes(memory).build();
  }
}
