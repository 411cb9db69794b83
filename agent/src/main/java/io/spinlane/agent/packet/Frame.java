package io.spinlane.agent.packet;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.invoke.VarHandle;

/**
 * The descriptor of a frame: the first cache line of its slot.
 *
 * <pre>
 *   slot  0        4        8        12       16          20          24       28           64
 *         │ start  │ length │ owner  │ flags  │ csumStart │ csumOffset│ gsoSize│ gsoHeader  │ headroom … frame
 * </pre>
 *
 * <p>Together these descriptors are the buffer descriptor list: address, length and owner of every
 * buffer. Plain accessors are for the owner; {@link #passTo} hands everything written so far over
 * to the next owner.
 */
public final class Frame {
  /** No frame. */
  public static final int NONE = -1;

  /** Bytes of the descriptor. */
  public static final int DESCRIPTOR_BYTES = 64;

  /** Where received data begins in a slot: room for outer headers in front of it. */
  public static final int HEADROOM_BYTES = 256;

  /**
   * Layer-4 checksum holds only the pseudo-header sum (virtio NEEDS_CSUM); fields below say where.
   */
  public static final int CHECKSUM_PARTIAL = 1;

  /** Layer-4 checksum was verified by whoever delivered the frame. */
  public static final int CHECKSUM_VERIFIED = 1 << 1;

  /** TCP segmentation offload: larger than the MTU, to be cut into {@link #gsoSize} pieces. */
  public static final int GSO_TCP4 = 1 << 2;

  public static final int GSO_TCP6 = 1 << 3;

  /** UDP segmentation offload. */
  public static final int GSO_UDP = 1 << 4;

  /** TCP segments carry ECN's CWR in the first piece only. */
  public static final int GSO_ECN = 1 << 5;

  /** Who may touch a frame. Switch core n is {@code CORE_0 + n}. */
  public static final int OWNER_FREE = 0;

  public static final int OWNER_NIC_RECEIVE = 1;
  public static final int OWNER_NIC_TRANSMIT = 2;
  public static final int OWNER_APPLICATION = 3;
  public static final int OWNER_CORE_0 = 16;

  private static final long START = 0;
  private static final long LENGTH = 4;
  private static final long OWNER = 8;
  private static final long FLAGS = 12;
  private static final long CHECKSUM_START = 16;
  private static final long CHECKSUM_OFFSET = 20;
  private static final long GSO_SIZE = 24;
  private static final long GSO_HEADER = 28;

  private static final VarHandle INT = JAVA_INT.varHandle();

  private Frame() {}

  /** Offset in {@link FrameMemory#MEMORY} of the frame's first byte (its Ethernet header). */
  public static long data(int frame) {
    if (FrameChecks.ENABLED) {
      FrameChecks.used(frame);
    }
    long base = FrameMemory.base(frame);
    return FrameMemory.at(base + MEMORY.get(JAVA_INT, base + START));
  }

  /** Bytes from the Ethernet header on, without a check sequence. */
  public static int length(int frame) {
    if (FrameChecks.ENABLED) {
      FrameChecks.used(frame);
    }
    return MEMORY.get(JAVA_INT, FrameMemory.base(frame) + LENGTH);
  }

  /**
   * Describes a newly filled frame without offloads: {@code start} counts from the slot's start.
   */
  public static void fill(int frame, int start, int lengthBytes) {
    if (FrameChecks.ENABLED) {
      FrameChecks.used(frame);
    }
    long base = FrameMemory.base(frame);
    MEMORY.set(JAVA_INT, base + START, start);
    MEMORY.set(JAVA_INT, base + LENGTH, lengthBytes);
    MEMORY.set(JAVA_INT, base + FLAGS, 0);
  }

  /**
   * Moves the frame's first byte by so many bytes, forwards to take headers off, backwards to make
   * room for more; what the offloads say follows.
   */
  public static void move(int frame, int bytes) {
    long base = FrameMemory.base(frame);
    MEMORY.set(JAVA_INT, base + START, MEMORY.get(JAVA_INT, base + START) + bytes);
    MEMORY.set(JAVA_INT, base + LENGTH, MEMORY.get(JAVA_INT, base + LENGTH) - bytes);
    MEMORY.set(
        JAVA_INT, base + CHECKSUM_START, MEMORY.get(JAVA_INT, base + CHECKSUM_START) - bytes);
    MEMORY.set(JAVA_INT, base + GSO_HEADER, MEMORY.get(JAVA_INT, base + GSO_HEADER) - bytes);
  }

  /** Where the frame's first byte is in its slot. */
  public static int start(int frame) {
    return MEMORY.get(JAVA_INT, FrameMemory.base(frame) + START);
  }

  public static int flags(int frame) {
    return MEMORY.get(JAVA_INT, FrameMemory.base(frame) + FLAGS);
  }

  /**
   * Describes the offloads of a frame, as in virtio_net_hdr (virtio 1.2 §5.1.6): where the partial
   * checksum starts (bytes from the frame's start) and where it goes (bytes from there), the size
   * of each piece, and the bytes of headers each piece repeats. The last is a hint: a driver that
   * received the frame may say more than there are.
   */
  public static void offload(
      int frame, int flags, int checksumStart, int checksumOffset, int gsoSize, int gsoHeader) {
    long base = FrameMemory.base(frame);
    MEMORY.set(JAVA_INT, base + FLAGS, flags);
    MEMORY.set(JAVA_INT, base + CHECKSUM_START, checksumStart);
    MEMORY.set(JAVA_INT, base + CHECKSUM_OFFSET, checksumOffset);
    MEMORY.set(JAVA_INT, base + GSO_SIZE, gsoSize);
    MEMORY.set(JAVA_INT, base + GSO_HEADER, gsoHeader);
  }

  public static int checksumStart(int frame) {
    return MEMORY.get(JAVA_INT, FrameMemory.base(frame) + CHECKSUM_START);
  }

  public static int checksumOffset(int frame) {
    return MEMORY.get(JAVA_INT, FrameMemory.base(frame) + CHECKSUM_OFFSET);
  }

  public static int gsoSize(int frame) {
    return MEMORY.get(JAVA_INT, FrameMemory.base(frame) + GSO_SIZE);
  }

  public static int gsoHeader(int frame) {
    return MEMORY.get(JAVA_INT, FrameMemory.base(frame) + GSO_HEADER);
  }

  /** The present owner, acquiring what the previous one wrote. */
  public static int owner(int frame) {
    return (int) INT.getAcquire(MEMORY, FrameMemory.base(frame) + OWNER);
  }

  /** Hands the frame to the next owner, releasing what this one wrote. */
  public static void passTo(int frame, int owner) {
    INT.setRelease(MEMORY, FrameMemory.base(frame) + OWNER, owner);
  }
}
