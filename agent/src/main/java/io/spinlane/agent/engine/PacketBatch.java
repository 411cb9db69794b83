package io.spinlane.agent.engine;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_CHAR_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.spinlane.agent.packet.FrameBatch;
import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.MemoryRegion;

/**
 * TCP and UDP packets of one poll with what the classifier read from their headers: a cache line
 * each, so that a step computes one address and reads whatever it needs. Addresses are halves as in
 * {@link io.spinlane.agent.packet.Address}. Owned by one core.
 *
 * <pre>
 *    0 offset of the IP header │ 8 source address │ 24 destination address │ 40 frame │ 44 ports
 *   48 bytes │ 52 IP header bytes │ 54 protocol, flags │ 56 service │ 58 part, IPv6 │ 60 hash
 * </pre>
 */
final class PacketBatch implements AutoCloseable {
  /** {@link #part} of a packet that is not a fragment. */
  static final byte WHOLE = 0;

  /** Of a first fragment, which has ports. */
  static final byte FIRST = 1;

  /** Of any other fragment: what is behind its IP header is data. */
  static final byte LATER = 2;

  private static final int LINE_SHIFT = 6;
  private static final long NETWORK = 0;
  private static final long SOURCE_HIGH = 8;
  private static final long SOURCE_LOW = 16;
  private static final long DESTINATION_HIGH = 24;
  private static final long DESTINATION_LOW = 32;
  private static final long FRAME = 40;
  private static final long PORTS = 44;
  private static final long BYTES = 48;
  private static final long HEADER = 52;
  private static final long PROTOCOL = 54;
  private static final long FLAGS = 55;
  private static final long SERVICE = 56;
  private static final long PART = 58;
  private static final long IPV6 = 59;
  private static final long HASH = 60;

  private final MemoryRegion region =
      MemoryRegion.take((long) FrameBatch.CAPACITY << (LINE_SHIFT + 1));
  private final long base = region.base();
  private final long firsts = base + ((long) FrameBatch.CAPACITY << LINE_SHIFT);

  /** Of fragments: what all of a packet have in common. */
  private final int[] identifications = new int[FrameBatch.CAPACITY];

  int count;

  private long at(int i) {
    return FrameMemory.line(base + ((long) i << LINE_SHIFT));
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
    long at = at(i);
    MEMORY.set(JAVA_LONG_UNALIGNED, at + NETWORK, network);
    MEMORY.set(JAVA_LONG_UNALIGNED, at + SOURCE_HIGH, sourceHigh);
    MEMORY.set(JAVA_LONG_UNALIGNED, at + SOURCE_LOW, sourceLow);
    MEMORY.set(JAVA_LONG_UNALIGNED, at + DESTINATION_HIGH, destinationHigh);
    MEMORY.set(JAVA_LONG_UNALIGNED, at + DESTINATION_LOW, destinationLow);
    MEMORY.set(JAVA_INT_UNALIGNED, at + FRAME, frame);
    MEMORY.set(JAVA_INT_UNALIGNED, at + BYTES, bytes);
    MEMORY.set(JAVA_CHAR_UNALIGNED, at + HEADER, (char) headerBytes);
    MEMORY.set(JAVA_BYTE, at + PROTOCOL, (byte) protocol);
    MEMORY.set(JAVA_BYTE, at + PART, WHOLE);
    MEMORY.set(JAVA_BYTE, at + IPV6, (byte) (ipv6 ? 1 : 0));
  }

  /** Makes it a fragment: {@link #FIRST} or {@link #LATER}. */
  void fragment(int i, byte part, int identification) {
    MEMORY.set(JAVA_BYTE, at(i) + PART, part);
    identifications[i] = identification;
  }

  /** Sets the ports as {@link #ports} gives them, and the TCP flags. */
  void segment(int i, int ports, int flags) {
    MEMORY.set(JAVA_INT_UNALIGNED, at(i) + PORTS, ports);
    MEMORY.set(JAVA_BYTE, at(i) + FLAGS, (byte) flags);
  }

  int frame(int i) {
    return MEMORY.get(JAVA_INT_UNALIGNED, at(i) + FRAME);
  }

  /** Offset of the IP header in the frame memory. */
  long network(int i) {
    return FrameMemory.at(MEMORY.get(JAVA_LONG_UNALIGNED, at(i) + NETWORK));
  }

  /** Offset of the layer-4 header in the frame memory. */
  long transport(int i) {
    return FrameMemory.at(MEMORY.get(JAVA_LONG_UNALIGNED, at(i) + NETWORK) + headerBytes(i));
  }

  /** Bytes of the IP header with its options or extensions. */
  int headerBytes(int i) {
    return MEMORY.get(JAVA_CHAR_UNALIGNED, at(i) + HEADER);
  }

  /** Length of the packet from the IP header on. */
  int bytes(int i) {
    return MEMORY.get(JAVA_INT_UNALIGNED, at(i) + BYTES);
  }

  void bytes(int i, int bytes) {
    MEMORY.set(JAVA_INT_UNALIGNED, at(i) + BYTES, bytes);
  }

  boolean ipv6(int i) {
    return MEMORY.get(JAVA_BYTE, at(i) + IPV6) != 0;
  }

  int protocol(int i) {
    return MEMORY.get(JAVA_BYTE, at(i) + PROTOCOL) & 0xff;
  }

  long sourceHigh(int i) {
    return MEMORY.get(JAVA_LONG_UNALIGNED, at(i) + SOURCE_HIGH);
  }

  long sourceLow(int i) {
    return MEMORY.get(JAVA_LONG_UNALIGNED, at(i) + SOURCE_LOW);
  }

  long destinationHigh(int i) {
    return MEMORY.get(JAVA_LONG_UNALIGNED, at(i) + DESTINATION_HIGH);
  }

  long destinationLow(int i) {
    return MEMORY.get(JAVA_LONG_UNALIGNED, at(i) + DESTINATION_LOW);
  }

  /** {@link #WHOLE}, {@link #FIRST} or {@link #LATER}. */
  byte part(int i) {
    return MEMORY.get(JAVA_BYTE, at(i) + PART);
  }

  /** Of a fragment: what all of its packet have in common. */
  int identification(int i) {
    return identifications[i];
  }

  /** Source port in the upper half, destination port in the lower; 0 of a later fragment. */
  int ports(int i) {
    return MEMORY.get(JAVA_INT_UNALIGNED, at(i) + PORTS);
  }

  int sourcePort(int i) {
    return ports(i) >>> 16;
  }

  int destinationPort(int i) {
    return ports(i) & 0xffff;
  }

  /** TCP flags; 0 for UDP. */
  int flags(int i) {
    return MEMORY.get(JAVA_BYTE, at(i) + FLAGS);
  }

  void flags(int i, int flags) {
    MEMORY.set(JAVA_BYTE, at(i) + FLAGS, (byte) flags);
  }

  /** Service row, or −1; set by the service look-up. */
  int service(int i) {
    return MEMORY.get(JAVA_SHORT_UNALIGNED, at(i) + SERVICE);
  }

  void service(int i, int row) {
    MEMORY.set(JAVA_SHORT_UNALIGNED, at(i) + SERVICE, (short) row);
  }

  /**
   * {@link io.spinlane.agent.balance.ConnectionTable#hash} of its connection; set by the service
   * look-up.
   */
  int hash(int i) {
    return MEMORY.get(JAVA_INT_UNALIGNED, at(i) + HASH);
  }

  void hash(int i, int hash) {
    MEMORY.set(JAVA_INT_UNALIGNED, at(i) + HASH, hash);
  }

  /** {@link io.spinlane.agent.balance.ConnectionTable#first} of its connection; set as the hash. */
  int first(int i) {
    return MEMORY.get(JAVA_INT_UNALIGNED, FrameMemory.at(firsts + ((long) i << 2)));
  }

  void first(int i, int entry) {
    MEMORY.set(JAVA_INT_UNALIGNED, FrameMemory.at(firsts + ((long) i << 2)), entry);
  }

  /** Gives the memory back. */
  @Override
  public void close() {
    region.close();
  }
}
