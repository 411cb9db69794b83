package io.spinlane.agent.engine;

import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;

/**
 * TCP and UDP packets of one poll with what the classifier read from their headers: a cache line
 * each, eight words of one array, so that a step computes one place and reads whatever it needs.
 * Addresses are halves as in {@link io.spinlane.agent.packet.Address}. Owned by one core.
 *
 * <pre>
 *   0 offset of the IP header │ 1 2 source address │ 3 4 destination address
 *   5 ports │ frame     6 bytes │ IP header bytes │ protocol │ TCP flags     7 hash │ service │ part │ IPv6
 * </pre>
 *
 * <p>An array of the heap, not frame memory: reading a word of it costs the JIT a tenth of what it
 * spends on inlining an access to a segment, and its budget for one method is limited (0012).
 */
final class PacketBatch {
  /** {@link #part} of a packet that is not a fragment. */
  static final byte WHOLE = 0;

  /** Of a first fragment, which has ports. */
  static final byte FIRST = 1;

  /** Of any other fragment: what is behind its IP header is data. */
  static final byte LATER = 2;

  private static final int LINE_SHIFT = 3;
  private static final int NETWORK = 0;
  private static final int SOURCE_HIGH = 1;
  private static final int SOURCE_LOW = 2;
  private static final int DESTINATION_HIGH = 3;
  private static final int DESTINATION_LOW = 4;
  private static final int FRAME_AND_PORTS = 5;
  private static final int SIZES = 6;
  private static final int FOUND = 7;

  private static final long LOW_HALF = 0xffff_ffffL;

  private final long[] lines = new long[FrameBatch.CAPACITY << LINE_SHIFT];

  /** Where to look for its connection first; a line of its own, since the next step fills it. */
  private final int[] firsts = new int[FrameBatch.CAPACITY];

  /** Of fragments: what all of a packet have in common. */
  private final int[] identifications = new int[FrameBatch.CAPACITY];

  int count;

  private static int at(int i) {
    return i << LINE_SHIFT;
  }

  /** Describes a packet, whole until {@link #fragment} says otherwise. */
  void set(
      int i,
      int frame,
      boolean ipv6,
      long network,
      int headerBytes,
      int bytes,
      int protocol,
      long sourceHigh,
      long sourceLow,
      long destinationHigh,
      long destinationLow) {
    int at = at(i);
    lines[at + NETWORK] = network;
    lines[at + SOURCE_HIGH] = sourceHigh;
    lines[at + SOURCE_LOW] = sourceLow;
    lines[at + DESTINATION_HIGH] = destinationHigh;
    lines[at + DESTINATION_LOW] = destinationLow;
    lines[at + FRAME_AND_PORTS] = frame & LOW_HALF;
    lines[at + SIZES] = (long) bytes << 32 | (long) headerBytes << 16 | (long) protocol << 8;
    lines[at + FOUND] = ipv6 ? 1 : 0;
  }

  /** Makes it a fragment: {@link #FIRST} or {@link #LATER}. */
  void fragment(int i, byte part, int identification) {
    lines[at(i) + FOUND] |= (long) part << 8;
    identifications[i] = identification;
  }

  /** Sets the ports as {@link #ports} gives them, and the TCP flags. */
  void segment(int i, int ports, int flags) {
    lines[at(i) + FRAME_AND_PORTS] |= (long) ports << 32;
    lines[at(i) + SIZES] |= flags;
  }

  int frame(int i) {
    return (int) lines[at(i) + FRAME_AND_PORTS];
  }

  /** Offset of the IP header in the frame memory. */
  long network(int i) {
    return FrameMemory.at(lines[at(i) + NETWORK]);
  }

  /** Offset of the layer-4 header in the frame memory. */
  long transport(int i) {
    return FrameMemory.at(lines[at(i) + NETWORK] + headerBytes(i));
  }

  /** Bytes of the IP header with its options or extensions. */
  int headerBytes(int i) {
    return (int) (lines[at(i) + SIZES] >>> 16) & 0xffff;
  }

  /** Length of the packet from the IP header on. */
  int bytes(int i) {
    return (int) (lines[at(i) + SIZES] >>> 32);
  }

  void bytes(int i, int bytes) {
    lines[at(i) + SIZES] = (lines[at(i) + SIZES] & LOW_HALF) | (long) bytes << 32;
  }

  boolean ipv6(int i) {
    return (lines[at(i) + FOUND] & 1) != 0;
  }

  int protocol(int i) {
    return (int) (lines[at(i) + SIZES] >>> 8) & 0xff;
  }

  long sourceHigh(int i) {
    return lines[at(i) + SOURCE_HIGH];
  }

  long sourceLow(int i) {
    return lines[at(i) + SOURCE_LOW];
  }

  long destinationHigh(int i) {
    return lines[at(i) + DESTINATION_HIGH];
  }

  long destinationLow(int i) {
    return lines[at(i) + DESTINATION_LOW];
  }

  /** {@link #WHOLE}, {@link #FIRST} or {@link #LATER}. */
  byte part(int i) {
    return (byte) (lines[at(i) + FOUND] >>> 8);
  }

  /** Of a fragment: what all of its packet have in common. */
  int identification(int i) {
    return identifications[i];
  }

  /** Source port in the upper half, destination port in the lower; 0 of a later fragment. */
  int ports(int i) {
    return (int) (lines[at(i) + FRAME_AND_PORTS] >>> 32);
  }

  int sourcePort(int i) {
    return ports(i) >>> 16;
  }

  int destinationPort(int i) {
    return ports(i) & 0xffff;
  }

  /** TCP flags; 0 for UDP. */
  int flags(int i) {
    return (int) lines[at(i) + SIZES] & 0xff;
  }

  void flags(int i, int flags) {
    lines[at(i) + SIZES] = (lines[at(i) + SIZES] & ~0xffL) | flags;
  }

  /** Service row, or −1; set by the service look-up. */
  int service(int i) {
    return (short) (lines[at(i) + FOUND] >>> 16);
  }

  void service(int i, int row) {
    lines[at(i) + FOUND] = (lines[at(i) + FOUND] & ~0xffff_0000L) | (row & 0xffffL) << 16;
  }

  /**
   * {@link io.spinlane.agent.balance.ConnectionTable#hash} of its connection; set by the service
   * look-up.
   */
  int hash(int i) {
    return (int) (lines[at(i) + FOUND] >>> 32);
  }

  void hash(int i, int hash) {
    lines[at(i) + FOUND] = (lines[at(i) + FOUND] & LOW_HALF) | (long) hash << 32;
  }

  /** {@link io.spinlane.agent.balance.ConnectionTable#first} of its connection; set as the hash. */
  int first(int i) {
    return firsts[i];
  }

  void first(int i, int entry) {
    firsts[i] = entry;
  }
}
