package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Defaults;
import io.spinlane.topology.Elements;
import io.spinlane.v1.Nic;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/** A receive queue has no lane, so its packets would be lost. */
final class QueueNotPolled implements DrawingRule {
  @Override
  public String code() {
    return "QUEUE_NOT_POLLED";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Set<String> polled = new HashSet<>();
    index.topology().getLanesList().forEach(lane -> polled.add(Elements.ref(lane).getId()));
    for (Nic nic : index.topology().getNicsList()) {
      int queues = Math.clamp(Integer.toUnsignedLong(Defaults.queues(nic)), 1, 256);
      String lost =
          NumberRuns.of(
              IntStream.range(0, queues)
                  .filter(queue -> !polled.contains(Elements.laneId(nic.getId(), queue))));
      if (!lost.isEmpty()) {
        reporter.error(
            Elements.ref(nic),
            "queues",
            sentence("QUEUE_NOT_POLLED", lost, nic.getId()),
            sentence("QUEUE_NOT_POLLED.hint"));
      }
    }
  }
}
