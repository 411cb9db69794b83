package io.spinlane.agent.engine;

import io.spinlane.v1.IdleStrategy;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A thread that is a switch core: pinned to its CPU, it works until it is told to stop. */
final class CoreThread {
  private static final int SPINS = 200;
  private static final int YIELDS = 50;
  private static final long SHORTEST_PARK_NS = 2_000;
  private static final long LONGEST_PARK_NS = 100_000;

  private final SwitchCore core;
  private final Thread thread;
  private volatile IdleStrategy idle;
  private volatile boolean stopping;
  private volatile @Nullable Throwable failure;

  CoreThread(SwitchCore core, String id, int cpu, IdleStrategy idle, IntConsumer pin) {
    this.core = core;
    this.idle = idle;
    this.thread =
        Thread.ofPlatform()
            .name("spinlane-core-" + id)
            .daemon(true)
            .start(
                () -> {
                  try {
                    pin.accept(cpu);
                    run();
                  } catch (Throwable e) {
                    failure = e;
                    System.getLogger("io.spinlane.agent.engine")
                        .log(System.Logger.Level.ERROR, "switch core " + id + " has failed", e);
                  }
                });
  }

  SwitchCore core() {
    return core;
  }

  /** What ended the thread although nobody stopped it; null while all is well. */
  @Nullable Throwable failure() {
    return failure;
  }

  void idle(IdleStrategy next) {
    idle = next;
  }

  private void run() {
    int idleRounds = 0;
    while (!stopping) {
      idleRounds = core.doWork() > 0 ? 0 : rest(idleRounds);
    }
  }

  /** What to do when there is nothing to do; returns the number of such rounds in a row. */
  @SuppressWarnings("ThreadPriorityCheck") // Yielding is what the idle strategy is asked to do.
  private int rest(int idleRounds) {
    switch (idle) {
      case IDLE_STRATEGY_YIELD -> Thread.yield();
      case IDLE_STRATEGY_BACKOFF -> {
        if (idleRounds < SPINS) {
          Thread.onSpinWait();
        } else if (idleRounds < SPINS + YIELDS) {
          Thread.yield();
        } else {
          int doublings = Math.min(6, (idleRounds - SPINS - YIELDS) >>> 3);
          LockSupport.parkNanos(Math.min(LONGEST_PARK_NS, SHORTEST_PARK_NS << doublings));
        }
      }
      default -> Thread.onSpinWait();
    }
    return Math.min(idleRounds + 1, SPINS + YIELDS + 64);
  }

  /** Ends the thread after its present round. */
  void stop() {
    stopping = true;
    LockSupport.unpark(thread);
  }

  /** Waits for the end; false when it takes longer than this. */
  boolean join(long timeoutMs) throws InterruptedException {
    thread.join(timeoutMs);
    return !thread.isAlive();
  }
}
