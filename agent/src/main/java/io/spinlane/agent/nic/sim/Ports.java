package io.spinlane.agent.nic.sim;

import io.spinlane.topology.PortRange;
import java.util.List;

/** Ports a machine listens on. */
record Ports(List<PortRange> ranges) {
  static final Ports NONE = new Ports(List.of());

  boolean contain(int port) {
    for (int i = 0; i < ranges.size(); i++) { // No iterator: called for every connection.
      if (ranges.get(i).contains(port)) {
        return true;
      }
    }
    return false;
  }
}
