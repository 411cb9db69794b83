package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/** ARP for IPv4 over Ethernet, RFC 826. Stateless; offsets are those of the ARP packet. */
public final class Arp {
  public static final int BYTES = 28;
  public static final int REQUEST = 1;
  public static final int REPLY = 2;

  private static final long ETHERNET_IPV4 = 0x0001_0800_0604L;

  private Arp() {}

  /** True when hardware and protocol types and lengths are those of IPv4 over Ethernet. */
  public static boolean isEthernetIpv4(MemorySegment segment, long offset) {
    return Wire.u48(segment, offset) == ETHERNET_IPV4;
  }

  public static int operation(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset + 6);
  }

  public static long senderMac(MemorySegment segment, long offset) {
    return Wire.u48(segment, offset + 8);
  }

  public static int senderAddress(MemorySegment segment, long offset) {
    return Wire.i32(segment, offset + 14);
  }

  public static int targetAddress(MemorySegment segment, long offset) {
    return Wire.i32(segment, offset + 24);
  }

  public static void write(
      MemorySegment segment,
      long offset,
      int operation,
      long senderMac,
      int senderAddress,
      long targetMac,
      int targetAddress) {
    Wire.u48(segment, offset, ETHERNET_IPV4);
    Wire.u16(segment, offset + 6, operation);
    Wire.u48(segment, offset + 8, senderMac);
    Wire.i32(segment, offset + 14, senderAddress);
    Wire.u48(segment, offset + 18, targetMac);
    Wire.i32(segment, offset + 24, targetAddress);
  }
}
