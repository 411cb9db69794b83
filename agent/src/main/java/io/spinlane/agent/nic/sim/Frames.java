package io.spinlane.agent.nic.sim;

import java.lang.foreign.MemorySegment;

/** Layouts of the frames that machines exchange: Ethernet, ARP, NDP, IP, ICMP echo, TCP, UDP. */
final class Frames {
  static final int ETHERNET_BYTES = 14;
  static final int IPV4_BYTES = 20;
  static final int IPV6_BYTES = 40;
  static final int TCP_BYTES = 20;
  static final int UDP_BYTES = 8;

  /** Where layer 4 begins in a frame without options. */
  static final int LAYER_4 = ETHERNET_BYTES + IPV4_BYTES;

  static final int TYPE_IPV4 = 0x0800;
  static final int TYPE_ARP = 0x0806;
  static final int TYPE_IPV6 = 0x86dd;
  static final int ICMP = 1;
  static final int ICMP6 = 58;
  static final int TCP = 6;
  static final int UDP = 17;

  /** An IP packet inside another one, by its family. */
  static final int IPV4_INSIDE = 4;

  static final int IPV6_INSIDE = 41;

  /** Generic UDP Encapsulation: the port, and the header without options behind UDP's. */
  static final int GUE_PORT = 6080;

  static final int GUE_BYTES = 4;
  static final long BROADCAST = 0xffff_ffff_ffffL;

  static final int ARP_BYTES = 28;
  static final int ARP_REQUEST = 1;
  static final int ARP_REPLY = 2;

  static final int ECHO_REPLY = 0;
  static final int ECHO_REQUEST = 8;
  static final int ECHO6_REQUEST = 128;
  static final int ECHO6_REPLY = 129;

  /** Neighbour discovery, RFC 4861. */
  static final int SOLICITATION = 135;

  static final int ADVERTISEMENT = 136;

  /** Neighbour messages with the one option that machines here send. */
  static final int NEIGHBOUR_BYTES = 32;

  private static final int SOLICITED_OVERRIDE = 0x6000_0000;
  private static final int NEIGHBOUR_HOPS = 255;
  private static final long SOLICITED_NODE_HIGH = 0xff02_0000_0000_0000L;
  private static final long SOLICITED_NODE_LOW = 0x0000_0001_ff00_0000L;
  private static final long SOLICITED_NODE_MAC = 0x3333_ff00_0000L;

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
    long tcp = ip(memory, at, addresses, TCP, length, identification);
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
    return padded(memory, at, ETHERNET_BYTES + addresses.headerBytes() + length);
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
    long udp = ip(memory, at, addresses, UDP, length, identification);
    Bytes.set16(memory, udp, addresses.localPort);
    Bytes.set16(memory, udp + 2, addresses.remotePort);
    Bytes.set16(memory, udp + 4, length);
    Bytes.set16(memory, udp + 6, 0);
    Payload.copy(stream, 0, memory, udp + UDP_BYTES, payloadBytes);
    int checksum = ~transportSum(memory, udp, addresses, UDP, length) & 0xffff;
    Bytes.set16(memory, udp + 6, checksum == 0 ? 0xffff : checksum); // RFC 768
    return padded(memory, at, ETHERNET_BYTES + addresses.headerBytes() + length);
  }

  /** Writes the answer to an echo request (RFC 792, RFC 4443) and returns the frame's length. */
  static int echoReply(
      MemorySegment memory,
      long at,
      Addresses addresses,
      int identification,
      MemorySegment from,
      long request,
      int length) {
    boolean ipv6 = addresses.areIpv6();
    long icmp = ip(memory, at, addresses, ipv6 ? ICMP6 : ICMP, length, identification);
    MemorySegment.copy(from, request, memory, icmp, length);
    Bytes.set16(memory, icmp, (ipv6 ? ECHO6_REPLY : ECHO_REPLY) << 8);
    Bytes.set16(memory, icmp + 2, 0);
    int pseudo = ipv6 ? addresses.pseudoHeader(ICMP6, length) : 0;
    Bytes.set16(memory, icmp + 2, ~Bytes.sum(memory, icmp, length, pseudo));
    return padded(memory, at, ETHERNET_BYTES + addresses.headerBytes() + length);
  }

  /**
   * Writes a question for, or the answer about, an IPv6 address and returns the frame's length.
   *
   * @param type {@link #SOLICITATION} or {@link #ADVERTISEMENT}
   * @param addresses from whom to whom; a question goes to those who may have the address
   * @param target number of the address it is about
   */
  static int neighbour(MemorySegment memory, long at, int type, Addresses addresses, int target) {
    boolean asks = type == SOLICITATION;
    long low = addresses.book.low(target);
    long ndp = ip(memory, at, addresses, ICMP6, NEIGHBOUR_BYTES, 0);
    Bytes.set8(memory, at + ETHERNET_BYTES + 7, NEIGHBOUR_HOPS);
    long remote = addresses.book.sum(addresses.remoteAddress);
    if (asks) {
      Bytes.set48(memory, at, SOLICITED_NODE_MAC | (low & 0xff_ffff));
      long node = SOLICITED_NODE_LOW | (low & 0xff_ffff);
      Bytes.set64(memory, ndp - 16, SOLICITED_NODE_HIGH);
      Bytes.set64(memory, ndp - 8, node);
      remote = (SOLICITED_NODE_HIGH >>> 32) + (node >>> 32) + (node & 0xffff_ffffL);
    }
    Bytes.set16(memory, ndp, type << 8);
    Bytes.set16(memory, ndp + 2, 0);
    Bytes.set32(memory, ndp + 4, asks ? 0 : SOLICITED_OVERRIDE);
    Bytes.set64(memory, ndp + 8, addresses.book.high(target));
    Bytes.set64(memory, ndp + 16, low);
    Bytes.set16(memory, ndp + 24, (asks ? 1 : 2) << 8 | 1);
    Bytes.set48(memory, ndp + 26, addresses.localMac);
    long local = addresses.book.sum(addresses.localAddress);
    int pseudo = Bytes.pseudoHeader(local, remote, ICMP6, NEIGHBOUR_BYTES);
    Bytes.set16(memory, ndp + 2, ~Bytes.sum(memory, ndp, NEIGHBOUR_BYTES, pseudo));
    return ETHERNET_BYTES + IPV6_BYTES + NEIGHBOUR_BYTES;
  }

  /** Writes the headers before layer 4 and returns where that begins. */
  private static long ip(
      MemorySegment memory,
      long at,
      Addresses addresses,
      int protocol,
      int payloadBytes,
      int identification) {
    if (!addresses.areIpv6()) {
      return ipv4(memory, at, addresses, protocol, payloadBytes, identification);
    }
    ethernet(memory, at, addresses.remoteMac, addresses.localMac, TYPE_IPV6);
    long ip = at + ETHERNET_BYTES;
    AddressBook book = addresses.book;
    Bytes.set32(memory, ip, 6 << 28);
    Bytes.set16(memory, ip + 4, payloadBytes);
    Bytes.set16(memory, ip + 6, protocol << 8 | TTL);
    Bytes.set64(memory, ip + 8, book.high(addresses.localAddress));
    Bytes.set64(memory, ip + 16, book.low(addresses.localAddress));
    Bytes.set64(memory, ip + 24, book.high(addresses.remoteAddress));
    Bytes.set64(memory, ip + 32, book.low(addresses.remoteAddress));
    return ip + IPV6_BYTES;
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
    int pseudo = addresses.pseudoHeader(protocol, length);
    return Bytes.sum(memory, at, length, pseudo);
  }

  private static int padded(MemorySegment memory, long at, int length) {
    for (int i = length; i < SHORTEST; i++) {
      Bytes.set8(memory, at + i, 0);
    }
    return Math.max(length, SHORTEST);
  }
}
