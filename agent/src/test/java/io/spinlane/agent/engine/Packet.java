package io.spinlane.agent.engine;

import io.spinlane.topology.IpAddress;
import io.spinlane.topology.MacAddress;
import java.util.Arrays;

/**
 * Writes one frame field by field, with checksums of its own making: it shares no code with what it
 * tests.
 *
 * <pre>
 *   Packet.tcp("203.0.113.7:4000", "203.0.113.10:80").flags(Tcp.SYN).bytes()
 * </pre>
 */
final class Packet {
  static final int ICMP = 1;
  static final int TCP = 6;
  static final int UDP = 17;

  private long destinationMac = mac("02:00:00:00:00:01");
  private long sourceMac = mac("02:00:00:00:00:fe");
  private int vlan = -1;
  private int type = 0x0800;
  private byte[] ip = new byte[0];
  private int headerBytes = 20;
  private int cut = Integer.MAX_VALUE;
  private boolean badIpChecksum;
  private boolean noUdpChecksum;

  private Packet() {}

  /** A segment with ACK set, sequence number 1000, acknowledgement 2000 and no data. */
  static Packet tcp(String from, String to) {
    Packet packet = ipv4(TCP, host(from), host(to), 20);
    put16(packet.ip, 20, port(from));
    put16(packet.ip, 22, port(to));
    put32(packet.ip, 24, 1000);
    put32(packet.ip, 28, 2000);
    packet.ip[32] = 0x50;
    packet.ip[33] = 0x10;
    put16(packet.ip, 34, 0xfaf0);
    return packet;
  }

  static Packet udp(String from, String to) {
    Packet packet = ipv4(UDP, host(from), host(to), 8);
    put16(packet.ip, 20, port(from));
    put16(packet.ip, 22, port(to));
    put16(packet.ip, 24, 8);
    return packet;
  }

  static Packet echo(String from, String to) {
    Packet packet = ipv4(ICMP, from, to, 8);
    packet.ip[20] = 8;
    put16(packet.ip, 24, 0x1234);
    put16(packet.ip, 26, 7);
    return packet;
  }

  /** An IPv4 packet of some protocol with zeros behind its header. */
  static Packet ipv4(int protocol, String from, String to, int payloadBytes) {
    Packet packet = new Packet();
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
    ip[8] = (byte) ttl;
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

  /** Appends data and says so in the lengths. */
  Packet data(byte[] data) {
    int at = ip.length;
    ip = Arrays.copyOf(ip, at + data.length);
    System.arraycopy(data, 0, ip, at, data.length);
    put16(ip, 2, ip.length);
    if (ip[9] == UDP) {
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

  /** Sets a byte of the packet, counted from the IPv4 header; checksums follow. */
  Packet set8(int at, int value) {
    ip[at] = (byte) value;
    return this;
  }

  Packet set16(int at, int value) {
    put16(ip, at, value);
    return this;
  }

  Packet badIpChecksum() {
    badIpChecksum = true;
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

  byte[] bytes() {
    byte[] packet = ip.clone();
    if (type == 0x0800) {
      finish(packet);
    }
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
    int checksumAt = checksumAt(packet, headerBytes);
    if (checksumAt > 0 && checksumAt + 2 <= packet.length) {
      put16(packet, checksumAt, 0);
      int checksum = ~sum(packet, headerBytes, packet.length, pseudo(packet, headerBytes)) & 0xffff;
      if (packet[9] == UDP) {
        checksum = noUdpChecksum ? 0 : checksum == 0 ? 0xffff : checksum;
      }
      put16(packet, checksumAt, checksum);
    }
    put16(packet, 10, 0);
    int own = ~sum(packet, 0, headerBytes, 0) & 0xffff;
    put16(packet, 10, badIpChecksum ? own ^ 0x0100 : own);
  }

  /**
   * Checks every checksum of an IPv4 frame by adding all words up, as a receiver does.
   *
   * @return what is wrong; empty when all is right
   */
  static String wrongChecksums(byte[] frame) {
    int header = get16(frame, 12) == 0x8100 ? 18 : 14;
    byte[] packet =
        Arrays.copyOfRange(
            frame, header, Math.min(frame.length, header + get16(frame, header + 2)));
    int headerBytes = (packet[0] & 15) * 4;
    if (sum(packet, 0, headerBytes, 0) != 0xffff) {
      return "IPv4 header checksum";
    }
    int at = checksumAt(packet, headerBytes);
    if (packet[9] == UDP && get16(packet, at) == 0) {
      return "";
    }
    int all = sum(packet, headerBytes, packet.length, pseudo(packet, headerBytes));
    return all == 0xffff ? "" : "checksum of protocol " + packet[9];
  }

  private static int checksumAt(byte[] packet, int headerBytes) {
    return switch (packet[9]) {
      case TCP -> headerBytes + 16;
      case UDP -> headerBytes + 6;
      case ICMP -> headerBytes + 2;
      default -> 0;
    };
  }

  /** The pseudo-header's sum; ICMP has none. */
  static int pseudo(byte[] packet, int headerBytes) {
    return packet[9] == ICMP
        ? 0
        : sum(packet, 12, 20, (packet[9] & 0xff) + packet.length - headerBytes);
  }

  /** One's complement sum, word by word: arithmetic modulo 65535 that keeps 65535 for 0. */
  static int sum(byte[] bytes, int from, int to, int start) {
    int sum = start;
    for (int at = from; at < to; at += 2) {
      int word = (bytes[at] & 0xff) << 8 | (at + 1 < to ? bytes[at + 1] & 0xff : 0);
      sum += word;
      if (sum > 0xffff) {
        sum -= 0xffff;
      }
    }
    return sum;
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

  private static void put32(byte[] bytes, int at, int value) {
    put16(bytes, at, value >>> 16);
    put16(bytes, at + 2, value);
  }

  private static void put48(byte[] bytes, int at, long value) {
    put16(bytes, at, (int) (value >>> 32));
    put32(bytes, at + 2, (int) value);
  }

  private static String host(String end) {
    return end.substring(0, end.indexOf(':'));
  }

  private static int port(String end) {
    return Integer.parseInt(end.substring(end.indexOf(':') + 1));
  }

  static int address(String text) {
    return IpAddress.parse(text).v4Bits();
  }

  static long mac(String text) {
    return MacAddress.parse(text).bits();
  }
}
