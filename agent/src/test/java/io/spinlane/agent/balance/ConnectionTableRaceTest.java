package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds when several cores insert, or when there are as many flows as were promised. */
class ConnectionTableRaceTest {
  private static final int ROUNDS = Integer.getInteger("spinlane.race.rounds", 20_000);
  private static final int BACKEND = 0x0a00000b;

  /** Two cores, one client port, two VIPs, the same back-end: replies could not be told apart. */
  @Test
  @Timeout(value = 120, unit = TimeUnit.SECONDS)
  void neverHoldsTwoFlowsWithTheSameReplies() throws Exception {
    try (ConnectionTable table = new ConnectionTable(2L * ROUNDS, 1)) {
      AtomicIntegerArray results = new AtomicIntegerArray(2 * ROUNDS);
      CyclicBarrier together = new CyclicBarrier(2);
      List<Thread> cores = new ArrayList<>();
      for (int core = 0; core < 2; core++) {
        int row = core;
        cores.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        for (int round = 0; round < ROUNDS; round++) {
                          if ((round & 63) == 0) {
                            together.await();
                          }
                          Connection flow = Flows.of(round, 4000, Flows.TCP, row, BACKEND);
                          results.set(2 * round + row, Flows.insert(table, flow, 1));
                        }
                      } catch (Exception e) {
                        throw new IllegalStateException(e);
                      }
                    }));
      }
      for (Thread core : cores) {
        core.join();
      }
      int both = 0;
      for (int round = 0; round < ROUNDS; round++) {
        both += results.get(2 * round) >= 0 && results.get(2 * round + 1) >= 0 ? 1 : 0;
      }
      assertThat(both).as("client ports that two VIPs send to one back-end").isZero();
    }
  }

  @Test
  void holdsAsManyFlowsAsPromised() {
    int capacity = 1 << 16;
    try (ConnectionTable table = new ConnectionTable(capacity, 7)) {
      int full = 0;
      for (int flow = 0; flow < capacity; flow++) {
        Connection next =
            Flows.of(0xc6330000 + (flow >>> 8), 1024 + (flow & 255), Flows.TCP, 1, BACKEND);
        full += Flows.insert(table, next, 1) == ConnectionTable.FULL ? 1 : 0;
      }
      assertThat(full).as("flows refused below the promised capacity").isZero();
    }
  }
}
