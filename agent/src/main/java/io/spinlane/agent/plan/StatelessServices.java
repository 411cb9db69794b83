package io.spinlane.agent.plan;

import io.spinlane.topology.Defaults;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.PortRange;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which services can pass packets on without remembering the connection: the hash table says which
 * back-end, every time the same. In NAT the way back needs to be clear as well: an answer must tell
 * by its source alone which service, and which of its ports, it belongs to.
 */
final class StatelessServices {
  private static final int ANY = 0;

  /** A back-end's port as services reach it. */
  private record End(IpAddress address, Protocol protocol, int port) {}

  private final Map<End, Set<String>> users = new HashMap<>();
  private final Map<String, Pool> pools;

  StatelessServices(List<Service> services, Map<String, Pool> pools) {
    this.pools = pools;
    for (Service service : services) {
      if (isNat(service)) {
        for (End end : ends(service)) {
          users.computeIfAbsent(end, _ -> new HashSet<>()).add(service.getId());
          users
              .computeIfAbsent(new End(end.address, end.protocol, ANY), _ -> new HashSet<>())
              .add(end.port == ANY ? service.getId() : "");
        }
      }
    }
  }

  boolean includes(Service service) {
    Scheduler scheduler = Defaults.scheduler(service);
    boolean hashes =
        scheduler == Scheduler.SCHEDULER_MAGLEV || scheduler == Scheduler.SCHEDULER_SOURCE_HASH;
    if (!hashes || service.hasPersistence() || service.getSynCookies()) {
      return false;
    }
    ForwardingMode mode = Defaults.mode(service);
    if (mode != ForwardingMode.FORWARDING_MODE_NAT) {
      return mode != ForwardingMode.FORWARDING_MODE_FULL_NAT;
    }
    return port(service) != ANY && ends(service).stream().allMatch(this::isOfOne);
  }

  /** Nobody else has the port, and nobody reaches the back-end by ports that are not known. */
  private boolean isOfOne(End end) {
    Set<String> wild = users.getOrDefault(new End(end.address, end.protocol, ANY), Set.of());
    return users.getOrDefault(end, Set.of()).size() == 1 && wild.equals(Set.of(""));
  }

  /**
   * Says in a table whose answers those are that come from the back-ends of a service in NAT.
   *
   * @param row of the service
   * @param backends rows of back-ends by their ids
   */
  void addTo(ServiceTable table, Service service, int row, int protocol, Rows backends) {
    if (!isNat(service) || !includes(service)) {
      return;
    }
    for (Backend backend : backends(service)) {
      End end = end(service, backend);
      table.add(
          end.address.high(),
          PlanPrefix.low(end.address),
          protocol,
          end.port,
          end.port,
          Plan.answer(row, backends.of(backend.getId())));
    }
  }

  /** The one port of a service, or 0. */
  static int port(Service service) {
    if (service.getPortsCount() != 1) {
      return ANY;
    }
    PortRange ports = PortRange.parse(service.getPorts(0));
    return ports.first() == ports.last() ? ports.first() : ANY;
  }

  private static boolean isNat(Service service) {
    return Defaults.mode(service) == ForwardingMode.FORWARDING_MODE_NAT;
  }

  private List<Backend> backends(Service service) {
    return Stream.of(service.getPool(), service.getFallbackPool())
        .map(pools::get)
        .filter(Objects::nonNull)
        .flatMap(pool -> pool.getBackendsList().stream())
        .toList();
  }

  private List<End> ends(Service service) {
    return backends(service).stream().map(backend -> end(service, backend)).toList();
  }

  private static End end(Service service, Backend backend) {
    int port = backend.getPort() == 0 ? port(service) : backend.getPort();
    return new End(IpAddress.parse(backend.getAddress()), service.getProtocol(), port);
  }
}
