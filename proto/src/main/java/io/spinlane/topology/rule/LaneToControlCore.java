package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Lane;

/** A lane leads to the control core, which polls nothing. */
final class LaneToControlCore implements DrawingRule {
  @Override
  public String code() {
    return "LANE_TO_CONTROL_CORE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Lane lane : index.topology().getLanesList()) {
      Core core = index.core(lane.getCore());
      if (core != null && core.getRole() == CoreRole.CORE_ROLE_CONTROL) {
        reporter.error(
            Elements.ref(lane),
            "core",
            sentence("LANE_TO_CONTROL_CORE", core.getId()),
            sentence("LANE_TO_CONTROL_CORE.hint"));
      }
    }
  }
}
