package io.spinlane.desktop.remote;

import io.spinlane.v1.StatsGroup;
import io.spinlane.v1.StatsSample;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Samples of one layout on their way from gRPC's thread to the one that draws: one writer, one
 * reader, no lock, no allocation.
 *
 * <p>Why it is right: {@code written} and {@code read} only grow, and each is stored by one thread.
 * A slot is filled before the release store of {@code written} that makes it visible, and the
 * reader's acquire load pairs with it; a slot is copied out before the release store of {@code
 * read} that gives it back, and the writer's acquire load pairs with that. So no slot is ever
 * written and read at once. A full ring refuses the newest sample: counters are cumulative, the
 * next one makes up for it.
 */
public final class SampleRing {
  /** Values before the counters of a row: agent's clock, arrival, revision, generation. */
  public static final int HEADER = 4;

  /** Index of the agent's monotonic clock, in nanoseconds. */
  public static final int MONOTONIC_NS = 0;

  /** Index of our monotonic clock when the sample came, in nanoseconds. */
  public static final int ARRIVAL_NS = 1;

  /** Index of the running revision. */
  public static final int REVISION = 2;

  /** Index of the plan generation every core has acknowledged. */
  public static final int GENERATION = 3;

  private static final VarHandle WRITTEN;
  private static final VarHandle READ;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WRITTEN = lookup.findVarHandle(SampleRing.class, "written", long.class);
      READ = lookup.findVarHandle(SampleRing.class, "read", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final SampleLayout layout;
  private final long[] slots;
  private final int width;
  private final int mask;

  @SuppressWarnings("UnusedVariable") // through WRITTEN
  private long written;

  @SuppressWarnings("UnusedVariable") // through READ
  private long read;

  /**
   * An empty ring.
   *
   * @param capacity samples it holds, a power of two
   */
  public SampleRing(SampleLayout layout, int capacity) {
    if (Integer.bitCount(capacity) != 1) {
      throw new IllegalArgumentException("not a power of two: " + capacity);
    }
    this.layout = layout;
    this.width = HEADER + layout.size();
    this.mask = capacity - 1;
    this.slots = new long[width * capacity];
  }

  /** What the rows hold after their header. */
  public SampleLayout layout() {
    return layout;
  }

  /** Values in a row, header included. */
  public int width() {
    return width;
  }

  /**
   * Adds a sample. Only the writer.
   *
   * @return false when it is not of this layout, or the ring is full
   */
  public boolean offer(StatsSample sample, long arrivalNs) {
    if (sample.getSchemaId() != layout.schemaId() || sample.getGroupsCount() != layout.groups()) {
      return false;
    }
    for (int g = 0; g < layout.groups(); g++) {
      if (sample.getGroups(g).getValuesCount() != layout.size(g)) {
        return false;
      }
    }
    long position = (long) WRITTEN.get(this);
    if (position - (long) READ.getAcquire(this) > mask) {
      return false;
    }
    int slot = (int) (position & mask) * width;
    slots[slot + MONOTONIC_NS] = sample.getMonotonicNs();
    slots[slot + ARRIVAL_NS] = arrivalNs;
    slots[slot + REVISION] = sample.getRevision();
    slots[slot + GENERATION] = sample.getGeneration();
    for (int g = 0; g < layout.groups(); g++) {
      StatsGroup group = sample.getGroups(g);
      int at = slot + HEADER + layout.offset(g);
      for (int i = 0; i < group.getValuesCount(); i++) {
        slots[at + i] = group.getValues(i);
      }
    }
    WRITTEN.setRelease(this, position + 1);
    return true;
  }

  /**
   * Takes the oldest sample. Only the reader.
   *
   * @param row filled with {@link #width} values
   * @return false when there is none
   */
  public boolean poll(long[] row) {
    long position = (long) READ.get(this);
    if (position == (long) WRITTEN.getAcquire(this)) {
      return false;
    }
    System.arraycopy(slots, (int) (position & mask) * width, row, 0, width);
    READ.setRelease(this, position + 1);
    return true;
  }
}
