package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/**
 * Neighbour solicitation and advertisement, RFC 4861 §4.3 and §4.4, with the link-layer address of
 * Ethernet. Stateless. What arrives is to be {@linkplain #isValidSolicitation validated} before it
 * is read.
 *
 * <pre>
 *   0 type, code, checksum │ 4 flags │ 8 target address │ 24 options: type, length in 8 bytes, …
 * </pre>
 */
public final class Ndp {
  /** Bytes of the whole packet that is written here, from its IPv6 header on. */
  public static final int PACKET_BYTES = Ipv6.HEADER_BYTES + 32;

  /** Option that carries the sender's hardware address, in solicitations. */
  public static final int OPTION_SOURCE_MAC = 1;

  /** Option that carries the target's hardware address, in advertisements. */
  public static final int OPTION_TARGET_MAC = 2;

  /** Flag of an advertisement that answers a solicitation. */
  public static final int SOLICITED = 1 << 30;

  /** Flag of an advertisement that replaces what is known. */
  public static final int OVERRIDE = 1 << 29;

  /** The option is absent or not for Ethernet. */
  public static final long NO_MAC = -1;

  /** First half of every solicited-node address, ff02::1:ff00:0/104, and of ff02::1. */
  public static final long LINK_MULTICAST_HIGH = 0xff02_0000_0000_0000L;

  /** Second half of ff02::1, all nodes of the link. */
  public static final long ALL_NODES_LOW = 1;

  private static final int HOP_LIMIT = 255;
  private static final int MESSAGE_BYTES = 24;
  private static final int OPTION_BYTES = 8;
  private static final long SOLICITED_NODE_LOW = 0x0000_0001_ff00_0000L;
  private static final long SOLICITED_NODE_PREFIX = 0xffff_ffff_ff00_0000L;
  private static final long GROUP_MAC = 0x3333_0000_0000L;

  private Ndp() {}

  /** Second half of the solicited-node address of an address, RFC 4291 §2.7.1. */
  public static long solicitedNodeLow(long low) {
    return SOLICITED_NODE_LOW | (low & ~SOLICITED_NODE_PREFIX);
  }

  public static boolean isSolicitedNode(long high, long low) {
    return high == LINK_MULTICAST_HIGH && (low & SOLICITED_NODE_PREFIX) == SOLICITED_NODE_LOW;
  }

  /** Hardware address of the multicast group whose second half is {@code low}, RFC 2464 §7. */
  public static long multicastMac(long low) {
    return GROUP_MAC | (low & 0xffff_ffffL);
  }

  public static long targetHigh(MemorySegment segment, long message) {
    return Wire.i64(segment, message + 8);
  }

  public static long targetLow(MemorySegment segment, long message) {
    return Wire.i64(segment, message + 16);
  }

  /** {@link #SOLICITED} and {@link #OVERRIDE} of an advertisement. */
  public static int flags(MemorySegment segment, long message) {
    return Wire.i32(segment, message + 4);
  }

  /**
   * The hardware address in the first option of a type, or {@link #NO_MAC}.
   *
   * @param messageBytes of a valid message
   */
  public static long mac(MemorySegment segment, long message, int messageBytes, int option) {
    int at = MESSAGE_BYTES;
    while (at + OPTION_BYTES <= messageBytes) {
      int units = Wire.u8(segment, message + at + 1);
      if (units == 0) {
        return NO_MAC;
      }
      if (Wire.u8(segment, message + at) == option) {
        return units == 1 ? Wire.u48(segment, message + at + 2) : NO_MAC;
      }
      at += units * OPTION_BYTES;
    }
    return NO_MAC;
  }

  /**
   * All of RFC 4861 §7.1.1. A hop limit of 255 proves that no router passed the packet on.
   *
   * @param packet offset of the IPv6 header
   * @param message offset of the ICMPv6 header, with {@code messageBytes} bytes up to the end
   */
  public static boolean isValidSolicitation(
      MemorySegment segment, long packet, long message, int messageBytes) {
    if (!isValid(segment, packet, message, messageBytes)) {
      return false;
    }
    boolean anonymous =
        Ipv6.isUnspecified(Ipv6.sourceHigh(segment, packet), Ipv6.sourceLow(segment, packet));
    return !anonymous
        || (isSolicitedNode(
                Ipv6.destinationHigh(segment, packet), Ipv6.destinationLow(segment, packet))
            && mac(segment, message, messageBytes, OPTION_SOURCE_MAC) == NO_MAC);
  }

  /** All of RFC 4861 §7.1.2; parameters as above. */
  public static boolean isValidAdvertisement(
      MemorySegment segment, long packet, long message, int messageBytes) {
    return isValid(segment, packet, message, messageBytes)
        && !(Ipv6.isMulticast(Ipv6.destinationHigh(segment, packet))
            && (flags(segment, message) & SOLICITED) != 0);
  }

  private static boolean isValid(
      MemorySegment segment, long packet, long message, int messageBytes) {
    return messageBytes >= MESSAGE_BYTES
        && Ipv6.hopLimit(segment, packet) == HOP_LIMIT
        && Icmp6.code(segment, message) == 0
        && !Ipv6.isMulticast(targetHigh(segment, message))
        && areOptionsWhole(segment, message, messageBytes)
        && Icmp6.isIntact(segment, packet, message, messageBytes);
  }

  private static boolean areOptionsWhole(MemorySegment segment, long message, int messageBytes) {
    int at = MESSAGE_BYTES;
    while (at + 2 <= messageBytes) {
      int units = Wire.u8(segment, message + at + 1);
      if (units == 0) {
        return false;
      }
      at += units * OPTION_BYTES;
    }
    return at == messageBytes;
  }

  /**
   * Writes a packet of {@link #PACKET_BYTES} that asks the target's solicited-node group for its
   * hardware address; its frame goes to {@code multicastMac(solicitedNodeLow(targetLow))}.
   *
   * @param mac of the sender
   */
  public static void writeSolicitation(
      MemorySegment segment,
      long packet,
      long sourceHigh,
      long sourceLow,
      long targetHigh,
      long targetLow,
      long mac) {
    Ipv6.write(
        segment,
        packet,
        0,
        PACKET_BYTES - Ipv6.HEADER_BYTES,
        Ipv6.PROTOCOL_ICMP6,
        HOP_LIMIT,
        sourceHigh,
        sourceLow,
        LINK_MULTICAST_HIGH,
        solicitedNodeLow(targetLow));
    writeMessage(
        segment,
        packet,
        Icmp6.NEIGHBOUR_SOLICITATION,
        0,
        targetHigh,
        targetLow,
        OPTION_SOURCE_MAC,
        mac);
  }

  /**
   * Writes a packet of {@link #PACKET_BYTES} that tells the target's hardware address, from the
   * target itself: to who asked, or unasked to all nodes.
   *
   * @param flags {@link #SOLICITED}, {@link #OVERRIDE}, or both
   */
  public static void writeAdvertisement(
      MemorySegment segment,
      long packet,
      long targetHigh,
      long targetLow,
      long destinationHigh,
      long destinationLow,
      int flags,
      long mac) {
    Ipv6.write(
        segment,
        packet,
        0,
        PACKET_BYTES - Ipv6.HEADER_BYTES,
        Ipv6.PROTOCOL_ICMP6,
        HOP_LIMIT,
        targetHigh,
        targetLow,
        destinationHigh,
        destinationLow);
    writeMessage(
        segment,
        packet,
        Icmp6.NEIGHBOUR_ADVERTISEMENT,
        flags,
        targetHigh,
        targetLow,
        OPTION_TARGET_MAC,
        mac);
  }

  private static void writeMessage(
      MemorySegment segment,
      long packet,
      int type,
      int flags,
      long targetHigh,
      long targetLow,
      int option,
      long mac) {
    long message = packet + Ipv6.HEADER_BYTES;
    Icmp6.write(segment, message, type, 0, flags);
    Wire.i64(segment, message + 8, targetHigh);
    Wire.i64(segment, message + 16, targetLow);
    Wire.u8(segment, message + MESSAGE_BYTES, option);
    Wire.u8(segment, message + MESSAGE_BYTES + 1, 1);
    Wire.u48(segment, message + MESSAGE_BYTES + 2, mac);
    Icmp6.finish(segment, packet, message, PACKET_BYTES - Ipv6.HEADER_BYTES);
  }
}
