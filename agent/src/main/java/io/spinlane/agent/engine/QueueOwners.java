package io.spinlane.agent.engine;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Which core polls which receive queue. When a plan moves a queue from core A to core B, A gives it
 * up when it adopts the plan and B takes it only then: A's release store and B's acquiring CAS on
 * the same word order everything A did with the queue before everything B will do, and a queue is
 * never polled by two.
 */
final class QueueOwners {
  private static final int NOBODY = 0;

  /** Words a cache line apart. */
  private static final int STRIDE = 16;

  private final AtomicIntegerArray owners;

  QueueOwners(int queueRows) {
    owners = new AtomicIntegerArray(queueRows * STRIDE);
  }

  /** True when the queue is now, or was already, the core's. */
  boolean take(int queueRow, int coreRow) {
    int at = queueRow * STRIDE;
    return owners.getPlain(at) == coreRow + 1
        || owners.compareAndExchangeAcquire(at, NOBODY, coreRow + 1) == NOBODY;
  }

  /** Gives up a queue of the core's. */
  void give(int queueRow) {
    owners.setRelease(queueRow * STRIDE, NOBODY);
  }
}
