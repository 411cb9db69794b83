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

  /** Bytes behind the last offset, so that a header may be read from any of them. */
  private static final int GUARD_BYTES = 1 << 16;

  /** The region is tried at multiples of this address, where Linux puts nothing by itself. */
  private static final long FIRST_ADDRESS = 1L << 40;

  private static final long LAST_ADDRESS = 32L << 40;

  /** Address of the region, a multiple of its size. */
  private static final long BASE = reserve();

  /**
   * The region, with all below it. Offsets come from {@link #at} and the others, which never lead
   * out of the region, whatever they are given.
   */
  public static final MemorySegment MEMORY =
      Memory.everythingBelow(2 * Long.highestOneBit(BASE) + GUARD_BYTES);

  private static final long MASK = SIZE_BYTES - 1;
  private static final long LINE_MASK = MASK & -64;
  private static final int GRANULE_MASK = (int) ((SIZE_BYTES >>> GRANULE_SHIFT) - 1);

  private FrameMemory() {}

  /** The offset itself when it lies inside the region; otherwise some offset that does. */
  public static long at(long offset) {
    return (offset & MASK) ^ BASE;
  }

  /** As {@link #at}, for the offset of a cache line. */
  public static long line(long offset) {
    return (offset & LINE_MASK) ^ BASE;
  }

  /** Offset of the first byte of a frame's slot. */
  public static long base(int frame) {
    return (long) (frame & GRANULE_MASK) << GRANULE_SHIFT ^ BASE;
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

  private static long reserve() {
    if (!Memory.supported()) {
      return Arena.global().allocate(SIZE_BYTES + GUARD_BYTES, SIZE_BYTES).address();
    }
    for (long address = FIRST_ADDRESS; address <= LAST_ADDRESS; address += FIRST_ADDRESS) {
      if (Memory.reserve(SIZE_BYTES + GUARD_BYTES, address)) {
        Memory.adviseHugePages(address, SIZE_BYTES);
        return address;
      }
    }
    throw new OutOfMemoryError(
        "could not reserve "
            + SIZE_BYTES
            + " bytes of address space (see ulimit -v); -D"
            + SIZE_PROPERTY
            + " takes less");
  }
}
