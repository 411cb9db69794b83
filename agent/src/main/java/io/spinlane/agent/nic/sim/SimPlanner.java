package io.spinlane.agent.nic.sim;

import com.google.protobuf.util.Durations;
import io.spinlane.agent.nic.sim.SimPlan.Target;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.PortRange;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides from a topology which machines are behind a SIM NIC.
 *
 * <p>Clients take the free addresses of the NIC's prefix. When these do not suffice and a route
 * leads through a router there, clients live behind that router instead, with addresses of the
 * route's prefix; those of a default route come from 198.18.0.0/15 (RFC 2544). Servers have the
 * back-ends' addresses, in the prefix or behind a router. One thread at a time.
 */
final class SimPlanner {
  private static final Cidr BENCHMARK = Cidr.parse("198.18.0.0/15");
  private static final long MAC_PREFIX = 0x0a00_0000_0000L; // Locally administered.

  private final LongSupplier clockNs;

  /** Counts of servers that may come back. */
  private final Map<Integer, AtomicLong> served = new HashMap<>();

  private Topology topology = Topology.getDefaultInstance();

  SimPlanner(LongSupplier clockNs) {
    this.clockNs = clockNs;
  }

  void topology(Topology next) {
    topology = next;
  }

  /** What is behind a NIC; what a NIC knew before is kept where it still holds. */
  SimPlan plan(String nicId, @Nullable SimPlan before) {
    for (Nic nic : topology.getNicsList()) {
      if (nic.getId().equals(nicId)) {
        return new Segments(nic).plan(before);
      }
    }
    return new Segments(Nic.getDefaultInstance()).plan(before);
  }

  /** The planning of one NIC. */
  private final class Segments {
    private final Nic nic;
    private final List<Cidr> prefixes = new ArrayList<>();
    private final Map<Cidr, IpAddress> routers = new LinkedHashMap<>();
    private final List<Integer> stations = new ArrayList<>();
    private final Map<Integer, Host> hosts = new LinkedHashMap<>();
    private final List<Integer> resolved = new ArrayList<>();

    Segments(Nic nic) {
      this.nic = nic;
      nic.getAddressesList().forEach(text -> prefixes.add(Cidr.parse(text)));
      prefixes.removeIf(prefix -> prefix.address().v6());
      topology
          .getRoutesList()
          .forEach(
              route -> {
                Cidr prefix = Cidr.parse(route.getPrefix());
                IpAddress via = IpAddress.parse(route.getVia());
                if (!via.v6() && onLink(via)) {
                  routers.put(prefix, via);
                }
              });
    }

    SimPlan plan(@Nullable SimPlan before) {
      SimSettings sim = nic.getSim();
      List<Host> clients = new ArrayList<>();
      List<Target> targets = new ArrayList<>();
      int gateway = prefixes.isEmpty() ? -1 : resolve(prefixes.getFirst().address());
      routers.values().forEach(via -> add(via, via, Ports.NONE, Ports.NONE));
      if (nic.getSide() != NicSide.NIC_SIDE_CLIENT) {
        addServers();
      }
      if (nic.getSide() == NicSide.NIC_SIDE_CLIENT || nic.getSide() == NicSide.NIC_SIDE_BOTH) {
        addTargets(targets, gateway);
        addClients(clients, Defaults.clients(sim));
      }
      int[] resolvedNow = resolved.stream().mapToInt(Integer::intValue).toArray();
      int[] stationsNow = stations.stream().mapToInt(Integer::intValue).toArray();
      Neighbours neighbours =
          before != null && before.neighbours().sameAs(resolvedNow, stationsNow)
              ? before.neighbours()
              : new Neighbours(resolvedNow, stationsNow, clockNs.getAsLong());
      return new SimPlan(
          new Hosts(hosts.values()),
          List.copyOf(clients),
          List.copyOf(targets),
          neighbours,
          gateway,
          Defaults.connectionsPerSecond(sim),
          Defaults.requestBytes(sim),
          Defaults.responseBytes(sim),
          Durations.toNanos(sim.getThinkTime()));
    }

    private void addServers() {
      for (Pool pool : topology.getPoolsList()) {
        for (Backend backend : pool.getBackendsList()) {
          IpAddress address = IpAddress.parse(backend.getAddress());
          IpAddress via = address.v6() ? null : nextHop(address);
          if (via != null) {
            Ports tcp = listening(pool, backend, Protocol.PROTOCOL_TCP);
            add(address, via, tcp, listening(pool, backend, Protocol.PROTOCOL_UDP));
          }
        }
      }
    }

    /** Ports of a back-end that services send to; a server may be several back-ends. */
    private Ports listening(Pool pool, Backend backend, Protocol protocol) {
      List<PortRange> ranges = new ArrayList<>();
      Host same = hosts.get(IpAddress.parse(backend.getAddress()).v4Bits());
      if (same != null) {
        ranges.addAll((protocol == Protocol.PROTOCOL_TCP ? same.tcp() : same.udp()).ranges());
      }
      for (Service service : topology.getServicesList()) {
        boolean serves =
            service.getPool().equals(pool.getId())
                || service.getFallbackPool().equals(pool.getId());
        if (serves && service.getProtocol() == protocol) {
          for (String text : service.getPortsList()) {
            int port = backend.getPort();
            ranges.add(port == 0 ? PortRange.parse(text) : new PortRange(port, port));
          }
        }
      }
      return new Ports(List.copyOf(new HashSet<>(ranges)));
    }

    private void addTargets(List<Target> targets, int gateway) {
      for (Service service : topology.getServicesList()) {
        for (Vip vip : topology.getVipsList()) {
          if (!vip.getId().equals(service.getVip()) || !vip.getNicsList().contains(nic.getId())) {
            continue;
          }
          IpAddress address = IpAddress.parse(vip.getAddress());
          if (address.v6()) {
            continue;
          }
          int hop = onLink(address) ? resolve(address) : gateway;
          int protocol = service.getProtocol() == Protocol.PROTOCOL_UDP ? Frames.UDP : Frames.TCP;
          for (String ports : service.getPortsList()) {
            targets.add(new Target(address.v4Bits(), protocol, PortRange.parse(ports), hop));
          }
        }
      }
    }

    private void addClients(List<Host> clients, int wanted) {
      Set<Integer> taken = new HashSet<>(hosts.keySet());
      topology.getVipsList().forEach(vip -> take(taken, vip.getAddress()));
      topology.getPoolsList().stream()
          .flatMap(pool -> pool.getBackendsList().stream())
          .forEach(backend -> take(taken, backend.getAddress()));
      prefixes.forEach(prefix -> taken.add(prefix.address().v4Bits()));
      List<Integer> free = new ArrayList<>();
      prefixes.forEach(prefix -> free(prefix, wanted, taken, free));
      if (free.size() >= wanted || routers.isEmpty()) {
        free.forEach(address -> clients.add(add(IpAddress.v4(address), null)));
        return;
      }
      Map.Entry<Cidr, IpAddress> route = routers.entrySet().iterator().next();
      boolean wide = route.getKey().contains(BENCHMARK.address());
      List<Integer> behind = new ArrayList<>();
      free(wide ? BENCHMARK : route.getKey(), wanted, taken, behind);
      behind.forEach(address -> clients.add(add(IpAddress.v4(address), route.getValue())));
    }

    private static void take(Set<Integer> taken, String text) {
      IpAddress address = IpAddress.parse(text);
      if (!address.v6()) {
        taken.add(address.v4Bits());
      }
    }

    private static void free(Cidr prefix, int wanted, Set<Integer> taken, List<Integer> free) {
      int bits = 32 - prefix.prefixLength();
      int first = prefix.network().address().v4Bits();
      long last = (1L << bits) - (bits > 1 ? 2 : 1);
      for (long i = bits > 1 ? 1 : 0; i <= last && free.size() < wanted; i++) {
        int address = first + (int) i;
        if (taken.add(address)) {
          free.add(address);
        }
      }
    }

    private Host add(IpAddress address, @Nullable IpAddress via) {
      return add(address, via == null ? address : via, Ports.NONE, Ports.NONE);
    }

    private Host add(IpAddress address, IpAddress via, Ports tcp, Ports udp) {
      int bits = address.v4Bits();
      long mac = MAC_PREFIX | Integer.toUnsignedLong(via.v4Bits());
      int station = number(stations, via.v4Bits());
      AtomicLong count = served.computeIfAbsent(bits, _ -> new AtomicLong());
      Host host = new Host(bits, mac, station, tcp, udp, count);
      hosts.put(bits, host);
      return host;
    }

    private int resolve(IpAddress address) {
      return number(resolved, address.v4Bits());
    }

    private static int number(List<Integer> list, int value) {
      int at = list.indexOf(value);
      if (at < 0) {
        list.add(value);
        return list.size() - 1;
      }
      return at;
    }

    private boolean onLink(IpAddress address) {
      return prefixes.stream().anyMatch(prefix -> prefix.contains(address));
    }

    /** The address itself, the router towards it, or null when it is not behind this NIC. */
    private @Nullable IpAddress nextHop(IpAddress address) {
      if (onLink(address)) {
        return address;
      }
      return routers.entrySet().stream()
          .filter(route -> route.getKey().contains(address))
          .max(Comparator.comparingInt(route -> route.getKey().prefixLength()))
          .map(Map.Entry::getValue)
          .orElse(null);
    }
  }
}
