package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/** ICMP header, RFC 792. Stateless. */
public final class Icmp {
  public static final int HEADER_BYTES = 8;
  public static final int ECHO_REPLY = 0;
  public static final int ECHO_REQUEST = 8;

  private Icmp() {}

  public static int type(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset);
  }

  /** Turns a request into the reply; the checksum follows by RFC 1624. */
  public static void answerEcho(MemorySegment segment, long offset) {
    int before = Wire.u16(segment, offset);
    int after = before & 0xff;
    Wire.u16(segment, offset, after);
    int checksum = Wire.u16(segment, offset + 2);
    Wire.u16(segment, offset + 2, Checksum.update(checksum, Checksum.replaced16(before, after)));
  }
}
