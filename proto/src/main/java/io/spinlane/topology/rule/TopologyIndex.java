package io.spinlane.topology.rule;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.Elements;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Core;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Route;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A topology with its elements by id and its addresses read once; immutable. */
public final class TopologyIndex {
  /** A back-end in its pool. */
  public record Member(Pool pool, Backend backend) {}

  /** One address of a NIC, with its place in the NIC's list. */
  public record NicAddress(Nic nic, int index, Cidr cidr) {}

  private final Topology topology;
  private final List<Elements.Element> elements;
  private final Map<String, Nic> nics;
  private final Map<String, Core> cores;
  private final Map<String, Vip> vips;
  private final Map<String, Pool> pools;
  private final List<Member> members = new ArrayList<>();
  private final List<NicAddress> nicAddresses = new ArrayList<>();

  /** Reads the topology, whatever is wrong with it. */
  public TopologyIndex(Topology topology) {
    this.topology = topology;
    elements = Elements.of(topology);
    nics = byId(topology.getNicsList(), Nic::getId);
    cores = byId(topology.getCoresList(), Core::getId);
    vips = byId(topology.getVipsList(), Vip::getId);
    pools = byId(topology.getPoolsList(), Pool::getId);
    for (Pool pool : topology.getPoolsList()) {
      pool.getBackendsList().forEach(backend -> members.add(new Member(pool, backend)));
    }
    for (Nic nic : topology.getNicsList()) {
      for (int i = 0; i < nic.getAddressesCount(); i++) {
        Cidr cidr = cidr(nic.getAddresses(i));
        if (cidr != null) {
          nicAddresses.add(new NicAddress(nic, i, cidr));
        }
      }
    }
  }

  private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
    Map<String, T> byId = new HashMap<>();
    all.forEach(one -> byId.putIfAbsent(id.apply(one), one));
    return byId;
  }

  /** The topology itself. */
  public Topology topology() {
    return topology;
  }

  /** Every element in the order of the drawing. */
  public List<Elements.Element> elements() {
    return elements;
  }

  /** The NIC with this id. */
  public @Nullable Nic nic(String id) {
    return nics.get(id);
  }

  /** The core with this id. */
  public @Nullable Core core(String id) {
    return cores.get(id);
  }

  /** The VIP with this id. */
  public @Nullable Vip vip(String id) {
    return vips.get(id);
  }

  /** The pool with this id. */
  public @Nullable Pool pool(String id) {
    return pools.get(id);
  }

  /** Every back-end of every pool. */
  public List<Member> members() {
    return members;
  }

  /** Every NIC address that can be read. */
  public List<NicAddress> nicAddresses() {
    return nicAddresses;
  }

  /** The address a text holds; null when it holds none. */
  public static @Nullable IpAddress address(String text) {
    try {
      return IpAddress.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The address with prefix a text holds; null when it holds none. */
  public static @Nullable Cidr cidr(String text) {
    try {
      return Cidr.parse(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The NIC a route leaves through: the one it names, or the one that holds its next hop. */
  public @Nullable Nic nicOf(Route route) {
    if (!route.getNic().isEmpty()) {
      return nic(route.getNic());
    }
    IpAddress via = address(route.getVia());
    return via == null
        ? null
        : nicAddresses.stream()
            .filter(address -> address.cidr().contains(via))
            .map(NicAddress::nic)
            .findFirst()
            .orElse(null);
  }

  /** True when clients are, or may be, behind the NIC; an unspecified side counts as any. */
  public static boolean towardsClients(Nic nic) {
    return nic.getSide() != NicSide.NIC_SIDE_SERVER;
  }

  /** True when back-ends are, or may be, behind the NIC; an unspecified side counts as any. */
  public static boolean towardsServers(Nic nic) {
    return nic.getSide() != NicSide.NIC_SIDE_CLIENT;
  }
}
