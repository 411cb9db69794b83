package io.spinlane.agent.engine;

/** A monotonic clock; injected, so that tests and replays decide what time it is. */
public interface Clock {
  /** Nanoseconds since some fixed moment; never less than before. Any thread. */
  long nanoTime();
}
