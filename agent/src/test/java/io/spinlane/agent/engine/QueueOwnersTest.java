package io.spinlane.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A queue has one owner. */
class QueueOwnersTest {
  @Test
  void isTakenByOneUntilGivenUp() {
    QueueOwners owners = new QueueOwners(2);
    assertThat(owners.take(1, 0)).isTrue();
    assertThat(owners.take(1, 0)).as("again").isTrue();
    assertThat(owners.take(1, 1)).isFalse();
    assertThat(owners.take(0, 1)).as("another queue").isTrue();
    owners.give(1);
    assertThat(owners.take(1, 1)).isTrue();
    assertThat(owners.take(1, 0)).isFalse();
  }

  /**
   * Three cores fight for one queue. What a holder writes with plain stores must be there for the
   * next: the counter loses nothing, so there were never two holders and each saw its forerunner.
   */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  @SuppressWarnings("ThreadPriorityCheck") // Two processors for three cores.
  void neverHasTwoHolders() throws InterruptedException {
    int turns = 20_000;
    QueueOwners owners = new QueueOwners(1);
    AtomicInteger holders = new AtomicInteger();
    AtomicInteger together = new AtomicInteger();
    long[] plain = new long[1];
    List<Thread> cores = new ArrayList<>();
    for (int core = 0; core < 3; core++) {
      int row = core;
      cores.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int turn = 0; turn < turns; turn++) {
                      while (!owners.take(0, row)) {
                        Thread.yield();
                      }
                      together.addAndGet(holders.incrementAndGet() - 1);
                      plain[0]++;
                      holders.decrementAndGet();
                      owners.give(0);
                    }
                  }));
    }
    for (Thread core : cores) {
      core.join();
    }
    assertThat(together.get()).as("holders at once").isZero();
    assertThat(plain[0]).isEqualTo(3L * turns);
  }
}
