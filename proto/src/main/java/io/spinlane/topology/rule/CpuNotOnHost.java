package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Core;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.Inventory;

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
        String cpu = Integer.toUnsignedString(core.getCpu());
        reporter.error(
            Elements.ref(core),
            "cpu",
            exists ? sentence("CPU_NOT_ON_HOST.kept", cpu) : sentence("CPU_NOT_ON_HOST", cpu),
            sentence("CPU_NOT_ON_HOST.hint", usable(host)));
      }
    }
  }

  private static String usable(Inventory host) {
    return NumberRuns.of(
        host.getCpusList().stream()
            .filter(CpuInfo::getAvailable)
            .mapToInt(CpuInfo::getCpu)
            .sorted()
            .distinct());
  }
}
