package io.spinlane.agent.control;

import io.spinlane.agent.plan.SlotOwners;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.PortRange;
import io.spinlane.topology.Serving;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.ServiceImpact;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Whom a change of the topology would touch, by the rules the switch cores follow: a connection
 * goes on to where it began, unless its service is gone or its back-end goes into maintenance.
 * Stateless.
 */
final class Impact {
  /**
   * Whose connections are counted together.
   *
   * @param port that the clients asked for
   */
  record Flow(String service, String backend, int port) {}

  /** A topology by ids. */
  private record Drawn(
      Map<String, Service> services,
      Map<String, Pool> pools,
      Map<String, String> vips,
      Map<String, Backend> backends) {
    static Drawn of(Topology topology) {
      Drawn drawn = new Drawn(new HashMap<>(), new HashMap<>(), new HashMap<>(), new HashMap<>());
      topology.getServicesList().forEach(each -> drawn.services.put(each.getId(), each));
      topology.getPoolsList().forEach(pool -> drawn.add(pool));
      for (Vip vip : topology.getVipsList()) {
        drawn.vips.put(vip.getId(), vip.getAddress());
      }
      return drawn;
    }

    private void add(Pool pool) {
      pools.put(pool.getId(), pool);
      pool.getBackendsList().forEach(backend -> backends.put(backend.getId(), backend));
    }

    List<Backend> serving(Service service) {
      return Serving.backends(
          service, pools.get(service.getPool()), pools.get(service.getFallbackPool()));
    }

    /** Whether a client of a service would find another one, or none. */
    boolean moved(Service before, Drawn old, int port) {
      Service after = services.get(before.getId());
      return after == null
          || after.getProtocol() != before.getProtocol()
          || !Objects.equals(vips.get(after.getVip()), old.vips.get(before.getVip()))
          || after.getPortsList().stream()
              .noneMatch(ports -> PortRange.parse(ports).contains(port));
    }
  }

  private Impact() {}

  /**
   * One entry for each service that runs now, in the order of its drawing.
   *
   * @param live connections there are
   */
  static List<ServiceImpact> of(Topology before, Topology after, Map<Flow, Long> live) {
    Drawn old = Drawn.of(before);
    Drawn now = Drawn.of(after);
    List<ServiceImpact> impacts = new ArrayList<>();
    for (Service service : before.getServicesList()) {
      Service next = now.services.get(service.getId());
      long broken = 0;
      long draining = 0;
      long all = 0;
      for (Map.Entry<Flow, Long> flow : live.entrySet()) {
        if (flow.getKey().service().equals(service.getId())) {
          all += flow.getValue();
          String id = flow.getKey().backend();
          Backend backend = now.backends.get(id);
          if (now.moved(service, old, flow.getKey().port()) || isCut(backend)) {
            broken += flow.getValue();
          } else if (drains(old.backends.get(id), backend)) {
            draining += flow.getValue();
          }
        }
      }
      impacts.add(
          slots(service, old, next, now)
              .setService(service.getId())
              .setBrokenConnections(broken)
              .setDrainingConnections(draining)
              .setLiveConnections(all)
              .build());
    }
    return impacts;
  }

  private static ServiceImpact.Builder slots(
      Service service, Drawn old, @Nullable Service next, Drawn now) {
    ServiceImpact.Builder impact = ServiceImpact.newBuilder();
    int slots = next == null ? 0 : SlotOwners.slots(service, next);
    if (next != null && slots > 0) {
      impact
          .setSlots(slots)
          .setMovedSlotRatio(SlotOwners.movedRatio(old.serving(service), now.serving(next)));
    }
    return impact;
  }

  private static boolean isCut(@Nullable Backend backend) {
    return backend != null && Defaults.state(backend) == BackendState.BACKEND_STATE_MAINTENANCE;
  }

  /** Nothing new joins the connections, which go on to where they began. */
  private static boolean drains(@Nullable Backend before, @Nullable Backend after) {
    return after == null
        || !Defaults.takesConnections(after)
        || (before != null
            && !(before.getAddress().equals(after.getAddress())
                && before.getPort() == after.getPort()));
  }
}
