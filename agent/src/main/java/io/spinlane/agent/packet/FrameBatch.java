package io.spinlane.agent.packet;

/**
 * A short list of frames that move together: what one poll of a queue brought, or what one core is
 * about to hand to one NIC. Fields are public because every pipeline step loops over them.
 *
 * <p>Owned by one core thread.
 */
public final class FrameBatch {
  /** Frames one poll brings at most. */
  public static final int CAPACITY = 64;

  /** The first {@link #count} entries are frames. */
  public final int[] frames = new int[CAPACITY];

  public int count;

  /** Appends a frame; the caller knows there is {@linkplain #isFull room}. */
  public void add(int frame) {
    frames[count++] = frame;
  }

  public boolean isFull() {
    return count == CAPACITY;
  }

  public void clear() {
    count = 0;
  }
}
