package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ceilings for each source, alone, among many, and taken from by several cores at once. */
class SourceRatesTest {
  private static final long START_NS = -5_000_000_000L;
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long IPV4 = 0xffff_0000_0000L;

  private static SourceRates rates(int capacity) {
    return new SourceRates(capacity, 42, START_NS);
  }

  private static int burst(SourceRates rates, SourceLimits limits, long low, long nowNs) {
    int taken = 0;
    while (taken < 1_000_000 && rates.takePackets(limits, 0, 0, low, 1, nowNs)) {
      taken++;
    }
    return taken;
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 1", "4, 1", "8, 2", "100, 25", "1000, 250", "1000000, 250000"})
  void letsAQuarterSecondPassAtOnce(long perSecond, int burst) {
    SourceLimits limits = new SourceLimits(perSecond, 0, 32, 128);
    assertThat(burst(rates(8), limits, IPV4 | 1, START_NS)).isEqualTo(burst);
  }

  /** However it is asked: after the burst there is one token for each interval. */
  @ParameterizedTest
  @CsvSource({"1, 10", "7, 70", "1000, 10000", "333333, 3333330"})
  void keepsTheRate(long perSecond, long inTenSeconds) {
    SourceLimits limits = new SourceLimits(perSecond, 0, 32, 128);
    SourceRates rates = rates(8);
    long burst = burst(rates, limits, IPV4 | 1, START_NS);
    Random random = new Random(perSecond);
    long taken = 0;
    long nowNs = START_NS;
    long endNs = START_NS + 10 * SECOND_NS;
    while (nowNs < endNs) {
      nowNs = Math.min(endNs, nowNs + 1 + random.nextInt(2_000_000));
      taken += burst(rates, limits, IPV4 | 1, nowNs);
    }
    assertThat(taken).isBetween(inTenSeconds - 1, inTenSeconds + 1 + inTenSeconds / 1000);
    assertThat(burst).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "32, 128, 0, 0xffff0a000001, 0, 0xffff0a000002, false",
    "24, 128, 0, 0xffff0a000001, 0, 0xffff0a0000ff, true",
    "24, 128, 0, 0xffff0a000001, 0, 0xffff0a000101, false",
    "1, 128,  0, 0xffff0a000001, 0, 0xffff7f000101, true",
    "32, 64,  1, 2,              1, 3,              true",
    "32, 64,  1, 2,              2, 2,              false",
    "32, 65,  1, 2,              1, 3,              true",
    "32, 127, 1, 2,              1, 3,              true",
    "32, 128, 1, 2,              1, 3,              false",
    "32, 1,   1, 2,              5, 9,              true"
  })
  void countsAPrefixAsOne(
      int prefix4, int prefix6, long high, long low, long high2, long low2, boolean one) {
    SourceLimits limits = new SourceLimits(1, 1, prefix4, prefix6);
    SourceRates rates = rates(64);
    assertThat(rates.takePackets(limits, 0, high, low, 1, START_NS)).isTrue();
    assertThat(rates.takePackets(limits, 0, high2, low2, 1, START_NS)).isEqualTo(!one);
    assertThat(rates.takeConnection(limits, 0, high, low, START_NS)).isTrue();
    assertThat(rates.takeConnection(limits, 0, high2, low2, START_NS)).isEqualTo(!one);
    assertThat(rates.takePackets(limits, 1, high, low, 1, START_NS)).as("other service").isTrue();
  }

  @Test
  void limitsNothingUnlessTold() {
    SourceRates rates = rates(8);
    for (int i = 0; i < 1_000; i++) {
      assertThat(rates.takePackets(SourceLimits.NONE, 0, 0, IPV4 | 1, 1, START_NS)).isTrue();
      assertThat(rates.takeConnection(SourceLimits.NONE, 0, 0, IPV4 | 1, START_NS)).isTrue();
    }
    SourceLimits immense = new SourceLimits(-1L, 0, 32, 128); // 2^64 − 1
    assertThat(burst(rates, immense, IPV4 | 1, START_NS)).isEqualTo(1_000_000);
    assertThatThrownBy(() -> rates(12)).hasMessageContaining("12");
  }

  /** Ten thousand sources pass through a small table, and nobody is treated otherwise for it. */
  @Test
  void forgetsWithoutChangingADecision() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    SourceRates rates = rates(1024);
    SourceLimits limits = new SourceLimits(40, 12, 32, 128);
    Map<Long, long[]> model = new HashMap<>();
    long nowNs = START_NS;
    for (int step = 0; step < 400_000; step++) {
      nowNs += random.nextInt(1_000_000);
      long source = IPV4 | (step / 40 + random.nextInt(10));
      boolean connection = random.nextInt(4) == 0;
      long[] fullAtNs = model.computeIfAbsent(source, key -> new long[] {START_NS, START_NS});
      int kind = connection ? 1 : 0;
      long from = Math.max(fullAtNs[kind], nowNs);
      long toleranceNs = SECOND_NS / 4 - SECOND_NS / (connection ? 12 : 40);
      boolean expected = from - nowNs <= toleranceNs;
      // Rounding may decide when a token comes in this very nanosecond.
      boolean close = Math.abs(from - nowNs - toleranceNs) < 100;
      boolean taken =
          connection
              ? rates.takeConnection(limits, 0, 0, source, nowNs)
              : rates.takePackets(limits, 0, 0, source, 1, nowNs);
      if (!close) {
        assertThat(taken).as("seed %d step %d", seed, step).isEqualTo(expected);
      }
      if (taken) {
        fullAtNs[kind] = from + SECOND_NS / (connection ? 12 : 40);
      }
    }
  }

  @Test
  void remembersTheWorstOfAFlood() {
    SourceRates rates = rates(SourceRates.WINDOW);
    SourceLimits limits = new SourceLimits(100, 0, 32, 128);
    long offender = IPV4 | 0x0a00_0001;
    burst(rates, limits, offender, START_NS);
    for (int i = 0; i < 100_000; i++) {
      rates.takePackets(limits, 0, 0, IPV4 | (0x0b00_0000 + i), 1, START_NS + 1);
    }
    assertThat(rates.takePackets(limits, 0, 0, offender, 1, START_NS + 2)).isFalse();
  }

  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void givesEachTokenOnce() throws Exception {
    int cores = 4;
    SourceRates rates = rates(1024);
    SourceLimits limits = new SourceLimits(4_000, 0, 32, 128);
    int rounds = 200;
    AtomicInteger[] taken = new AtomicInteger[rounds];
    for (int round = 0; round < rounds; round++) {
      taken[round] = new AtomicInteger();
    }
    CyclicBarrier together = new CyclicBarrier(cores);
    List<Thread> threads = new ArrayList<>();
    for (int core = 0; core < cores; core++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      for (int round = 0; round < rounds; round++) {
                        together.await();
                        int own = burst(rates, limits, IPV4 | round, START_NS);
                        taken[round].addAndGet(own);
                      }
                    } catch (Exception e) {
                      throw new IllegalStateException(e);
                    }
                  }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int round = 0; round < rounds; round++) {
      // Cores that make the entry at once may make one each, and take one token there.
      assertThat(taken[round].get()).as("source %d", round).isBetween(1_000, 1_000 + cores - 1);
    }
  }
}
