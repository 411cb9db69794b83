package io.spinlane.agent.engine;

import io.spinlane.topology.IpAddress;
import io.spinlane.topology.MacAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Writes one frame field by field, with checksums of its own making: it shares no code with what it
 * tests.
 *
 * <pre>
 *   Packet.tcp("203.0.113.7:4000", "203.0.113.10:80").flags(Tcp.SYN).bytes()
 *   Packet.udp("[2001:db8::7]:4000", "[2001:db8::10]:53").data(9).bytes()
 * </pre>
 *
 * <p>Ends written with brackets, and addresses with colons, make IPv6 packets.
 */
final class Packet {
  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;
  static final int ICMP6 = 58;
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86dd;

  private long destinationMac = mac("02:00:00:00:00:01");
  private long sourceMac = mac("02:00:00:00:00:fe");
  private int vlan = -1;
  private int type = IPV4;
  private byte[] ip = new byte[0];
  private boolean isIp;
  private boolean ipv6;
  private int protocol;
  private int headerBytes;
  private int nextHeaderAt = 6;
  private int cut = Integer.MAX_VALUE;
  private boolean badIpChecksum;
  private boolean badChecksum;
  private boolean noUdpChecksum;

  private Packet() {}

  /** A segment with ACK set, sequence number 1000, acknowledgement 2000 and no data. */
  static Packet tcp(String from, String to) {
    Packet packet = ip(TCP, host(from), host(to), 20);
    int at = packet.headerBytes;
    put16(packet.ip, at, port(from));
    put16(packet.ip, at + 2, port(to));
    put32(packet.ip, at + 4, 1000);
    put32(packet.ip, at + 8, 2000);
    packet.ip[at + 12] = 0x50;
    packet.ip[at + 13] = 0x10;
    put16(packet.ip, at + 14, 0xfaf0);
    return packet;
  }

  static Packet udp(String from, String to) {
    Packet packet = ip(UDP, host(from), host(to), 8);
    int at = packet.headerBytes;
    put16(packet.ip, at, port(from));
    put16(packet.ip, at + 2, port(to));
    put16(packet.ip, at + 4, 8);
    return packet;
  }

  static Packet echo(String from, String to) {
    return icmp(from, to, isIpv6(from) ? 128 : 8, 0, 0x1234 << 16 | 7);
  }

  static Packet echoReply(String from, String to) {
    return icmp(from, to, isIpv6(from) ? 129 : 0, 0, 0x1234 << 16 | 7);
  }

  /** The first 8 bytes of an ICMP message of either family. */
  static Packet icmp(String from, String to, int type, int code, int parameter) {
    Packet packet = ip(isIpv6(from) ? ICMP6 : ICMP, from, to, 8);
    packet.ip[packet.headerBytes] = (byte) type;
    packet.ip[packet.headerBytes + 1] = (byte) code;
    put32(packet.ip, packet.headerBytes + 4, parameter);
    return packet;
  }

  /** A packet of some protocol, and of the family of its addresses, with zeros inside. */
  static Packet ip(int protocol, String from, String to, int payloadBytes) {
    return isIpv6(from)
        ? ipv6(protocol, from, to, payloadBytes)
        : ipv4(protocol, from, to, payloadBytes);
  }

  static Packet ipv6(int protocol, String from, String to, int payloadBytes) {
    Packet packet = new Packet();
    packet.isIp = true;
    packet.ipv6 = true;
    packet.protocol = protocol;
    packet.type = IPV6;
    packet.headerBytes = 40;
    packet.ip = new byte[40 + payloadBytes];
    put32(packet.ip, 0, 6 << 28);
    put16(packet.ip, 4, payloadBytes);
    packet.ip[6] = (byte) protocol;
    packet.ip[7] = 64;
    System.arraycopy(address6(from), 0, packet.ip, 8, 16);
    System.arraycopy(address6(to), 0, packet.ip, 24, 16);
    return packet;
  }

  /** An IPv4 packet of some protocol with zeros behind its header. */
  static Packet ipv4(int protocol, String from, String to, int payloadBytes) {
    Packet packet = new Packet();
    packet.isIp = true;
    packet.protocol = protocol;
    packet.headerBytes = 20;
    packet.ip = new byte[20 + payloadBytes];
    packet.ip[0] = 0x45;
    put16(packet.ip, 2, packet.ip.length);
    put16(packet.ip, 4, 0xbeef);
    packet.ip[6] = 0x40;
    packet.ip[8] = 64;
    packet.ip[9] = (byte) protocol;
    put32(packet.ip, 12, address(from));
    put32(packet.ip, 16, address(to));
    return packet;
  }

  static Packet arp(int operation, String senderMac, String sender, String mac, String target) {
    Packet packet = new Packet();
    packet.type = 0x0806;
    packet.sourceMac = mac(senderMac);
    packet.destinationMac = operation == 1 ? 0xffff_ffff_ffffL : mac(mac);
    packet.ip = new byte[46];
    put16(packet.ip, 0, 1);
    put16(packet.ip, 2, 0x0800);
    put16(packet.ip, 4, 0x0604);
    put16(packet.ip, 6, operation);
    put48(packet.ip, 8, mac(senderMac));
    put32(packet.ip, 14, address(sender));
    put48(packet.ip, 18, mac(mac));
    put32(packet.ip, 24, address(target));
    return packet;
  }

  static Packet arpRequest(String senderMac, String sender, String target) {
    return arp(1, senderMac, sender, "00:00:00:00:00:00", target);
  }

  Packet from(String mac) {
    sourceMac = mac(mac);
    return this;
  }

  Packet to(String mac) {
    destinationMac = mac(mac);
    return this;
  }

  Packet vlan(int tag) {
    vlan = tag;
    return this;
  }

  Packet type(int etherType) {
    type = etherType;
    return this;
  }

  Packet ttl(int ttl) {
    ip[ipv6 ? 7 : 8] = (byte) ttl;
    return this;
  }

  Packet flags(int flags) {
    ip[headerBytes + 13] = (byte) flags;
    return this;
  }

  Packet flagsIf(boolean yes, int flags) {
    return yes ? flags(flags) : this;
  }

  Packet sequence(int sequence) {
    put32(ip, headerBytes + 4, sequence);
    return this;
  }

  Packet acknowledgement(int acknowledgement) {
    put32(ip, headerBytes + 8, acknowledgement);
    return this;
  }

  Packet window(int window) {
    put16(ip, headerBytes + 14, window);
    return this;
  }

  /** Appends options to a TCP header that has no data yet. */
  Packet tcpOptions(String hex) {
    data(HexFormat.of().parseHex(hex));
    ip[headerBytes + 12] = (byte) ((ip.length - headerBytes) << 2);
    return this;
  }

  /** Appends data and says so in the lengths. */
  Packet data(byte[] data) {
    int at = ip.length;
    ip = Arrays.copyOf(ip, at + data.length);
    System.arraycopy(data, 0, ip, at, data.length);
    lengths();
    if (protocol == UDP) {
      put16(ip, headerBytes + 4, ip.length - headerBytes);
    }
    return this;
  }

  Packet data(int lengthBytes) {
    byte[] data = new byte[lengthBytes];
    for (int i = 0; i < lengthBytes; i++) {
      data[i] = (byte) (i * 7 + 1);
    }
    return data(data);
  }

  /** Puts no-operation options into the IPv4 header. */
  Packet options(int bytes) {
    byte[] longer = new byte[ip.length + bytes];
    System.arraycopy(ip, 0, longer, 0, headerBytes);
    Arrays.fill(longer, headerBytes, headerBytes + bytes, (byte) 1);
    System.arraycopy(ip, headerBytes, longer, headerBytes + bytes, ip.length - headerBytes);
    ip = longer;
    headerBytes += bytes;
    ip[0] = (byte) (0x40 | headerBytes / 4);
    put16(ip, 2, ip.length);
    return this;
  }

  private void lengths() {
    put16(ip, ipv6 ? 4 : 2, ipv6 ? ip.length - 40 : ip.length);
  }

  /**
   * Puts an IPv6 extension header behind those there are.
   *
   * @param header all of it; its first byte becomes what follows
   */
  Packet extension(int type, int... header) {
    byte[] longer = Arrays.copyOf(ip, ip.length + header.length);
    System.arraycopy(ip, headerBytes, longer, headerBytes + header.length, ip.length - headerBytes);
    for (int i = 1; i < header.length; i++) {
      longer[headerBytes + i] = (byte) header[i];
    }
    longer[headerBytes] = ip[nextHeaderAt];
    longer[nextHeaderAt] = (byte) type;
    nextHeaderAt = headerBytes;
    headerBytes += header.length;
    ip = longer;
    lengths();
    return this;
  }

  /** Where what is behind the IP headers begins, for the methods below. */
  int payloadAt() {
    return headerBytes;
  }

  /** Sets a byte of the packet, counted from the IP header; checksums follow. */
  Packet set8(int at, int value) {
    ip[at] = (byte) value;
    return this;
  }

  /** Without the IPv4 identification that a packet has which may be fragmented. */
  Packet unnumbered() {
    return ipv6 ? this : set16(4, 0);
  }

  Packet set16(int at, int value) {
    put16(ip, at, value);
    return this;
  }

  /** As an IPv6 packet's traffic class or an IPv4 packet's type of service. */
  Packet trafficClass(int value) {
    if (ipv6) {
      ip[0] = (byte) (0x60 | value >> 4);
      ip[1] = (byte) ((ip[1] & 15) | value << 4);
    } else {
      ip[1] = (byte) value;
    }
    return this;
  }

  Packet badIpChecksum() {
    badIpChecksum = true;
    return this;
  }

  /** Spoils the checksum of TCP, UDP or ICMP. */
  Packet badChecksum() {
    badChecksum = true;
    return this;
  }

  Packet noUdpChecksum() {
    noUdpChecksum = true;
    return this;
  }

  /** Cuts the finished frame. */
  Packet cut(int lengthBytes) {
    cut = lengthBytes;
    return this;
  }

  /** The finished packet without its Ethernet header. */
  byte[] packet() {
    byte[] packet = ip.clone();
    if (isIp) {
      finish(packet);
    }
    return packet;
  }

  byte[] bytes() {
    byte[] packet = packet();
    int header = vlan < 0 ? 14 : 18;
    byte[] frame = new byte[header + packet.length];
    put48(frame, 0, destinationMac);
    put48(frame, 6, sourceMac);
    if (vlan >= 0) {
      put16(frame, 12, 0x8100);
      put16(frame, 14, vlan);
    }
    put16(frame, header - 2, type);
    System.arraycopy(packet, 0, frame, header, packet.length);
    return cut < frame.length ? Arrays.copyOf(frame, cut) : frame;
  }

  private void finish(byte[] packet) {
    int at = headerBytes + PacketSums.at(protocol);
    if (at > headerBytes && at + 2 <= packet.length) {
      put16(packet, at, 0);
      int checksum =
          ~PacketSums.sum(
                  packet, headerBytes, packet.length, PacketSums.pseudo(packet, headerBytes))
              & 0xffff;
      if (protocol == UDP) {
        checksum = noUdpChecksum ? 0 : checksum == 0 ? 0xffff : checksum;
      }
      put16(packet, at, badChecksum ? checksum ^ 0x0100 : checksum);
    }
    if (!ipv6) {
      put16(packet, 10, 0);
      int own = ~PacketSums.sum(packet, 0, headerBytes, 0) & 0xffff;
      put16(packet, 10, badIpChecksum ? own ^ 0x0100 : own);
    }
  }

  /** Hardware address a frame comes from. */
  static long source(byte[] frame) {
    return (long) get16(frame, 6) << 32 | (get32(frame, 8) & 0xffff_ffffL);
  }

  static int get16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  static int get32(byte[] bytes, int at) {
    return get16(bytes, at) << 16 | get16(bytes, at + 2);
  }

  static void put16(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value >>> 8);
    bytes[at + 1] = (byte) value;
  }

  static void put32(byte[] bytes, int at, int value) {
    put16(bytes, at, value >>> 16);
    put16(bytes, at + 2, value);
  }

  private static void put48(byte[] bytes, int at, long value) {
    put16(bytes, at, (int) (value >>> 32));
    put32(bytes, at + 2, (int) value);
  }

  static String host(String end) {
    String host = end.substring(0, end.lastIndexOf(':'));
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int port(String end) {
    return Integer.parseInt(end.substring(end.lastIndexOf(':') + 1));
  }

  private static boolean isIpv6(String address) {
    return address.indexOf(':') >= 0;
  }

  static byte[] address6(String text) {
    IpAddress address = IpAddress.parse(text);
    byte[] bytes = new byte[16];
    for (int i = 0; i < 16; i++) {
      long half = i < 8 ? address.high() : address.low();
      bytes[i] = (byte) (half >>> (56 - 8 * (i % 8)));
    }
    return bytes;
  }

  static int address(String text) {
    return IpAddress.parse(text).v4Bits();
  }

  static long mac(String text) {
    return MacAddress.parse(text).bits();
  }
}
