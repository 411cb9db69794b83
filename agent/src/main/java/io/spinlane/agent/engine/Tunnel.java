package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.packet.Address;
import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.Ethernet;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Ipv6;
import io.spinlane.agent.packet.Offload;
import io.spinlane.agent.packet.Udp;
import io.spinlane.agent.packet.Wire;
import io.spinlane.agent.plan.PlanPrefix;
import io.spinlane.agent.telemetry.CoreCounter;

/**
 * Wraps packets for back-ends that unwrap them and answer clients themselves: IP in IP (RFC 2003,
 * RFC 2473, RFC 4213) and Generic UDP Encapsulation, variant 0 (draft-ietf-intarea-gue §3). Any
 * family in any.
 *
 * <pre>
 *   Ethernet │ outer IP │ UDP to 6080, GUE (4 bytes) │ the packet as the client sent it
 *                         └ GUE only ──────────────┘
 * </pre>
 *
 * <p>What the back-end's host spreads its load by varies with the flow: in GUE the source port (RFC
 * 7510 §3's range), in IP over IPv6 the flow label (RFC 6438), and in all of them the source
 * address among those of the NIC that share the back-end's prefix.
 */
final class Tunnel {
  private static final int GUE_BYTES = 4;
  private static final int GUE_PORT = 6080;
  private static final int PROTOCOL_IPV4 = 4;
  private static final int PROTOCOL_IPV6 = 41;
  private static final int FIRST_SOURCE_PORT = 49_152;
  private static final int SOURCE_PORTS = 65_536 - FIRST_SOURCE_PORT;
  private static final int OFFLOADED = Frame.GSO_TCP4 | Frame.GSO_TCP6 | Frame.GSO_UDP;

  private final CoreContext context;
  private final Forwarder forwarder;

  Tunnel(CoreContext context, Forwarder forwarder) {
    this.context = context;
    this.forwarder = forwarder;
  }

  /** Bytes the mode puts in front of a packet towards a back-end; 0 for modes that wrap nothing. */
  static int overheadBytes(int mode, long high, long low) {
    if (mode < ConnectionTable.MODE_IPIP) {
      return 0;
    }
    int outer = Address.isIpv4(high, low) ? Ipv4.HEADER_BYTES : Ipv6.HEADER_BYTES;
    return mode == ConnectionTable.MODE_GUE ? outer + Udp.HEADER_BYTES + GUE_BYTES : outer;
  }

  /** Wraps a packet and sends it to its back-end. */
  void send(PacketBatch packets, int i, Connection connection, int route) {
    int frame = packets.frames[i];
    if ((Frame.flags(frame) & OFFLOADED) != 0) {
      context.drop(frame, CoreCounter.DROP_TUNNEL_OFFLOAD);
      return;
    }
    Offload.finishChecksum(frame);
    long high = connection.backendHigh;
    long low = connection.backendLow;
    int nicRow = context.plan.routeNic(route);
    int hash = packets.bucket[i];
    PlanPrefix own = context.nicPlan(nicRow).source(high, low, hash);
    if (own == null) {
      context.drop(frame, CoreCounter.DROP_NO_SOURCE_ADDRESS);
      return;
    }
    int overhead = overheadBytes(connection.mode(), high, low);
    int bytes = overhead + packets.bytes[i];
    long outer = packets.network[i] - overhead;
    int start = Frame.start(frame) + (int) (outer - Frame.data(frame)) - Ethernet.HEADER_BYTES;
    Frame.fill(frame, start, Ethernet.HEADER_BYTES + bytes);
    outer = FrameMemory.at(outer);
    boolean gue = connection.mode() == ConnectionTable.MODE_GUE;
    int inner = packets.ipv6[i] ? PROTOCOL_IPV6 : PROTOCOL_IPV4;
    int protocol = gue ? Ipv4.PROTOCOL_UDP : inner;
    int trafficClass = trafficClass(packets, i);
    if (Address.isIpv4(high, low)) {
      Ethernet.type(MEMORY, Frame.data(frame), Ethernet.TYPE_IPV4);
      Ipv4.write(
          MEMORY,
          outer,
          trafficClass,
          bytes,
          Responder.TTL,
          protocol,
          Address.ipv4(own.low()),
          Address.ipv4(low));
      if (gue) {
        gue(FrameMemory.at(outer + Ipv4.HEADER_BYTES), bytes - Ipv4.HEADER_BYTES, hash, inner);
      }
    } else {
      Ethernet.type(MEMORY, Frame.data(frame), Ethernet.TYPE_IPV6);
      int payload = bytes - Ipv6.HEADER_BYTES;
      Ipv6.write(
          MEMORY, outer, hash, payload, protocol, Responder.TTL, own.high(), own.low(), high, low);
      Ipv6.trafficClass(MEMORY, outer, trafficClass);
      if (gue) {
        long udp = FrameMemory.at(outer + Ipv6.HEADER_BYTES);
        gue(udp, payload, hash, inner);
        // Over IPv6 a receiver need not take datagrams without one (RFC 8200 §8.1).
        long sum = Ipv6.pseudoHeader(MEMORY, outer, protocol, payload);
        int checksum = Checksum.finish(Checksum.add(sum, MEMORY, udp, payload));
        Udp.checksum(MEMORY, udp, checksum == 0 ? 0xffff : checksum);
      }
    }
    forwarder.forward(frame, route, high, low);
  }

  /** Diffserv and congestion marks of the packet, for the outer header (RFC 6040 §4.1). */
  private static int trafficClass(PacketBatch packets, int i) {
    long packet = packets.network[i];
    return packets.ipv6[i]
        ? Ipv6.trafficClass(MEMORY, packet)
        : Wire.u8(MEMORY, FrameMemory.at(packet + 1));
  }

  private static void gue(long udp, int bytes, int hash, int inner) {
    int port = FIRST_SOURCE_PORT + Integer.remainderUnsigned(hash, SOURCE_PORTS);
    Wire.i32(MEMORY, udp, port << 16 | GUE_PORT);
    Wire.i32(MEMORY, FrameMemory.at(udp + 4), bytes << 16);
    Wire.i32(MEMORY, FrameMemory.at(udp + Udp.HEADER_BYTES), inner << 16);
  }
}
