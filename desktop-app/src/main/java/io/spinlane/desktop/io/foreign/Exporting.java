package io.spinlane.desktop.io.foreign;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.PortRange;
import io.spinlane.v1.AccessAction;
import io.spinlane.v1.AccessRule;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A drawing on its way out: what can be said of its services, and what is left behind. */
final class Exporting {
  /** What of a host name or path is safe to write in any of the formats. */
  private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,100}";

  private static final String PLAIN = "[A-Za-z0-9/][A-Za-z0-9/._~:@?=&%+,;-]*";

  /** A service whose parts can all be read. */
  record Serving(Service service, IpAddress vip, List<PortRange> ports, Pool pool) {
    String id() {
      return service.getId();
    }
  }

  private final Topology topology;
  private final List<LeftOut> leftOut = new ArrayList<>();

  Exporting(Topology topology) {
    this.topology = topology;
  }

  /** An element is not in the file, or is in another way. */
  void leave(String element, String reason, Object... arguments) {
    leftOut.add(new LeftOut(0, 0, element, Texts.get("foreign.reason." + reason, arguments)));
  }

  List<LeftOut> leftOut() {
    for (Nic nic : topology.getNicsList()) {
      leave(nic.getId(), "hardware");
    }
    topology.getCoresList().forEach(core -> leave(core.getId(), "hardware"));
    topology.getRoutesList().forEach(route -> leave(route.getPrefix(), "hardware"));
    return leftOut.stream().distinct().toList();
  }

  /** The services that are drawn to the end; the others are left out. */
  List<Serving> services() {
    List<Serving> all = new ArrayList<>();
    for (Service service : topology.getServicesList()) {
      Optional<IpAddress> vip =
          topology.getVipsList().stream()
              .filter(each -> each.getId().equals(service.getVip()))
              .map(Vip::getAddress)
              .flatMap(each -> Reading.parse(each).stream())
              .filter(each -> !each.isUnspecified())
              .findFirst();
      Optional<Pool> pool = pool(service.getPool());
      List<PortRange> ports = ports(service);
      if (!service.getId().matches(NAME)) {
        leave(service.getId(), "words", service.getId());
      } else if (vip.isEmpty() || pool.isEmpty() || ports.isEmpty()) {
        leave(service.getId(), "incomplete");
      } else {
        all.add(new Serving(service, vip.get(), ports, pool.get()));
      }
    }
    return all;
  }

  Optional<Pool> pool(String id) {
    return topology.getPoolsList().stream().filter(pool -> pool.getId().equals(id)).findFirst();
  }

  private static List<PortRange> ports(Service service) {
    try {
      return service.getPortsList().stream().map(PortRange::parse).toList();
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  /** Back-ends of a pool that can serve a service and have an address; the others are left out. */
  List<Backend> backends(Serving serving, Pool pool) {
    List<Backend> all = new ArrayList<>();
    for (Backend backend : pool.getBackendsList()) {
      if (!backend
          .getCapabilitiesList()
          .containsAll(serving.service.getRequiredCapabilitiesList())) {
        leave(backend.getId(), "capability", serving.id());
      } else if (!backend.getId().matches(NAME)) {
        leave(backend.getId(), "words", backend.getId());
      } else {
        Optional<IpAddress> address = Reading.parse(backend.getAddress());
        boolean fits = address.isPresent() && backend.getPort() <= 65_535;
        if (fits && address.get().v6() == serving.vip.v6()) {
          all.add(backend.toBuilder().setAddress(address.get().toString()).build());
        } else {
          leave(backend.getId(), fits ? "otherFamily" : "address", backend.getAddress());
        }
      }
    }
    return all;
  }

  /** Rules in an order in which the first that holds is the longest; broken ones are left out. */
  List<AccessRule> access(Service service) {
    List<AccessRule> rules = new ArrayList<>();
    for (AccessRule rule : service.getAccessRulesList()) {
      try {
        String prefix = Cidr.parse(rule.getPrefix()).toString();
        rules.add(rule.toBuilder().setPrefix(prefix).build());
      } catch (IllegalArgumentException e) {
        leave(service.getId(), "address", rule.getPrefix());
      }
    }
    rules.sort(Comparator.comparingInt(rule -> -Cidr.parse(rule.getPrefix()).prefixLength()));
    return rules;
  }

  /** Whether those are turned away for whom no rule holds. */
  static boolean deniesOthers(Service service) {
    return service.getAccessRulesCount() > 0
        && service.getAccessRulesList().stream()
            .allMatch(rule -> rule.getAction() == AccessAction.ACCESS_ACTION_ALLOW);
  }

  /** Whether a person's words can be written as they are. */
  static boolean isPlain(String text) {
    return text.matches(PLAIN);
  }

  /** Whole seconds, at least one. */
  static long seconds(Duration duration) {
    return Math.max(1, (Durations.toMillis(duration) + 999) / 1000);
  }
}
