package io.spinlane.agent.engine;

import java.util.Arrays;

/** Checksums of frames as tests see them: added up word by word, as a receiver does. */
final class PacketSums {
  private PacketSums() {}

  /**
   * Checks every checksum of an IPv4 or IPv6 frame by adding all words up, as a receiver does.
   *
   * @return what is wrong; empty when all is right
   */
  static String wrongChecksums(byte[] frame) {
    int header = Packet.get16(frame, 12) == 0x8100 ? 18 : 14;
    return wrongChecksumsOf(Arrays.copyOfRange(frame, header, frame.length));
  }

  /**
   * Makes the checksums of a damaged frame's IPv4 header and ICMP message right again, as far as it
   * is one, so that the damage comes further.
   */
  static void mend(byte[] frame) {
    if (frame.length < 14 + 28) {
      return;
    }
    byte[] packet = Arrays.copyOfRange(frame, 14, frame.length);
    int type = Packet.get16(frame, 12);
    int headerBytes = type == Packet.IPV6 ? 40 : (packet[0] & 15) * 4;
    int end = type == Packet.IPV6 ? 40 + Packet.get16(packet, 4) : Packet.get16(packet, 2);
    if ((type != Packet.IPV4 && type != Packet.IPV6)
        || headerBytes < 20
        || headerBytes > packet.length
        || end > packet.length) {
      return;
    }
    if (type == Packet.IPV4) {
      Packet.put16(packet, 10, 0);
      Packet.put16(packet, 10, ~sum(packet, 0, headerBytes, 0) & 0xffff);
    }
    int protocol = packet[type == Packet.IPV6 ? 6 : 9];
    if (end >= headerBytes + 8 && protocol == (type == Packet.IPV6 ? Packet.ICMP6 : Packet.ICMP)) {
      int start = type == Packet.IPV6 ? sum(packet, 8, 40, Packet.ICMP6 + end - 40) : 0;
      Packet.put16(packet, headerBytes + 2, 0);
      Packet.put16(packet, headerBytes + 2, ~sum(packet, headerBytes, end, start) & 0xffff);
    }
    System.arraycopy(packet, 0, frame, 14, packet.length);
  }

  /** As above, of a packet; padding behind it is left out. */
  static String wrongChecksumsOf(byte[] padded) {
    boolean ipv6 = padded[0] >>> 4 == 6;
    int total = ipv6 ? 40 + Packet.get16(padded, 4) : Packet.get16(padded, 2);
    byte[] packet = Arrays.copyOf(padded, Math.min(padded.length, total));
    int headerBytes = ipv6 ? transportAt(packet) : (packet[0] & 15) * 4;
    if (!ipv6 && sum(packet, 0, headerBytes, 0) != 0xffff) {
      return "IPv4 header checksum";
    }
    int protocol = protocol(packet, headerBytes);
    int at = at(protocol);
    if (at == 0 || (protocol == Packet.UDP && Packet.get16(packet, headerBytes + at) == 0)) {
      return "";
    }
    int all = sum(packet, headerBytes, packet.length, pseudo(packet, headerBytes));
    return all == 0xffff ? "" : "checksum of protocol " + protocol;
  }

  /** Behind hop-by-hop options, routing, fragment and destination options headers. */
  private static int transportAt(byte[] packet) {
    int at = 40;
    int next = packet[6];
    while (next == 0 || next == 43 || next == 44 || next == 60) {
      next = packet[at];
      at += 8 * (1 + packet[at + 1]);
    }
    return at;
  }

  private static int protocol(byte[] packet, int headerBytes) {
    if (packet[0] >>> 4 == 4) {
      return packet[9];
    }
    int at = 40;
    int next = packet[6];
    while (at < headerBytes) {
      next = packet[at];
      at += 8 * (1 + packet[at + 1]);
    }
    return next;
  }

  /** Where the checksum of a layer-4 header is; 0: there is none. */
  static int at(int protocol) {
    return switch (protocol) {
      case Packet.TCP -> 16;
      case Packet.UDP -> 6;
      case Packet.ICMP, Packet.ICMP6 -> 2;
      default -> 0;
    };
  }

  /** The pseudo-header's sum; ICMP of IPv4 has none. */
  static int pseudo(byte[] packet, int headerBytes) {
    boolean ipv6 = packet[0] >>> 4 == 6;
    int protocol = protocol(packet, headerBytes);
    int start = protocol + packet.length - headerBytes;
    if (ipv6) {
      return sum(packet, 8, 40, start);
    }
    return protocol == Packet.ICMP ? 0 : sum(packet, 12, 20, start);
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
}
