package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/** UDP header, RFC 768. Stateless; ports as in {@link Tcp}. */
public final class Udp {
  public static final int HEADER_BYTES = 8;
  public static final int CHECKSUM_OFFSET = 6;

  private Udp() {}

  public static int length(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset + 4);
  }

  /** 0 says that the sender made none. */
  public static int checksum(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset + CHECKSUM_OFFSET);
  }

  public static void checksum(MemorySegment segment, long offset, int checksum) {
    Wire.u16(segment, offset + CHECKSUM_OFFSET, checksum);
  }
}
