package io.spinlane.agent.packet;

import java.lang.foreign.MemorySegment;

/** TCP header, RFC 9293 §3.1. Stateless. Ports of UDP are at the same place. */
public final class Tcp {
  public static final int HEADER_BYTES = 20;
  public static final int CHECKSUM_OFFSET = 16;
  public static final int FIN = 1;
  public static final int SYN = 1 << 1;
  public static final int RST = 1 << 2;
  public static final int ACK = 1 << 4;

  private Tcp() {}

  /** Source port in the upper 16 bits, destination port in the lower. */
  public static int ports(MemorySegment segment, long offset) {
    return Wire.i32(segment, offset);
  }

  public static void ports(MemorySegment segment, long offset, int ports) {
    Wire.i32(segment, offset, ports);
  }

  public static void sourcePort(MemorySegment segment, long offset, int port) {
    Wire.u16(segment, offset, port);
  }

  public static void destinationPort(MemorySegment segment, long offset, int port) {
    Wire.u16(segment, offset + 2, port);
  }

  public static int sequence(MemorySegment segment, long offset) {
    return Wire.i32(segment, offset + 4);
  }

  public static int acknowledgement(MemorySegment segment, long offset) {
    return Wire.i32(segment, offset + 8);
  }

  /** Header length in bytes as the data offset says, 0 to 60. */
  public static int headerBytes(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset + 12) >>> 4 << 2;
  }

  public static int flags(MemorySegment segment, long offset) {
    return Wire.u8(segment, offset + 13) & 0x3f;
  }

  public static int checksum(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset + CHECKSUM_OFFSET);
  }

  public static void checksum(MemorySegment segment, long offset, int checksum) {
    Wire.u16(segment, offset + CHECKSUM_OFFSET, checksum);
  }

  public static int window(MemorySegment segment, long offset) {
    return Wire.u16(segment, offset + 14);
  }

  public static void sequence(MemorySegment segment, long offset, int sequence) {
    Wire.i32(segment, offset + 4, sequence);
  }

  public static void acknowledgement(MemorySegment segment, long offset, int acknowledgement) {
    Wire.i32(segment, offset + 8, acknowledgement);
  }

  /** Header length in bytes, a multiple of 4. */
  public static void headerBytes(MemorySegment segment, long offset, int bytes) {
    Wire.u8(segment, offset + 12, bytes << 2);
  }

  public static void window(MemorySegment segment, long offset, int window) {
    Wire.u16(segment, offset + 14, window);
  }

  /** Writes a header without options, window 0 and checksum 0. */
  public static void write(
      MemorySegment segment, long offset, int ports, int sequence, int acknowledgement, int flags) {
    Wire.i32(segment, offset, ports);
    Wire.i32(segment, offset + 4, sequence);
    Wire.i32(segment, offset + 8, acknowledgement);
    Wire.u16(segment, offset + 12, (HEADER_BYTES >>> 2 << 12) | flags);
    Wire.u16(segment, offset + 14, 0);
    Wire.i32(segment, offset + 16, 0);
  }
}
