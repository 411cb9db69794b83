package io.spinlane.desktop.inspector;

import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.PortRange;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Route;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Optional;

/** What addresses and ports amount to, said while they are typed. Pure. */
final class AddressNotes {
  private AddressNotes() {}

  /** The network of a prefix, and how many hosts it has room for. */
  static String network(Topology topology, List<String> texts) {
    Optional<Cidr> cidr = texts.stream().findFirst().flatMap(AddressNotes::cidr);
    if (cidr.isEmpty()) {
      return "";
    }
    int hostBits = cidr.get().address().bitLength() - cidr.get().prefixLength();
    if (hostBits == 0) {
      return Texts.get("note.oneAddress");
    }
    String network = cidr.get().network().toString();
    if (hostBits > 32) {
      return Texts.get("note.bigNetwork", network, hostBits);
    }
    long all = 1L << hostBits;
    boolean reserved = !cidr.get().address().v6() && hostBits > 1; // network and broadcast
    return Texts.get("note.network", network, Texts.number(reserved ? all - 2 : all));
  }

  /** The NIC or route an address is reached through. */
  static String reached(Topology topology, List<String> texts) {
    Optional<IpAddress> address = texts.stream().findFirst().flatMap(AddressNotes::address);
    if (address.isEmpty()) {
      return "";
    }
    for (Nic nic : topology.getNicsList()) {
      for (String own : nic.getAddressesList()) {
        Optional<Cidr> prefix = cidr(own).filter(cidr -> cidr.contains(address.get()));
        if (prefix.isPresent()) {
          return Texts.get("note.onNic", prefix.get().network(), nic.getId());
        }
      }
    }
    return topology.getRoutesList().stream()
        .filter(route -> cidr(route.getPrefix()).filter(c -> c.contains(address.get())).isPresent())
        .max((a, b) -> Integer.compare(length(a), length(b)))
        .map(route -> Texts.get("note.byRoute", route.getPrefix(), route.getVia()))
        .orElse("");
  }

  private static int length(Route route) {
    return cidr(route.getPrefix()).map(Cidr::prefixLength).orElse(-1);
  }

  /** How many ports there are in all, when a range is among them. */
  static String ports(Topology topology, List<String> texts) {
    long count = 0;
    boolean range = false;
    for (String text : texts) {
      PortRange ports = PortRange.parse(text);
      if (ports.isAny()) {
        return Texts.get("note.allPorts");
      }
      range |= ports.first() != ports.last();
      count += ports.last() - ports.first() + 1;
    }
    return range ? Texts.get("note.ports", Texts.number(count)) : "";
  }

  private static Optional<Cidr> cidr(String text) {
    try {
      return Optional.of(Cidr.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // its check says so
    }
  }

  private static Optional<IpAddress> address(String text) {
    try {
      return Optional.of(IpAddress.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // its check says so
    }
  }
}
