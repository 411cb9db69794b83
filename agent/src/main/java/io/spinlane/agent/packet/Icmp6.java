package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/** ICMPv6 header, RFC 4443. Stateless; neighbour discovery is in {@link Ndp}. */
public final class Icmp6 {
  public static final int HEADER_BYTES = 8;
  public static final int DESTINATION_UNREACHABLE = 1;
  public static final int PACKET_TOO_BIG = 2;
  public static final int TIME_EXCEEDED = 3;
  public static final int PARAMETER_PROBLEM = 4;
  public static final int ECHO_REQUEST = 128;
  public static final int ECHO_REPLY = 129;
  public static final int NEIGHBOUR_SOLICITATION = 135;
  public static final int NEIGHBOUR_ADVERTISEMENT = 136;

  /** Code of {@link #DESTINATION_UNREACHABLE}: nobody listens on the port. */
  public static final int CODE_PORT_UNREACHABLE = 4;

  private Icmp6() {}

  public static int type(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset);
  }

  public static int code(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset + 1);
  }

  /** MTU of packet too big, pointer of parameter problem, identifier and sequence of echo. */
  public static int parameter(MemorySegment segment, long offset) {
    return Wire.i32(segment, offset + 4);
  }

  /** Errors carry as much of the packet that caused them as fits, RFC 4443 §2.1. */
  public static boolean isError(int type) {
    return type < 128;
  }

  /** Whether the checksum of a message is that of its bytes and its packet's addresses. */
  public static boolean isIntact(
      MemorySegment segment, long packet, long message, int messageBytes) {
    return Checksum.fold(sum(segment, packet, message, messageBytes)) == 0xffff;
  }

  /** Writes the first 8 bytes of a message, the checksum as 0. */
  public static void write(MemorySegment segment, long offset, int type, int code, int parameter) {
    Wire.i32(segment, offset, type << 24 | code << 16);
    Wire.i32(segment, offset + 4, parameter);
  }

  /**
   * Writes the checksum of a message that is otherwise complete.
   *
   * @param packet offset of its IPv6 header, whose addresses count
   */
  public static void finish(MemorySegment segment, long packet, long message, int messageBytes) {
    Wire.u16(segment, message + 2, 0);
    Wire.u16(segment, message + 2, Checksum.finish(sum(segment, packet, message, messageBytes)));
  }

  private static long sum(MemorySegment segment, long packet, long message, int messageBytes) {
    long sum = Ipv6.pseudoHeader(segment, packet, Ipv6.PROTOCOL_ICMP6, messageBytes);
    return Checksum.add(sum, segment, message, messageBytes);
  }

  /**
   * Turns a request into the reply; the checksum follows by RFC 1624. Exchanging the packet's
   * addresses leaves it as it is.
   */
  public static void answerEcho(MemorySegment segment, long offset) {
    int before = Wire.u16(segment, offset);
    int after = ECHO_REPLY << 8;
    Wire.u16(segment, offset, after);
    int checksum = Wire.u16(segment, offset + 2);
    Wire.u16(segment, offset + 2, Checksum.update(checksum, Checksum.replaced16(before, after)));
  }
}
