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

  /**
   * The first eight bytes of a header, of which {@link #version(long)} and others take their part:
   * one access instead of five.
   */
  public static long head(MemorySegment segment, long offset) {
    return Wire.i64(segment, offset);
  }

  public static int version(long head) {
    return (int) (head >>> 60);
  }

  /** Header length in bytes as the IHL field says, 0 to 60. */
  public static int headerBytes(long head) {
    return (int) (head >>> 54) & 0x3c;
  }

  public static int totalLength(long head) {
    return (int) (head >>> 32) & 0xffff;
  }

  /** What the fragments of one packet have in common, beside addresses and protocol. */
  public static int identification(long head) {
    return (int) (head >>> 16) & 0xffff;
  }

  /** True for every fragment, the first included. */
  public static boolean isFragment(long head) {
    return (head & (MORE_FRAGMENTS | FRAGMENT_OFFSET)) != 0;
  }

  /** Where a fragment's data belongs, in bytes. */
  public static int fragmentOffset(long head) {
    return (int) (head & FRAGMENT_OFFSET) << 3;
  }

  /** The second eight bytes of a header, as {@link #head}. */
  public static long middle(MemorySegment segment, long offset) {
    return Wire.i64(segment, offset + 8);
  }

  public static int protocol(long middle) {
    return (int) (middle >>> 48) & 0xff;
  }

  public static int source(long middle) {
    return (int) middle;
  }

  /**
   * Whether the checksum of a header is right whose words were read before; nearly all headers have
   * no options.
   */
  public static boolean isIntact(
      MemorySegment segment, long offset, long head, long middle, int destination) {
    int headerBytes = headerBytes(head);
    long sum =
        headerBytes == HEADER_BYTES
            ? Checksum.words(head) + Checksum.words(middle) + (destination & 0xffff_ffffL)
            : Checksum.add(0, segment, offset, headerBytes);
    return Checksum.fold(sum) == 0xffff;
  }

  public static int version(MemorySegment segment, long offset) {
    return version(head(segment, offset));
  }

  /** Header length in bytes as the IHL field says, 0 to 60. */
  public static int headerBytes(MemorySegment segment, long offset) {
    return headerBytes(head(segment, offset));
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
    return isFragment(head(segment, offset));
  }

  /** Where a fragment's data belongs, in bytes. */
  public static int fragmentOffset(MemorySegment segment, long offset) {
    return fragmentOffset(head(segment, offset));
  }

  public static int ttl(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset + 8);
  }

  public static int protocol(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset + 9);
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

  /**
   * One hop less to live, in the header's checksum too.
   *
   * @param replaced what else has changed in the header, as {@link Checksum#replaced} gives it
   */
  public static void hop(MemorySegment segment, long offset, long replaced) {
    int word = Wire.i32(segment, offset + 8); // TTL, protocol, checksum
    int lived = word >>> 16;
    long change = replaced + Checksum.replaced16(lived, lived - 0x100);
    Wire.i32(segment, offset + 8, (lived - 0x100) << 16 | Checksum.update(word & 0xffff, change));
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
