package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/**
 * The options of an IPv4 header, RFC 791 §3.1. Stateless; the header length is to be checked
 * before.
 *
 * <p>Few packets carry any. They stay as they are, with one exception: a sender that names the way
 * by a source route (loose or strict) could reach machines that its addresses give no access to, so
 * such packets are to be dropped (RFC 7126 §4.3, §4.4), as those with an IPv6 routing header are.
 */
public final class Ipv4Options {
  /** What {@link #check} says. */
  public enum Verdict {
    PASSES,
    MALFORMED,
    SOURCE_ROUTE
  }

  private static final int END = 0;
  private static final int PADDING = 1;
  private static final int LOOSE_SOURCE_ROUTE = 131;
  private static final int STRICT_SOURCE_ROUTE = 137;

  private Ipv4Options() {}

  /** Walks the options, if there are any, up to the end of the header. */
  public static Verdict check(MemorySegment segment, long packet, int headerBytes) {
    int at = Ipv4.HEADER_BYTES;
    while (at < headerBytes) {
      int kind = Wire.u8(segment, packet + at);
      if (kind == END) {
        return Verdict.PASSES;
      }
      if (kind == PADDING) {
        at++;
        continue;
      }
      if (kind == LOOSE_SOURCE_ROUTE || kind == STRICT_SOURCE_ROUTE) {
        return Verdict.SOURCE_ROUTE;
      }
      int length = at + 1 < headerBytes ? Wire.u8(segment, packet + at + 1) : 0;
      if (length < 2 || at + length > headerBytes) {
        return Verdict.MALFORMED;
      }
      at += length;
    }
    return Verdict.PASSES;
  }
}
