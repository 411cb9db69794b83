package io.spinlane.agent.engine;

/** A token bucket in integer nanoseconds. One thread. */
final class RateLimit {
  private final long intervalNs;
  private final long burstNs;
  private long emptyAtNs;
  private boolean used;

  /** So many a second, and at most so many at once after a rest. */
  RateLimit(int perSecond, int burst) {
    this.intervalNs = 1_000_000_000L / perSecond;
    this.burstNs = burst * intervalNs;
  }

  /** Takes a token; false when there is none. */
  boolean tryTake(long nowNs) {
    if (!used || nowNs - emptyAtNs > burstNs) {
      used = true;
      emptyAtNs = nowNs - burstNs;
    }
    if (nowNs - emptyAtNs < intervalNs) {
      return false;
    }
    emptyAtNs += intervalNs;
    return true;
  }
}
