package io.spinlane.agent.balance;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What schedulers go by besides the drawing: how many connections each back-end has over all cores,
 * and the weight the master gave it. By back-end row; one for all switch cores.
 *
 * <p><b>Threads.</b> Any core counts, with an atomic addition, because one that inherits the
 * connections of another also counts their end. Cores read with opaque loads: a count is true for a
 * moment only, and nothing else is derived from having seen it. The master alone sets weights: it
 * stores the weight, then raises the version. A core acquires the version before it reads weights,
 * so it has seen every weight set up to that version; one set meanwhile raises the version again
 * and is read at the next pick.
 */
public final class BackendLoads {
  /** Largest weight. */
  public static final int MAX_WEIGHT = 65_535;

  private final AtomicIntegerArray active;

  /** Weight + 1; 0: the drawn one holds. */
  private final AtomicIntegerArray weights;

  private final AtomicInteger version = new AtomicInteger();

  /**
   * No connections, no weights.
   *
   * @param rows rows of back-ends there can be
   */
  public BackendLoads(int rows) {
    this.active = new AtomicIntegerArray(rows);
    this.weights = new AtomicIntegerArray(rows);
  }

  /** A connection to the back-end began. Any core. */
  public void opened(int row) {
    active.getAndIncrement(row);
  }

  /** A connection to the back-end was removed. Any core. */
  public void closed(int row) {
    active.getAndDecrement(row);
  }

  /** Connections the back-end has. Any thread. */
  public int active(int row) {
    return active.getOpaque(row);
  }

  /**
   * Sets the weight that {@link Scheduling#LOAD_AWARE} services go by. The master's thread.
   *
   * @param weight 0 to {@value #MAX_WEIGHT}; 0 takes no new connection
   */
  public void setWeight(int row, int weight) {
    if (weight < 0 || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException(
          "weight " + weight + " of back-end row " + row + " is not 0 to " + MAX_WEIGHT);
    }
    store(row, weight + 1);
  }

  /** Lets the drawn weight hold again. The master's thread. */
  public void clearWeight(int row) {
    store(row, 0);
  }

  private void store(int row, int value) {
    weights.setOpaque(row, value);
    version.getAndIncrement();
  }

  /** The master's weight of a back-end, or the drawn one where it set none. Any thread. */
  public int weight(int row, int drawn) {
    int stored = weights.getOpaque(row);
    return stored == 0 ? drawn : stored - 1;
  }

  /** Another value each time a weight is set. Any thread. */
  int version() {
    return version.getAcquire();
  }
}
