package io.spinlane.agent.nic.sim;

import java.lang.foreign.MemorySegment;

/** Layouts of the frames that machines exchange: Ethernet, ARP, IPv4, ICMP echo, TCP, UDP. */
final class Frames {
  static final int ETHERNET_BYTES = 14;
  static final int IPV4_BYTES = 20;
  static final int TCP_BYTES = 20;
  static final int UDP_BYTES = 8;

  /** Where layer 4 begins in a frame without options. */
  static final int LAYER_4 = ETHERNET_BYTES + IPV4_BYTES;

  static final int TYPE_IPV4 = 0x0800;
  static final int TYPE_ARP = 0x0806;
  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;
  static final long BROADCAST = 0xffff_ffff_ffffL;

  static final int ARP_BYTES = 28;
  static final int ARP_REQUEST = 1;
  static final int ARP_REPLY = 2;

  static final int ECHO_REPLY = 0;
  static final int ECHO_REQUEST = 8;

  /** Shorter frames are padded, as a sending card does (IEEE 802.3, without check sequence). */
  private static final int SHORTEST = 60;

  private static final int ARP_ETHERNET_IPV4 = 0x0001_0800;
  private static final int TTL = 64;
  private static final int DO_NOT_FRAGMENT = 0x4000;
  private static final int MSS_OPTION_BYTES = 4;

  private Frames() {}

  /** Writes an ARP packet (RFC 826) and returns the frame's length. */
  static int arp(
      MemorySegment memory,
      long at,
      long destinationMac,
      int operation,
      long senderMac,
      int senderAddress,
      long targetMac,
      int targetAddress) {
    ethernet(memory, at, destinationMac, senderMac, TYPE_ARP);
    long arp = at + ETHERNET_BYTES;
    Bytes.set32(memory, arp, ARP_ETHERNET_IPV4);
    Bytes.set16(memory, arp + 4, 0x0604);
    Bytes.set16(memory, arp + 6, operation);
    Bytes.set48(memory, arp + 8, senderMac);
    Bytes.set32(memory, arp + 14, senderAddress);
    Bytes.set48(memory, arp + 18, targetMac);
    Bytes.set32(memory, arp + 24, targetAddress);
    return padded(memory, at, ETHERNET_BYTES + ARP_BYTES);
  }

  /** Writes a TCP segment and returns the frame's length. */
  static int tcp(
      MemorySegment memory,
      long at,
      Addresses addresses,
      int identification,
      Segment segment,
      MemorySegment stream) {
    int options = segment.maximumSegmentBytes == 0 ? 0 : MSS_OPTION_BYTES;
    int length = TCP_BYTES + options + segment.payloadBytes;
    long tcp = ipv4(memory, at, addresses, TCP, length, identification);
    Bytes.set16(memory, tcp, addresses.localPort);
    Bytes.set16(memory, tcp + 2, addresses.remotePort);
    Bytes.set32(memory, tcp + 4, segment.sequence);
    Bytes.set32(memory, tcp + 8, segment.acknowledgment);
    Bytes.set16(memory, tcp + 12, ((TCP_BYTES + options) / 4) << 12 | segment.flags);
    Bytes.set16(memory, tcp + 14, segment.window);
    Bytes.set32(memory, tcp + 16, 0); // Checksum, urgent pointer.
    if (options > 0) {
      Bytes.set32(memory, tcp + TCP_BYTES, 0x0204_0000 | segment.maximumSegmentBytes);
    }
    Payload.copy(
        stream, segment.payloadOffset, memory, tcp + TCP_BYTES + options, segment.payloadBytes);
    Bytes.set16(memory, tcp + 16, ~transportSum(memory, tcp, addresses, TCP, length));
    return padded(memory, at, LAYER_4 + length);
  }

  /**
   * Reads a TCP header.
   *
   * @return false when its data offset is wrong
   */
  static boolean readTcp(MemorySegment memory, long tcp, int bytes, Segment into) {
    int header = (Bytes.u8(memory, tcp + 12) >>> 4) * 4;
    if (header < TCP_BYTES || header > bytes) {
      return false;
    }
    into.set(
        Bytes.u8(memory, tcp + 13) & 0x1f,
        Bytes.i32(memory, tcp + 4),
        Bytes.i32(memory, tcp + 8),
        Bytes.u16(memory, tcp + 14));
    into.payloadBytes = bytes - header;
    if (into.has(Segment.SYN)) {
      into.maximumSegmentBytes = maximumSegmentOption(memory, tcp, header);
    }
    return true;
  }

  /** The option's value (RFC 9293 section 3.2), or 0. */
  private static int maximumSegmentOption(MemorySegment memory, long tcp, int header) {
    int option = TCP_BYTES;
    while (option + 1 < header) {
      int kind = Bytes.u8(memory, tcp + option);
      int length = kind == 1 ? 1 : Bytes.u8(memory, tcp + option + 1);
      if (kind == 0 || length == 0) {
        return 0;
      }
      if (kind == 2 && option + MSS_OPTION_BYTES <= header) {
        return Bytes.u16(memory, tcp + option + 2);
      }
      option += length;
    }
    return 0;
  }

  /** Writes a datagram and returns the frame's length. */
  static int udp(
      MemorySegment memory,
      long at,
      Addresses addresses,
      int identification,
      int payloadBytes,
      MemorySegment stream) {
    int length = UDP_BYTES + payloadBytes;
    long udp = ipv4(memory, at, addresses, UDP, length, identification);
    Bytes.set16(memory, udp, addresses.localPort);
    Bytes.set16(memory, udp + 2, addresses.remotePort);
    Bytes.set16(memory, udp + 4, length);
    Bytes.set16(memory, udp + 6, 0);
    Payload.copy(stream, 0, memory, udp + UDP_BYTES, payloadBytes);
    int checksum = ~transportSum(memory, udp, addresses, UDP, length) & 0xffff;
    Bytes.set16(memory, udp + 6, checksum == 0 ? 0xffff : checksum); // RFC 768
    return padded(memory, at, LAYER_4 + length);
  }

  /** Writes the answer to an echo request (RFC 792) and returns the frame's length. */
  static int echoReply(
      MemorySegment memory,
      long at,
      Addresses addresses,
      int identification,
      MemorySegment from,
      long request,
      int length) {
    long icmp = ipv4(memory, at, addresses, ICMP, length, identification);
    MemorySegment.copy(from, request, memory, icmp, length);
    Bytes.set16(memory, icmp, ECHO_REPLY << 8);
    Bytes.set16(memory, icmp + 2, 0);
    Bytes.set16(memory, icmp + 2, ~Bytes.sum(memory, icmp, length, 0));
    return padded(memory, at, LAYER_4 + length);
  }

  private static long ipv4(
      MemorySegment memory,
      long at,
      Addresses addresses,
      int protocol,
      int payloadBytes,
      int identification) {
    ethernet(memory, at, addresses.remoteMac, addresses.localMac, TYPE_IPV4);
    long ip = at + ETHERNET_BYTES;
    Bytes.set16(memory, ip, 0x4500);
    Bytes.set16(memory, ip + 2, IPV4_BYTES + payloadBytes);
    Bytes.set16(memory, ip + 4, identification);
    Bytes.set16(memory, ip + 6, DO_NOT_FRAGMENT);
    Bytes.set16(memory, ip + 8, TTL << 8 | protocol);
    Bytes.set16(memory, ip + 10, 0);
    Bytes.set32(memory, ip + 12, addresses.localAddress);
    Bytes.set32(memory, ip + 16, addresses.remoteAddress);
    Bytes.set16(memory, ip + 10, ~Bytes.sum(memory, ip, IPV4_BYTES, 0));
    return ip + IPV4_BYTES;
  }

  private static void ethernet(
      MemorySegment memory, long at, long destination, long source, int type) {
    Bytes.set48(memory, at, destination);
    Bytes.set48(memory, at + 6, source);
    Bytes.set16(memory, at + 12, type);
  }

  private static int transportSum(
      MemorySegment memory, long at, Addresses addresses, int protocol, int length) {
    int pseudo =
        Bytes.pseudoHeader(addresses.localAddress, addresses.remoteAddress, protocol, length);
    return Bytes.sum(memory, at, length, pseudo);
  }

  private static int padded(MemorySegment memory, long at, int length) {
    for (int i = length; i < SHORTEST; i++) {
      Bytes.set8(memory, at + i, 0);
    }
    return Math.max(length, SHORTEST);
  }
}
