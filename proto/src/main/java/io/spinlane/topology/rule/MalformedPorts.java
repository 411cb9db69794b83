package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;
import io.spinlane.topology.PortRange;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Service;

/** A service listens on no port, or on something that is none. */
final class MalformedPorts implements DrawingRule {
  @Override
  public String code() {
    return "MALFORMED_PORTS";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Service service : index.topology().getServicesList()) {
      ElementRef ref = Elements.ref(service);
      if (service.getPortsCount() == 0) {
        reporter.error(
            ref,
            "ports",
            "The service " + service.getId() + " has no port.",
            "Add a port, such as 80.");
      }
      for (int i = 0; i < service.getPortsCount(); i++) {
        String field = "ports[" + i + "]";
        try {
          if (PortRange.parse(service.getPorts(i)).isAny() && service.getPortsCount() > 1) {
            reporter.error(
                ref,
                field,
                "The entry \"*\" stands beside other ports.",
                "Keep \"*\" alone, or remove it.");
          }
        } catch (IllegalArgumentException e) {
          reporter.error(
              ref,
              field,
              String.valueOf(e.getMessage()),
              "Write ports from 1 to 65535, as \"80\", \"8000-8999\" or \"*\".");
        }
      }
    }
  }
}
