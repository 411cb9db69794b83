package io.spinlane.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** So many at once, so many a second, from any origin of the clock. */
class RateLimitTest {
  @ParameterizedTest
  @ValueSource(longs = {0, -5_000_000_000L, Long.MAX_VALUE - 1_000_000_000L})
  void givesItsBurstAndThenItsRate(long startNs) {
    RateLimit limit = new RateLimit(1_000, 20);
    assertThat(take(limit, startNs, 100)).isEqualTo(20);
    assertThat(take(limit, startNs + 999_999, 1)).isZero();
    assertThat(take(limit, startNs + 1_000_000, 5)).isEqualTo(1);
    int second = 0;
    for (int ms = 2; ms < 1_002; ms++) {
      second += take(limit, startNs + ms * 1_000_000L, 3);
    }
    assertThat(second).isEqualTo(1_000);
    assertThat(take(limit, startNs + 60_000_000_000L, 100)).as("after a rest").isEqualTo(20);
  }

  private static int take(RateLimit limit, long nowNs, int tries) {
    int taken = 0;
    for (int i = 0; i < tries; i++) {
      taken += limit.tryTake(nowNs) ? 1 : 0;
    }
    return taken;
  }
}
