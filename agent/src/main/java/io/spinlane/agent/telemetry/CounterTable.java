package io.spinlane.agent.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Rows of counters with one writer, such as the services as one switch core counts them. Rows are
 * padded to cache lines, so writers of neighbouring tables do not disturb each other.
 *
 * <p>The writer uses plain reads and writes, one instruction each, and never waits; who writes in a
 * loop ends each round with {@link #publish}. Readers on other threads see a recent value of each
 * counter, whole, since 64-bit writes are not torn on the 64-bit processors this runs on; values
 * read together may be a few packets apart.
 */
public final class CounterTable {
  private static final VarHandle VALUES = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int LINE = 8;

  private final long[] values;
  private final int stride;

  public CounterTable(int rows, int columns) {
    this.stride = (columns + LINE - 1) / LINE * LINE;
    this.values = new long[LINE + rows * stride + LINE];
  }

  /** Adds to a counter. Only the writer. */
  public void add(int row, Counter counter, long amount) {
    values[LINE + row * stride + counter.ordinal()] += amount;
  }

  /**
   * Adds packets and their bytes. Only the writer.
   *
   * @param ofPackets the counter of packets; that of bytes is the next of its table
   */
  public void add(int row, Counter ofPackets, long packets, long bytes) {
    int at = LINE + row * stride + ofPackets.ordinal();
    values[at] += packets;
    values[at + 1] += bytes;
  }

  /** Lets readers see what was added before. Only the writer. */
  public static void publish() {
    VarHandle.releaseFence();
  }

  /** A counter now. Any thread. */
  public long get(int row, int column) {
    return (long) VALUES.getOpaque(values, LINE + row * stride + column);
  }
}
