package io.spinlane.desktop.model;

import io.spinlane.v1.Nic;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Topology;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Proposes IPv4 addresses for new elements, so that a fresh drawing works at once. Pure. */
final class Addresses {
  /** TEST-NET-3 (RFC 5737) for the outside, private addresses (RFC 1918) for the inside. */
  private static final String CLIENT_STEM = "203.0.113.";

  private static final String SERVER_STEM = "10.0.0.";

  private Addresses() {}

  static String nic(Topology topology, NicSide side) {
    return free(topology, side == NicSide.NIC_SIDE_SERVER ? SERVER_STEM : CLIENT_STEM, 1) + "/24";
  }

  static String vip(Topology topology) {
    return free(topology, stem(topology, NicSide.NIC_SIDE_CLIENT).orElse(CLIENT_STEM), 10);
  }

  static String backend(Topology topology) {
    return free(topology, stem(topology, NicSide.NIC_SIDE_SERVER).orElse(SERVER_STEM), 11);
  }

  /** First three bytes of the first IPv4 /24 on a NIC of a side, such as "10.0.0.". */
  private static Optional<String> stem(Topology topology, NicSide side) {
    return topology.getNicsList().stream()
        .filter(nic -> nic.getSide() == side || nic.getSide() == NicSide.NIC_SIDE_BOTH)
        .flatMap(nic -> nic.getAddressesList().stream())
        .filter(address -> address.matches("\\d+\\.\\d+\\.\\d+\\.\\d+/24"))
        .map(address -> address.substring(0, address.lastIndexOf('.') + 1))
        .findFirst();
  }

  private static String free(Topology topology, String stem, int first) {
    Set<String> taken = new HashSet<>();
    for (Nic nic : topology.getNicsList()) {
      nic.getAddressesList().forEach(cidr -> taken.add(cidr.replaceFirst("/.*", "")));
    }
    topology.getVipsList().forEach(vip -> taken.add(vip.getAddress()));
    topology.getPoolsList().stream()
        .flatMap(pool -> pool.getBackendsList().stream())
        .forEach(backend -> taken.add(backend.getAddress().toLowerCase(Locale.ROOT)));
    int last = first;
    while (taken.contains(stem + last) && last < 254) {
      last++;
    }
    return stem + last;
  }
}
