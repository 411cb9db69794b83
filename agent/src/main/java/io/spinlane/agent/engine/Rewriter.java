package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionFlags;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.balance.Maglev;
import io.spinlane.agent.packet.Address;
import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Ipv6;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.packet.TcpOptions;
import io.spinlane.agent.packet.Udp;
import io.spinlane.agent.telemetry.CoreCounter;
import org.jspecify.annotations.Nullable;

/**
 * Step 7: makes a packet of a connection one for its back-end, or for its client, by the mode:
 *
 * <pre>
 *   NAT       there: destination becomes the back-end     back: source becomes the VIP
 *   FULL_NAT  and the source an address of the switch     and the destination the client
 *   DSR       only the hardware address changes           the back-end answers past the switch
 *   IPIP, GUE wrapped by the {@link Tunnel}               the same
 * </pre>
 *
 * <p>Checksums follow by RFC 1624. A partial checksum (the sender left the payload to an offload)
 * holds the pseudo-header's sum only, so ports do not count in it. A fragment that is not the first
 * has neither ports nor a sum of its own.
 */
final class Rewriter {
  private static final int SOURCE_PORT = 0xffff_0000;

  private final CoreContext context;
  private final ConnectionTable table;
  private final Fragments fragments;
  private final Forwarder forwarder;
  private final Responder responder;
  private final Tunnel tunnel;

  Rewriter(
      CoreContext context,
      ConnectionTable table,
      Fragments fragments,
      Forwarder forwarder,
      Responder responder) {
    this.context = context;
    this.table = table;
    this.fragments = fragments;
    this.forwarder = forwarder;
    this.responder = responder;
    this.tunnel = new Tunnel(context, forwarder);
  }

  void toBackend(PacketBatch packets, int i, Connection connection, int nicRow) {
    fragments.note(packets, i, connection, true);
    long high = connection.backendHigh;
    long low = connection.backendLow;
    int mode = connection.mode();
    int overhead = Tunnel.overheadBytes(mode, high, low);
    NextHop hop = nextHop(packets, i, nicRow, high, low, overhead);
    if (hop == null) {
      return;
    }
    int frame = packets.frame(i);
    if (mode == ConnectionFlags.MODE_DSR) {
      forwarder.forward(frame, hop);
      return;
    }
    if (!livesOn(packets, i, nicRow)) {
      return;
    }
    if (overhead > 0) {
      hop(packets, i, 0);
      tunnel.send(packets, i, connection, hop);
      return;
    }
    clampMss(packets, i, nicRow, hop);
    int ports = (packets.ports(i) & SOURCE_PORT) | connection.backendPort;
    long change = destination(packets, i, high, low);
    long headerChange = 0;
    if (mode == ConnectionFlags.MODE_FULL_NAT) {
      int local = table.extras().local(connection.entry);
      if (local == 0) {
        // The core that accepted the flow is about to say where it leaves from.
        context.drop(frame, CoreCounter.DROP_NO_LOCAL_PORT);
        return;
      }
      long localHigh = context.plan.addressHigh(local >>> 16);
      long localLow = context.plan.addressLow(local >>> 16);
      change += source(packets, i, localHigh, localLow);
      ports = local << 16 | connection.backendPort;
      headerChange = renumber(packets, i, connection);
    }
    ports(packets, i, ports, change);
    hop(packets, i, change + headerChange);
    forwarder.forward(frame, hop);
  }

  void toClient(PacketBatch packets, int i, Connection connection, int nicRow) {
    fragments.note(packets, i, connection, false);
    long high = connection.clientHigh;
    long low = connection.clientLow;
    NextHop hop = nextHop(packets, i, nicRow, high, low, 0);
    if (hop == null || !livesOn(packets, i, nicRow)) {
      return;
    }
    clampMss(packets, i, nicRow, hop);
    int vip = connection.vip();
    int ports = connection.vipPort() << 16 | packets.destinationPort(i);
    long change = source(packets, i, context.plan.addressHigh(vip), context.plan.addressLow(vip));
    if (connection.mode() == ConnectionFlags.MODE_FULL_NAT) {
      change += destination(packets, i, high, low);
      ports = connection.vipPort() << 16 | connection.clientPort();
    }
    ports(packets, i, ports, change);
    hop(packets, i, change);
    forwarder.forward(packets.frame(i), hop);
  }

  /**
   * Gives the fragments of an IPv4 packet another identification, the same for all of them: clients
   * who share an address of the switch number their packets independently, and a back-end would put
   * fragments of two together (RFC 4963). Identifications of one flow stay different from each
   * other.
   *
   * @return what it changes in the header's checksum
   */
  private static long renumber(PacketBatch packets, int i, Connection connection) {
    if (packets.part(i) == PacketBatch.WHOLE || packets.ipv6(i)) {
      return 0;
    }
    long packet = packets.network(i);
    int before = Ipv4.identification(MEMORY, packet);
    long flow = Maglev.mix(connection.clientLow) + connection.flow;
    int after = before ^ ((int) Maglev.mix(flow) & 0xffff);
    Ipv4.identification(MEMORY, packet, after);
    return Checksum.replaced16(before, after);
  }

  /** The way there, or null when the packet was dropped or answered instead. */
  private @Nullable NextHop nextHop(
      PacketBatch packets, int i, int nicRow, long high, long low, int overheadBytes) {
    NextHop hop = forwarder.towards(high, low);
    if (hop == null) {
      context.drop(packets.frame(i), CoreCounter.DROP_NO_ROUTE);
      return null;
    }
    int room = hop.mtuBytes - overheadBytes;
    if (Forwarder.largestPacket(packets.frame(i), packets.network(i), packets.bytes(i)) > room) {
      responder.tooLarge(packets, i, nicRow, room);
      return null;
    }
    return hop;
  }

  /**
   * A SYN asks for no larger segments than both NICs carry, so that connections work where errors
   * about large packets are lost (RFC 4459 §3.2). Only where its answer passes here, too: what
   * wraps packets never sees what back-ends ask for.
   */
  private void clampMss(PacketBatch packets, int i, int nicRow, NextHop hop) {
    if ((packets.flags(i) & Tcp.SYN) == 0) {
      return;
    }
    long segment = packets.transport(i);
    int mtu = Math.min(context.nicPlan(nicRow).info().mtuBytes(), hop.mtuBytes);
    int header = packets.ipv6(i) ? Ipv6.HEADER_BYTES : Ipv4.HEADER_BYTES;
    TcpOptions.clampMss(
        MEMORY,
        segment,
        TcpOptions.parse(MEMORY, segment),
        mtu - header - Tcp.HEADER_BYTES,
        isPartial(packets, i));
  }

  private static boolean isPartial(PacketBatch packets, int i) {
    return (Frame.flags(packets.frame(i)) & Frame.CHECKSUM_PARTIAL) != 0;
  }

  /** False when it was its last hop; the sender has been told then. */
  private boolean livesOn(PacketBatch packets, int i, int nicRow) {
    if (hopsLeft(packets, i) > 1) {
      return true;
    }
    responder.expired(packets, i, nicRow);
    return false;
  }

  /** Time to live, or hop limit. */
  static int hopsLeft(PacketBatch packets, int i) {
    long packet = packets.network(i);
    return packets.ipv6(i) ? Ipv6.hopLimit(MEMORY, packet) : Ipv4.ttl(MEMORY, packet);
  }

  /** Sets the destination; returns what that changes in sums. */
  private static long destination(PacketBatch packets, int i, long high, long low) {
    long packet = packets.network(i);
    if (packets.ipv6(i)) {
      Ipv6.destination(MEMORY, packet, high, low);
      return Checksum.replaced64(packets.destinationHigh(i), high)
          + Checksum.replaced64(packets.destinationLow(i), low);
    }
    Ipv4.destination(MEMORY, packet, Address.ipv4(low));
    return Checksum.replaced(Address.ipv4(packets.destinationLow(i)), Address.ipv4(low));
  }

  /** Sets the source; returns what that changes in sums. */
  private static long source(PacketBatch packets, int i, long high, long low) {
    long packet = packets.network(i);
    if (packets.ipv6(i)) {
      Ipv6.source(MEMORY, packet, high, low);
      return Checksum.replaced64(packets.sourceHigh(i), high)
          + Checksum.replaced64(packets.sourceLow(i), low);
    }
    Ipv4.source(MEMORY, packet, Address.ipv4(low));
    return Checksum.replaced(Address.ipv4(packets.sourceLow(i)), Address.ipv4(low));
  }

  /** One hop less to live; the IPv4 header's sum follows that and what has changed before. */
  private static void hop(PacketBatch packets, int i, long headerChange) {
    long packet = packets.network(i);
    if (packets.ipv6(i)) {
      Ipv6.hopLimit(MEMORY, packet, Ipv6.hopLimit(MEMORY, packet) - 1);
    } else {
      Ipv4.hop(MEMORY, packet, headerChange);
    }
  }

  /** Sets the ports, as {@link PacketBatch#ports} gives them, and the layer-4 checksum. */
  private static void ports(PacketBatch packets, int i, int ports, long addressChange) {
    if (packets.part(i) == PacketBatch.LATER) {
      return;
    }
    long transport = packets.transport(i);
    Tcp.ports(MEMORY, transport, ports);
    boolean partial = isPartial(packets, i);
    long change =
        partial ? addressChange : addressChange + Checksum.replaced(packets.ports(i), ports);
    if (packets.protocol(i) == Ipv4.PROTOCOL_TCP) {
      int before = Tcp.checksum(MEMORY, transport);
      Tcp.checksum(
          MEMORY,
          transport,
          partial ? Checksum.updatePartial(before, change) : Checksum.update(before, change));
      return;
    }
    int before = Udp.checksum(MEMORY, transport);
    if (partial) {
      Udp.checksum(MEMORY, transport, Checksum.updatePartial(before, change));
    } else if (before != 0) {
      int after = Checksum.update(before, change);
      Udp.checksum(MEMORY, transport, after == 0 ? 0xffff : after); // RFC 768: 0 means none.
    }
  }
}
