package io.spinlane.agent.packet;

import io.spinlane.agent.linux.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The memory all frames of this process live in: one segment that is a compile-time constant to the
 * JIT, so that an access at a {@linkplain #at masked offset} needs neither a bounds check nor a
 * liveness check, and cannot leave the segment whatever the offset is.
 *
 * <p>On Linux address space is reserved and pages appear when first touched; elsewhere a smaller
 * region is allocated. The size is a power of two, settable by the system property {@value
 * #SIZE_PROPERTY} (bytes).
 *
 * <p>Any thread; who may touch which bytes follows from frame ownership.
 */
public final class FrameMemory {
  /** System property that sets the size in bytes, a power of two from 1 MiB to 64 GiB. */
  public static final String SIZE_PROPERTY = "spinlane.frameMemoryBytes";

  /** Frames are numbered in granules of this many bytes; every slot begins on one. */
  public static final int GRANULE_SHIFT = 11;

  /** Bytes of a granule: the slot of an ordinary Ethernet frame. */
  public static final int GRANULE_BYTES = 1 << GRANULE_SHIFT;

  /** Total bytes, a power of two. */
  public static final long SIZE_BYTES = size();

  /** The region. Offsets into it come from {@link #at} or from {@link #base}. */
  public static final MemorySegment MEMORY = reserve(SIZE_BYTES);

  private static final long MASK = SIZE_BYTES - 1;

  private FrameMemory() {}

  /** The offset itself when it lies inside the region; otherwise some offset that does. */
  public static long at(long offset) {
    return offset & MASK;
  }

  /** Offset of the first byte of a frame's slot. */
  public static long base(int frame) {
    return ((long) frame << GRANULE_SHIFT) & MASK;
  }

  private static long size() {
    long standard = Memory.supported() ? 16L << 30 : 128L << 20;
    long bytes = Long.getLong(SIZE_PROPERTY, standard);
    if (Long.bitCount(bytes) != 1 || bytes < 1L << 20 || bytes > 64L << 30) {
      throw new IllegalArgumentException(
          "-D"
              + SIZE_PROPERTY
              + "="
              + bytes
              + " is not a power of two from 1 MiB (1048576) to 64 GiB (68719476736)");
    }
    return bytes;
  }

  private static MemorySegment reserve(long bytes) {
    return Memory.supported()
        ? Memory.reserve(bytes)
        : Arena.global().allocate(bytes, GRANULE_BYTES);
  }
}
