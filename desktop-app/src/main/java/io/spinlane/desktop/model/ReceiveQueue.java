package io.spinlane.desktop.model;

import io.spinlane.topology.Defaults;
import io.spinlane.topology.Elements;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;

/**
 * One receive queue of a NIC.
 *
 * @param nic id of the NIC
 * @param number from 0
 */
public record ReceiveQueue(String nic, int number) {
  /** More queues than the contract allows are not listed: the rules complain about them. */
  private static final int MOST = 256;

  /** The queue a lane begins at. */
  public static ReceiveQueue of(Lane lane) {
    return new ReceiveQueue(lane.getNic(), lane.getQueue());
  }

  /** Every queue of a NIC. */
  public static List<ReceiveQueue> of(Nic nic) {
    int count = Math.clamp(Integer.toUnsignedLong(Defaults.queues(nic)), 1, MOST);
    List<ReceiveQueue> queues = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      queues.add(new ReceiveQueue(nic.getId(), number));
    }
    return queues;
  }

  /** Every queue of every NIC, in the order of the drawing. */
  public static List<ReceiveQueue> of(Topology topology) {
    List<ReceiveQueue> queues = new ArrayList<>();
    topology.getNicsList().forEach(nic -> queues.addAll(of(nic)));
    return queues;
  }

  /** As diagnostics and statistics name it, such as "ext0/0". */
  public String id() {
    return Elements.laneId(nic, number);
  }
}
