package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Numbers in network byte order at any alignment. Stateless; every codec is built on it. */
public final class Wire {
  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private Wire() {}

  /** An unsigned byte. */
  public static int u8(MemorySegment segment, long offset) {
    return segment.get(ValueLayout.JAVA_BYTE, offset) & 0xff;
  }

  /** An unsigned 16-bit number. */
  public static int u16(MemorySegment segment, long offset) {
    return segment.get(SHORT, offset) & 0xffff;
  }

  /** 32 bits; an IPv4 address keeps its first byte highest. */
  public static int i32(MemorySegment segment, long offset) {
    return segment.get(INT, offset);
  }

  /** An unsigned 48-bit number, such as a hardware address. */
  public static long u48(MemorySegment segment, long offset) {
    return ((long) u16(segment, offset) << 32) | (i32(segment, offset + 2) & 0xffff_ffffL);
  }

  /** 64 bits, such as half an IPv6 address. */
  public static long i64(MemorySegment segment, long offset) {
    return segment.get(LONG, offset);
  }

  public static void u8(MemorySegment segment, long offset, int value) {
    segment.set(ValueLayout.JAVA_BYTE, offset, (byte) value);
  }

  public static void u16(MemorySegment segment, long offset, int value) {
    segment.set(SHORT, offset, (short) value);
  }

  public static void i32(MemorySegment segment, long offset, int value) {
    segment.set(INT, offset, value);
  }

  public static void u48(MemorySegment segment, long offset, long value) {
    u16(segment, offset, (int) (value >>> 32));
    i32(segment, offset + 2, (int) value);
  }

  public static void i64(MemorySegment segment, long offset, long value) {
    segment.set(LONG, offset, value);
  }
}
