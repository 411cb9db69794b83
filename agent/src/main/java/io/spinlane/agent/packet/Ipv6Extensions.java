package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/**
 * The extension headers between an IPv6 header and the transport, RFC 8200 §4, walked within
 * bounds: a chain of more than {@value #MAX_HEADERS} headers or {@value #MAX_BYTES} bytes is
 * refused. (RFC 8504 §5.3 lets a node limit both; it finds 8 options reasonable, and real chains
 * have one or two headers.) Options inside the headers are passed over, not interpreted.
 *
 * <p>Stateless. The result of {@link #walk} is one long:
 *
 * <pre>
 *   63       62        61 … 49           48    39 … 24           23 … 8            7 … 0
 *   refused  fragment  fragment offset   more  fragment header   transport offset  protocol
 *                      (units of 8)            offset
 * </pre>
 *
 * <p>or negative with a reason in its lowest byte. Offsets count from the IPv6 header.
 */
public final class Ipv6Extensions {
  /** Extension headers a packet may have. */
  public static final int MAX_HEADERS = 8;

  /** Bytes that all extension headers of a packet may have together. */
  public static final int MAX_BYTES = 256;

  /** More headers or bytes than the limits. */
  public static final int REASON_TOO_LONG = 1;

  /** A header that ends behind the packet. */
  public static final int REASON_TRUNCATED = 2;

  /** Hop-by-hop options elsewhere than directly behind the IPv6 header, RFC 8200 §4.1. */
  public static final int REASON_HOP_BY_HOP_MISPLACED = 3;

  /**
   * A routing header with segments left: the packet is on its way to somewhere else, and type 0 is
   * banned by RFC 5095.
   */
  public static final int REASON_ROUTING = 4;

  /** A second fragment header. */
  public static final int REASON_FRAGMENT_TWICE = 5;

  /** A fragment, not the last, whose length is no multiple of 8, RFC 8200 §4.5. */
  public static final int REASON_FRAGMENT_LENGTH = 6;

  /** A fragment that ends behind 65535 bytes of payload, RFC 8200 §4.5. */
  public static final int REASON_FRAGMENT_OVERFLOW = 7;

  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int AUTHENTICATION = 51;
  private static final int DESTINATION_OPTIONS = 60;

  private static final int FRAGMENT_BYTES = 8;
  private static final int MAX_PAYLOAD_BYTES = 65_535;

  private static final int TRANSPORT_SHIFT = 8;
  private static final int FRAGMENT_HEADER_SHIFT = 24;
  private static final int OFFSET_SHIFT = 49;
  private static final int OFFSET_MASK = 0xffff;
  private static final int UNITS_MASK = 0x1fff;
  private static final long MORE = 1L << 48;
  private static final long IS_FRAGMENT = 1L << 62;
  private static final long REFUSED = 1L << 63;

  private Ipv6Extensions() {}

  /**
   * Walks the chain. Behind the header of a fragment that is not the first there is data of the
   * middle of a packet, so the walk ends there, and the protocol is what that header names.
   *
   * @param packet offset of an IPv6 header that lies in the segment as a whole
   * @param packetBytes bytes of the packet from there on, all in the segment
   */
  public static long walk(MemorySegment segment, long packet, int packetBytes) {
    int protocol = Ipv6.nextHeader(segment, packet);
    int at = Ipv6.HEADER_BYTES;
    long fragment = 0;
    for (int headers = 0; ; headers++) {
      if (!isExtension(protocol)) {
        return fragment | (long) at << TRANSPORT_SHIFT | protocol;
      }
      if (protocol == HOP_BY_HOP && headers > 0) {
        return refused(REASON_HOP_BY_HOP_MISPLACED);
      }
      if (at + FRAGMENT_BYTES > packetBytes) { // Every header is at least as long.
        return refused(REASON_TRUNCATED);
      }
      int bytes = headerBytes(segment, packet + at, protocol);
      if (headers == MAX_HEADERS || at + bytes > Ipv6.HEADER_BYTES + MAX_BYTES) {
        return refused(REASON_TOO_LONG);
      }
      if (at + bytes > packetBytes) {
        return refused(REASON_TRUNCATED);
      }
      if (protocol == ROUTING && Wire.u8(segment, packet + at + 3) != 0) {
        return refused(REASON_ROUTING);
      }
      if (protocol == FRAGMENT) {
        if (fragment != 0) {
          return refused(REASON_FRAGMENT_TWICE);
        }
        fragment = fragment(segment, packet, at, packetBytes);
        if (isRefused(fragment)) {
          return fragment;
        }
      }
      protocol = Wire.u8(segment, packet + at);
      at += bytes;
      if (fragmentOffset(fragment) != 0) {
        return fragment | (long) at << TRANSPORT_SHIFT | protocol;
      }
    }
  }

  private static boolean isExtension(int protocol) {
    return protocol == HOP_BY_HOP
        || protocol == ROUTING
        || protocol == FRAGMENT
        || protocol == AUTHENTICATION
        || protocol == DESTINATION_OPTIONS;
  }

  /** The length field counts units of 8 bytes beyond the first, and for AH of 4 beyond two. */
  private static int headerBytes(MemorySegment segment, long header, int protocol) {
    return switch (protocol) {
      case FRAGMENT -> FRAGMENT_BYTES;
      case AUTHENTICATION -> (Wire.u8(segment, header + 1) + 2) << 2;
      default -> (Wire.u8(segment, header + 1) + 1) << 3;
    };
  }

  private static long fragment(MemorySegment segment, long packet, int at, int packetBytes) {
    int field = Wire.u16(segment, packet + at + 2);
    int units = field >>> 3;
    boolean more = (field & 1) != 0;
    int dataBytes = packetBytes - at - FRAGMENT_BYTES;
    if (more && (dataBytes & 7) != 0) {
      return refused(REASON_FRAGMENT_LENGTH);
    }
    if ((units << 3) + dataBytes > MAX_PAYLOAD_BYTES) {
      return refused(REASON_FRAGMENT_OVERFLOW);
    }
    // A packet in one fragment is treated as whole, RFC 6946, but its header is remembered.
    return (more || units != 0 ? IS_FRAGMENT : 0)
        | (long) units << OFFSET_SHIFT
        | (more ? MORE : 0)
        | (long) at << FRAGMENT_HEADER_SHIFT;
  }

  private static long refused(int reason) {
    return REFUSED | reason;
  }

  /** True when the chain breaks a rule; only {@link #reason} means something then. */
  public static boolean isRefused(long walked) {
    return walked < 0;
  }

  /** One of the reasons above. */
  public static int reason(long walked) {
    return (int) walked & 0xff;
  }

  /** Protocol behind the chain, such as {@link Ipv4#PROTOCOL_TCP}. */
  public static int protocol(long walked) {
    return (int) walked & 0xff;
  }

  /** Bytes from the IPv6 header to what is behind the chain. */
  public static int transportOffset(long walked) {
    return (int) (walked >>> TRANSPORT_SHIFT) & OFFSET_MASK;
  }

  /** True for every fragment, the first included. */
  public static boolean isFragment(long walked) {
    return (walked & IS_FRAGMENT) != 0;
  }

  /** Where a fragment's data belongs, in bytes; 0 for the first. */
  public static int fragmentOffset(long walked) {
    return ((int) (walked >>> OFFSET_SHIFT) & UNITS_MASK) << 3;
  }

  /** Whether more fragments follow. */
  public static boolean moreFragments(long walked) {
    return (walked & MORE) != 0;
  }

  /** What the fragments of one packet have in common, beside the addresses. */
  public static int identification(MemorySegment segment, long packet, long walked) {
    int header = (int) (walked >>> FRAGMENT_HEADER_SHIFT) & OFFSET_MASK;
    return Wire.i32(segment, packet + header + 4);
  }
}
