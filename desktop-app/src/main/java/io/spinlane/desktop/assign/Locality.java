package io.spinlane.desktop.assign;

import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.DeviceInfo;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NumaNodeInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Where CPUs and devices are on a host, and how far from each other. Immutable. */
public final class Locality {
  /** The distance inside a node, as ACPI's SLIT counts. */
  public static final int LOCAL = 10;

  /** The distance of two nodes when the host does not tell it. */
  private static final int REMOTE = 20;

  /** The distance when the node of one of the two is not known. */
  public static final int UNKNOWN = 0;

  private final Map<Integer, CpuInfo> cpus = new HashMap<>();
  private final Map<String, DeviceInfo> devices = new HashMap<>();
  private final List<NumaNodeInfo> nodes = new ArrayList<>();

  private Locality() {}

  /** Reads an inventory; without one nothing is known. */
  public static Locality of(@Nullable Inventory host) {
    Locality locality = new Locality();
    if (host != null) {
      host.getCpusList().forEach(cpu -> locality.cpus.put(cpu.getCpu(), cpu));
      host.getDevicesList().forEach(device -> locality.devices.put(device.getName(), device));
      locality.nodes.addAll(host.getNumaNodesList());
    }
    return locality;
  }

  /** A host is known. */
  public boolean known() {
    return !cpus.isEmpty();
  }

  /** The node of a CPU. */
  public OptionalInt nodeOf(int cpu) {
    CpuInfo info = cpus.get(cpu);
    return info == null ? OptionalInt.empty() : OptionalInt.of(info.getNumaNode());
  }

  /** The host's device behind a NIC; null for one that is simulated or that the host lacks. */
  public @Nullable DeviceInfo device(Nic nic) {
    // The inventory lists the agent's own network namespace.
    boolean listed =
        switch (nic.getDriver()) {
          case NIC_DRIVER_AF_PACKET, NIC_DRIVER_AF_XDP ->
              nic.getAfPacket().getNetworkNamespace().isEmpty();
          default -> false;
        };
    return listed ? devices.get(nic.getDevice()) : null;
  }

  /** The node of a NIC's device. */
  public OptionalInt nodeOf(Nic nic) {
    DeviceInfo device = device(nic);
    return device == null || device.getNumaNode() < 0
        ? OptionalInt.empty()
        : OptionalInt.of(device.getNumaNode());
  }

  /** From a NIC's device to a CPU; {@link #UNKNOWN} when it cannot be told. */
  public int distance(Nic nic, int cpu) {
    OptionalInt from = nodeOf(nic);
    OptionalInt to = nodeOf(cpu);
    return from.isEmpty() || to.isEmpty() ? UNKNOWN : distance(from.getAsInt(), to.getAsInt());
  }

  private int distance(int from, int to) {
    if (from == to) {
      return LOCAL;
    }
    int column = index(to);
    int row = index(from);
    boolean told = row >= 0 && column >= 0 && column < nodes.get(row).getDistancesCount();
    return told ? Math.max(nodes.get(row).getDistances(column), LOCAL + 1) : REMOTE;
  }

  private int index(int node) {
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).getNode() == node) {
        return i;
      }
    }
    return -1;
  }

  /** One number for all CPUs of a physical core: the lowest of them. */
  public int physicalCore(int cpu) {
    CpuInfo info = cpus.get(cpu);
    return info == null
        ? cpu
        : info.getSmtSiblingsList().stream().mapToInt(Integer::intValue).min().orElse(cpu);
  }

  /** The other CPUs of a CPU's physical core. */
  public List<Integer> siblings(int cpu) {
    CpuInfo info = cpus.get(cpu);
    return info == null
        ? List.of()
        : info.getSmtSiblingsList().stream().filter(other -> other != cpu).toList();
  }

  /** The agent may use the CPU; without a host every one. */
  public boolean usable(int cpu) {
    CpuInfo info = cpus.get(cpu);
    return !known() || (info != null && info.getAvailable());
  }

  /** The CPUs the agent may use, by number. */
  public List<Integer> usable() {
    return cpus.keySet().stream().filter(this::usable).sorted().toList();
  }
}
