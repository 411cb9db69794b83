package io.spinlane.agent.balance;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.spinlane.agent.packet.FrameMemory;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * One byte for each entry of a {@link ConnectionTable}: never used, free again, or seven bits of
 * the hash of the connection that is there. Eight are compared at once, so that a look-up reads the
 * one entry it wants rather than all those before it, and a million connections are told apart in
 * two megabytes, which stay in the cache.
 *
 * <p>A tag is a hint: whoever follows it compares the entry. Only who holds an entry for writing
 * sets its tag. Any thread reads.
 */
final class FlowTags {
  /** No place. */
  static final int NONE = -1;

  /** Places that a search looks at. */
  static final int WINDOW = 32;

  private static final byte FREE_AGAIN = 1;
  private static final int USED = 0x80;
  private static final int TAG_SHIFT = 25;

  private static final int WORD = 8;
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGHS = 0x8080_8080_8080_8080L;
  private static final ValueLayout.OfLong TAGS =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final long base;

  /**
   * Tags in zeroed memory.
   *
   * @param base offset of the first, with a byte for each entry
   */
  FlowTags(long base) {
    this.base = base;
  }

  /** Brings the tags of a bucket into the cache, and returns them so that this is not left out. */
  long touch(int bucket) {
    return MEMORY.get(TAGS, at(bucket));
  }

  /**
   * The next place of a window that may hold a flow.
   *
   * @param bucket first place of the window
   * @param hash of the flow
   * @param from where in the window to go on, from 0
   * @return a place counted from the bucket, or {@link #NONE}
   */
  int find(int bucket, int hash, int from) {
    long wanted = tag(hash) * ONES;
    for (int word = from & -WORD; word < WINDOW; word += WORD) {
      long tags = MEMORY.get(TAGS, at(bucket + word));
      long match = zeros(tags ^ wanted);
      if (word < from) {
        match &= -1L << ((from - word) * Byte.SIZE);
      }
      if (match != 0) {
        return word + Long.numberOfTrailingZeros(match) / Byte.SIZE;
      }
      if (zeros(tags) != 0) {
        return NONE; // Whoever came here later would have taken that place.
      }
    }
    return NONE;
  }

  /** The next place of a window that is not used now, as {@link #find}. */
  int findUnused(int bucket, int from) {
    for (int word = from & -WORD; word < WINDOW; word += WORD) {
      long unused = ~MEMORY.get(TAGS, at(bucket + word)) & HIGHS;
      if (word < from) {
        unused &= -1L << ((from - word) * Byte.SIZE);
      }
      if (unused != 0) {
        return word + Long.numberOfTrailingZeros(unused) / Byte.SIZE;
      }
    }
    return NONE;
  }

  /** Says who is in an entry now. */
  void set(int entry, int hash) {
    MEMORY.set(JAVA_BYTE, at(entry), (byte) tag(hash));
  }

  /** Says that an entry is free again. */
  void clear(int entry) {
    MEMORY.set(JAVA_BYTE, at(entry), FREE_AGAIN);
  }

  private static int tag(int hash) {
    return (hash >>> TAG_SHIFT) | USED;
  }

  /** The high bit of every byte that is 0, and perhaps of some above one that is. */
  private static long zeros(long bytes) {
    return (bytes - ONES) & ~bytes & HIGHS;
  }

  private long at(int entry) {
    return FrameMemory.at(base + entry);
  }
}
