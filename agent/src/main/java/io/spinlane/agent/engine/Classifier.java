package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.packet.Arp;
import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Icmp;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.packet.Udp;
import io.spinlane.agent.telemetry.CoreCounter;
import org.jspecify.annotations.Nullable;

/**
 * Steps 1 and 2: checks every length once, before anything behind it is read, and sorts frames. TCP
 * and UDP packets come out in the {@link PacketBatch}; ARP and ICMP go to the {@link Responder};
 * everything malformed is dropped with its reason.
 */
final class Classifier {
  private static final int MAX_IP_BYTES = 65_535;

  private final CoreContext context;
  private final Responder responder;

  Classifier(CoreContext context, Responder responder) {
    this.context = context;
    this.responder = responder;
  }

  /** Sorts what one poll of a NIC brought. */
  void classify(FrameBatch received, int nicRow, PacketBatch into) {
    long mac = context.nicPlan(nicRow).info().mac();
    into.count = 0;
    for (int i = 0; i < received.count; i++) {
      int frame = received.frames[i];
      CoreCounter drop = ethernet(frame, nicRow, mac, into);
      if (drop != null) {
        context.drop(frame, drop);
      }
    }
  }

  /** Null when the frame went on. */
  private @Nullable CoreCounter ethernet(int frame, int nicRow, long mac, PacketBatch into) {
    long data = Frame.data(frame);
    int length = Frame.length(frame);
    if (length < Ethernet.HEADER_BYTES) {
      return CoreCounter.DROP_RUNT;
    }
    int header = Ethernet.HEADER_BYTES;
    int type = Ethernet.type(MEMORY, data);
    if (type == Ethernet.TYPE_VLAN) {
      header += Ethernet.TAG_BYTES;
      if (length < header) {
        return CoreCounter.DROP_VLAN_TRUNCATED;
      }
      type = Ethernet.taggedType(MEMORY, data);
    }
    long destination = Ethernet.destination(MEMORY, data);
    if (type == Ethernet.TYPE_ARP) {
      return arp(frame, nicRow, header, length - header);
    }
    if (destination != mac) {
      return CoreCounter.DROP_NOT_FOR_US;
    }
    if (type == Ethernet.TYPE_IPV4) {
      return ipv4(frame, FrameMemory.at(data + header), length - header, nicRow, into);
    }
    return type == Ethernet.TYPE_IPV6 ? CoreCounter.DROP_IPV6 : CoreCounter.DROP_ETHERTYPE;
  }

  private @Nullable CoreCounter arp(int frame, int nicRow, int header, int length) {
    long packet = FrameMemory.at(Frame.data(frame) + header);
    if (length < Arp.BYTES || !Arp.isEthernetIpv4(MEMORY, packet)) {
      return CoreCounter.DROP_ARP_MALFORMED;
    }
    responder.arp(frame, packet, nicRow);
    return null;
  }

  private @Nullable CoreCounter ipv4(
      int frame, long packet, int available, int nicRow, PacketBatch into) {
    if (available < Ipv4.HEADER_BYTES) {
      return CoreCounter.DROP_RUNT;
    }
    if (Ipv4.version(MEMORY, packet) != 4) {
      return CoreCounter.DROP_IPV4_VERSION;
    }
    int header = Ipv4.headerBytes(MEMORY, packet);
    int total = Ipv4.totalLength(MEMORY, packet);
    if (header < Ipv4.HEADER_BYTES || header > available) {
      return CoreCounter.DROP_IPV4_HEADER_LENGTH;
    }
    if (total > available) {
      return CoreCounter.DROP_IPV4_TOTAL_TOO_LONG;
    }
    if (total < header) {
      return CoreCounter.DROP_IPV4_TOTAL_TOO_SHORT;
    }
    if (Checksum.fold(Checksum.add(0, MEMORY, packet, header)) != 0xffff) {
      return CoreCounter.DROP_IPV4_CHECKSUM;
    }
    int source = Ipv4.source(MEMORY, packet);
    int destination = Ipv4.destination(MEMORY, packet);
    if (source == destination) {
      return CoreCounter.DROP_LAND;
    }
    if (isMartian(source) || context.plan.isLocal(source)) {
      return CoreCounter.DROP_MARTIAN_SOURCE;
    }
    if (Ipv4.isFragment(MEMORY, packet)) {
      int end = Ipv4.fragmentOffset(MEMORY, packet) + total;
      return end > MAX_IP_BYTES ? CoreCounter.DROP_FRAGMENT_OVERFLOW : CoreCounter.DROP_FRAGMENT;
    }
    int at = into.count;
    into.frames[at] = frame;
    into.network[at] = packet;
    into.transport[at] = FrameMemory.at(packet + header);
    into.bytes[at] = total;
    into.source[at] = source;
    into.destination[at] = destination;
    return transport(into, at, total - header, nicRow);
  }

  private @Nullable CoreCounter transport(PacketBatch into, int at, int payloadBytes, int nicRow) {
    long transport = into.transport[at];
    int protocol = Ipv4.protocol(MEMORY, into.network[at]);
    into.protocol[at] = protocol;
    switch (protocol) {
      case Ipv4.PROTOCOL_TCP -> {
        if (payloadBytes < Tcp.HEADER_BYTES) {
          return CoreCounter.DROP_TCP_HEADER;
        }
        int header = Tcp.headerBytes(MEMORY, transport);
        if (header < Tcp.HEADER_BYTES || header > payloadBytes) {
          return CoreCounter.DROP_TCP_HEADER;
        }
        into.flags[at] = Tcp.flags(MEMORY, transport);
      }
      case Ipv4.PROTOCOL_UDP -> {
        if (payloadBytes < Udp.HEADER_BYTES) {
          return CoreCounter.DROP_UDP_LENGTH;
        }
        int length = Udp.length(MEMORY, transport);
        if (length < Udp.HEADER_BYTES || length > payloadBytes) {
          return CoreCounter.DROP_UDP_LENGTH;
        }
        into.flags[at] = 0;
      }
      case Ipv4.PROTOCOL_ICMP -> {
        if (payloadBytes < Icmp.HEADER_BYTES) {
          return CoreCounter.DROP_ICMP_MALFORMED;
        }
        return responder.icmp(into.frames[at], into.network[at], transport, nicRow);
      }
      default -> {
        return context.plan.isLocal(into.destination[at])
            ? CoreCounter.DROP_PROTOCOL
            : CoreCounter.DROP_NOT_OURS;
      }
    }
    into.ports[at] = Tcp.ports(MEMORY, transport);
    into.count = at + 1;
    return null;
  }

  /** Sources of RFC 1122 §3.2.1.3 and RFC 5735 that no packet comes from. */
  private static boolean isMartian(int address) {
    int first = address >>> 24;
    return first == 0 || first == 127 || first >= 224;
  }
}
