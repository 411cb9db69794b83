package io.spinlane.agent;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Turns SIGTERM, SIGINT and SIGHUP into an orderly end with exit code 0. The JVM itself would end
 * with 128 + the signal's number, which service managers take for a failure.
 */
final class Shutdown implements AutoCloseable {
  private static final long WITHIN_MS = 4_800;

  private final AtomicReference<@Nullable Agent> agent = new AtomicReference<>();
  private final Thread hook = new Thread(this::end, "shutdown");

  Shutdown() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** What is to be stopped. */
  void stops(Agent running) {
    agent.set(running);
  }

  private void end() {
    Agent running = agent.get();
    CountDownLatch closed = new CountDownLatch(1);
    Thread.ofPlatform()
        .daemon()
        .name("closing")
        .start(
            () -> {
              if (running != null) {
                running.close();
              }
              closed.countDown();
            });
    try {
      Runtime.getRuntime().halt(closed.await(WITHIN_MS, TimeUnit.MILLISECONDS) ? 0 : 1);
    } catch (InterruptedException e) {
      Runtime.getRuntime().halt(1);
    }
  }

  /** Signals end the process as usual again; nothing is stopped. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      return; // It is running already.
    }
  }
}
