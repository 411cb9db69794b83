package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/** The Internet checksum, RFC 1071, and its incremental update, RFC 1624. Stateless. */
public final class Checksum {
  private Checksum() {}

  /** Adds the 16-bit words of a range to an unfolded sum; an odd last byte is padded with zero. */
  public static long add(long sum, MemorySegment segment, long offset, int lengthBytes) {
    long end = offset + lengthBytes;
    long at = offset;
    for (; at + 4 <= end; at += 4) {
      sum += Wire.i32(segment, at) & 0xffff_ffffL;
    }
    if (at + 2 <= end) {
      sum += Wire.u16(segment, at);
      at += 2;
    }
    if (at < end) {
      sum += (long) Wire.u8(segment, at) << 8;
    }
    return sum;
  }

  /** Adds the pseudo-header of RFC 9293 §3.1 and RFC 768 to an unfolded sum. */
  public static long addPseudoHeader(
      long sum, int source, int destination, int protocol, int lengthBytes) {
    return sum + (source & 0xffff_ffffL) + (destination & 0xffff_ffffL) + protocol + lengthBytes;
  }

  /** Adds the pseudo-header of RFC 8200 §8.1 to an unfolded sum; addresses as two halves. */
  public static long addPseudoHeader6(
      long sum,
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow,
      int protocol,
      int lengthBytes) {
    return sum
        + words(sourceHigh)
        + words(sourceLow)
        + words(destinationHigh)
        + words(destinationLow)
        + protocol
        + lengthBytes;
  }

  /** The 32-bit words of a number, added. */
  static long words(long value) {
    return (value >>> 32) + (value & 0xffff_ffffL);
  }

  /**
   * An unfolded sum in 16 bits, not complemented. The halves are added in the upper half, with the
   * carry that the same addition in the lower half leaves.
   */
  public static int fold(long sum) {
    int half = (int) ((sum + Long.rotateRight(sum, 32)) >>> 32);
    return (half + Integer.rotateRight(half, 16)) >>> 16;
  }

  /** The checksum field of a sum: its complement. */
  public static int finish(long sum) {
    return ~fold(sum) & 0xffff;
  }

  /**
   * The difference that replacing 32 bits by others makes, to be given to {@link #update}. Add the
   * results of several replacements.
   */
  public static long replaced(int before, int after) {
    return (~before & 0xffff_ffffL) + (after & 0xffff_ffffL);
  }

  /** As above for one 16-bit word. */
  public static long replaced16(int before, int after) {
    return (~before & 0xffff) + (after & 0xffffL);
  }

  /** As above for 64 bits, such as half an IPv6 address. */
  public static long replaced64(long before, long after) {
    return words(~before) + words(after);
  }

  /** A checksum field after replacements: RFC 1624 equation 3, HC' = ~(~HC + ~m + m'). */
  public static int update(int checksum, long replaced) {
    return finish((~checksum & 0xffff) + replaced);
  }

  /** A partial checksum field, which holds a sum that is not complemented, after replacements. */
  public static int updatePartial(int sum, long replaced) {
    return fold(sum + replaced);
  }
}
