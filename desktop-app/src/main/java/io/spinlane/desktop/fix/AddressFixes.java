package io.spinlane.desktop.fix;

import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.model.Edits;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Cidr;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.NicDriver;
import io.spinlane.v1.NicSide;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Mends addresses and prefixes whose right form is clear from the wrong one. */
final class AddressFixes {
  private static final int IPV4_PREFIX = 24;
  private static final int IPV6_PREFIX = 64;

  private AddressFixes() {}

  static Optional<IpAddress> address(String text) {
    try {
      return Optional.of(IpAddress.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<Cidr> cidr(String text) {
    try {
      return Optional.of(Cidr.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The network that an address is likely to be in. */
  private static Cidr network(IpAddress address) {
    return new Cidr(address, address.v6() ? IPV6_PREFIX : IPV4_PREFIX);
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
        .flatMap(cidr -> FreeAddresses.first(finding.topology(), cidr))
        .map(free -> List.of(write(finding, free.toString())))
        .orElse(List.of());
  }

  /** Another address in the same network, or none. */
  static List<QuickFix> duplicateOfNic(Finding finding) {
    List<QuickFix> fixes = new ArrayList<>();
    cidr(finding.text())
        .flatMap(cidr -> FreeAddresses.next(finding.topology(), cidr))
        .ifPresent(free -> fixes.add(give(finding, free.toString())));
    fixes.add(
        finding.change(
            "fix.removeAddress",
            message -> Fields.without(message, finding.field()),
            finding.text(),
            finding.id()));
    return fixes;
  }

  private static QuickFix give(Finding finding, String address) {
    return finding.change(
        "fix.addAddress",
        message -> Fields.with(message, finding.field(), address),
        finding.id(),
        address);
  }

  private static List<QuickFix> giveNext(Finding finding) {
    return address(finding.text())
        .flatMap(address -> FreeAddresses.next(finding.topology(), network(address)))
        .map(free -> List.of(give(finding, free.address().toString())))
        .orElse(List.of());
  }

  /** A copy of a server is mostly meant to be the next one. */
  static List<QuickFix> duplicateOfBackend(Finding finding) {
    List<QuickFix> fixes = new ArrayList<>(giveNext(finding));
    fixes.add(CoreFixes.remove(finding));
    return fixes;
  }

  /** The second gets the next address, or its services move to the first, which stays. */
  static List<QuickFix> duplicateOfVip(Finding finding) {
    Optional<IpAddress> address = address(finding.text());
    List<QuickFix> fixes = new ArrayList<>(giveNext(finding));
    finding.topology().getVipsList().stream()
        .filter(vip -> !vip.getId().equals(finding.id()))
        .filter(vip -> address.isPresent() && address(vip.getAddress()).equals(address))
        .map(Vip::getId)
        .limit(1)
        .map(
            kept ->
                Finding.fix(
                    Texts.get("fix.mergeVip", finding.id(), kept),
                    drawing -> merged(drawing, finding.id(), kept)))
        .forEach(fixes::add);
    return fixes;
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

  /**
   * The NIC towards servers gets an address in the back-end's network; when there is none, one is
   * drawn, or the NIC towards clients serves both sides.
   */
  static List<QuickFix> noNicTowardsBackend(Finding finding) {
    Topology topology = finding.topology();
    Optional<IpAddress> server = address(finding.text());
    Optional<Cidr> own = server.flatMap(at -> FreeAddresses.first(topology, network(at)));
    if (own.isEmpty()) {
      return List.of();
    }
    Optional<Nic> towards =
        facing(topology, NicSide.NIC_SIDE_SERVER).or(() -> facing(topology, NicSide.NIC_SIDE_BOTH));
    if (towards.isPresent()) {
      String title = Texts.get("fix.addAddress", towards.get().getId(), own.get());
      return List.of(change(title, towards.get(), nic -> nic.addAddresses(own.get().toString())));
    }
    List<QuickFix> fixes = new ArrayList<>(List.of(nicTowardsServers(finding, own.get())));
    facing(topology, NicSide.NIC_SIDE_CLIENT)
        .ifPresent(nic -> fixes.add(bothSides(nic, server.get(), own.get())));
    return fixes;
  }

  private static Optional<Nic> facing(Topology topology, NicSide side) {
    return topology.getNicsList().stream().filter(nic -> nic.getSide() == side).findFirst();
  }

  private static QuickFix change(String title, Nic nic, Consumer<Nic.Builder> change) {
    return Finding.fix(
        title,
        drawing ->
            Drawing.replace(
                drawing,
                nic.getId(),
                message -> {
                  Nic.Builder changed = ((Nic) message).toBuilder();
                  change.accept(changed);
                  return changed.build();
                }));
  }

  /** Simulated, unless the drawing is of a host's own NICs; polled by a core that is drawn. */
  private static QuickFix nicTowardsServers(Finding finding, Cidr own) {
    Topology topology = finding.topology();
    boolean real =
        topology.getNicsList().stream()
            .anyMatch(nic -> nic.getDriver() == NicDriver.NIC_DRIVER_AF_PACKET);
    Element drawn = (real ? NewElement.AF_PACKET_NIC : NewElement.SIM_NIC).create(topology, "");
    Nic nic =
        ((Nic) drawn.message())
            .toBuilder()
                .setSide(NicSide.NIC_SIDE_SERVER)
                .clearAddresses()
                .addAddresses(own.toString())
                .build();
    Element element = new Element(drawn.kind(), drawn.id(), nic, "");
    Edit edit = Edits.add(element, Placement.free(topology, element));
    Finding then = new Finding(finding.diagnostic(), edit.change().apply(topology), finding.host());
    return QuickFix.of(
        Texts.get("fix.drawServerNic"),
        LaneFixes.poll(then, ReceiveQueue.of(nic)).map(edit::and).orElse(edit));
  }

  private static QuickFix bothSides(Nic nic, IpAddress server, Cidr own) {
    boolean reaches =
        nic.getAddressesList().stream()
            .flatMap(text -> cidr(text).stream())
            .anyMatch(cidr -> cidr.contains(server));
    return change(
        Texts.get("fix.facesServers", nic.getId()),
        nic,
        changed -> {
          changed.setSide(NicSide.NIC_SIDE_BOTH);
          if (!reaches) {
            changed.addAddresses(own.toString());
          }
        });
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
