package io.spinlane.agent.nic.afpacket;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FrameMemory;
import java.lang.foreign.MemorySegment;

/**
 * Translates between the virtio_net_hdr that stands before a frame in a ring (virtio 1.2 §5.1.6,
 * host byte order as PACKET_VNET_HDR has it) and the offloads in a frame's descriptor.
 *
 * <pre>
 *   0       1          2              4         6                8
 *   │ flags │ GSO type │ header bytes │ GSO size │ checksum start │ checksum offset │
 * </pre>
 */
final class VirtioHeader {
  static final int BYTES = 10;

  /**
   * Frames up to this size are copied whole into the kernel's buffer; of larger ones it takes pages
   * of the ring, which veth must copy again.
   */
  private static final int LINEAR_BYTES = 2048;

  private static final long FLAGS = 0;
  private static final long GSO_TYPE = 1;
  private static final long HEADER_BYTES = 2;
  private static final long GSO_SIZE = 4;
  private static final long CHECKSUM_START = 6;
  private static final long CHECKSUM_OFFSET = 8;

  private static final int NEEDS_CHECKSUM = 1;
  private static final int DATA_VALID = 2;

  private static final int GSO_TCPV4 = 1;
  private static final int GSO_TCPV6 = 4;
  private static final int GSO_UDP_L4 = 5;
  private static final int GSO_ECN = 0x80;

  private static final int ANY_GSO = Frame.GSO_TCP4 | Frame.GSO_TCP6 | Frame.GSO_UDP;
  private static final int TCP_HEADER_BYTES_AT = 12;
  private static final int UDP_HEADER_BYTES = 8;

  private VirtioHeader() {}

  /**
   * Describes a received frame's offloads in its descriptor.
   *
   * @param shift bytes put in front of layer 3 since the kernel wrote the header: a VLAN tag
   */
  static void toFrame(MemorySegment ring, long at, int frame, int shift) {
    if (ring.get(JAVA_SHORT_UNALIGNED, at) == 0) {
      return;
    }
    int flags = ring.get(JAVA_BYTE, at + FLAGS);
    int type = ring.get(JAVA_BYTE, at + GSO_TYPE) & 0xff;
    int offloads =
        switch (type & ~GSO_ECN) {
          case GSO_TCPV4 -> Frame.GSO_TCP4;
          case GSO_TCPV6 -> Frame.GSO_TCP6;
          case GSO_UDP_L4 -> Frame.GSO_UDP;
          default -> 0;
        };
    if ((type & GSO_ECN) != 0) {
      offloads |= Frame.GSO_ECN;
    }
    if ((flags & NEEDS_CHECKSUM) != 0) {
      offloads |= Frame.CHECKSUM_PARTIAL;
    } else if ((flags & DATA_VALID) != 0) {
      offloads |= Frame.CHECKSUM_VERIFIED;
    }
    Frame.offload(
        frame,
        offloads,
        unsigned(ring, at + CHECKSUM_START) + shift,
        unsigned(ring, at + CHECKSUM_OFFSET),
        unsigned(ring, at + GSO_SIZE),
        unsigned(ring, at + HEADER_BYTES) + shift);
  }

  /** Writes the header for a frame to be sent. */
  static void fromFrame(int frame, MemorySegment ring, long at) {
    int flags = Frame.flags(frame);
    int length = Frame.length(frame);
    boolean partial = (flags & Frame.CHECKSUM_PARTIAL) != 0;
    boolean gso = (flags & ANY_GSO) != 0;
    int headerBytes = length <= LINEAR_BYTES ? length : gso ? headerBytes(frame) : 0;
    ring.set(JAVA_BYTE, at + FLAGS, (byte) (partial ? NEEDS_CHECKSUM : 0));
    ring.set(JAVA_BYTE, at + GSO_TYPE, (byte) (gso ? type(flags) : 0));
    put(ring, at + HEADER_BYTES, headerBytes);
    put(ring, at + GSO_SIZE, gso ? Frame.gsoSize(frame) : 0);
    put(ring, at + CHECKSUM_START, partial ? Frame.checksumStart(frame) : 0);
    put(ring, at + CHECKSUM_OFFSET, partial ? Frame.checksumOffset(frame) : 0);
  }

  /**
   * Bytes of the largest frame that will be on the wire: of one piece when the frame is to be cut.
   */
  static int wireBytes(int frame) {
    return (Frame.flags(frame) & ANY_GSO) == 0
        ? Frame.length(frame)
        : Math.min(Frame.length(frame), headerBytes(frame) + Frame.gsoSize(frame));
  }

  /**
   * Headers that every piece repeats. Counted from the frame: what the kernel says on receive is
   * only how much of the frame was in one piece there.
   */
  private static int headerBytes(int frame) {
    int layer4 = Frame.checksumStart(frame);
    if ((Frame.flags(frame) & Frame.GSO_UDP) != 0) {
      return layer4 + UDP_HEADER_BYTES;
    }
    long at = FrameMemory.at(Frame.data(frame) + layer4 + TCP_HEADER_BYTES_AT);
    return Math.min(
        Frame.length(frame), layer4 + ((FrameMemory.MEMORY.get(JAVA_BYTE, at) >> 2) & 0x3c));
  }

  private static int type(int flags) {
    int type =
        (flags & Frame.GSO_TCP4) != 0
            ? GSO_TCPV4
            : (flags & Frame.GSO_TCP6) != 0 ? GSO_TCPV6 : GSO_UDP_L4;
    return (flags & Frame.GSO_ECN) != 0 ? type | GSO_ECN : type;
  }

  private static int unsigned(MemorySegment ring, long at) {
    return ring.get(JAVA_SHORT_UNALIGNED, at) & 0xffff;
  }

  private static void put(MemorySegment ring, long at, int value) {
    ring.set(JAVA_SHORT_UNALIGNED, at, (short) value);
  }
}
