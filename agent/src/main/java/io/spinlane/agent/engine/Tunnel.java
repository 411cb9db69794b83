package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionFlags;
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
  private final Segmenter segmenter;

  Tunnel(CoreContext context, Forwarder forwarder) {
    this.context = context;
    this.forwarder = forwarder;
    this.segmenter = new Segmenter(context);
  }

  /** Bytes the mode puts in front of a packet towards a back-end; 0 for modes that wrap nothing. */
  static int overheadBytes(int mode, long high, long low) {
    if (mode < ConnectionFlags.MODE_IPIP) {
      return 0;
    }
    int outer = Address.isIpv4(high, low) ? Ipv4.HEADER_BYTES : Ipv6.HEADER_BYTES;
    return mode == ConnectionFlags.MODE_GUE ? outer + Udp.HEADER_BYTES + GUE_BYTES : outer;
  }

  /** Wraps a packet and sends it to its back-end, in as many segments as it stands for. */
  void send(PacketBatch packets, int i, Connection connection, NextHop hop) {
    int frame = packets.frame(i);
    int hash = packets.hash(i);
    PlanPrefix own =
        context.nicPlan(hop.nicRow).source(connection.backendHigh, connection.backendLow, hash);
    if (own == null) {
      context.drop(frame, CoreCounter.DROP_NO_SOURCE_ADDRESS);
    } else if ((Frame.flags(frame) & OFFLOADED) == 0) {
      Offload.finishChecksum(frame);
      long packet = packets.network(i);
      wrap(frame, packet, packets.bytes(i), packets.ipv6(i), connection, hop, own, hash);
    } else if ((Frame.flags(frame) & Frame.GSO_UDP) != 0 || !segmenter.start(packets, i)) {
      context.drop(frame, CoreCounter.DROP_TUNNEL_OFFLOAD);
    } else {
      for (int bytes = segmenter.nextBytes(); bytes > 0; bytes = segmenter.nextBytes()) {
        int segment = segmenter.next();
        if (segment == Frame.NONE) {
          context.count(CoreCounter.DROP_NO_FRAME);
          break;
        }
        context.count(CoreCounter.SEGMENTS_CUT);
        long packet = FrameMemory.at(Frame.data(segment) + Ethernet.HEADER_BYTES);
        wrap(segment, packet, bytes, packets.ipv6(i), connection, hop, own, hash);
      }
      context.count(CoreCounter.FRAMES_SEGMENTED);
      context.pool.give(frame);
    }
  }

  private void wrap(
      int frame,
      long packet,
      int packetBytes,
      boolean ipv6,
      Connection connection,
      NextHop hop,
      PlanPrefix own,
      int hash) {
    long high = connection.backendHigh;
    long low = connection.backendLow;
    int overhead = overheadBytes(connection.mode(), high, low);
    int bytes = overhead + packetBytes;
    int inFrame = (int) (packet - Frame.data(frame)) - overhead;
    int trafficClass = trafficClass(packet, ipv6);
    Frame.fill(
        frame, Frame.start(frame) + inFrame - Ethernet.HEADER_BYTES, Ethernet.HEADER_BYTES + bytes);
    long outer = FrameMemory.at(packet - overhead);
    boolean gue = connection.mode() == ConnectionFlags.MODE_GUE;
    int inner = ipv6 ? PROTOCOL_IPV6 : PROTOCOL_IPV4;
    int protocol = gue ? Ipv4.PROTOCOL_UDP : inner;
    if (Address.isIpv4(high, low)) {
      int source = Address.ipv4(own.low());
      Ethernet.type(MEMORY, Frame.data(frame), Ethernet.TYPE_IPV4);
      Ipv4.write(
          MEMORY, outer, trafficClass, bytes, Responder.TTL, protocol, source, Address.ipv4(low));
      if (gue) {
        gue(FrameMemory.at(outer + Ipv4.HEADER_BYTES), bytes - Ipv4.HEADER_BYTES, hash, inner);
      }
    } else {
      Ethernet.type(MEMORY, Frame.data(frame), Ethernet.TYPE_IPV6);
      int payload = bytes - Ipv6.HEADER_BYTES;
      int ttl = Responder.TTL;
      Ipv6.write(MEMORY, outer, hash, payload, protocol, ttl, own.high(), own.low(), high, low);
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
    forwarder.forward(frame, hop);
  }

  /** Diffserv and congestion marks of the packet, for the outer header (RFC 6040 §4.1). */
  private static int trafficClass(long packet, boolean ipv6) {
    return ipv6 ? Ipv6.trafficClass(MEMORY, packet) : Wire.u8(MEMORY, FrameMemory.at(packet + 1));
  }

  private static void gue(long udp, int bytes, int hash, int inner) {
    int port = FIRST_SOURCE_PORT + Integer.remainderUnsigned(hash, SOURCE_PORTS);
    Wire.i32(MEMORY, udp, port << 16 | GUE_PORT);
    Wire.i32(MEMORY, FrameMemory.at(udp + 4), bytes << 16);
    Wire.i32(MEMORY, FrameMemory.at(udp + Udp.HEADER_BYTES), inner << 16);
  }
}
