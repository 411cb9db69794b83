package io.spinlane.agent.kernel;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for other processes, which give no sign when they are done. */
final class Eventually {
  private static final long PATIENCE_NS = TimeUnit.MINUTES.toNanos(1);

  /** Something to assert. */
  interface Check {
    void run() throws Exception;
  }

  private Eventually() {}

  /** Asserts again and again; fails as the last attempt did when that is not enough. */
  static void eventually(Check check) throws Exception {
    long deadlineNs = System.nanoTime() + PATIENCE_NS;
    while (true) {
      try {
        check.run();
        return;
      } catch (AssertionError e) {
        if (System.nanoTime() - deadlineNs > 0) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
    }
  }
}
