package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Core;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.Inventory;
import java.util.stream.Collectors;

/** A core is drawn on a CPU the agent cannot run on. */
final class CpuNotOnHost implements HostRule {
  @Override
  public String code() {
    return "CPU_NOT_ON_HOST";
  }

  @Override
  public void check(TopologyIndex index, Inventory host, Reporter reporter) {
    for (Core core : index.topology().getCoresList()) {
      boolean usable =
          host.getCpusList().stream()
              .anyMatch(cpu -> cpu.getCpu() == core.getCpu() && cpu.getAvailable());
      if (!usable && host.getCpusCount() > 0) {
        boolean exists = host.getCpusList().stream().anyMatch(cpu -> cpu.getCpu() == core.getCpu());
        String cpu = "CPU " + Integer.toUnsignedString(core.getCpu());
        reporter.error(
            Elements.ref(core),
            "cpu",
            exists ? cpu + " is kept from the agent." : "The host has no " + cpu + ".",
            "Use one of the CPUs " + usable(host) + ".");
      }
    }
  }

  private static String usable(Inventory host) {
    return host.getCpusList().stream()
        .filter(CpuInfo::getAvailable)
        .map(cpu -> Integer.toUnsignedString(cpu.getCpu()))
        .limit(16)
        .collect(Collectors.joining(", "));
  }
}
