package io.spinlane.agent.nic.sim;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** Numbers in network order, and the Internet checksum. */
final class Bytes {
  private static final ValueLayout.OfShort SHORT =
      JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private Bytes() {}

  static int u8(MemorySegment memory, long at) {
    return memory.get(JAVA_BYTE, at) & 0xff;
  }

  static int u16(MemorySegment memory, long at) {
    return memory.get(SHORT, at) & 0xffff;
  }

  static int i32(MemorySegment memory, long at) {
    return memory.get(INT, at);
  }

  static long u48(MemorySegment memory, long at) {
    return (long) u16(memory, at) << 32 | Integer.toUnsignedLong(i32(memory, at + 2));
  }

  static long i64(MemorySegment memory, long at) {
    return (long) i32(memory, at) << 32 | Integer.toUnsignedLong(i32(memory, at + 4));
  }

  static void set64(MemorySegment memory, long at, long value) {
    set32(memory, at, (int) (value >>> 32));
    set32(memory, at + 4, (int) value);
  }

  static void set8(MemorySegment memory, long at, int value) {
    memory.set(JAVA_BYTE, at, (byte) value);
  }

  static void set16(MemorySegment memory, long at, int value) {
    memory.set(SHORT, at, (short) value);
  }

  static void set32(MemorySegment memory, long at, int value) {
    memory.set(INT, at, value);
  }

  static void set48(MemorySegment memory, long at, long value) {
    set16(memory, at, (int) (value >>> 32));
    set32(memory, at + 2, (int) value);
  }

  /**
   * The folded one's complement sum of some bytes (RFC 1071 section 1), added to another such sum.
   * 0xffff over data that contains its own right checksum.
   */
  static int sum(MemorySegment memory, long at, int length, int initial) {
    long sum = initial;
    long end = at + length;
    for (; at + 4 <= end; at += 4) {
      sum += Integer.toUnsignedLong(memory.get(INT, at));
    }
    if (at + 2 <= end) {
      sum += u16(memory, at);
      at += 2;
    }
    if (at < end) {
      sum += (long) u8(memory, at) << 8;
    }
    return fold(sum);
  }

  /** Sum of a pseudo-header; of its addresses {@link AddressBook#sum}. */
  static int pseudoHeader(long source, long destination, int protocol, int length) {
    return fold(source + destination + protocol + length);
  }

  private static int fold(long sum) {
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (int) sum;
  }
}
