package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.MalformedException;
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
            sentence("MALFORMED_PORTS.none", service.getId()),
            sentence("MALFORMED_PORTS.none.hint"));
      }
      for (int i = 0; i < service.getPortsCount(); i++) {
        String field = "ports[" + i + "]";
        try {
          if (PortRange.parse(service.getPorts(i)).isAny() && service.getPortsCount() > 1) {
            reporter.error(
                ref, field, sentence("MALFORMED_PORTS.any"), sentence("MALFORMED_PORTS.any.hint"));
          }
        } catch (MalformedException e) {
          reporter.error(ref, field, e.sentence(), sentence("MALFORMED_PORTS.hint"));
        }
      }
    }
  }
}
