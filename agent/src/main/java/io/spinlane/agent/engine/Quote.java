package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;

import io.spinlane.agent.packet.Address;
import io.spinlane.agent.packet.Checksum;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.Ipv4;
import io.spinlane.agent.packet.Ipv6;
import io.spinlane.agent.packet.Ipv6Extensions;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.packet.Udp;

/**
 * The beginning of a packet that an ICMP error quotes, as far as it goes; what of it is rewritten
 * is rewritten where it lies. One core's; describes one packet at a time.
 */
final class Quote {
  private static final int PORT_BYTES = 4;
  private static final int UDP_CHECKSUM_END = Udp.CHECKSUM_OFFSET + 2;
  private static final int SEQUENCE_END = 8;
  private static final int TCP_CHECKSUM_END = Tcp.CHECKSUM_OFFSET + 2;
  private static final int GUE_PORT = 6080;
  private static final int GUE_BYTES = 12;
  private static final int PROTOCOL_IPV4 = 4;
  private static final int PROTOCOL_IPV6 = 41;

  long packet;
  int bytes;
  int payloadOffset;
  boolean ipv6;
  int protocol;
  long sourceHigh;
  long sourceLow;
  long destinationHigh;
  long destinationLow;
  int sourcePort;
  int destinationPort;

  /** False when there is no whole header with ports behind it. */
  boolean read(long at, int available) {
    packet = at;
    bytes = available;
    if (available < Ipv4.HEADER_BYTES) {
      return false;
    }
    ipv6 = Ipv4.version(MEMORY, at) == 6;
    if (!(ipv6 ? readIpv6(at) : readIpv4(at)) || bytes < payloadOffset + PORT_BYTES) {
      return false;
    }
    int ports = Tcp.ports(MEMORY, FrameMemory.at(at + payloadOffset));
    sourcePort = ports >>> 16;
    destinationPort = ports & 0xffff;
    return true;
  }

  private boolean readIpv4(long at) {
    payloadOffset = Ipv4.headerBytes(MEMORY, at);
    protocol = Ipv4.protocol(MEMORY, at);
    sourceHigh = 0;
    sourceLow = Address.low(Ipv4.source(MEMORY, at));
    destinationHigh = 0;
    destinationLow = Address.low(Ipv4.destination(MEMORY, at));
    return Ipv4.version(MEMORY, at) == 4
        && payloadOffset >= Ipv4.HEADER_BYTES
        && Ipv4.fragmentOffset(MEMORY, at) == 0;
  }

  private boolean readIpv6(long at) {
    if (bytes < Ipv6.HEADER_BYTES) {
      return false;
    }
    long walked = Ipv6Extensions.walk(MEMORY, at, bytes);
    payloadOffset = Ipv6Extensions.transportOffset(walked);
    protocol = Ipv6Extensions.protocol(walked);
    sourceHigh = Ipv6.sourceHigh(MEMORY, at);
    sourceLow = Ipv6.sourceLow(MEMORY, at);
    destinationHigh = Ipv6.destinationHigh(MEMORY, at);
    destinationLow = Ipv6.destinationLow(MEMORY, at);
    return !Ipv6Extensions.isRefused(walked) && Ipv6Extensions.fragmentOffset(walked) == 0;
  }

  boolean hasPorts() {
    return protocol == Ipv4.PROTOCOL_TCP || protocol == Ipv4.PROTOCOL_UDP;
  }

  /** Whether it is one of the switch's wrapped packets, with a packet inside. */
  boolean intoTunnel() {
    return protocol == PROTOCOL_IPV4 || protocol == PROTOCOL_IPV6 || isGue();
  }

  private boolean isGue() {
    return protocol == Ipv4.PROTOCOL_UDP && destinationPort == GUE_PORT;
  }

  /** Bytes between the outer IP header and the packet inside. */
  int tunnelBytes() {
    return isGue() ? GUE_BYTES : 0;
  }

  void source(long high, long low, int port) {
    long change = Checksum.replaced16(sourcePort, port);
    Tcp.sourcePort(MEMORY, FrameMemory.at(packet + payloadOffset), port);
    if (ipv6) {
      Ipv6.source(MEMORY, packet, high, low);
    } else {
      Ipv4.source(MEMORY, packet, Address.ipv4(low));
    }
    checksums(change, sourceHigh, sourceLow, high, low);
  }

  void destination(long high, long low, int port) {
    long change = Checksum.replaced16(destinationPort, port);
    Tcp.destinationPort(MEMORY, FrameMemory.at(packet + payloadOffset), port);
    if (ipv6) {
      Ipv6.destination(MEMORY, packet, high, low);
    } else {
      Ipv4.destination(MEMORY, packet, Address.ipv4(low));
    }
    checksums(change, destinationHigh, destinationLow, high, low);
  }

  /** The back-end knows its segment by its own number (RFC 5927 §4.1). */
  void shiftSequence(int difference) {
    int available = bytes - payloadOffset;
    long segment = FrameMemory.at(packet + payloadOffset);
    if (available >= SEQUENCE_END) {
      int before = Tcp.sequence(MEMORY, segment);
      Tcp.sequence(MEMORY, segment, before + difference);
      if (available >= TCP_CHECKSUM_END) {
        long change = Checksum.replaced(before, before + difference);
        int sum = Tcp.checksum(MEMORY, segment);
        Tcp.checksum(MEMORY, segment, Checksum.update(sum, change));
      }
    }
  }

  /** Those of the quoted headers follow as far as they are quoted. */
  private void checksums(long ports, long oldHigh, long oldLow, long high, long low) {
    long change = Checksum.replaced64(oldHigh, high) + Checksum.replaced64(oldLow, low);
    if (!ipv6) {
      int sum = Ipv4.checksum(MEMORY, packet);
      Ipv4.checksum(MEMORY, packet, Checksum.update(sum, change));
    }
    long transport = FrameMemory.at(packet + payloadOffset);
    int available = bytes - payloadOffset;
    if (protocol == Ipv4.PROTOCOL_TCP && available >= TCP_CHECKSUM_END) {
      int sum = Tcp.checksum(MEMORY, transport);
      Tcp.checksum(MEMORY, transport, Checksum.update(sum, change + ports));
    } else if (protocol == Ipv4.PROTOCOL_UDP && available >= UDP_CHECKSUM_END) {
      int sum = Udp.checksum(MEMORY, transport);
      if (sum != 0) {
        int after = Checksum.update(sum, change + ports);
        Udp.checksum(MEMORY, transport, after == 0 ? 0xffff : after);
      }
    }
  }
}
