package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Core;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two cores of the same role have the same CPU. */
final class CpuUsedTwice implements DrawingRule {
  @Override
  public String code() {
    return "CPU_USED_TWICE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Map<List<Integer>, Core> first = new HashMap<>();
    for (Core core : index.topology().getCoresList()) {
      Core other = first.putIfAbsent(List.of(core.getRoleValue(), core.getCpu()), core);
      if (other != null) {
        reporter.error(
            Elements.ref(core),
            "cpu",
            sentence("CPU_USED_TWICE", Integer.toUnsignedString(core.getCpu()), other.getId()),
            sentence("CPU_USED_TWICE.hint"));
      }
    }
  }
}
