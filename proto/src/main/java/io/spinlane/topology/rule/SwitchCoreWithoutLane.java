package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import java.util.HashSet;
import java.util.Set;

/** A switch core has nothing to poll. */
final class SwitchCoreWithoutLane implements DrawingRule {
  @Override
  public String code() {
    return "SWITCH_CORE_WITHOUT_LANE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Set<String> polling = new HashSet<>();
    index.topology().getLanesList().forEach(lane -> polling.add(lane.getCore()));
    for (Core core : index.topology().getCoresList()) {
      if (core.getRole() == CoreRole.CORE_ROLE_SWITCH && !polling.contains(core.getId())) {
        reporter.warning(
            Elements.ref(core),
            "",
            sentence("SWITCH_CORE_WITHOUT_LANE", core.getId()),
            sentence("SWITCH_CORE_WITHOUT_LANE.hint"));
      }
    }
  }
}
