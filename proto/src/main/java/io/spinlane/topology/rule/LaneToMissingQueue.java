package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Defaults;
import io.spinlane.topology.Elements;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;

/** A lane begins at a queue the NIC does not have. */
final class LaneToMissingQueue implements DrawingRule {
  @Override
  public String code() {
    return "LANE_TO_MISSING_QUEUE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Lane lane : index.topology().getLanesList()) {
      Nic nic = index.nic(lane.getNic());
      if (nic != null && Integer.compareUnsigned(lane.getQueue(), Defaults.queues(nic)) >= 0) {
        String queues = Integer.toUnsignedString(Defaults.queues(nic));
        reporter.error(
            Elements.ref(lane),
            "queue",
            sentence(
                "LANE_TO_MISSING_QUEUE",
                nic.getId(),
                Integer.toUnsignedString(lane.getQueue()),
                queues),
            sentence("LANE_TO_MISSING_QUEUE.hint"));
      }
    }
  }
}
