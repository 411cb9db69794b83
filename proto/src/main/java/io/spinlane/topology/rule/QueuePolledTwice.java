package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Lane;
import java.util.HashMap;
import java.util.Map;

/** Two lanes begin at the same receive queue. */
final class QueuePolledTwice implements DrawingRule {
  @Override
  public String code() {
    return "QUEUE_POLLED_TWICE";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Map<ElementRef, Lane> first = new HashMap<>();
    for (Lane lane : index.topology().getLanesList()) {
      Lane other = first.putIfAbsent(Elements.ref(lane), lane);
      if (other != null && index.nic(lane.getNic()) != null) {
        reporter.error(
            Elements.ref(lane),
            "core",
            sentence(
                "QUEUE_POLLED_TWICE",
                Integer.toUnsignedString(lane.getQueue()),
                lane.getNic(),
                other.getCore(),
                lane.getCore()),
            sentence("QUEUE_POLLED_TWICE.hint"));
      }
    }
  }
}
