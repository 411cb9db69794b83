package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.packet.Address;
import io.spinlane.agent.packet.Arp;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Icmp;
import io.spinlane.agent.packet.Icmp6;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Ipv4Options;
import io.spinlane.agent.packet.Ipv6;
import io.spinlane.agent.packet.Ipv6Extensions;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.packet.Udp;
import io.spinlane.agent.plan.NicPlan;
import io.spinlane.agent.telemetry.CoreCounter;
import org.jspecify.annotations.Nullable;

/**
 * Steps 1 and 2: checks every length once, before anything behind it is read, and sorts frames. TCP
 * and UDP packets come out in the {@link PacketBatch}; ARP and neighbour discovery go to {@link
 * Neighbours}, other ICMP to {@link IcmpStep}; everything malformed is dropped with its reason.
 */
final class Classifier {
  private static final int MAX_IP_BYTES = 65_535;

  private final CoreContext context;
  private final Neighbours neighbours;
  private final IcmpStep icmp;

  Classifier(CoreContext context, Neighbours neighbours, IcmpStep icmp) {
    this.context = context;
    this.neighbours = neighbours;
    this.icmp = icmp;
  }

  /** Sorts what one poll of a NIC brought. */
  void classify(FrameBatch received, int nicRow, PacketBatch into) {
    NicPlan nic = context.nicPlan(nicRow);
    long mac = nic.info().mac();
    into.count = 0;
    for (int i = 0; i < received.count; i++) {
      int frame = received.frames[i];
      CoreCounter drop = nic.vlanId() == 0 ? null : vlan(frame, Frame.length(frame), nic.vlanId());
      if (drop == null) {
        drop = ethernet(frame, nicRow, mac, into);
      }
      if (drop != null) {
        context.drop(frame, drop);
      }
    }
  }

  /** A NIC bound to a VLAN takes its frames only, and takes the tag off. */
  private static @Nullable CoreCounter vlan(int frame, int length, int vlan) {
    if (length < Ethernet.HEADER_BYTES) {
      return CoreCounter.DROP_RUNT;
    }
    if (VlanTag.of(frame) != vlan) {
      return CoreCounter.DROP_VLAN_OTHER;
    }
    VlanTag.remove(frame);
    return null;
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
    long packet = FrameMemory.at(data + header);
    if (destination != mac) {
      // Neighbour discovery speaks to groups (RFC 4861 §2.3), and nothing else here does.
      return type == Ethernet.TYPE_IPV6 && Ethernet.isGroup(destination)
          ? group(frame, packet, length - header, nicRow)
          : CoreCounter.DROP_NOT_FOR_US;
    }
    if (type == Ethernet.TYPE_IPV4) {
      return ipv4(frame, packet, length - header, nicRow, into);
    }
    return type == Ethernet.TYPE_IPV6
        ? ipv6(frame, packet, length - header, nicRow, into)
        : CoreCounter.DROP_ETHERTYPE;
  }

  private @Nullable CoreCounter arp(int frame, int nicRow, int header, int length) {
    long packet = FrameMemory.at(Frame.data(frame) + header);
    if (length < Arp.BYTES || !Arp.isEthernetIpv4(MEMORY, packet)) {
      return CoreCounter.DROP_ARP_MALFORMED;
    }
    neighbours.arp(frame, packet, nicRow);
    return null;
  }

  private @Nullable CoreCounter ipv4(
      int frame, long at0, int available, int nicRow, PacketBatch into) {
    if (available < Ipv4.HEADER_BYTES) {
      return CoreCounter.DROP_RUNT;
    }
    long packet = FrameMemory.at(at0);
    long head = Ipv4.head(MEMORY, packet);
    long middle = Ipv4.middle(MEMORY, packet);
    int destination = Ipv4.destination(MEMORY, packet);
    if (Ipv4.version(head) != 4) {
      return CoreCounter.DROP_IPV4_VERSION;
    }
    int header = Ipv4.headerBytes(head);
    int total = Ipv4.totalLength(head);
    if (header < Ipv4.HEADER_BYTES || header > available) {
      return CoreCounter.DROP_IPV4_HEADER_LENGTH;
    }
    if (total > available) {
      return CoreCounter.DROP_IPV4_TOTAL_TOO_LONG;
    }
    if (total < header) {
      return CoreCounter.DROP_IPV4_TOTAL_TOO_SHORT;
    }
    if (!Ipv4.isIntact(MEMORY, packet, head, middle, destination)) {
      return CoreCounter.DROP_IPV4_CHECKSUM;
    }
    if (header > Ipv4.HEADER_BYTES) {
      CoreCounter refused = options(packet, header);
      if (refused != null) {
        return refused;
      }
    }
    int source = Ipv4.source(middle);
    if (source == destination) {
      return CoreCounter.DROP_LAND;
    }
    long sourceLow = Address.low(source);
    if (isMartian(source) || context.plan.isLocal(0, sourceLow)) {
      return CoreCounter.DROP_MARTIAN_SOURCE;
    }
    int at = into.count;
    into.set(
        at,
        frame,
        false,
        packet,
        header,
        total,
        Ipv4.protocol(middle),
        0,
        sourceLow,
        0,
        Address.low(destination));
    if (Ipv4.isFragment(head)) {
      int offset = Ipv4.fragmentOffset(head);
      if (offset + total > MAX_IP_BYTES) {
        return CoreCounter.DROP_FRAGMENT_OVERFLOW;
      }
      into.fragment(
          at, offset == 0 ? PacketBatch.FIRST : PacketBatch.LATER, Ipv4.identification(head));
    }
    return transport(into, at, total - header, nicRow);
  }

  private static @Nullable CoreCounter options(long packet, int header) {
    return switch (Ipv4Options.check(MEMORY, packet, header)) {
      case PASSES -> null;
      case MALFORMED -> CoreCounter.DROP_IPV4_OPTIONS;
      case SOURCE_ROUTE -> CoreCounter.DROP_IPV4_SOURCE_ROUTE;
    };
  }

  private @Nullable CoreCounter ipv6(
      int frame, long packet, int available, int nicRow, PacketBatch into) {
    if (available < Ipv6.HEADER_BYTES) {
      return CoreCounter.DROP_RUNT;
    }
    if (Ipv6.version(MEMORY, packet) != 6) {
      return CoreCounter.DROP_IPV6_VERSION;
    }
    int total = Ipv6.HEADER_BYTES + Ipv6.payloadLength(MEMORY, packet);
    if (total > available) {
      return CoreCounter.DROP_IPV6_PAYLOAD_TOO_LONG;
    }
    long sourceHigh = Ipv6.sourceHigh(MEMORY, packet);
    long sourceLow = Ipv6.sourceLow(MEMORY, packet);
    long destinationHigh = Ipv6.destinationHigh(MEMORY, packet);
    long destinationLow = Ipv6.destinationLow(MEMORY, packet);
    if (sourceHigh == destinationHigh && sourceLow == destinationLow) {
      return CoreCounter.DROP_LAND;
    }
    // A neighbour may ask from no address at all, to find out whether its own is taken.
    boolean unspecified = Ipv6.isUnspecified(sourceHigh, sourceLow);
    if (isMartian6(sourceHigh, sourceLow) || context.plan.isLocal(sourceHigh, sourceLow)) {
      return CoreCounter.DROP_MARTIAN_SOURCE;
    }
    long walked = Ipv6Extensions.walk(MEMORY, packet, total);
    if (Ipv6Extensions.isRefused(walked)) {
      return extensionRefused(Ipv6Extensions.reason(walked));
    }
    int protocol = Ipv6Extensions.protocol(walked);
    if (unspecified && protocol != Ipv6.PROTOCOL_ICMP6) {
      return CoreCounter.DROP_MARTIAN_SOURCE;
    }
    int header = Ipv6Extensions.transportOffset(walked);
    int at = into.count;
    into.set(
        at,
        frame,
        true,
        packet,
        header,
        total,
        protocol,
        sourceHigh,
        sourceLow,
        destinationHigh,
        destinationLow);
    if (Ipv6Extensions.isFragment(walked)) {
      boolean first = Ipv6Extensions.fragmentOffset(walked) == 0;
      into.fragment(
          at,
          first ? PacketBatch.FIRST : PacketBatch.LATER,
          Ipv6Extensions.identification(MEMORY, packet, walked));
    }
    return transport(into, at, total - header, nicRow);
  }

  private static CoreCounter extensionRefused(int reason) {
    return switch (reason) {
      case Ipv6Extensions.REASON_ROUTING -> CoreCounter.DROP_IPV6_ROUTING_HEADER;
      case Ipv6Extensions.REASON_FRAGMENT_OVERFLOW -> CoreCounter.DROP_FRAGMENT_OVERFLOW;
      case Ipv6Extensions.REASON_TOO_LONG -> CoreCounter.DROP_IPV6_EXTENSIONS_TOO_LONG;
      default -> CoreCounter.DROP_IPV6_EXTENSIONS_MALFORMED;
    };
  }

  /** Only neighbour solicitations and advertisements are taken from a group. */
  private @Nullable CoreCounter group(int frame, long packet, int available, int nicRow) {
    if (available < Ipv6.HEADER_BYTES + Icmp6.HEADER_BYTES
        || Ipv6.version(MEMORY, packet) != 6
        || Ipv6.nextHeader(MEMORY, packet) != Ipv6.PROTOCOL_ICMP6
        || !Ipv6.isMulticast(Ipv6.destinationHigh(MEMORY, packet))
        || Ipv6.payloadLength(MEMORY, packet) > available - Ipv6.HEADER_BYTES) {
      return CoreCounter.DROP_NOT_FOR_US;
    }
    long message = FrameMemory.at(packet + Ipv6.HEADER_BYTES);
    int bytes = Ipv6.payloadLength(MEMORY, packet);
    int type = Icmp6.type(MEMORY, message);
    if (bytes < Icmp6.HEADER_BYTES
        || (type != Icmp6.NEIGHBOUR_SOLICITATION && type != Icmp6.NEIGHBOUR_ADVERTISEMENT)) {
      return CoreCounter.DROP_NOT_FOR_US;
    }
    return neighbours.ndp(frame, packet, message, bytes, nicRow);
  }

  private @Nullable CoreCounter transport(PacketBatch into, int at, int payloadBytes, int nicRow) {
    long transport = into.transport(at);
    int protocol = into.protocol(at);
    if (into.part(at) != PacketBatch.WHOLE
        && protocol != Ipv4.PROTOCOL_TCP
        && protocol != Ipv4.PROTOCOL_UDP) {
      return CoreCounter.DROP_FRAGMENT;
    }
    if (into.part(at) == PacketBatch.LATER) {
      into.segment(at, 0, 0);
      into.count = at + 1;
      return null;
    }
    int flags = 0;
    switch (protocol) {
      case Ipv4.PROTOCOL_TCP -> {
        if (payloadBytes < Tcp.HEADER_BYTES) {
          return CoreCounter.DROP_TCP_HEADER;
        }
        int header = Tcp.headerBytes(MEMORY, transport);
        if (header < Tcp.HEADER_BYTES || header > payloadBytes) {
          return CoreCounter.DROP_TCP_HEADER;
        }
        flags = Tcp.flags(MEMORY, transport);
      }
      case Ipv4.PROTOCOL_UDP -> {
        if (payloadBytes < Udp.HEADER_BYTES) {
          return CoreCounter.DROP_UDP_LENGTH;
        }
        int length = Udp.length(MEMORY, transport);
        boolean tooLong = length > payloadBytes && into.part(at) == PacketBatch.WHOLE;
        if (length < Udp.HEADER_BYTES || tooLong) {
          return CoreCounter.DROP_UDP_LENGTH;
        }
      }
      case Ipv4.PROTOCOL_ICMP -> {
        if (into.ipv6(at)) {
          return other(into, at);
        }
        return payloadBytes < Icmp.HEADER_BYTES
            ? CoreCounter.DROP_ICMP_MALFORMED
            : icmp.icmp4(into, at, payloadBytes, nicRow);
      }
      case Ipv6.PROTOCOL_ICMP6 -> {
        if (!into.ipv6(at)) {
          return other(into, at);
        }
        return payloadBytes < Icmp6.HEADER_BYTES
            ? CoreCounter.DROP_ICMP_MALFORMED
            : icmp6(into, at, payloadBytes, nicRow);
      }
      default -> {
        return other(into, at);
      }
    }
    into.segment(at, Tcp.ports(MEMORY, transport), flags);
    into.count = at + 1;
    return null;
  }

  private @Nullable CoreCounter icmp6(PacketBatch into, int at, int bytes, int nicRow) {
    int type = Icmp6.type(MEMORY, into.transport(at));
    if (type == Icmp6.NEIGHBOUR_SOLICITATION || type == Icmp6.NEIGHBOUR_ADVERTISEMENT) {
      return neighbours.ndp(into.frame(at), into.network(at), into.transport(at), bytes, nicRow);
    }
    if (Ipv6.isUnspecified(into.sourceHigh(at), into.sourceLow(at))) {
      return CoreCounter.DROP_MARTIAN_SOURCE; // Nobody to answer.
    }
    return icmp.icmp6(into, at, bytes, nicRow);
  }

  private CoreCounter other(PacketBatch into, int at) {
    return context.plan.isLocal(into.destinationHigh(at), into.destinationLow(at))
        ? CoreCounter.DROP_PROTOCOL
        : CoreCounter.DROP_NOT_OURS;
  }

  /** The same of RFC 4291 §2.7 and §2.5.3. */
  private static boolean isMartian6(long high, long low) {
    return Ipv6.isMulticast(high) || Ipv6.isLoopback(high, low) || Address.isIpv4(high, low);
  }

  /** Sources of RFC 1122 §3.2.1.3 and RFC 5735 that no packet comes from. */
  private static boolean isMartian(int address) {
    int first = address >>> 24;
    return first == 0 || first == 127 || first >= 224;
  }
}
