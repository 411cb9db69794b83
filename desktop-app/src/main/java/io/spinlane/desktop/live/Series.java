package io.spinlane.desktop.live;

import java.util.Arrays;

/**
 * Throughput of one core over time, in arrays of a fixed size: the newest sample takes the place of
 * the oldest. Not safe for threads.
 */
public final class Series {
  private final long[] timesNs;
  private final double[] packets;
  private final double[] bits;
  private int next;
  private int count;

  /**
   * An empty series.
   *
   * @param capacity samples it holds
   */
  public Series(int capacity) {
    timesNs = new long[capacity];
    packets = new double[capacity];
    bits = new double[capacity];
  }

  /** Adds a sample; NaN stands for "not known", such as right after an agent's restart. */
  public void add(long timeNs, double packetsPerSecond, double bitsPerSecond) {
    timesNs[next] = timeNs;
    packets[next] = packetsPerSecond;
    bits[next] = bitsPerSecond;
    next = (next + 1) % timesNs.length;
    count = Math.min(count + 1, timesNs.length);
  }

  /** Samples held. */
  public int count() {
    return count;
  }

  private int slot(int i) {
    return Math.floorMod(next - count + i, timesNs.length);
  }

  /** When sample i came, from the oldest at 0, on our monotonic clock. */
  public long timeNs(int i) {
    return timesNs[slot(i)];
  }

  /** Packets per second of sample i. */
  public double packetsPerSecond(int i) {
    return packets[slot(i)];
  }

  /** Bits per second of sample i. */
  public double bitsPerSecond(int i) {
    return bits[slot(i)];
  }

  /** Becomes a copy of another series of the same capacity. */
  public void copyOf(Series other) {
    System.arraycopy(other.timesNs, 0, timesNs, 0, timesNs.length);
    System.arraycopy(other.packets, 0, packets, 0, packets.length);
    System.arraycopy(other.bits, 0, bits, 0, bits.length);
    next = other.next;
    count = other.count;
  }

  /** Samples this series can hold. */
  public int capacity() {
    return timesNs.length;
  }

  /** The newest values of packets per second into an array, oldest first; unknown ones as 0. */
  public int recentPackets(double[] into) {
    int taken = Math.min(count, into.length);
    for (int i = 0; i < taken; i++) {
      double value = packetsPerSecond(count - taken + i);
      into[i] = Double.isNaN(value) ? 0 : value;
    }
    return taken;
  }

  /**
   * Means over equal spans of time, for drawing one value per pixel.
   *
   * @param fromNs begin of the first span
   * @param toNs end of the last span
   * @param means filled with one value per span; NaN where no sample fell
   * @param bitsWanted bits per second, else packets per second
   */
  public void means(long fromNs, long toNs, double[] means, boolean bitsWanted) {
    Arrays.fill(means, Double.NaN);
    double span = (double) (toNs - fromNs) / means.length;
    double sum = 0;
    int samples = 0;
    int current = -1;
    for (int i = 0; i < count; i++) {
      double value = bitsWanted ? bitsPerSecond(i) : packetsPerSecond(i);
      int bucket = (int) Math.floor((timeNs(i) - fromNs) / span);
      if (bucket < 0 || bucket >= means.length || Double.isNaN(value)) {
        continue;
      }
      if (bucket != current) {
        sum = 0;
        samples = 0;
        current = bucket;
      }
      sum += value;
      samples++;
      means[bucket] = sum / samples;
    }
  }
}
