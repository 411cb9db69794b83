package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/**
 * IPv6 header, RFC 8200 §3. Stateless. An address is two longs, its first byte highest in the first
 * one; what follows the header is found by {@link Ipv6Extensions}.
 */
public final class Ipv6 {
  public static final int HEADER_BYTES = 40;

  /** Every link carries packets of this size, RFC 8200 §5. */
  public static final int MIN_MTU_BYTES = 1280;

  public static final int PROTOCOL_ICMP6 = 58;

  /** Nothing follows the header, RFC 8200 §4.7. */
  public static final int PROTOCOL_NONE = 59;

  private static final int VERSION = 6 << 28;
  private static final int FLOW_LABEL = 0xf_ffff;

  private Ipv6() {}

  public static int version(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset) >>> 4;
  }

  /** DSCP and ECN, 8 bits. */
  public static int trafficClass(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset) >>> 4 & 0xff;
  }

  /** 20 bits. */
  public static int flowLabel(MemorySegment segment, long offset) {
    return Wire.i32(segment, offset) & FLOW_LABEL;
  }

  /** Bytes behind this header, extension headers included. */
  public static int payloadLength(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset + 4);
  }

  /** Protocol of what follows: an extension header or the transport's. */
  public static int nextHeader(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset + 6);
  }

  public static int hopLimit(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset + 7);
  }

  public static long sourceHigh(MemorySegment segment, long offset) {
    return Wire.i64(segment, offset + 8);
  }

  public static long sourceLow(MemorySegment segment, long offset) {
    return Wire.i64(segment, offset + 16);
  }

  public static long destinationHigh(MemorySegment segment, long offset) {
    return Wire.i64(segment, offset + 24);
  }

  public static long destinationLow(MemorySegment segment, long offset) {
    return Wire.i64(segment, offset + 32);
  }

  public static void payloadLength(MemorySegment segment, long offset, int lengthBytes) {
    Wire.u16(segment, offset + 4, lengthBytes);
  }

  /** Sets DSCP and ECN, 8 bits. */
  public static void trafficClass(MemorySegment segment, long offset, int trafficClass) {
    int word = Wire.i32(segment, offset);
    Wire.i32(segment, offset, (word & ~(0xff << 20)) | trafficClass << 20);
  }

  public static void hopLimit(MemorySegment segment, long offset, int hopLimit) {
    Wire.u8(segment, offset + 7, hopLimit);
  }

  public static void source(MemorySegment segment, long offset, long high, long low) {
    Wire.i64(segment, offset + 8, high);
    Wire.i64(segment, offset + 16, low);
  }

  public static void destination(MemorySegment segment, long offset, long high, long low) {
    Wire.i64(segment, offset + 24, high);
    Wire.i64(segment, offset + 32, low);
  }

  /**
   * Writes a header of traffic class 0.
   *
   * @param flowLabel 20 bits; the same for all packets of a flow (RFC 6437), or 0
   * @param payloadLength bytes that follow
   */
  public static void write(
      MemorySegment segment,
      long offset,
      int flowLabel,
      int payloadLength,
      int nextHeader,
      int hopLimit,
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow) {
    Wire.i32(segment, offset, VERSION | (flowLabel & FLOW_LABEL));
    Wire.u16(segment, offset + 4, payloadLength);
    Wire.u8(segment, offset + 6, nextHeader);
    Wire.u8(segment, offset + 7, hopLimit);
    source(segment, offset, sourceHigh, sourceLow);
    destination(segment, offset, destinationHigh, destinationLow);
  }

  /** The sum of the pseudo-header of the packet's own addresses, unfolded. */
  public static long pseudoHeader(
      MemorySegment segment, long offset, int protocol, int lengthBytes) {
    return Checksum.addPseudoHeader6(
        0,
        sourceHigh(segment, offset),
        sourceLow(segment, offset),
        destinationHigh(segment, offset),
        destinationLow(segment, offset),
        protocol,
        lengthBytes);
  }

  /** "::", which stands for no address. */
  public static boolean isUnspecified(long high, long low) {
    return (high | low) == 0;
  }

  /** "::1". */
  public static boolean isLoopback(long high, long low) {
    return high == 0 && low == 1;
  }

  /** ff00::/8. */
  public static boolean isMulticast(long high) {
    return high >>> 56 == 0xff;
  }

  /** fe80::/10. */
  public static boolean isLinkLocal(long high) {
    return high >>> 54 == 0xfe80 >>> 6;
  }
}
