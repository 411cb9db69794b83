package io.spinlane.agent.engine;

import io.spinlane.agent.engine.ReferenceSwitch.Backend;
import io.spinlane.agent.engine.ReferenceSwitch.Service;
import io.spinlane.agent.engine.ReferenceSwitch.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Plans by chance for {@link ModelBasedTest}: most modes, families and protocols in each. */
final class RandomPlan {
  private RandomPlan() {}

  static List<Service> draw(Random random) {
    List<Service> plan = new ArrayList<>();
    int port = 80;
    for (String mode : List.of("NAT", "FULL_NAT", "DSR", "IPIP", "GUE")) {
      for (int bits = 0; bits < 4; bits++) {
        port++;
        Route route = new Route(mode, (bits & 1) != 0, false, (bits & 2) != 0);
        if (random.nextInt(12) != 0) {
          plan.add(service(random, route, port));
        }
      }
    }
    return plan;
  }

  private static Service service(Random random, Route route, int port) {
    String id = (route.tcp() ? "tcp" : "udp") + port;
    String[] schedulers = {"MAGLEV", "ROUND_ROBIN", "LEAST_CONNECTIONS", "SOURCE_HASH"};
    List<Backend> backends = new ArrayList<>();
    for (int host = 11; host <= 13; host++) {
      if (random.nextInt(4) != 0) {
        State state =
            random.nextInt(3) != 0 ? State.UP : List.of(State.values()).get(random.nextInt(3));
        boolean keeps = !route.mode().equals("NAT") && !route.mode().equals("FULL_NAT");
        int backendPort = keeps ? port : 8000 + port;
        backends.add(new Backend(id + "b" + host, host, backendPort, state, random.nextInt(4)));
      }
    }
    if (backends.isEmpty()) {
      backends.add(new Backend(id + "b11", 11, port, State.DRAIN, 1));
    }
    return new Service(id, route, port, schedulers[random.nextInt(4)], backends);
  }

  /** As a topology, with one switch core or two. */
  static String topology(List<Service> plan, boolean two) {
    StringBuilder text =
        new StringBuilder(
            TestSwitch.DUAL_STACK.substring(0, TestSwitch.DUAL_STACK.indexOf("cores:")));
    text.append("cores: [{id: sw1, cpu: 1, role: SWITCH}");
    text.append(two ? ", {id: sw2, cpu: 2, role: SWITCH}]\n" : "]\n");
    text.append("lanes: [{nic: ext0, queue: 0, core: sw1}, {nic: int0, queue: 0, core: ");
    text.append(two ? "sw2}]\n" : "sw1}]\n").append("services:\n");
    for (Service service : plan) {
      text.append(
          "  - {id: %s, vip: %s, protocol: %s, ports: [\"%d\"], mode: %s, scheduler: %s, pool: p%s}%n"
              .formatted(
                  service.id(),
                  service.route().ipv6() ? "www6" : "www",
                  service.route().tcp() ? "TCP" : "UDP",
                  service.port(),
                  service.route().mode(),
                  service.scheduler(),
                  service.id()));
    }
    text.append("pools:\n");
    for (Service service : plan) {
      text.append("  - {id: p%s, backends: [".formatted(service.id()));
      text.append(
          service.backends().stream()
              .map(
                  each ->
                      "{id: %s, address: \"%s\", port: %d, state: %s, weight: %d}"
                          .formatted(
                              each.id(),
                              host(service, each),
                              each.port(),
                              each.state(),
                              each.weight()))
              .collect(Collectors.joining(", ")));
      text.append("]}\n");
    }
    return text.toString();
  }

  /** Address of a back-end. */
  static String host(Service service, Backend backend) {
    return (service.route().ipv6() ? "2001:db8:1::" : "10.0.0.") + backend.host();
  }
}
