package io.spinlane.desktop.model;

import io.spinlane.v1.Lane;
import io.spinlane.v1.Topology;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Who polls what, and who is to. Pure. */
public final class Lanes {
  private Lanes() {}

  /** The core that polls each queue; of two lanes for one queue the first counts. */
  public static Map<ReceiveQueue, String> of(Topology topology) {
    Map<ReceiveQueue, String> cores = new LinkedHashMap<>();
    for (Lane lane : topology.getLanesList()) {
      cores.putIfAbsent(ReceiveQueue.of(lane), lane.getCore());
    }
    return cores;
  }

  /**
   * Has cores poll queues, all in one step.
   *
   * @param cores id of the core for each queue; empty: no core polls it any more
   */
  public static Edit assign(String name, Map<ReceiveQueue, String> cores) {
    return Edit.of(name, topology -> assigned(topology, cores));
  }

  /** A lane keeps its place in the file, so that a move is a change of one line. */
  static Topology assigned(Topology topology, Map<ReceiveQueue, String> cores) {
    Topology.Builder result = topology.toBuilder().clearLanes();
    Set<ReceiveQueue> done = new HashSet<>();
    for (Lane lane : topology.getLanesList()) {
      ReceiveQueue queue = ReceiveQueue.of(lane);
      String core = cores.get(queue);
      if (core == null) {
        result.addLanes(lane);
      } else if (done.add(queue) && !core.isEmpty()) {
        result.addLanes(lane.toBuilder().setCore(core));
      }
    }
    cores.forEach(
        (queue, core) -> {
          if (done.add(queue) && !core.isEmpty()) {
            result.addLanes(
                Lane.newBuilder().setNic(queue.nic()).setQueue(queue.number()).setCore(core));
          }
        });
    return result.build();
  }
}
