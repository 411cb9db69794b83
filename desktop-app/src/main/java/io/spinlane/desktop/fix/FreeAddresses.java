package io.spinlane.desktop.fix;

import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Topology;
import java.util.Optional;

/** Addresses of a network that nothing in a drawing has. */
final class FreeAddresses {
  /** How many bits of an address are tried: as many as a usual IPv4 network has for its hosts. */
  private static final int HOST_BITS = 8;

  private FreeAddresses() {}

  /** The lowest free address of a network. */
  static Optional<Cidr> first(Topology topology, Cidr prefix) {
    int bits = Math.min(prefix.address().bitLength() - prefix.prefixLength(), HOST_BITS);
    return free(topology, prefix, prefix.network().address(), 1, (1 << bits) - 1);
  }

  /** The next free address after one, in its network; without one, the lowest. */
  static Optional<Cidr> next(Topology topology, Cidr prefix) {
    IpAddress address = prefix.address();
    IpAddress block =
        address.masked(Math.max(prefix.prefixLength(), address.bitLength() - HOST_BITS));
    int from = (int) (address.low() - block.low()) + 1;
    int bits = Math.min(address.bitLength() - prefix.prefixLength(), HOST_BITS);
    return free(topology, prefix, block, from, (1 << bits) - 1).or(() -> first(topology, prefix));
  }

  private static Optional<Cidr> free(
      Topology topology, Cidr prefix, IpAddress block, int from, int end) {
    for (int host = from; host < end; host++) {
      IpAddress candidate =
          block.v6()
              ? new IpAddress(true, block.high(), block.low() + host)
              : IpAddress.v4(block.v4Bits() + host);
      if (!taken(topology, candidate)) {
        return Optional.of(new Cidr(candidate, prefix.prefixLength()));
      }
    }
    return Optional.empty();
  }

  private static boolean taken(Topology topology, IpAddress address) {
    Optional<IpAddress> wanted = Optional.of(address);
    return topology.getNicsList().stream()
            .flatMap(nic -> nic.getAddressesList().stream())
            .anyMatch(text -> AddressFixes.cidr(text).map(Cidr::address).equals(wanted))
        || topology.getVipsList().stream()
            .anyMatch(vip -> AddressFixes.address(vip.getAddress()).equals(wanted))
        || topology.getPoolsList().stream()
            .flatMap(pool -> pool.getBackendsList().stream())
            .anyMatch(backend -> AddressFixes.address(backend.getAddress()).equals(wanted));
  }
}
