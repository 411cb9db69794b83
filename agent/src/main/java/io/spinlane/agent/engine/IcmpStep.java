package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionFlags;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.packet.Address;
import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Icmp;
import io.spinlane.agent.packet.Icmp6;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Ipv6;
import io.spinlane.agent.telemetry.CoreCounter;
import org.jspecify.annotations.Nullable;

/**
 * Step 8: echo requests for the switch are answered, and errors about a packet of a balanced
 * connection follow the connection to whoever sent that packet, with the quoted packet made the one
 * he knows; so path MTU discovery works through the switch (RFC 5508 §4 for NAT).
 *
 * <pre>
 *   about a reply:    to the VIP, quotes VIP → client       ──▶ to the back-end, quotes back-end → …
 *   about a request:  quotes … → back-end                   ──▶ to the client, quotes client → VIP
 *   about a tunnel:   to the switch, quotes switch → back-end, in it client → VIP ──▶ to the client
 * </pre>
 */
final class IcmpStep {
  /** Whoever knows the ends of a connection can invent errors about it: each core passes on few. */
  private static final int FOLLOWED_PER_SECOND = 10_000;

  private final CoreContext context;
  private final ConnectionTable table;
  private final LocalEnds localEnds;
  private final Forwarder forwarder;
  private final Responder responder;
  private final Tunnel tunnel;
  private final RateLimit followed = new RateLimit(FOLLOWED_PER_SECOND, FOLLOWED_PER_SECOND / 4);
  private final Quote quote = new Quote();
  private final Connection connection = new Connection();

  IcmpStep(
      CoreContext context,
      ConnectionTable table,
      LocalEnds localEnds,
      Forwarder forwarder,
      Responder responder) {
    this.context = context;
    this.table = table;
    this.localEnds = localEnds;
    this.forwarder = forwarder;
    this.responder = responder;
    this.tunnel = new Tunnel(context, forwarder);
  }

  /** Takes an ICMP message of {@code bytes}. Null when done with it, else why it is dropped. */
  @Nullable CoreCounter icmp4(PacketBatch packets, int i, int bytes, int nicRow) {
    long message = packets.transport(i);
    int type = Icmp.type(MEMORY, message);
    if (type == Icmp.ECHO_REQUEST) {
      return isLocal(packets, i) ? responder.echo(packets, i, nicRow) : CoreCounter.DROP_NOT_OURS;
    }
    if (!Icmp.isError(type)) {
      return isLocal(packets, i) ? CoreCounter.DROP_ICMP_OTHER : CoreCounter.DROP_NOT_OURS;
    }
    if (!Icmp.isIntact(MEMORY, message, bytes)) {
      return CoreCounter.DROP_ICMP_MALFORMED;
    }
    boolean tooLarge =
        type == Icmp.UNREACHABLE && Icmp.code(MEMORY, message) == Icmp.FRAGMENTATION_NEEDED;
    int mtuBytes = tooLarge ? Icmp.parameter(MEMORY, message) & 0xffff : 0;
    return error(packets, i, bytes - Icmp.HEADER_BYTES, mtuBytes);
  }

  /** As above for ICMPv6, but for neighbour discovery. */
  @Nullable CoreCounter icmp6(PacketBatch packets, int i, int bytes, int nicRow) {
    long message = packets.transport(i);
    int type = Icmp6.type(MEMORY, message);
    if (type == Icmp6.ECHO_REQUEST) {
      return isLocal(packets, i) ? responder.echo(packets, i, nicRow) : CoreCounter.DROP_NOT_OURS;
    }
    if (!Icmp6.isError(type)) {
      return isLocal(packets, i) ? CoreCounter.DROP_ICMP_OTHER : CoreCounter.DROP_NOT_OURS;
    }
    if (!Icmp6.isIntact(MEMORY, packets.network(i), message, bytes)) {
      return CoreCounter.DROP_ICMP_MALFORMED;
    }
    int mtuBytes = type == Icmp6.PACKET_TOO_BIG ? Icmp6.parameter(MEMORY, message) : 0;
    return error(packets, i, bytes - Icmp6.HEADER_BYTES, mtuBytes);
  }

  private boolean isLocal(PacketBatch packets, int i) {
    return context.plan.isLocal(packets.destinationHigh(i), packets.destinationLow(i));
  }

  private @Nullable CoreCounter error(PacketBatch packets, int i, int quotedBytes, int mtuBytes) {
    long quoted = FrameMemory.at(packets.transport(i) + Icmp.HEADER_BYTES);
    if (!quote.read(quoted, quotedBytes)) {
      return CoreCounter.DROP_ICMP_MALFORMED;
    }
    if (quote.ipv6 == packets.ipv6(i) && quote.hasPorts()) {
      boolean aboutReply = findQuotedReply();
      if (aboutReply || findQuotedRequest()) {
        if (!followed.tryTake(context.nowNs)) {
          return CoreCounter.DROP_RATE_LIMITED;
        }
        return aboutReply ? toBackend(packets, i) : toClient(packets, i);
      }
    }
    if (mtuBytes > 0 && isLocal(packets, i) && quote.intoTunnel()) {
      return aboutTunnel(packets, i, mtuBytes);
    }
    return isLocal(packets, i) ? CoreCounter.DROP_ICMP_OTHER : CoreCounter.DROP_NOT_OURS;
  }

  /** The quoted packet went from a VIP to a client. */
  private boolean findQuotedReply() {
    return find(
        quote.destinationHigh,
        quote.destinationLow,
        quote.destinationPort,
        quote.sourceHigh,
        quote.sourceLow,
        quote.sourcePort);
  }

  /** The quoted packet went from a client to a VIP, and into a tunnel to this back-end. */
  private boolean findTunnelled(long backendHigh, long backendLow) {
    return find(
            quote.sourceHigh,
            quote.sourceLow,
            quote.sourcePort,
            quote.destinationHigh,
            quote.destinationLow,
            quote.destinationPort)
        && connection.mode() >= ConnectionFlags.MODE_IPIP
        && connection.backendLow == backendLow
        && connection.backendHigh == backendHigh;
  }

  private boolean find(
      long clientHigh, long clientLow, int clientPort, long vipHigh, long vipLow, int vipPort) {
    int row = context.plan.findService(vipHigh, vipLow, quote.protocol, vipPort);
    if (row < 0) {
      return false;
    }
    long flow = Connection.flow(clientPort, context.service(row).vip(), vipPort, quote.protocol);
    int hash = table.hash(clientHigh, clientLow, flow);
    return table.findForward(hash, table.first(hash), clientHigh, clientLow, flow, connection);
  }

  /** The quoted packet went to a back-end, from a client or from an address of the switch. */
  private boolean findQuotedRequest() {
    long client = Connection.clientPart(quote.sourcePort, quote.protocol);
    int hash = table.hash(quote.sourceHigh, quote.sourceLow, client);
    return table.findReverse(
            hash,
            table.first(hash),
            quote.sourceHigh,
            quote.sourceLow,
            client,
            quote.destinationHigh,
            quote.destinationLow,
            quote.destinationPort,
            connection)
        || localEnds.find(
            quote.sourceHigh,
            quote.sourceLow,
            quote.sourcePort,
            quote.destinationHigh,
            quote.destinationLow,
            quote.destinationPort,
            quote.protocol,
            connection);
  }

  private @Nullable CoreCounter toBackend(PacketBatch packets, int i) {
    long high = connection.backendHigh;
    long low = connection.backendLow;
    NextHop hop = forwarder.towards(high, low);
    if (hop == null) {
      return CoreCounter.DROP_NO_ROUTE;
    }
    int mode = connection.mode();
    if (mode >= ConnectionFlags.MODE_DSR) {
      // The back-end itself is the VIP and knows the quoted packet.
      packets.hash(i, 0);
      context.count(CoreCounter.ICMP_ERRORS_FOLLOWED);
      if (mode == ConnectionFlags.MODE_DSR) {
        forwarder.forward(packets.frame(i), hop);
      } else {
        tunnel.send(packets, i, connection, hop);
      }
      return null;
    }
    if (mode == ConnectionFlags.MODE_FULL_NAT) {
      int local = table.extras().local(connection.entry);
      quote.destination(
          context.plan.addressHigh(local >>> 16),
          context.plan.addressLow(local >>> 16),
          local & 0xffff);
    }
    quote.source(high, low, connection.backendPort);
    if ((connection.flags & ConnectionFlags.TRANSLATED) != 0) {
      quote.shiftSequence(-table.extras().sequence(connection.entry));
    }
    return pass(packets, i, hop, packets.sourceHigh(i), packets.sourceLow(i), high, low);
  }

  private @Nullable CoreCounter toClient(PacketBatch packets, int i) {
    long high = connection.clientHigh;
    long low = connection.clientLow;
    NextHop hop = forwarder.towards(high, low);
    if (hop == null) {
      return CoreCounter.DROP_NO_ROUTE;
    }
    long vipHigh = context.plan.addressHigh(connection.vip());
    long vipLow = context.plan.addressLow(connection.vip());
    quote.source(high, low, connection.clientPort());
    quote.destination(vipHigh, vipLow, connection.vipPort());
    // What is behind the switch is none of the client's business.
    return pass(packets, i, hop, vipHigh, vipLow, high, low);
  }

  private @Nullable CoreCounter pass(
      PacketBatch packets,
      int i,
      NextHop hop,
      long sourceHigh,
      long sourceLow,
      long high,
      long low) {
    if (Rewriter.hopsLeft(packets, i) <= 1) {
      return CoreCounter.DROP_TTL_EXPIRED;
    }
    long packet = packets.network(i);
    long message = packets.transport(i);
    int bytes = packets.bytes(i) - (int) (message - packet);
    if (packets.ipv6(i)) {
      Ipv6.hopLimit(MEMORY, packet, Ipv6.hopLimit(MEMORY, packet) - 1);
      Ipv6.source(MEMORY, packet, sourceHigh, sourceLow);
      Ipv6.destination(MEMORY, packet, high, low);
      Icmp6.finish(MEMORY, packet, message, bytes);
    } else {
      Ipv4.ttl(MEMORY, packet, Ipv4.ttl(MEMORY, packet) - 1);
      Ipv4.source(MEMORY, packet, Address.ipv4(sourceLow));
      Ipv4.destination(MEMORY, packet, Address.ipv4(low));
      Ipv4.checksum(MEMORY, packet, 0);
      int header = Ipv4.headerBytes(MEMORY, packet);
      Ipv4.checksum(MEMORY, packet, Checksum.finish(Checksum.add(0, MEMORY, packet, header)));
      Icmp.finish(MEMORY, message, bytes);
    }
    context.count(CoreCounter.ICMP_ERRORS_FOLLOWED);
    forwarder.forward(packets.frame(i), hop);
    return null;
  }

  /** A link behind the switch is too small for what the tunnel adds: the client is to send less. */
  private @Nullable CoreCounter aboutTunnel(PacketBatch packets, int i, int mtuBytes) {
    long inner = FrameMemory.at(quote.packet + quote.payloadOffset + quote.tunnelBytes());
    int innerBytes = quote.bytes - quote.payloadOffset - quote.tunnelBytes();
    int room = mtuBytes - quote.payloadOffset - quote.tunnelBytes();
    int frame = packets.frame(i);
    int ethernet = (int) (packets.network(i) - Frame.data(frame));
    long backendHigh = quote.destinationHigh;
    long backendLow = quote.destinationLow;
    if (!quote.read(inner, innerBytes)) {
      return CoreCounter.DROP_ICMP_MALFORMED;
    }
    if (!findTunnelled(backendHigh, backendLow)) {
      return CoreCounter.DROP_ICMP_OTHER; // Else anybody could have errors sent to anybody.
    }
    if (!followed.tryTake(context.nowNs)) {
      return CoreCounter.DROP_RATE_LIMITED;
    }
    NextHop hop = forwarder.towards(quote.sourceHigh, quote.sourceLow);
    if (hop == null) {
      return CoreCounter.DROP_NO_ROUTE;
    }
    boolean ipv6 = quote.ipv6;
    responder.quote(
        frame,
        ethernet,
        inner,
        innerBytes,
        ipv6,
        hop.nicRow,
        ipv6 ? Icmp6.PACKET_TOO_BIG : Icmp.UNREACHABLE,
        ipv6 ? 0 : Icmp.FRAGMENTATION_NEEDED,
        Math.max(room, ipv6 ? Ipv6.MIN_MTU_BYTES : Ipv4.MIN_MTU_BYTES));
    context.count(CoreCounter.ICMP_ERRORS_FOLLOWED);
    forwarder.forward(frame, hop);
    return null;
  }
}
