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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Decides from a topology which machines are behind a SIM NIC.
 *
 * <p>Clients take the free addresses of the NIC's prefix. When these do not suffice and a route
 * leads through a router there, clients live behind that router instead, with addresses of the
 * route's prefix; those of a default route come from 198.18.0.0/15 (RFC 2544) or 2001:2::/48 (RFC
 * 5180). Each family has its own clients, if a service of it is here. Servers have the back-ends'
 * addresses, in the prefix or behind a router. One thread at a time.
 */
final class SimPlanner {
  private static final Cidr BENCHMARK = Cidr.parse("198.18.0.0/15");
  private static final Cidr BENCHMARK6 = Cidr.parse("2001:2::/48");
  private static final long MAC_PREFIX = 0x0a00_0000_0000L; // Locally administered.

  private static final int[] NO_LOOPBACK = {};

  private final LongSupplier clockNs;
  private final AddressBook book;

  /** Counts of servers that may come back. */
  private final Map<Integer, AtomicLong> served = new HashMap<>();

  private Topology topology = Topology.getDefaultInstance();

  SimPlanner(LongSupplier clockNs, AddressBook book) {
    this.clockNs = clockNs;
    this.book = book;
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
      topology
          .getRoutesList()
          .forEach(
              route -> {
                Cidr prefix = Cidr.parse(route.getPrefix());
                IpAddress via = IpAddress.parse(route.getVia());
                if (onLink(via)) {
                  routers.put(prefix, via);
                }
              });
    }

    SimPlan plan(@Nullable SimPlan before) {
      SimSettings sim = nic.getSim();
      List<Host> clients = new ArrayList<>();
      List<Target> targets = new ArrayList<>();
      int gateway = gateway(false);
      int gateway6 = gateway(true);
      routers.values().forEach(via -> add(via, via, Ports.NONE, Ports.NONE, NO_LOOPBACK));
      if (nic.getSide() != NicSide.NIC_SIDE_CLIENT) {
        addServers();
      }
      if (nic.getSide() == NicSide.NIC_SIDE_CLIENT || nic.getSide() == NicSide.NIC_SIDE_BOTH) {
        for (boolean ipv6 : new boolean[] {false, true}) {
          if (isAsked(ipv6)) {
            int first = clients.size();
            addClients(clients, Defaults.clients(sim), ipv6);
            addTargets(targets, ipv6, ipv6 ? gateway6 : gateway, first, clients.size() - first);
          }
        }
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
          gateway6,
          Defaults.connectionsPerSecond(sim),
          Defaults.requestBytes(sim),
          Defaults.responseBytes(sim),
          Durations.toNanos(sim.getThinkTime()));
    }

    /** Number of the switch's own address of a family; -1: it has none here. */
    private int gateway(boolean ipv6) {
      return prefixes.stream()
          .filter(prefix -> prefix.address().v6() == ipv6)
          .findFirst()
          .map(prefix -> resolve(prefix.address()))
          .orElse(-1);
    }

    /** Whether there are services of a family for clients of this NIC. */
    private boolean isAsked(boolean ipv6) {
      return topology.getVipsList().stream()
          .filter(vip -> vip.getNicsList().contains(nic.getId()))
          .anyMatch(vip -> IpAddress.parse(vip.getAddress()).v6() == ipv6);
    }

    private void addServers() {
      for (Pool pool : topology.getPoolsList()) {
        for (Backend backend : pool.getBackendsList()) {
          IpAddress address = IpAddress.parse(backend.getAddress());
          IpAddress via = nextHop(address);
          if (via != null) {
            Ports tcp = listening(pool, backend, Protocol.PROTOCOL_TCP);
            Ports udp = listening(pool, backend, Protocol.PROTOCOL_UDP);
            add(address, via, tcp, udp, loopback(pool, address));
          }
        }
      }
    }

    private static boolean serves(Pool pool, Service service) {
      return service.getPool().equals(pool.getId())
          || service.getFallbackPool().equals(pool.getId());
    }

    /** Whether packets reach the back-end with the VIP on them. */
    private static boolean answersPast(Service service) {
      return switch (Defaults.mode(service)) {
        case FORWARDING_MODE_DSR, FORWARDING_MODE_IPIP, FORWARDING_MODE_GUE -> true;
        default -> false;
      };
    }

    /** VIPs that a back-end owns itself, with those it has as a member of other pools. */
    private int[] loopback(Pool pool, IpAddress address) {
      Host same = hosts.get(book.number(address));
      IntStream before = same == null ? IntStream.empty() : IntStream.of(same.loopback());
      IntStream now =
          topology.getServicesList().stream()
              .filter(service -> serves(pool, service) && answersPast(service))
              .flatMap(
                  service ->
                      topology.getVipsList().stream()
                          .filter(vip -> vip.getId().equals(service.getVip())))
              .mapToInt(vip -> book.number(IpAddress.parse(vip.getAddress())));
      return IntStream.concat(before, now).distinct().toArray();
    }

    /** Ports of a back-end that services send to; a server may be several back-ends. */
    private Ports listening(Pool pool, Backend backend, Protocol protocol) {
      List<PortRange> ranges = new ArrayList<>();
      Host same = hosts.get(book.number(IpAddress.parse(backend.getAddress())));
      if (same != null) {
        ranges.addAll((protocol == Protocol.PROTOCOL_TCP ? same.tcp() : same.udp()).ranges());
      }
      for (Service service : topology.getServicesList()) {
        if (serves(pool, service) && service.getProtocol() == protocol) {
          for (String text : service.getPortsList()) {
            int port = answersPast(service) ? 0 : backend.getPort();
            ranges.add(port == 0 ? PortRange.parse(text) : new PortRange(port, port));
          }
        }
      }
      return new Ports(List.copyOf(new HashSet<>(ranges)));
    }

    private void addTargets(
        List<Target> targets, boolean ipv6, int gateway, int firstClient, int clients) {
      for (Service service : topology.getServicesList()) {
        for (Vip vip : topology.getVipsList()) {
          if (!vip.getId().equals(service.getVip()) || !vip.getNicsList().contains(nic.getId())) {
            continue;
          }
          IpAddress address = IpAddress.parse(vip.getAddress());
          if (address.v6() != ipv6 || clients == 0) {
            continue;
          }
          int hop = onLink(address) ? resolve(address) : gateway;
          int protocol = service.getProtocol() == Protocol.PROTOCOL_UDP ? Frames.UDP : Frames.TCP;
          for (String ports : service.getPortsList()) {
            targets.add(
                new Target(
                    book.number(address),
                    protocol,
                    PortRange.parse(ports),
                    hop,
                    firstClient,
                    clients));
          }
        }
      }
    }

    private void addClients(List<Host> clients, int wanted, boolean ipv6) {
      Set<IpAddress> taken = new HashSet<>();
      hosts.keySet().forEach(number -> taken.add(book.address(number)));
      topology.getVipsList().forEach(vip -> taken.add(IpAddress.parse(vip.getAddress())));
      topology.getPoolsList().stream()
          .flatMap(pool -> pool.getBackendsList().stream())
          .forEach(backend -> taken.add(IpAddress.parse(backend.getAddress())));
      prefixes.forEach(prefix -> taken.add(prefix.address()));
      List<IpAddress> free = new ArrayList<>();
      prefixes.stream()
          .filter(prefix -> prefix.address().v6() == ipv6)
          .forEach(prefix -> free(prefix, wanted, taken, free));
      Optional<Map.Entry<Cidr, IpAddress>> route =
          routers.entrySet().stream().filter(each -> each.getValue().v6() == ipv6).findFirst();
      if (free.size() >= wanted || route.isEmpty()) {
        free.forEach(address -> clients.add(add(address, null)));
        return;
      }
      Cidr behind = route.get().getKey();
      Cidr benchmark = ipv6 ? BENCHMARK6 : BENCHMARK;
      boolean wide = behind.contains(benchmark.address());
      List<IpAddress> far = new ArrayList<>();
      free(wide ? benchmark : behind, wanted, taken, far);
      far.forEach(address -> clients.add(add(address, route.get().getValue())));
    }

    private static void free(Cidr prefix, int wanted, Set<IpAddress> taken, List<IpAddress> free) {
      IpAddress network = prefix.network().address();
      int bits = Math.min(24, network.bitLength() - prefix.prefixLength());
      // The network's own address is nobody's, and in IPv4 neither is the last one.
      long last = (1L << bits) - (bits > 1 && !network.v6() ? 2 : 1);
      for (long i = bits > 1 ? 1 : 0; i <= last && free.size() < wanted; i++) {
        IpAddress address = new IpAddress(network.v6(), network.high(), network.low() + i);
        if (taken.add(address)) {
          free.add(address);
        }
      }
    }

    private Host add(IpAddress address, @Nullable IpAddress via) {
      return add(address, via == null ? address : via, Ports.NONE, Ports.NONE, NO_LOOPBACK);
    }

    private Host add(IpAddress address, IpAddress via, Ports tcp, Ports udp, int[] loopback) {
      int bits = book.number(address);
      long mac = MAC_PREFIX | Integer.toUnsignedLong(book.number(via));
      int station = number(stations, book.number(via));
      AtomicLong count = served.computeIfAbsent(bits, _ -> new AtomicLong());
      Host host = new Host(bits, mac, station, tcp, udp, loopback, count);
      hosts.put(bits, host);
      return host;
    }

    private int resolve(IpAddress address) {
      return number(resolved, book.number(address));
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
