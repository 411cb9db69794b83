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
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients stay where they are, for as long as they may and as the table has room. */
class PersistenceTableTest {
  private static final long HIGH = 0x2001_0db8_0000_0000L;
  private static final int TIMEOUT_MS = 10_000;

  private final long seed = new Random().nextLong();
  private final PersistenceTable table = new PersistenceTable(1024, seed);

  @AfterEach
  void close() {
    table.close();
  }

  @Test
  void remembersEachClientOfEachService() {
    assertThat(find(1, HIGH, 5, 0)).isEqualTo(-1);
    assertThat(put(1, HIGH, 5, 7, 0)).isEqualTo(7);
    assertThat(find(1, HIGH, 5, 0)).isEqualTo(7);
    assertThat(find(2, HIGH, 5, 0)).isEqualTo(-1);
    assertThat(find(1, HIGH + 1, 5, 0)).isEqualTo(-1);
    assertThat(find(1, HIGH, 6, 0)).isEqualTo(-1);
    assertThat(put(2, HIGH, 5, 8, 0)).isEqualTo(8);
    assertThat(find(1, HIGH, 5, 0)).isEqualTo(7);
    assertThat(find(2, HIGH, 5, 0)).isEqualTo(8);
  }

  /** Even a client of all zero bits in the first service is not found in an empty table. */
  @Test
  void anEmptyEntryIsNobodys() {
    assertThat(find(0, 0, 0, -1)).isEqualTo(-1);
    put(0, 0, 0, 3, 0);
    assertThat(find(0, 0, 0, 0)).isEqualTo(3);
  }

  @Test
  void movesAClientWhoseBackendIsGone() {
    put(1, HIGH, 5, 7, 0);
    assertThat(table.put(1, HIGH, 5, 7, 9, TIMEOUT_MS, 1)).isEqualTo(9);
    assertThat(find(1, HIGH, 5, 2)).isEqualTo(9);
  }

  /** A core that looked in vain, or saw a back-end that is gone, finds that another was faster. */
  @Test
  void takesWhatAnotherCoreHasChosenMeanwhile() {
    put(1, HIGH, 5, 7, 0);
    assertThat(put(1, HIGH, 5, 9, 1)).isEqualTo(7);
    assertThat(table.put(1, HIGH, 5, 8, 9, TIMEOUT_MS, 1)).isEqualTo(7);
    assertThat(find(1, HIGH, 5, 2)).isEqualTo(7);
  }

  /** Whatever the clock shows: it counts int milliseconds and wraps. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1_000_000, Integer.MAX_VALUE - 5_000, -5_000})
  void forgetsAfterTheTimeoutSinceTheLastUse(int startMs) {
    put(1, HIGH, 5, 7, startMs);
    assertThat(find(1, HIGH, 5, startMs + TIMEOUT_MS - 1)).isEqualTo(7);
    assertThat(find(1, HIGH, 5, startMs + 2 * TIMEOUT_MS - 2)).as("used since").isEqualTo(7);
    assertThat(find(1, HIGH, 5, startMs + 3 * TIMEOUT_MS - 2)).isEqualTo(-1);
    put(1, HIGH, 5, 4, startMs + 3 * TIMEOUT_MS);
    assertThat(find(1, HIGH, 5, startMs + 3 * TIMEOUT_MS)).isEqualTo(4);
  }

  @Test
  void holdsAsManyClientsAsPromised() {
    for (int client = 0; client < 1024; client++) {
      put(1, HIGH, client, client, 0);
    }
    int forgotten = 0;
    for (int client = 0; client < 1024; client++) {
      int backend = find(1, HIGH, client, 1);
      assertThat(backend).as("seed %d", seed).isIn(-1, client);
      forgotten += backend < 0 ? 1 : 0;
    }
    assertThat(forgotten).as("of 1024, seed %d", seed).isLessThan(32);
  }

  /** Far too many: the latest are kept, and nobody is taken for someone else. */
  @Test
  void aFullTableForgetsTheOldest() {
    int clients = 100_000;
    for (int client = 0; client < clients; client++) {
      assertThat(put(1, HIGH, client, client, client / 100)).isEqualTo(client);
      assertThat(find(1, HIGH, client, client / 100)).isEqualTo(client);
    }
    int kept = 0;
    int keptOfTheLatest = 0;
    for (int client = 0; client < clients; client++) {
      int backend = find(1, HIGH, client, clients / 100);
      assertThat(backend).as("seed %d", seed).isIn(-1, client);
      kept += backend >= 0 ? 1 : 0;
      keptOfTheLatest += backend >= 0 && client >= clients - 512 ? 1 : 0;
    }
    assertThat(kept).isBetween(1800, 2048);
    assertThat(keptOfTheLatest).as("of 512, seed %d", seed).isGreaterThan(490);
  }

  /** Against a plain map: what is found is right, and below the promise nearly all is found. */
  @Test
  void agreesWithAMap() {
    Random random = new Random(seed);
    Map<Long, Integer> expected = new HashMap<>();
    int lost = 0;
    for (int i = 0; i < 100_000; i++) {
      long client = random.nextInt(500);
      if (random.nextInt(4) == 0) {
        int backend = random.nextInt(1000);
        int instead = expected.getOrDefault(client, -1);
        assertThat(table.put(1, HIGH, client, instead, backend, TIMEOUT_MS, 0)).isEqualTo(backend);
        expected.put(client, backend);
      } else {
        int backend = find(1, HIGH, client, 0);
        int right = expected.getOrDefault(client, -1);
        lost += backend == right ? 0 : 1;
        assertThat(backend).as("seed %d", seed).isIn(-1, right);
      }
    }
    assertThat(lost).as("seed %d", seed).isLessThan(2_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, (1L << 26) + 1})
  void refusesImpossibleSizes(long clients) {
    assertThatThrownBy(() -> new PersistenceTable(clients, 1).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("clients " + clients);
  }

  /**
   * Four cores put and find clients of an overfull table. A back-end follows from its client (give
   * or take the core that chose it), so that a reader of two clients' mixed fields would notice.
   */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void readsNoMixtureOfTwoClients() throws InterruptedException {
    AtomicLong wrong = new AtomicLong();
    AtomicLong found = new AtomicLong();
    try (PersistenceTable small = new PersistenceTable(16, seed)) {
      List<Thread> cores = new ArrayList<>();
      for (int core = 0; core < 4; core++) {
        Random random = new Random(seed + core);
        int row = core;
        cores.add(Thread.ofPlatform().start(() -> useAll(small, random, row, wrong, found)));
      }
      for (Thread core : cores) {
        core.join();
      }
    }
    assertThat(wrong.get()).as("mixtures read, seed %d", seed).isZero();
    assertThat(found.get()).as("look-ups that found something").isPositive();
  }

  private static void useAll(
      PersistenceTable table, Random random, int core, AtomicLong wrong, AtomicLong found) {
    for (int i = 0; i < 400_000; i++) {
      long client = Maglev.mix(random.nextInt(200));
      int service = (int) client & 0xff;
      int backend = (int) (client >>> 32) & 0xffff0;
      int read =
          random.nextBoolean()
              ? table.find(service, ~client, client, TIMEOUT_MS, i >>> 10)
              : table.put(
                  service,
                  ~client,
                  client,
                  random.nextInt(4) - 1,
                  backend + core,
                  TIMEOUT_MS,
                  i >>> 10);
      if (read >= 0) {
        found.incrementAndGet();
        if ((read & ~3) != backend) {
          wrong.incrementAndGet();
        }
      }
    }
  }

  /** Two cores meet a new client at once: afterwards all cores send it to one of the two. */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void coresAgreeOnANewClient() throws InterruptedException {
    int clients = 20_000;
    int[][] chosen = new int[2][clients];
    int different = 0;
    try (PersistenceTable large = new PersistenceTable(16L * clients, seed)) {
      CyclicBarrier together = new CyclicBarrier(2);
      List<Thread> cores = new ArrayList<>();
      for (int core = 0; core < 2; core++) {
        int row = core;
        cores.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      try {
                        for (int client = 0; client < clients; client++) {
                          if ((client & 63) == 0) {
                            together.await();
                          }
                          int backend = 10 * client + row;
                          chosen[row][client] =
                              large.put(1, HIGH, client, -1, backend, TIMEOUT_MS, 0);
                        }
                      } catch (Exception e) {
                        throw new IllegalStateException(e);
                      }
                    }));
      }
      for (Thread core : cores) {
        core.join();
      }
      for (int client = 0; client < clients; client++) {
        int agreed = large.find(1, HIGH, client, TIMEOUT_MS, 0);
        assertThat(agreed)
            .as("client %d, seed %d", client, seed)
            .isIn(chosen[0][client], chosen[1][client]);
        different += chosen[0][client] == chosen[1][client] ? 0 : 1;
      }
    }
    assertThat(different).as("clients that two cores parted").isLessThan(clients / 100);
  }

  private int find(int service, long high, long low, int nowMs) {
    return table.find(service, high, low, TIMEOUT_MS, nowMs);
  }

  private int put(int service, long high, long low, int backend, int nowMs) {
    return table.put(service, high, low, -1, backend, TIMEOUT_MS, nowMs);
  }
}
