package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/** ICMP header, RFC 792. Stateless. */
public final class Icmp {
  public static final int HEADER_BYTES = 8;
  public static final int ECHO_REPLY = 0;
  public static final int UNREACHABLE = 3;
  public static final int ECHO_REQUEST = 8;
  public static final int TIME_EXCEEDED = 11;
  public static final int PARAMETER_PROBLEM = 12;

  /** Code of {@link #UNREACHABLE}; the parameter is the next hop's MTU (RFC 1191 §4). */
  public static final int FRAGMENTATION_NEEDED = 4;

  private Icmp() {}

  public static int type(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset);
  }

  public static int code(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset + 1);
  }

  /** MTU of fragmentation needed, identifier and sequence of echo. */
  public static int parameter(MemorySegment segment, long offset) {
    return Wire.i32(segment, offset + 4);
  }

  /** Errors quote the beginning of the packet that caused them. */
  public static boolean isError(int type) {
    return type == UNREACHABLE || type == TIME_EXCEEDED || type == PARAMETER_PROBLEM;
  }

  /** Writes the first 8 bytes of a message, the checksum as 0. */
  public static void write(MemorySegment segment, long offset, int type, int code, int parameter) {
    Wire.i32(segment, offset, type << 24 | code << 16);
    Wire.i32(segment, offset + 4, parameter);
  }

  /** Whether the checksum of a message is that of its bytes. */
  public static boolean isIntact(MemorySegment segment, long offset, int bytes) {
    return Checksum.fold(Checksum.add(0, segment, offset, bytes)) == 0xffff;
  }

  /** Writes the checksum of a message that is otherwise complete. */
  public static void finish(MemorySegment segment, long offset, int bytes) {
    Wire.u16(segment, offset + 2, 0);
    Wire.u16(segment, offset + 2, Checksum.finish(Checksum.add(0, segment, offset, bytes)));
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
