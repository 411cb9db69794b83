package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPortsTest {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final int ALL = 65_536 - LocalPorts.FIRST_PORT;

  private final LocalPorts ports = new LocalPorts(2);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 252, 300})
  void dealsEveryPortToOneCore(int cores) {
    Set<Integer> all = new HashSet<>();
    for (int core = 0; core < cores; core++) {
      for (int start = 0; ; start++) {
        int port = ports.claim(0, TCP, core, cores, start, start);
        if (port == LocalPorts.NONE) {
          break;
        }
        assertThat(port).isBetween(LocalPorts.FIRST_PORT, 65_535);
        assertThat((port - LocalPorts.FIRST_PORT) / LocalPorts.BLOCK % cores).isEqualTo(core);
        assertThat(all.add(port)).as("port %d given twice", port).isTrue();
        assertThat(ports.find(0, TCP, port)).isEqualTo(start);
      }
    }
    assertThat(all).hasSize(ALL);
  }

  @Test
  void givesAFreedPortAgain() {
    while (ports.claim(0, UDP, 251, 252, 0, 7) != LocalPorts.NONE) {
      // All 256 of the last block.
    }
    ports.free(0, UDP, 65_300, 8);
    assertThat(ports.find(0, UDP, 65_300)).as("freed by another").isEqualTo(7);
    assertThat(ports.claim(0, UDP, 251, 252, 0, 9)).isEqualTo(LocalPorts.NONE);
    ports.free(0, UDP, 65_300, 7);
    assertThat(ports.find(0, UDP, 65_300)).isEqualTo(-1);
    assertThat(ports.claim(0, UDP, 251, 252, -1, 9)).isEqualTo(65_300);
    assertThat(ports.find(0, UDP, 65_300)).isEqualTo(9);
  }

  /** A freed port comes last, so that its back-end has time to forget it. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 100})
  void goesThroughAllPortsBeforeOneComesAgain(int cores) {
    int core = cores / 2;
    Set<Integer> seen = new HashSet<>();
    int start = 0x8000_1234;
    int first = ports.claim(0, TCP, core, cores, start, 1);
    for (int port = first; seen.add(port); port = ports.claim(0, TCP, core, cores, start, 1)) {
      ports.free(0, TCP, port, 1);
      start = LocalPorts.after(port, core, cores);
    }
    assertThat(seen).hasSizeGreaterThanOrEqualTo(ALL / cores / LocalPorts.BLOCK * LocalPorts.BLOCK);
    assertThat(ports.find(0, TCP, first)).as("then it begins anew").isEqualTo(1);
  }

  @Test
  void keepsAddressesAndProtocolsApart() {
    int port = ports.claim(0, TCP, 0, 1, 4711, 1);
    assertThat(ports.claim(0, UDP, 0, 1, 4711, 2)).isEqualTo(port);
    assertThat(ports.claim(1, TCP, 0, 1, 4711, 3)).isEqualTo(port);
    assertThat(ports.claim(0, TCP, 0, 1, 4711, 4)).isEqualTo(port + 1);
    assertThat(ports.find(0, TCP, port)).isEqualTo(1);
    assertThat(ports.find(0, UDP, port)).isEqualTo(2);
    assertThat(ports.find(1, TCP, port)).isEqualTo(3);
    assertThat(ports.find(1, UDP, port)).isEqualTo(-1);
    ports.free(1, UDP, port, 3);
    assertThat(ports.find(1, TCP, port)).isEqualTo(3);
  }

  /** Two threads for each position, as when one plan follows another. */
  @Test
  void givesNoPortToTwoAtOnce() throws InterruptedException, ExecutionException {
    long seed = new Random().nextLong();
    AtomicIntegerArray holders = new AtomicIntegerArray(65_536);
    List<Future<Integer>> running = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        int self = thread;
        running.add(threads.submit(() -> churn(new Random(seed + self), holders, self)));
      }
    }
    for (Future<Integer> each : running) {
      assertThat(each.get()).as("claims that met another's, seed %d", seed).isZero();
    }
    for (int port = 0; port < 65_536; port++) {
      assertThat(ports.find(0, TCP, port)).isEqualTo(-1);
    }
  }

  /** Claims and frees in 126 of 252 blocks' neighbourhood; returns how often somebody was there. */
  private int churn(Random random, AtomicIntegerArray holders, int self) {
    int met = 0;
    List<Integer> mine = new ArrayList<>();
    for (int i = 0; i < 50_000; i++) {
      if (random.nextInt(256) >= mine.size()) {
        int port = ports.claim(0, TCP, self & 1, 126, random.nextInt(), self);
        if (port != LocalPorts.NONE) {
          met += holders.compareAndSet(port, 0, self + 1) ? 0 : 1;
          met += ports.find(0, TCP, port) == self ? 0 : 1;
          mine.add(port);
        }
      } else {
        int port = mine.remove(/* index */ random.nextInt(mine.size()));
        free(holders, self, port);
      }
    }
    mine.forEach(port -> free(holders, self, port));
    return met;
  }

  private void free(AtomicIntegerArray holders, int self, int port) {
    holders.compareAndSet(port, self + 1, 0);
    ports.free(0, TCP, port, self);
  }
}
