package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Elements;
import io.spinlane.topology.PortRange;
import io.spinlane.v1.Service;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two services of one VIP and protocol want the same port. */
final class OverlappingPorts implements DrawingRule {
  @Override
  public String code() {
    return "OVERLAPPING_PORTS";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    Map<List<Object>, List<Claim>> claims = new HashMap<>();
    for (Service service : index.topology().getServicesList()) {
      List<Object> place = List.of(service.getVip(), service.getProtocolValue());
      List<Claim> others = claims.computeIfAbsent(place, none -> new ArrayList<>());
      for (int i = 0; i < service.getPortsCount(); i++) {
        PortRange range = range(service.getPorts(i));
        if (range == null) {
          continue;
        }
        for (Claim other : others) {
          if (range.overlaps(other.range())) {
            report(reporter, service, "ports[" + i + "]", range, other);
            break;
          }
        }
        others.add(new Claim(service, range));
      }
    }
  }

  private record Claim(Service service, PortRange range) {}

  private static void report(
      Reporter reporter, Service service, String field, PortRange range, Claim other) {
    reporter.error(
        Elements.ref(service),
        field,
        sentence("OVERLAPPING_PORTS", range, other.range(), other.service().getId()),
        sentence("OVERLAPPING_PORTS.hint"));
  }

  private static @Nullable PortRange range(String text) {
    try {
      return PortRange.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
