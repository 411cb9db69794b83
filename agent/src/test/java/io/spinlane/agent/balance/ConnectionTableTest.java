package io.spinlane.agent.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One core's view of the table, and what no core may ever see when several work in it. */
class ConnectionTableTest {
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final long CLIENT = ConnectionTable.clientKey(0xc6336407, 4000, TCP);
  private static final long VIP = ConnectionTable.serverKey(0xcb00710a, 80);
  private static final long BACKEND = ConnectionTable.serverKey(0x0a00000b, 8080);

  private final ConnectionTable table = new ConnectionTable(64, 3);
  private final Connection connection = new Connection();

  @AfterEach
  void close() {
    table.close();
  }

  @Test
  void findsAFlowInBothDirections() {
    int entry = table.insert(CLIENT, VIP, BACKEND, 5, 9, 1, 100);
    assertThat(entry).isNotNegative();
    for (boolean forward : new boolean[] {true, false}) {
      Connection found = new Connection();
      assertThat(
              forward
                  ? table.findForward(CLIENT, VIP, found)
                  : table.findReverse(CLIENT, BACKEND, found))
          .isTrue();
      assertThat(found.entry).isEqualTo(entry);
      assertThat(found.client).isEqualTo(CLIENT);
      assertThat(found.vip).isEqualTo(VIP);
      assertThat(found.backendKey).isEqualTo(BACKEND);
      assertThat(found.service).isEqualTo(5);
      assertThat(found.backend).isEqualTo(9);
      assertThat(found.flags).isZero();
    }
    assertThat(table.owner(entry)).isEqualTo(1);
    assertThat(table.lastSeenMs(entry)).isEqualTo(100);
  }

  @Test
  void tellsFlowsApartByEveryPartOfTheirKey() {
    table.insert(CLIENT, VIP, BACKEND, 0, 0, 0, 0);
    long[] others = {
      ConnectionTable.clientKey(0xc6336408, 4000, TCP),
      ConnectionTable.clientKey(0xc6336407, 4001, TCP),
      ConnectionTable.clientKey(0xc6336407, 4000, UDP)
    };
    for (long other : others) {
      assertThat(table.findForward(other, VIP, connection)).isFalse();
      assertThat(table.findReverse(other, BACKEND, connection)).isFalse();
    }
    assertThat(table.findForward(CLIENT, ConnectionTable.serverKey(0xcb00710a, 81), connection))
        .isFalse();
    assertThat(table.findForward(CLIENT, BACKEND, connection)).isFalse();
    assertThat(table.findReverse(CLIENT, VIP, connection)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 0x7fff, 0x8000, 0xffff})
  void keysGiveTheirPartsBack(int port) {
    long key = ConnectionTable.serverKey(0xcb00710a, port);
    assertThat(Connection.address(key)).isEqualTo(0xcb00710a);
    assertThat(Connection.port(key)).isEqualTo(port);
    assertThat(Connection.port(ConnectionTable.clientKey(-1, port, UDP))).isEqualTo(port);
  }

  @Test
  void refusesTheSameFlowAndTheSameReplies() {
    long other = ConnectionTable.serverKey(0xcb007114, 80);
    long backend2 = ConnectionTable.serverKey(0x0a00000c, 8080);
    assertThat(table.insert(CLIENT, VIP, BACKEND, 0, 0, 0, 0)).isNotNegative();
    assertThat(table.insert(CLIENT, VIP, backend2, 0, 0, 0, 0)).isEqualTo(ConnectionTable.CONFLICT);
    assertThat(table.insert(CLIENT, other, BACKEND, 0, 0, 0, 0))
        .isEqualTo(ConnectionTable.CONFLICT);
    assertThat(table.insert(CLIENT, other, backend2, 0, 0, 0, 0)).isNotNegative();
  }

  @Test
  void passesOverTheDoomed() {
    int old = table.insert(CLIENT, VIP, BACKEND, 0, 1, 0, 0);
    table.raise(old, ConnectionTable.DOOMED);
    assertThat(table.findForward(CLIENT, VIP, connection)).isFalse();
    assertThat(table.findReverse(CLIENT, BACKEND, connection)).isFalse();
    int fresh = table.insert(CLIENT, VIP, BACKEND, 0, 2, 0, 0);
    assertThat(fresh).isNotNegative().isNotEqualTo(old);
    assertThat(table.findForward(CLIENT, VIP, connection)).isTrue();
    assertThat(connection.backend).isEqualTo(2);
    assertThat(table.get(old, connection)).as("its owner still reads it").isTrue();
  }

  @Test
  void keepsFlagsAndTimes() {
    int entry = table.insert(CLIENT, VIP, BACKEND, 0, 0, 0, 0);
    table.raise(entry, ConnectionTable.REPLIED);
    table.raise(entry, ConnectionTable.FIN_CLIENT);
    table.seen(entry, 77);
    assertThat(table.get(entry, connection)).isTrue();
    assertThat(connection.flags).isEqualTo(ConnectionTable.REPLIED | ConnectionTable.FIN_CLIENT);
    assertThat(table.lastSeenMs(entry)).isEqualTo(77);
    table.restart(entry, 99);
    assertThat(table.get(entry, connection)).isTrue();
    assertThat(connection.flags).isZero();
    assertThat(table.lastSeenMs(entry)).isEqualTo(99);
  }

  /** A dead entry rests before it is used again, also when the clock's 32 bits wrap meanwhile. */
  @ParameterizedTest
  @ValueSource(ints = {0, Integer.MAX_VALUE - 5, -6})
  void letsTheDeadRest(int diedMs) {
    int inserted = fill(diedMs);
    assertThat(insertNext(diedMs)).isEqualTo(ConnectionTable.FULL);
    for (int entry = 0; entry < table.entries(); entry++) {
      if (table.get(entry, connection)) {
        table.remove(entry, diedMs);
      }
    }
    assertThat(inserted).isPositive();
    assertThat(insertNext(diedMs + 10)).as("too early").isEqualTo(ConnectionTable.FULL);
    assertThat(insertNext(diedMs + 11)).isNotNegative();
  }

  private int next;

  /** Inserts until there is no room, and returns how many there are. */
  private int fill(int nowMs) {
    for (int tries = 0; tries < 10_000; tries++) {
      insertNext(nowMs);
    }
    return next;
  }

  private int insertNext(int nowMs) {
    long client = ConnectionTable.clientKey(0xc6000000 + next++, 4000, TCP);
    return table.insert(client, VIP, BACKEND, 0, 0, 0, nowMs);
  }

  @Test
  void neverLosesAFlowInAFullTable() {
    List<Long> inside = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      long client = ConnectionTable.clientKey(i, 1, TCP);
      if (table.insert(client, VIP, BACKEND, 0, i, 0, 0) >= 0) {
        inside.add(client);
      }
    }
    assertThat(inside).hasSizeGreaterThanOrEqualTo(64).hasSizeLessThanOrEqualTo(table.entries());
    for (long client : inside) {
      assertThat(table.findForward(client, VIP, connection)).isTrue();
      assertThat(connection.backend).isEqualTo(Connection.address(client));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, (1L << 28) + 1})
  void refusesImpossibleCapacities(long capacity) {
    assertThatThrownBy(() -> new ConnectionTable(capacity, 1).close())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("capacity " + capacity);
  }

  /**
   * Owners insert and remove flows in a crowded table while readers look them up. Each value of an
   * entry follows from its client key (service and back-end are a hash of it, the VIP and the
   * back-end's address too), so a reader that saw the fields of two tenants mixed would notice. It
   * is right because a reader compares the state word before and after, behind fences, every tenant
   * has a state of its own, and a dead entry rests longer than a reader takes.
   *
   * <p>Time is each owner's own count of operations, so entries are reused as fast as the rules
   * allow.
   */
  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void readsNoMixtureOfTwoTenants() throws InterruptedException {
    long seed = new Random().nextLong();
    AtomicLong wrong = new AtomicLong();
    AtomicLong found = new AtomicLong();
    AtomicLong clock = new AtomicLong();
    List<Thread> cores = new ArrayList<>();
    for (int core = 0; core < 4; core++) {
      int row = core;
      cores.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    Random random = new Random(seed + row);
                    if (row < 2) {
                      own(row, random, clock);
                    } else {
                      look(random, wrong, found);
                    }
                  }));
    }
    for (Thread core : cores) {
      core.join();
    }
    assertThat(wrong.get()).as("mixtures read, seed %d", seed).isZero();
    assertThat(found.get()).as("look-ups that found something").isPositive();
  }

  private static final int FLOWS = 200;
  private static final int OPERATIONS = 300_000;

  private void own(int row, Random random, AtomicLong clock) {
    int[] entries = new int[FLOWS];
    java.util.Arrays.fill(entries, -1);
    for (int i = 0; i < OPERATIONS; i++) {
      int flow = random.nextInt(FLOWS);
      int nowMs = (int) clock.incrementAndGet();
      if (entries[flow] >= 0) {
        table.raise(entries[flow], ConnectionTable.REPLIED);
        table.remove(entries[flow], nowMs);
        entries[flow] = -1;
      } else {
        long client = ConnectionTable.clientKey(2 * flow + row, 4000, TCP);
        int value = value(client);
        entries[flow] =
            table.insert(client, vip(client), backend(client), value, value + 1, row, nowMs);
      }
    }
  }

  private void look(Random random, AtomicLong wrong, AtomicLong found) {
    Connection read = new Connection();
    for (int i = 0; i < OPERATIONS; i++) {
      long client = ConnectionTable.clientKey(random.nextInt(2 * FLOWS), 4000, TCP);
      boolean hit =
          random.nextBoolean()
              ? table.findForward(client, vip(client), read)
              : table.findReverse(client, backend(client), read);
      if (hit) {
        found.incrementAndGet();
        int value = value(client);
        boolean right =
            read.client == client
                && read.vip == vip(client)
                && read.backendKey == backend(client)
                && read.service == value
                && read.backend == value + 1;
        if (!right) {
          wrong.incrementAndGet();
        }
      }
    }
  }

  private static int value(long client) {
    return (int) Maglev.mix(client) & 0xffff;
  }

  private static long vip(long client) {
    return ConnectionTable.serverKey(value(client), 80);
  }

  private static long backend(long client) {
    return ConnectionTable.serverKey(~value(client), 8080);
  }
}
