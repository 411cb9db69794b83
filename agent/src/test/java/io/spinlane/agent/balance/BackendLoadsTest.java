package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What all cores share. */
class BackendLoadsTest {
  private static final int ROUNDS = 200_000;

  private final BackendLoads loads = new BackendLoads(4);

  @Test
  void weightsAreTheDrawnOnesUntilTheMasterSetsThem() {
    int first = loads.version();
    assertThat(loads.weight(1, 37)).isEqualTo(37);
    loads.setWeight(1, 0);
    assertThat(loads.weight(1, 37)).isZero();
    loads.setWeight(1, 65_535);
    assertThat(loads.weight(1, 37)).isEqualTo(65_535);
    loads.clearWeight(1);
    assertThat(loads.weight(1, 37)).isEqualTo(37);
    assertThat(loads.version()).isEqualTo(first + 3);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65_536})
  void refusesImpossibleWeights(int weight) {
    assertThatThrownBy(() -> loads.setWeight(2, weight))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("weight " + weight + " of back-end row 2");
  }

  /** Connections that begin on one core and end on another are counted to the last. */
  @Test
  void losesNoCount() throws InterruptedException {
    List<Thread> cores = new ArrayList<>();
    for (int core = 0; core < 4; core++) {
      boolean opens = core % 2 == 0;
      cores.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    for (int i = 0; i < ROUNDS; i++) {
                      if (opens) {
                        loads.opened(i & 3);
                        loads.opened(i & 3);
                      } else {
                        loads.closed(i & 3);
                      }
                    }
                  }));
    }
    for (Thread core : cores) {
      core.join();
    }
    for (int row = 0; row < 4; row++) {
      assertThat(loads.active(row)).isEqualTo(2 * ROUNDS / 4);
    }
  }

  /**
   * A core that has seen a version has seen every weight set up to it. The master counts row 0 up,
   * so after version v the weight is at least v.
   */
  @Test
  void versionsComeAfterTheirWeights() throws InterruptedException {
    AtomicInteger early = new AtomicInteger();
    Thread core =
        Thread.ofPlatform()
            .start(
                () -> {
                  int version;
                  do {
                    version = loads.version();
                    if (loads.weight(0, 0) < version) {
                      early.incrementAndGet();
                    }
                  } while (version < BackendLoads.MAX_WEIGHT);
                });
    for (int weight = 1; weight <= BackendLoads.MAX_WEIGHT; weight++) {
      loads.setWeight(0, weight);
    }
    core.join();
    assertThat(early.get()).as("versions seen before their weight").isZero();
  }
}
