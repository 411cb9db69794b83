package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.packet.Udp;
import io.spinlane.agent.telemetry.CoreCounter;

/**
 * Step 7 in NAT mode: the destination becomes the back-end on the way there, the source becomes the
 * VIP on the way back. Checksums follow by RFC 1624. A partial checksum (the sender left the
 * payload to an offload) holds the pseudo-header's sum only, so ports do not count in it.
 */
final class Rewriter {
  private final CoreContext context;
  private final Forwarder forwarder;

  Rewriter(CoreContext context, Forwarder forwarder) {
    this.context = context;
    this.forwarder = forwarder;
  }

  void toBackend(PacketBatch packets, int i, Connection connection) {
    long packet = packets.network[i];
    int address = Connection.address(connection.backendKey);
    int port = Connection.port(connection.backendKey);
    if (!hop(packets, i, packets.destination[i], address)) {
      return;
    }
    Ipv4.destination(MEMORY, packet, address);
    Tcp.destinationPort(MEMORY, packets.transport[i], port);
    checksum(packets, i, packets.destination[i], address, packets.ports[i] & 0xffff, port);
    forwarder.forward(packets.frames[i], packet, packets.bytes[i], address);
  }

  void toClient(PacketBatch packets, int i, Connection connection) {
    long packet = packets.network[i];
    int address = Connection.address(connection.vip);
    int port = Connection.port(connection.vip);
    if (!hop(packets, i, packets.source[i], address)) {
      return;
    }
    Ipv4.source(MEMORY, packet, address);
    Tcp.sourcePort(MEMORY, packets.transport[i], port);
    checksum(packets, i, packets.source[i], address, packets.ports[i] >>> 16, port);
    forwarder.forward(packets.frames[i], packet, packets.bytes[i], packets.destination[i]);
  }

  /** One hop less to live, and the header's checksum for that and the new address. */
  private boolean hop(PacketBatch packets, int i, int oldAddress, int newAddress) {
    long packet = packets.network[i];
    int ttl = Ipv4.ttl(MEMORY, packet);
    if (ttl <= 1) {
      context.drop(packets.frames[i], CoreCounter.DROP_TTL_EXPIRED);
      return false;
    }
    int protocol = packets.protocol[i];
    long change =
        Checksum.replaced(oldAddress, newAddress)
            + Checksum.replaced16(ttl << 8 | protocol, (ttl - 1) << 8 | protocol);
    Ipv4.ttl(MEMORY, packet, ttl - 1);
    Ipv4.checksum(MEMORY, packet, Checksum.update(Ipv4.checksum(MEMORY, packet), change));
    return true;
  }

  private static void checksum(
      PacketBatch packets, int i, int oldAddress, int newAddress, int oldPort, int newPort) {
    long transport = packets.transport[i];
    long change = Checksum.replaced(oldAddress, newAddress);
    boolean partial = (Frame.flags(packets.frames[i]) & Frame.CHECKSUM_PARTIAL) != 0;
    if (!partial) {
      change += Checksum.replaced16(oldPort, newPort);
    }
    if (packets.protocol[i] == Ipv4.PROTOCOL_TCP) {
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
