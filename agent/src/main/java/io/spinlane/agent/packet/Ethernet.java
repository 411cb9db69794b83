package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/** Ethernet II header, IEEE 802.3 and one 802.1Q tag. Stateless. */
public final class Ethernet {
  public static final int HEADER_BYTES = 14;
  public static final int TAG_BYTES = 4;

  /** Smallest frame without its check sequence. */
  public static final int MIN_FRAME_BYTES = 60;

  public static final int TYPE_IPV4 = 0x0800;
  public static final int TYPE_ARP = 0x0806;
  public static final int TYPE_VLAN = 0x8100;
  public static final int TYPE_IPV6 = 0x86dd;
  public static final long BROADCAST = 0xffff_ffff_ffffL;

  private static final long GROUP_BIT = 1L << 40;

  private Ethernet() {}

  public static long destination(MemorySegment segment, long offset) {
    return Wire.i64(segment, offset) >>> 16; // With what follows: there are 14 bytes in any case.
  }

  public static long source(MemorySegment segment, long offset) {
    return Wire.u48(segment, offset + 6);
  }

  /** The type field behind the addresses. */
  public static int type(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset + 12);
  }

  /** The type field behind one 802.1Q tag. */
  public static int taggedType(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset + 16);
  }

  public static void addresses(MemorySegment segment, long offset, long destination, long source) {
    Wire.i64(segment, offset, destination << 16 | source >>> 32);
    Wire.i32(segment, offset + 8, (int) source);
  }

  public static void type(MemorySegment segment, long offset, int type) {
    Wire.u16(segment, offset + 12, type);
  }

  /** True for multicast and broadcast. */
  public static boolean isGroup(long address) {
    return (address & GROUP_BIT) != 0;
  }
}
