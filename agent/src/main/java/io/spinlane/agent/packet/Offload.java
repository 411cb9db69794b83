package io.spinlane.agent.packet;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

/** What a NIC without offloads does before a frame leaves. Stateless; the frame's owner calls. */
public final class Offload {
  private static final int UDP_CHECKSUM_OFFSET = 6;

  private Offload() {}

  /**
   * Completes a partial checksum: the field holds the sum of the pseudo-header, everything from the
   * checksum start on is added, and the complement is put in its place (RFC 1071, virtio 1.2
   * §5.1.6.2). Does nothing to a frame whose checksum is complete, and nothing to one whose
   * description points outside of it.
   */
  public static void finishChecksum(int frame) {
    int flags = Frame.flags(frame);
    if ((flags & Frame.CHECKSUM_PARTIAL) == 0) {
      return;
    }
    int start = Frame.checksumStart(frame);
    int offset = Frame.checksumOffset(frame);
    int length = Frame.length(frame);
    if (start < 0 || offset < 0 || start + offset + 2 > length) {
      return;
    }
    int sum = ~sum(Frame.data(frame) + start, length - start) & 0xffff;
    if (sum == 0 && offset == UDP_CHECKSUM_OFFSET) {
      sum = 0xffff; // RFC 768: zero would say that there is no checksum.
    }
    MEMORY.set(
        JAVA_SHORT_UNALIGNED, FrameMemory.at(Frame.data(frame) + start + offset), (short) sum);
    Frame.offload(
        frame,
        (flags & ~Frame.CHECKSUM_PARTIAL) | Frame.CHECKSUM_VERIFIED,
        start,
        offset,
        Frame.gsoSize(frame),
        Frame.gsoHeader(frame));
  }

  /** Folded one's complement sum in the machine's byte order, which the sum does not depend on. */
  private static int sum(long at, int length) {
    long sum = 0;
    long end = at + length;
    for (; at + 4 <= end; at += 4) {
      sum += Integer.toUnsignedLong(MEMORY.get(JAVA_INT_UNALIGNED, FrameMemory.at(at)));
    }
    if (at + 2 <= end) {
      sum += Short.toUnsignedInt(MEMORY.get(JAVA_SHORT_UNALIGNED, FrameMemory.at(at)));
      at += 2;
    }
    if (at < end) {
      sum += Byte.toUnsignedInt(MEMORY.get(JAVA_BYTE, FrameMemory.at(at))); // Little-endian pad.
    }
    while (sum >>> 16 != 0) {
      sum = (sum & 0xffff) + (sum >>> 16);
    }
    return (int) sum;
  }
}
