package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.packet.Address;
import io.spinlane.agent.packet.Arp;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Icmp6;
import io.spinlane.agent.packet.Ipv6;
import io.spinlane.agent.packet.Ndp;
import io.spinlane.agent.switching.NeighbourTable;
import io.spinlane.agent.telemetry.CoreCounter;
import org.jspecify.annotations.Nullable;

/**
 * Takes what neighbours say by ARP (RFC 826) and by neighbour discovery (RFC 4861): answers for the
 * switch's addresses, and learns theirs.
 */
final class Neighbours {
  private final CoreContext context;
  private final NeighbourTable table;
  private final Forwarder forwarder;

  Neighbours(CoreContext context, NeighbourTable table, Forwarder forwarder) {
    this.context = context;
    this.table = table;
    this.forwarder = forwarder;
  }

  /** Takes an ARP packet: answers, learns, or ignores it (RFC 826 "Packet Reception"). */
  void arp(int frame, long packet, int nicRow) {
    int sender = Arp.senderAddress(MEMORY, packet);
    int target = Arp.targetAddress(MEMORY, packet);
    long mac = Arp.senderMac(MEMORY, packet);
    long own = context.nicPlan(nicRow).info().mac();
    boolean forUs = context.plan.answersOn(0, Address.low(target), nicRow);
    if (context.plan.answersOn(0, Address.low(sender), nicRow)) {
      context.count(mac == own ? CoreCounter.ARP_IGNORED : CoreCounter.ARP_CONFLICTS);
      context.pool.give(frame);
      return;
    }
    if (sender != 0) {
      learn(nicRow, 0, Address.low(sender), mac, forUs);
    }
    if (Arp.operation(MEMORY, packet) == Arp.REQUEST && forUs) {
      Arp.write(MEMORY, packet, Arp.REPLY, own, target, mac, sender);
      context.count(CoreCounter.ARP_REQUESTS_ANSWERED);
      long data = Frame.data(frame);
      Ethernet.addresses(MEMORY, data, Ethernet.source(MEMORY, data), own);
      forwarder.send(frame, nicRow);
    } else {
      context.count(
          Arp.operation(MEMORY, packet) == Arp.REPLY && forUs
              ? CoreCounter.ARP_REPLIES_RECEIVED
              : CoreCounter.ARP_IGNORED);
      context.pool.give(frame);
    }
  }

  /**
   * Takes a neighbour solicitation or advertisement. Null when done with it.
   *
   * @param message offset of its ICMPv6 header, {@code bytes} up to the end of the packet
   */
  @Nullable CoreCounter ndp(int frame, long packet, long message, int bytes, int nicRow) {
    boolean asks = Icmp6.type(MEMORY, message) == Icmp6.NEIGHBOUR_SOLICITATION;
    if (asks
        ? !Ndp.isValidSolicitation(MEMORY, packet, message, bytes)
        : !Ndp.isValidAdvertisement(MEMORY, packet, message, bytes)) {
      return CoreCounter.DROP_NDP_MALFORMED;
    }
    long targetHigh = Ndp.targetHigh(MEMORY, message);
    long targetLow = Ndp.targetLow(MEMORY, message);
    boolean ours = context.plan.answersOn(targetHigh, targetLow, nicRow);
    if (asks) {
      return solicitation(frame, packet, message, bytes, nicRow, ours);
    }
    long mac = Ndp.mac(MEMORY, message, bytes, Ndp.OPTION_TARGET_MAC);
    if (ours) {
      boolean own = mac == context.nicPlan(nicRow).info().mac();
      context.count(own ? CoreCounter.NDP_IGNORED : CoreCounter.NDP_CONFLICTS);
    } else if (mac != Ndp.NO_MAC) {
      // An answer to a question of ours, or news of somebody known.
      learn(nicRow, targetHigh, targetLow, mac, false);
      context.count(CoreCounter.NDP_ADVERTISEMENTS_RECEIVED);
    } else {
      context.count(CoreCounter.NDP_IGNORED);
    }
    context.pool.give(frame);
    return null;
  }

  private @Nullable CoreCounter solicitation(
      int frame, long packet, long message, int bytes, int nicRow, boolean ours) {
    long sourceHigh = Ipv6.sourceHigh(MEMORY, packet);
    long sourceLow = Ipv6.sourceLow(MEMORY, packet);
    boolean anonymous = Ipv6.isUnspecified(sourceHigh, sourceLow);
    long mac = Ndp.mac(MEMORY, message, bytes, Ndp.OPTION_SOURCE_MAC);
    if (!anonymous && mac != Ndp.NO_MAC) {
      learn(nicRow, sourceHigh, sourceLow, mac, ours);
    }
    if (!ours) {
      context.count(CoreCounter.NDP_IGNORED);
      context.pool.give(frame);
      return null;
    }
    long targetHigh = Ndp.targetHigh(MEMORY, message);
    long targetLow = Ndp.targetLow(MEMORY, message);
    long own = context.nicPlan(nicRow).info().mac();
    long data = Frame.data(frame);
    int ethernet = (int) (packet - data);
    // To one that asks whether the address is free, everybody is told that it is not.
    long destination =
        anonymous ? Ndp.multicastMac(Ndp.ALL_NODES_LOW) : Ethernet.source(MEMORY, data);
    Ethernet.addresses(MEMORY, data, destination, own);
    Ndp.writeAdvertisement(
        MEMORY,
        FrameMemory.at(packet),
        targetHigh,
        targetLow,
        anonymous ? Ndp.LINK_MULTICAST_HIGH : sourceHigh,
        anonymous ? Ndp.ALL_NODES_LOW : sourceLow,
        anonymous ? Ndp.OVERRIDE : Ndp.SOLICITED | Ndp.OVERRIDE,
        own);
    Frame.fill(frame, Frame.start(frame), ethernet + Ndp.PACKET_BYTES);
    context.count(CoreCounter.NDP_SOLICITATIONS_ANSWERED);
    forwarder.send(frame, nicRow);
    return null;
  }

  /**
   * Believes what known neighbours say of themselves, and those who talk to the switch from a
   * connected prefix; so a stranger cannot fill the table by talking past it.
   */
  private void learn(int nicRow, long high, long low, long mac, boolean forUs) {
    if (Ethernet.isGroup(mac)) {
      return;
    }
    int place = table.find(nicRow, high, low);
    if (place == NeighbourTable.NONE && forUs) {
      int route = context.plan.findRoute(high, low);
      boolean connected =
          (route >= 0
                  && context.plan.routeNic(route) == nicRow
                  && context.plan.routeIsConnected(route))
              || Ipv6.isLinkLocal(high);
      place = connected ? table.place(nicRow, high, low, context.nowNs) : NeighbourTable.NONE;
    }
    if (place != NeighbourTable.NONE) {
      table.confirm(place, mac, context.nowNs);
    }
  }
}
