package io.spinlane.desktop.fix;

import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Mends addresses and prefixes whose right form is clear from the wrong one. */
final class AddressFixes {
  private static final int IPV4_PREFIX = 24;
  private static final int IPV6_PREFIX = 64;

  private AddressFixes() {}

  private static Optional<IpAddress> address(String text) {
    try {
      return Optional.of(IpAddress.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<Cidr> cidr(String text) {
    try {
      return Optional.of(Cidr.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static QuickFix write(Finding finding, String text) {
    return finding.change(
        "fix.write", message -> Fields.with(message, finding.field(), text), text);
  }

  /** A prefix length that lacks, or is too much. */
  static List<QuickFix> malformed(Finding finding) {
    String text = finding.text();
    boolean plain = finding.field().equals("address") || finding.field().equals("via");
    if (plain) {
      return cidr(text)
          .map(cidr -> List.of(write(finding, cidr.address().toString())))
          .orElse(List.of());
    }
    boolean nic = finding.kind() == ElementKind.ELEMENT_KIND_NIC;
    return address(text)
        .map(
            address ->
                List.of(
                    write(
                        finding,
                        address
                            + "/"
                            + (nic
                                ? address.v6() ? IPV6_PREFIX : IPV4_PREFIX
                                : address.bitLength()))))
        .orElse(List.of());
  }

  /** The prefix itself, or its broadcast address: the first address in it that is free. */
  static List<QuickFix> unusable(Finding finding) {
    return cidr(finding.text())
        .flatMap(cidr -> firstFree(finding.topology(), cidr))
        .map(free -> List.of(write(finding, free.toString())))
        .orElse(List.of());
  }

  private static Optional<Cidr> firstFree(Topology topology, Cidr prefix) {
    IpAddress network = prefix.network().address();
    int hosts = Math.min(prefix.address().bitLength() - prefix.prefixLength(), 8);
    for (int host = 1; host < (1 << hosts) - 1; host++) {
      IpAddress candidate =
          network.v6()
              ? new IpAddress(true, network.high(), network.low() + host)
              : IpAddress.v4(network.v4Bits() + host);
      if (!taken(topology, candidate)) {
        return Optional.of(new Cidr(candidate, prefix.prefixLength()));
      }
    }
    return Optional.empty();
  }

  private static boolean taken(Topology topology, IpAddress address) {
    return topology.getNicsList().stream()
            .flatMap(nic -> nic.getAddressesList().stream())
            .anyMatch(text -> cidr(text).map(Cidr::address).equals(Optional.of(address)))
        || topology.getVipsList().stream()
            .anyMatch(vip -> address(vip.getAddress()).equals(Optional.of(address)))
        || topology.getPoolsList().stream()
            .flatMap(pool -> pool.getBackendsList().stream())
            .anyMatch(backend -> address(backend.getAddress()).equals(Optional.of(address)));
  }

  static List<QuickFix> duplicateOfNic(Finding finding) {
    return List.of(
        finding.change(
            "fix.removeAddress",
            message -> Fields.without(message, finding.field()),
            finding.text(),
            finding.id()));
  }

  /** The services of the second VIP move to the first, which stays. */
  static List<QuickFix> duplicateOfVip(Finding finding) {
    Optional<IpAddress> address = address(finding.text());
    return finding.topology().getVipsList().stream()
        .filter(vip -> !vip.getId().equals(finding.id()))
        .filter(vip -> address.isPresent() && address(vip.getAddress()).equals(address))
        .map(Vip::getId)
        .limit(1)
        .map(
            kept ->
                Finding.fix(
                    Texts.get("fix.mergeVip", finding.id(), kept),
                    drawing -> merged(drawing, finding.id(), kept)))
        .toList();
  }

  private static Topology merged(Topology drawing, String vip, String kept) {
    Topology.Builder moved = drawing.toBuilder();
    for (Service.Builder service : moved.getServicesBuilderList()) {
      if (service.getVip().equals(vip)) {
        service.setVip(kept);
      }
    }
    Topology result = moved.build();
    return Edits.remove(Drawing.index(result), Set.of(vip)).change().apply(result);
  }

  /** The NIC towards servers gets an address in the back-end's network. */
  static List<QuickFix> noNicTowardsBackend(Finding finding) {
    Optional<IpAddress> server = address(finding.text());
    Optional<Nic> nic =
        finding.topology().getNicsList().stream()
            .filter(one -> one.getSide() == NicSide.NIC_SIDE_SERVER)
            .findFirst()
            .or(
                () ->
                    finding.topology().getNicsList().stream()
                        .filter(one -> one.getSide() == NicSide.NIC_SIDE_BOTH)
                        .findFirst());
    if (server.isEmpty() || nic.isEmpty()) {
      return List.of();
    }
    int length = server.get().v6() ? IPV6_PREFIX : IPV4_PREFIX;
    return firstFree(finding.topology(), new Cidr(server.get(), length))
        .map(
            own ->
                List.of(
                    Finding.fix(
                        Texts.get("fix.addAddress", nic.get().getId(), own),
                        drawing ->
                            Drawing.replace(
                                drawing,
                                nic.get().getId(),
                                message ->
                                    ((Nic) message)
                                        .toBuilder().addAddresses(own.toString()).build()))))
        .orElse(List.of());
  }

  static List<QuickFix> hostBits(Finding finding) {
    return cidr(finding.text())
        .map(cidr -> List.of(write(finding, cidr.network().toString())))
        .orElse(List.of());
  }

  /** The route names a NIC that does not hold its next hop, and another does. */
  static List<QuickFix> routeNotConnected(Finding finding) {
    Optional<IpAddress> via = address(finding.text());
    boolean named =
        finding.message().map(route -> !"".equals(Fields.get(route, "nic"))).orElse(false);
    boolean reached =
        via.isPresent()
            && finding.topology().getNicsList().stream()
                .flatMap(nic -> nic.getAddressesList().stream())
                .flatMap(text -> cidr(text).stream())
                .anyMatch(cidr -> cidr.contains(via.get()));
    return named && reached
        ? List.of(finding.change("fix.anyNic", route -> Fields.without(route, "nic")))
        : List.of();
  }
}
