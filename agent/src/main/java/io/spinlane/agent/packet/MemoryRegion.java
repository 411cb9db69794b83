package io.spinlane.agent.packet;

import java.util.BitSet;

/**
 * A part of {@link FrameMemory} that someone holds, zeroed when taken. Any thread takes and closes.
 */
public final class MemoryRegion implements AutoCloseable {
  private static final BitSet GRANULES_TAKEN = new BitSet();

  /** Granules from here on were never taken, so their pages are still zero and untouched. */
  private static int neverTaken;

  private final int first;
  private final int granules;
  private boolean closed;

  private MemoryRegion(int first, int granules) {
    this.first = first;
    this.granules = granules;
  }

  /**
   * Takes memory in one piece.
   *
   * @param bytes rounded up to {@link FrameMemory#GRANULE_BYTES}
   * @throws OutOfMemoryError when there is none left; names the property that enlarges it
   */
  public static MemoryRegion take(long bytes) {
    long count = (bytes + FrameMemory.GRANULE_BYTES - 1) >>> FrameMemory.GRANULE_SHIFT;
    int total =
        (int) Math.min(Integer.MAX_VALUE, FrameMemory.SIZE_BYTES >>> FrameMemory.GRANULE_SHIFT);
    synchronized (GRANULES_TAKEN) {
      int from = GRANULES_TAKEN.nextClearBit(0);
      while (from + count <= total) {
        int taken = GRANULES_TAKEN.nextSetBit(from);
        if (taken < 0 || taken >= from + count) {
          return mark(from, (int) count);
        }
        from = GRANULES_TAKEN.nextClearBit(taken);
      }
    }
    throw new OutOfMemoryError(
        "frame memory has no "
            + bytes
            + " bytes in one piece left; enlarge it with -D"
            + FrameMemory.SIZE_PROPERTY
            + " (now "
            + FrameMemory.SIZE_BYTES
            + ")");
  }

  private static MemoryRegion mark(int from, int count) {
    GRANULES_TAKEN.set(from, from + count);
    if (from < neverTaken) {
      long used = (long) Math.min(count, neverTaken - from) << FrameMemory.GRANULE_SHIFT;
      FrameMemory.MEMORY.asSlice(FrameMemory.base(from), used).fill((byte) 0);
    }
    neverTaken = Math.max(neverTaken, from + count);
    return new MemoryRegion(from, count);
  }

  /** Number of the first granule. */
  public int firstGranule() {
    return first;
  }

  /** Offset of the first byte in {@link FrameMemory#MEMORY}. */
  public long base() {
    return FrameMemory.base(first);
  }

  /** Gives the memory back; nobody may use it any more. */
  @Override
  public void close() {
    synchronized (GRANULES_TAKEN) {
      if (!closed) {
        closed = true;
        GRANULES_TAKEN.clear(first, first + granules);
      }
    }
  }
}
