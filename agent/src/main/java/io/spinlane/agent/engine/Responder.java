package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.packet.Arp;
import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Icmp;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.switching.NeighbourTable;
import io.spinlane.agent.telemetry.CoreCounter;
import org.jspecify.annotations.Nullable;

/**
 * What the switch answers itself: ARP, echo, and resets for TCP that belongs nowhere. An answer is
 * made in the frame that asked and leaves by the NIC it came from, back to the station that sent
 * it.
 */
final class Responder {
  private static final int TTL = 64;
  private static final int RESETS_PER_SECOND = 1_000;
  private static final int ECHOES_PER_SECOND = 10_000;

  private final CoreContext context;
  private final NeighbourTable neighbours;
  private final Forwarder forwarder;
  private final RateLimit resets = new RateLimit(RESETS_PER_SECOND, RESETS_PER_SECOND / 4);
  private final RateLimit echoes = new RateLimit(ECHOES_PER_SECOND, ECHOES_PER_SECOND / 4);

  Responder(CoreContext context, NeighbourTable neighbours, Forwarder forwarder) {
    this.context = context;
    this.neighbours = neighbours;
    this.forwarder = forwarder;
  }

  /** Takes an ARP packet: answers, learns, or ignores it (RFC 826 "Packet Reception"). */
  void arp(int frame, long packet, int nicRow) {
    int sender = Arp.senderAddress(MEMORY, packet);
    int target = Arp.targetAddress(MEMORY, packet);
    long mac = Arp.senderMac(MEMORY, packet);
    long own = context.nicPlan(nicRow).info().mac();
    boolean forUs = context.plan.answersOn(target, nicRow);
    if (context.plan.answersOn(sender, nicRow)) {
      context.count(mac == own ? CoreCounter.ARP_IGNORED : CoreCounter.ARP_CONFLICTS);
      context.pool.give(frame);
      return;
    }
    learn(nicRow, sender, mac, forUs);
    if (Arp.operation(MEMORY, packet) == Arp.REQUEST && forUs) {
      Arp.write(MEMORY, packet, Arp.REPLY, own, target, mac, sender);
      context.count(CoreCounter.ARP_REQUESTS_ANSWERED);
      sendBack(frame, nicRow);
    } else {
      context.count(
          Arp.operation(MEMORY, packet) == Arp.REPLY && forUs
              ? CoreCounter.ARP_REPLIES_RECEIVED
              : CoreCounter.ARP_IGNORED);
      context.pool.give(frame);
    }
  }

  /**
   * Believes what known neighbours say of themselves, and those who talk to the switch from a
   * connected prefix; so a stranger cannot fill the table by talking past it.
   */
  private void learn(int nicRow, int sender, long mac, boolean forUs) {
    if (sender == 0 || Ethernet.isGroup(mac)) {
      return;
    }
    int place = neighbours.find(nicRow, sender);
    if (place == NeighbourTable.NONE && forUs) {
      int route = context.plan.findRoute(sender);
      boolean connected =
          route >= 0
              && context.plan.routeNic(route) == nicRow
              && context.plan.routeNeighbour(route, sender) == sender;
      place = connected ? neighbours.place(nicRow, sender) : NeighbourTable.NONE;
    }
    if (place != NeighbourTable.NONE) {
      neighbours.confirm(place, mac, context.nowNs);
    }
  }

  /** Answers an echo request for an address of the switch (RFC 792). Null when answered. */
  @Nullable CoreCounter icmp(int frame, long packet, long message, int nicRow) {
    int destination = Ipv4.destination(MEMORY, packet);
    if (!context.plan.isLocal(destination)) {
      return CoreCounter.DROP_NOT_OURS;
    }
    if (Icmp.type(MEMORY, message) != Icmp.ECHO_REQUEST) {
      return CoreCounter.DROP_ICMP_OTHER;
    }
    if (!echoes.tryTake(context.nowNs)) {
      return CoreCounter.DROP_RATE_LIMITED;
    }
    int ttl = Ipv4.ttl(MEMORY, packet);
    int protocol = Ipv4.PROTOCOL_ICMP;
    long change = Checksum.replaced16(ttl << 8 | protocol, TTL << 8 | protocol);
    // Exchanging the addresses leaves the sum as it is.
    Ipv4.destination(MEMORY, packet, Ipv4.source(MEMORY, packet));
    Ipv4.source(MEMORY, packet, destination);
    Ipv4.ttl(MEMORY, packet, TTL);
    Ipv4.checksum(MEMORY, packet, Checksum.update(Ipv4.checksum(MEMORY, packet), change));
    Icmp.answerEcho(MEMORY, message);
    context.count(CoreCounter.ECHO_ANSWERED);
    sendBack(frame, nicRow);
    return null;
  }

  /**
   * Refuses a TCP segment with a reset as RFC 9293 §3.10.7.1 says for a closed connection; never in
   * answer to a reset, and only so often a second. Counts the reason in any case.
   */
  void reset(PacketBatch packets, int i, int nicRow, CoreCounter reason) {
    int flags = packets.flags[i];
    if ((flags & Tcp.RST) != 0) {
      context.drop(packets.frames[i], reason);
      return;
    }
    if (!resets.tryTake(context.nowNs)) {
      context.count(CoreCounter.RESETS_WITHHELD);
      context.drop(packets.frames[i], reason);
      return;
    }
    context.count(reason);
    int frame = packets.frames[i];
    long segment = packets.transport[i];
    long packet = packets.network[i];
    boolean acknowledged = (flags & Tcp.ACK) != 0;
    int sequence = acknowledged ? Tcp.acknowledgement(MEMORY, segment) : 0;
    int acknowledgement =
        acknowledged ? 0 : Tcp.sequence(MEMORY, segment) + segmentLength(packets, i);
    int ports = Integer.rotateLeft(packets.ports[i], 16);
    int source = packets.destination[i];
    int destination = packets.source[i];
    int total = Ipv4.HEADER_BYTES + Tcp.HEADER_BYTES;
    long answer = FrameMemory.at(packet + Ipv4.HEADER_BYTES);
    Ipv4.write(MEMORY, packet, total, TTL, Ipv4.PROTOCOL_TCP, source, destination);
    Tcp.write(
        MEMORY,
        answer,
        ports,
        sequence,
        acknowledgement,
        acknowledged ? Tcp.RST : Tcp.RST | Tcp.ACK);
    long sum =
        Checksum.addPseudoHeader(0, source, destination, Ipv4.PROTOCOL_TCP, Tcp.HEADER_BYTES);
    Tcp.checksum(
        MEMORY, answer, Checksum.finish(Checksum.add(sum, MEMORY, answer, Tcp.HEADER_BYTES)));
    Frame.fill(frame, Frame.start(frame), (int) (packet - Frame.data(frame)) + total);
    context.count(CoreCounter.RESETS_SENT);
    sendBack(frame, nicRow);
  }

  /** SEG.LEN of RFC 9293 §3.3.1: data, and one each for SYN and FIN. */
  private static int segmentLength(PacketBatch packets, int i) {
    long segment = packets.transport[i];
    int headers = (int) (segment - packets.network[i]) + Tcp.headerBytes(MEMORY, segment);
    int flags = packets.flags[i];
    return packets.bytes[i] - headers + (flags >> 1 & 1) + (flags & 1);
  }

  private void sendBack(int frame, int nicRow) {
    long data = Frame.data(frame);
    long own = context.nicPlan(nicRow).info().mac();
    Ethernet.addresses(MEMORY, data, Ethernet.source(MEMORY, data), own);
    forwarder.send(frame, nicRow);
  }
}
