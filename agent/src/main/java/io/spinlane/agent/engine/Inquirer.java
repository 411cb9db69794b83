package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.packet.Address;
import io.spinlane.agent.packet.Arp;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Ndp;
import io.spinlane.agent.packet.Wire;
import io.spinlane.agent.plan.PlanPrefix;
import io.spinlane.agent.telemetry.CoreCounter;

/**
 * What the switch says to neighbours unasked, by ARP for IPv4 and by neighbour discovery for IPv6:
 * "who has this address?" and "this address is here".
 */
final class Inquirer {
  private final CoreContext context;
  private final Forwarder forwarder;

  Inquirer(CoreContext context, Forwarder forwarder) {
    this.context = context;
    this.forwarder = forwarder;
  }

  /** Asks for a neighbour's hardware address. */
  void ask(int nicRow, long high, long low) {
    PlanPrefix own = context.nicPlan(nicRow).addressTowards(high, low);
    if (Address.isIpv4(high, low)) {
      int sender = own == null ? 0 : Address.ipv4(own.low());
      if (arp(nicRow, sender, Address.ipv4(low))) {
        context.count(CoreCounter.ARP_REQUESTS_SENT);
      }
      return;
    }
    int frame = take(Ethernet.HEADER_BYTES + Ndp.PACKET_BYTES);
    if (own == null || frame == Frame.NONE) {
      // Without an address of its own nothing can be answered to it.
      if (frame != Frame.NONE) {
        context.pool.give(frame);
      }
      return;
    }
    long mac = ethernet(frame, nicRow, Ndp.multicastMac(Ndp.solicitedNodeLow(low)));
    Ndp.writeSolicitation(MEMORY, packet(frame), own.high(), own.low(), high, low, mac);
    context.count(CoreCounter.NDP_SOLICITATIONS_SENT);
    forwarder.send(frame, nicRow);
  }

  /** Tells everybody that an address of the switch is here: RFC 5227 §1.1, RFC 4861 §7.2.6. */
  boolean announce(int nicRow, long high, long low) {
    if (Address.isIpv4(high, low)) {
      int address = Address.ipv4(low);
      if (!arp(nicRow, address, address)) {
        return false;
      }
      context.count(CoreCounter.ARP_ANNOUNCEMENTS_SENT);
      return true;
    }
    int frame = take(Ethernet.HEADER_BYTES + Ndp.PACKET_BYTES);
    if (frame == Frame.NONE) {
      return false;
    }
    long mac = ethernet(frame, nicRow, Ndp.multicastMac(Ndp.ALL_NODES_LOW));
    Ndp.writeAdvertisement(
        MEMORY,
        packet(frame),
        high,
        low,
        Ndp.LINK_MULTICAST_HIGH,
        Ndp.ALL_NODES_LOW,
        Ndp.OVERRIDE,
        mac);
    context.count(CoreCounter.NDP_ANNOUNCEMENTS_SENT);
    forwarder.send(frame, nicRow);
    return true;
  }

  private boolean arp(int nicRow, int sender, int target) {
    int frame = take(Ethernet.MIN_FRAME_BYTES);
    if (frame == Frame.NONE) {
      return false;
    }
    long mac = ethernet(frame, nicRow, Ethernet.BROADCAST);
    long data = Frame.data(frame);
    Ethernet.type(MEMORY, data, Ethernet.TYPE_ARP);
    Arp.write(MEMORY, packet(frame), Arp.REQUEST, mac, sender, 0, target);
    // A slice to fill would be garbage.
    for (int at = Ethernet.HEADER_BYTES + Arp.BYTES; at < Ethernet.MIN_FRAME_BYTES; at += 2) {
      Wire.u16(MEMORY, FrameMemory.at(data + at), 0);
    }
    forwarder.send(frame, nicRow);
    return true;
  }

  private int take(int bytes) {
    int frame = context.pool.take();
    if (frame == Frame.NONE) {
      context.count(CoreCounter.DROP_NO_FRAME);
    } else {
      Frame.fill(frame, Frame.HEADROOM_BYTES, bytes);
    }
    return frame;
  }

  /** Writes an Ethernet header of type IPv6; returns the NIC's own hardware address. */
  private long ethernet(int frame, int nicRow, long destination) {
    long own = context.nicPlan(nicRow).info().mac();
    Ethernet.addresses(MEMORY, Frame.data(frame), destination, own);
    Ethernet.type(MEMORY, Frame.data(frame), Ethernet.TYPE_IPV6);
    return own;
  }

  private static long packet(int frame) {
    return FrameMemory.at(Frame.data(frame) + Ethernet.HEADER_BYTES);
  }
}
