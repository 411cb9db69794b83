package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/**
 * The options of a TCP header, RFC 9293 §3.2: maximum segment size, window scale and timestamps
 * (RFC 7323), selective acknowledgements (RFC 2018). Stateless; the header length is to be checked
 * before.
 *
 * <p>{@link #parse} walks them once and says in one long what there is:
 *
 * <pre>
 *   33 … 28                 27 … 22               21              20 … 16           15 … 0
 *   offset of SACK blocks   offset of MSS option  SACK permitted  window scale + 1  MSS
 * </pre>
 *
 * <p>where 0 stands for an option that is absent, and offsets count from the TCP header.
 */
public final class TcpOptions {
  /** Largest window scale, RFC 7323 §2.3; a larger one is read as this. */
  public static final int MAX_WINDOW_SCALE = 14;

  /** No window scale. */
  public static final int NO_WINDOW_SCALE = -1;

  private static final int END = 0;
  private static final int PADDING = 1;
  private static final int MSS = 2;
  private static final int WINDOW_SCALE = 3;
  private static final int SACK_PERMITTED = 4;
  private static final int SACK = 5;

  private static final int SCALE_SHIFT = 16;
  private static final int SCALE_MASK = 0x1f;
  private static final long SACK_PERMITTED_BIT = 1 << 21;
  private static final int MSS_SHIFT = 22;
  private static final int SACK_SHIFT = 28;
  private static final int OFFSET_MASK = 0x3f;

  private TcpOptions() {}

  /**
   * Walks the options up to the end of the header, or to one that is malformed; what comes before
   * that counts, as with Linux. An option of an unexpected length is passed over.
   */
  public static long parse(MemorySegment segment, long tcp) {
    int end = Tcp.headerBytes(segment, tcp);
    long found = 0;
    int at = Tcp.HEADER_BYTES;
    while (at < end) {
      int kind = Wire.u8(segment, tcp + at);
      if (kind == END) {
        return found;
      }
      if (kind == PADDING) {
        at++;
        continue;
      }
      int length = at + 1 < end ? Wire.u8(segment, tcp + at + 1) : 0;
      if (length < 2 || at + length > end) {
        return found;
      }
      found |= option(segment, tcp, at, kind, length, found);
      at += length;
    }
    return found;
  }

  /** Of several options of one kind the first counts. */
  private static long option(
      MemorySegment segment, long tcp, int at, int kind, int length, long found) {
    if (kind == MSS && length == 4 && offset(found, MSS_SHIFT) == 0) {
      return (long) at << MSS_SHIFT | Wire.u16(segment, tcp + at + 2);
    }
    if (kind == WINDOW_SCALE && length == 3 && windowScale(found) == NO_WINDOW_SCALE) {
      int scale = Math.min(MAX_WINDOW_SCALE, Wire.u8(segment, tcp + at + 2));
      return (long) (scale + 1) << SCALE_SHIFT;
    }
    if (kind == SACK_PERMITTED && length == 2) {
      return SACK_PERMITTED_BIT;
    }
    if (kind == SACK && length > 2 && (length & 7) == 2 && offset(found, SACK_SHIFT) == 0) {
      return (long) at << SACK_SHIFT;
    }
    return 0;
  }

  private static int offset(long options, int shift) {
    return (int) (options >>> shift) & OFFSET_MASK;
  }

  /** Maximum segment size in bytes; 0 when the sender names none. */
  public static int mss(long options) {
    return (int) options & 0xffff;
  }

  /** 0 to {@value #MAX_WINDOW_SCALE}, or {@link #NO_WINDOW_SCALE}. */
  public static int windowScale(long options) {
    return ((int) options >>> SCALE_SHIFT & SCALE_MASK) - 1;
  }

  public static boolean sackPermitted(long options) {
    return (options & SACK_PERMITTED_BIT) != 0;
  }

  /**
   * Lowers the maximum segment size of a SYN that names a larger one, and its checksum by RFC 1624.
   *
   * @param partial whether the checksum field holds the pseudo-header's sum only
   */
  public static void clampMss(
      MemorySegment segment, long tcp, long options, int limitBytes, boolean partial) {
    int option = offset(options, MSS_SHIFT);
    int before = mss(options);
    if (option == 0 || before <= limitBytes) {
      return;
    }
    Wire.u16(segment, tcp + option + 2, limitBytes);
    if (!partial) {
      int checksum = Tcp.checksum(segment, tcp);
      long change = replacedAt(option + 2, before, limitBytes);
      Tcp.checksum(segment, tcp, Checksum.update(checksum, change));
    }
  }

  /**
   * Adds a difference to the sequence numbers in the SACK blocks.
   *
   * @return what that changes, for {@link Checksum#update}
   */
  public static long shiftSack(MemorySegment segment, long tcp, long options, int difference) {
    int option = offset(options, SACK_SHIFT);
    if (option == 0) {
      return 0;
    }
    int end = option + Wire.u8(segment, tcp + option + 1);
    long change = 0;
    for (int at = option + 2; at < end; at += 4) {
      int before = Wire.i32(segment, tcp + at);
      int after = before + difference;
      Wire.i32(segment, tcp + at, after);
      change += replacedAt(at, before >>> 16, after >>> 16) + replacedAt(at, before, after);
    }
    return change;
  }

  /** A 16-bit number at an odd offset lies across two words of the sum, its bytes exchanged. */
  private static long replacedAt(int offset, int before, int after) {
    return (offset & 1) == 0
        ? Checksum.replaced16(before & 0xffff, after & 0xffff)
        : Checksum.replaced16(swapped(before), swapped(after));
  }

  private static int swapped(int word) {
    return (word & 0xff) << 8 | (word >>> 8 & 0xff);
  }

  /**
   * Writes the options of a SYN, padded.
   *
   * @param offset where they begin
   * @param windowScale or {@link #NO_WINDOW_SCALE}
   * @return their bytes, a multiple of 4, at most 12
   */
  public static int write(
      MemorySegment segment, long offset, int mss, int windowScale, boolean sackPermitted) {
    Wire.i32(segment, offset, MSS << 24 | 4 << 16 | mss);
    int bytes = 4;
    if (sackPermitted) {
      Wire.i32(segment, offset + bytes, PADDING << 24 | PADDING << 16 | SACK_PERMITTED << 8 | 2);
      bytes += 4;
    }
    if (windowScale != NO_WINDOW_SCALE) {
      Wire.i32(segment, offset + bytes, PADDING << 24 | WINDOW_SCALE << 16 | 3 << 8 | windowScale);
      bytes += 4;
    }
    return bytes;
  }
}
