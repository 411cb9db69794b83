package io.spinlane.agent.nic.sim;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** Finished frames that wait to be received by the switch: a short ring. Its queue guards it. */
final class Answers {
  private static final int SLOTS = 64;

  final MemorySegment memory;
  private final int slotBytes;
  private final int[] lengths = new int[SLOTS];
  private int first;
  private int count;

  Answers(int largestFrameBytes) {
    slotBytes = (largestFrameBytes + 63) / 64 * 64;
    memory = Arena.ofAuto().allocate((long) SLOTS * slotBytes, 64);
  }

  boolean isFull() {
    return count == SLOTS;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Where to write the next frame in {@link #memory}; there is room. */
  long place() {
    return (long) ((first + count) % SLOTS) * slotBytes;
  }

  /** The frame at {@link #place} is written. */
  void add(int lengthBytes) {
    lengths[(first + count) % SLOTS] = lengthBytes;
    count++;
  }

  /** Moves the oldest frame to some other memory and returns its length. */
  int take(MemorySegment to, long at) {
    int length = lengths[first];
    MemorySegment.copy(memory, (long) first * slotBytes, to, at, length);
    first = (first + 1) % SLOTS;
    count--;
    return length;
  }
}
