package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/** IPv4 header, RFC 791. Stateless. */
public final class Ipv4 {
  public static final int HEADER_BYTES = 20;

  /** Every link carries packets of this size, RFC 791 §3.2. */
  public static final int MIN_MTU_BYTES = 68;

  public static final int PROTOCOL_ICMP = 1;
  public static final int PROTOCOL_TCP = 6;
  public static final int PROTOCOL_UDP = 17;

  private static final int MORE_FRAGMENTS = 0x2000;
  private static final int FRAGMENT_OFFSET = 0x1fff;

  private Ipv4() {}

  public static int version(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset) >>> 4;
  }

  /** Header length in bytes as the IHL field says, 0 to 60. */
  public static int headerBytes(MemorySegment segment, long offset) {
    return (Wire.u8(segment, offset) & 0xf) << 2;
  }

  public static int totalLength(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset + 2);
  }

  /** What the fragments of one packet have in common, beside addresses and protocol. */
  public static int identification(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset + 4);
  }

  /** Sets the identification; the checksum is the caller's. */
  public static void identification(MemorySegment segment, long offset, int identification) {
    Wire.u16(segment, offset + 4, identification);
  }

  /** True for every fragment, the first included. */
  public static boolean isFragment(MemorySegment segment, long offset) {
    return (Wire.u16(segment, offset + 6) & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) != 0;
  }

  /** Where a fragment's data belongs, in bytes. */
  public static int fragmentOffset(MemorySegment segment, long offset) {
    return (Wire.u16(segment, offset + 6) & FRAGMENT_OFFSET) << 3;
  }

  public static int ttl(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset + 8);
  }

  public static int protocol(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset + 9);
  }

  /** Whether the header's checksum is right; nearly all headers have no options. */
  public static boolean isIntact(MemorySegment segment, long offset, int headerBytes) {
    if (headerBytes != HEADER_BYTES) {
      return Checksum.fold(Checksum.add(0, segment, offset, headerBytes)) == 0xffff;
    }
    long sum =
        Checksum.words(Wire.i64(segment, offset))
            + Checksum.words(Wire.i64(segment, offset + 8))
            + (Wire.i32(segment, offset + 16) & 0xffff_ffffL);
    return Checksum.fold(sum) == 0xffff;
  }

  public static int checksum(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset + 10);
  }

  public static int source(MemorySegment segment, long offset) {
    return Wire.i32(segment, offset + 12);
  }

  public static int destination(MemorySegment segment, long offset) {
    return Wire.i32(segment, offset + 16);
  }

  /** The header's checksum does not follow. */
  public static void totalLength(MemorySegment segment, long offset, int bytes) {
    Wire.u16(segment, offset + 2, bytes);
  }

  public static void ttl(MemorySegment segment, long offset, int ttl) {
    Wire.u8(segment, offset + 8, ttl);
  }

  public static void checksum(MemorySegment segment, long offset, int checksum) {
    Wire.u16(segment, offset + 10, checksum);
  }

  public static void source(MemorySegment segment, long offset, int address) {
    Wire.i32(segment, offset + 12, address);
  }

  public static void destination(MemorySegment segment, long offset, int address) {
    Wire.i32(segment, offset + 16, address);
  }

  /** Writes a header without options, with a right checksum and a type of service of 0. */
  public static void write(
      MemorySegment segment,
      long offset,
      int totalLength,
      int ttl,
      int protocol,
      int source,
      int destination) {
    write(segment, offset, 0, totalLength, ttl, protocol, source, destination);
  }

  /**
   * Writes a header without options, with a right checksum.
   *
   * @param typeOfService DSCP and ECN, 8 bits
   */
  public static void write(
      MemorySegment segment,
      long offset,
      int typeOfService,
      int totalLength,
      int ttl,
      int protocol,
      int source,
      int destination) {
    Wire.u16(segment, offset, 0x4500 | typeOfService);
    Wire.u16(segment, offset + 2, totalLength);
    Wire.i32(segment, offset + 4, 0x4000); // No identification needed: RFC 6864 §4.1 with DF.
    Wire.u8(segment, offset + 8, ttl);
    Wire.u8(segment, offset + 9, protocol);
    Wire.u16(segment, offset + 10, 0);
    Wire.i32(segment, offset + 12, source);
    Wire.i32(segment, offset + 16, destination);
    checksum(segment, offset, Checksum.finish(Checksum.add(0, segment, offset, HEADER_BYTES)));
  }
}
