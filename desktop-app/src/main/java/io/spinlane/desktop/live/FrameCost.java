package io.spinlane.desktop.live;

import java.util.Arrays;

/** What the last frames cost the thread that draws. */
public final class FrameCost {
  private static final int FRAMES = 600;

  private final long[] costsNs = new long[FRAMES];
  private final long[] sorted = new long[FRAMES];
  private int next;
  private int count;

  /** Takes the cost of one frame. */
  public void add(long costNs) {
    costsNs[next] = costNs;
    next = (next + 1) % FRAMES;
    count = Math.min(count + 1, FRAMES);
  }

  /** Mean in milliseconds over the last frames, 0 before the first. */
  public double meanMs() {
    long sum = 0;
    for (int i = 0; i < count; i++) {
      sum += costsNs[i];
    }
    return count == 0 ? 0 : sum / 1e6 / count;
  }

  /** What 99 of 100 frames stayed below, in milliseconds; 0 before the first. */
  public double p99Ms() {
    System.arraycopy(costsNs, 0, sorted, 0, count);
    Arrays.sort(sorted, 0, count);
    return count == 0 ? 0 : sorted[Math.min(count - 1, count * 99 / 100)] / 1e6;
  }

  /** Frames measured. */
  public int frames() {
    return count;
  }
}
