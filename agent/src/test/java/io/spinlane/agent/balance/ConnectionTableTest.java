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
  private static final int CLIENT = 0xc6336407;
  private static final int BACKEND = 0x0a00000b;

  private final ConnectionTable table = new ConnectionTable(64, 3);
  private final Connection connection = new Connection();

  @AfterEach
  void close() {
    table.close();
  }

  private static Connection flow() {
    return flow(1, BACKEND);
  }

  private static Connection flow(int vip, int backend) {
    return Flows.of(CLIENT, 4000, Flows.TCP, vip, backend);
  }

  private boolean forward(Connection of) {
    return Flows.forward(table, of, connection);
  }

  private boolean reverse(Connection of) {
    return Flows.reverse(table, of, connection);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void findsAFlowInBothDirections(boolean ipv6) {
    Connection flow = Flows.of(CLIENT, 0xfffe, Flows.TCP, 4095, BACKEND);
    if (ipv6) {
      flow.clientHigh = 0x2001_0db8_0000_0001L;
      flow.backendHigh = 0xfd00_0000_0000_0002L;
    }
    flow.backendPort = 0xffff;
    flow.service = 1023;
    flow.backend = 8191;
    flow.owner = 63;
    flow.flags = ConnectionFlags.MODE_NAT;
    int entry = Flows.insert(table, flow, 100);
    assertThat(entry).isNotNegative().isEqualTo(flow.entry);
    for (boolean forward : new boolean[] {true, false}) {
      assertThat(forward ? forward(flow) : reverse(flow)).isTrue();
      assertThat(connection).usingRecursiveComparison().isEqualTo(flow);
      assertThat(connection.clientPort()).isEqualTo(0xfffe);
      assertThat(connection.vip()).isEqualTo(4095);
      assertThat(connection.vipPort()).isEqualTo(80);
      assertThat(connection.protocol()).isEqualTo(Flows.TCP);
    }
    assertThat(table.lastSeenMs(entry)).isEqualTo(100);
  }

  @Test
  void tellsFlowsApartByEveryPartOfTheirKey() {
    Flows.insert(table, flow(), 0);
    Connection high = flow();
    high.clientHigh = 1;
    Connection[] others = {
      Flows.of(CLIENT + 1, 4000, Flows.TCP, 1, BACKEND),
      Flows.of(CLIENT, 4001, Flows.TCP, 1, BACKEND),
      Flows.of(CLIENT, 4000, Flows.UDP, 1, BACKEND),
      high
    };
    for (Connection other : others) {
      assertThat(forward(other)).isFalse();
      assertThat(reverse(other)).isFalse();
    }
    assertThat(forward(flow(2, BACKEND))).as("another VIP").isFalse();
    assertThat(reverse(flow(2, BACKEND))).as("which a reply does not carry").isTrue();
    assertThat(reverse(flow(1, BACKEND + 1))).as("another back-end").isFalse();
    Connection port = flow();
    port.backendPort = 8081;
    assertThat(reverse(port)).as("another port of it").isFalse();
    Connection backendHigh = flow();
    backendHigh.backendHigh = 1;
    assertThat(reverse(backendHigh)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        ConnectionFlags.MODE_FULL_NAT,
        ConnectionFlags.MODE_DSR,
        ConnectionFlags.MODE_IPIP,
        ConnectionFlags.MODE_GUE
      })
  void takesRepliesByTheClientForNatOnly(int mode) {
    Connection flow = flow();
    flow.flags = mode;
    Flows.insert(table, flow, 0);
    assertThat(reverse(flow)).isFalse();
    assertThat(forward(flow)).isTrue();
    assertThat(connection.mode()).isEqualTo(mode);
    table.raise(connection.entry, ConnectionFlags.ESTABLISHED | ConnectionFlags.FIN_CLIENT);
    table.restart(connection.entry, 5);
    assertThat(forward(flow)).isTrue();
    assertThat(connection.flags).as("the mode stays").isEqualTo(mode);
  }

  @Test
  void keepsWhereAFlowLeavesFrom() {
    Connection flow = flow();
    flow.flags = ConnectionFlags.MODE_FULL_NAT;
    int entry = Flows.insert(table, flow, 0);
    assertThat(table.extras().local(entry)).isZero();
    table.extras().local(entry, 4095, 65_535);
    assertThat(table.extras().local(entry)).isEqualTo(4095 << 16 | 65_535);
  }

  @Test
  void refusesTheSameFlowAndTheSameReplies() {
    assertThat(Flows.insert(table, flow(), 0)).isNotNegative();
    assertThat(Flows.insert(table, flow(1, BACKEND + 1), 0)).isEqualTo(ConnectionTable.CONFLICT);
    assertThat(Flows.insert(table, flow(2, BACKEND), 0)).isEqualTo(ConnectionTable.CONFLICT);
    assertThat(Flows.insert(table, flow(2, BACKEND + 1), 0)).isNotNegative();
    Connection direct = flow(3, BACKEND);
    direct.flags = ConnectionFlags.MODE_DSR;
    assertThat(Flows.insert(table, direct, 0)).as("it has no replies here").isNotNegative();
  }

  @Test
  void passesOverTheDoomed() {
    int old = Flows.insert(table, flow(), 0);
    table.raise(old, ConnectionFlags.DOOMED);
    assertThat(forward(flow())).isFalse();
    assertThat(reverse(flow())).isFalse();
    Connection again = flow();
    again.backend = 2;
    int fresh = Flows.insert(table, again, 0);
    assertThat(fresh).isNotNegative().isNotEqualTo(old);
    assertThat(forward(flow())).isTrue();
    assertThat(connection.backend).isEqualTo(2);
    assertThat(table.get(old, connection)).as("its owner still reads it").isTrue();
  }

  @Test
  void marksTheConnectionThatWasReadAndNoOther() {
    int entry = Flows.insert(table, flow(), 0);
    Connection read = new Connection();
    assertThat(table.get(entry, read)).isTrue();
    assertThat(table.mark(read, ConnectionFlags.KILLED)).isTrue();
    assertThat(table.get(entry, connection)).isTrue();
    assertThat(connection.flags & ConnectionFlags.KILLED).isNotZero();

    assertThat(table.remove(connection, 0)).isTrue();
    assertThat(table.mark(read, ConnectionFlags.KILLED)).as("is gone").isFalse();
    assertThat(Flows.insert(table, flow(), 100)).as("in the same place").isEqualTo(entry);
    assertThat(table.mark(read, ConnectionFlags.KILLED)).as("is another").isFalse();
    assertThat(table.get(entry, connection)).isTrue();
    assertThat(connection.flags & ConnectionFlags.KILLED).as("left as it was").isZero();
  }

  @Test
  void keepsFlagsAndTimes() {
    int entry = Flows.insert(table, flow(), 0);
    table.raise(entry, ConnectionFlags.REPLIED);
    table.raise(entry, ConnectionFlags.FIN_CLIENT);
    table.seen(entry, 77);
    assertThat(table.get(entry, connection)).isTrue();
    assertThat(connection.flags).isEqualTo(ConnectionFlags.REPLIED | ConnectionFlags.FIN_CLIENT);
    assertThat(table.lastSeenMs(entry)).isEqualTo(77);
    table.restart(entry, 99);
    assertThat(table.get(entry, connection)).isTrue();
    assertThat(connection.flags).isZero();
    assertThat(table.lastSeenMs(entry)).isEqualTo(99);
  }

  /** Closing ones go first, then those never established; the longest idle of them. */
  @Test
  void choosesTheVictimThatIsMissedLeast() {
    try (ConnectionTable small = new ConnectionTable(1, 3)) {
      int[] entries = new int[ConnectionTable.WINDOW];
      for (int i = 0; i < entries.length; i++) {
        entries[i] = Flows.insert(small, sameBucket(small, i), i);
        assertThat(entries[i]).isNotNegative();
        if (i != 7 && i != 9 && i != 20) {
          small.raise(entries[i], ConnectionFlags.ESTABLISHED);
        }
      }
      Connection next = sameBucket(small, 99);
      int hash = Flows.hash(small, next);
      assertThat(small.insert(hash, next, 50)).isEqualTo(ConnectionTable.FULL);
      assertThat(small.get(entries[3], connection)).isTrue();
      small.raise(entries[3], ConnectionFlags.RESET);
      small.remove(connection, 49); // Rests, and is nobody's to take.
      small.raise(entries[20], ConnectionFlags.FIN_SERVER);
      small.raise(entries[25], ConnectionFlags.RESET);
      for (int expected : new int[] {20, 25, 7, 9}) {
        assertThat(small.findVictim(hash, 50, connection)).isTrue();
        assertThat(connection.entry).isEqualTo(entries[expected]);
        Connection newer = sameBucket(small, 100 + expected);
        newer.owner = 5;
        int newHash = Flows.hash(small, newer);
        assertThat(small.replace(newHash, connection, newer, 50)).isEqualTo(entries[expected]);
        assertThat(newer.owner).as("the wheel that holds the entry").isEqualTo(connection.owner);
        assertThat(Flows.forward(small, newer, new Connection())).isTrue();
        assertThat(small.replace(hash, connection, next, 50))
            .as("the victim is gone")
            .isEqualTo(ConnectionTable.FULL);
        assertThat(small.remove(connection, 50)).as("for its owner too").isFalse();
        small.raise(newer.entry, ConnectionFlags.ESTABLISHED);
      }
      assertThat(small.findVictim(hash, 50, connection)).as("established ones stay").isFalse();
    }
  }

  /** The n-th connection that the first bucket is for. */
  private static Connection sameBucket(ConnectionTable table, int n) {
    int left = n;
    for (int client = 1; ; client++) {
      Connection found = Flows.of(client, 1, Flows.TCP, 1, BACKEND);
      if (Flows.hash(table, found) % ConnectionTable.WINDOW == 0 && left-- == 0) {
        return found;
      }
    }
  }

  /** A dead entry rests before it is used again, also when the clock's 32 bits wrap meanwhile. */
  @ParameterizedTest
  @ValueSource(ints = {0, Integer.MAX_VALUE - 5, -6})
  void letsTheDeadRest(int diedMs) {
    int inserted = fill(diedMs);
    assertThat(insertNext(diedMs)).isEqualTo(ConnectionTable.FULL);
    for (int entry = 0; entry < table.entries(); entry++) {
      if (table.get(entry, connection)) {
        table.remove(connection, diedMs);
      }
    }
    assertThat(inserted).isPositive();
    assertThat(insertNext(diedMs + 10)).as("too early").isEqualTo(ConnectionTable.FULL);
    assertThat(insertNext(diedMs + 11)).isNotNegative();
  }

  /** Milliseconds wrap after 49 days; what died 25 days ago must not seem to die in the future. */
  @Test
  void usesWhatDiedLongAgo() {
    fill(0);
    for (int entry = 0; entry < table.entries(); entry++) {
      if (table.get(entry, connection)) {
        table.remove(connection, 0);
      }
    }
    int muchLaterMs = Integer.MAX_VALUE + 1_000;
    assertThat(muchLaterMs).isNegative();
    assertThat(insertNext(muchLaterMs)).isNotNegative();
    assertThat(insertNext(-1)).as("a core that is a moment behind").isEqualTo(ConnectionTable.FULL);
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
    return Flows.insert(table, Flows.of(next++, 4000, Flows.TCP, 1, BACKEND), nowMs);
  }

  @Test
  void neverLosesAFlowInAFullTable() {
    List<Connection> inside = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      Connection flow = Flows.of(i, 1, Flows.TCP, 1, BACKEND);
      flow.backend = i;
      if (Flows.insert(table, flow, 0) >= 0) {
        inside.add(flow);
      }
    }
    assertThat(inside).hasSizeGreaterThanOrEqualTo(64).hasSizeLessThanOrEqualTo(table.entries());
    for (Connection flow : inside) {
      assertThat(forward(flow)).isTrue();
      assertThat(connection.backend).isEqualTo(flow.backend);
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
        table.raise(entries[flow], ConnectionFlags.REPLIED);
        Connection judged = new Connection();
        table.get(entries[flow], judged);
        table.remove(judged, nowMs);
        entries[flow] = -1;
      } else {
        entries[flow] = Flows.insert(table, tenant(2 * flow + row, row), nowMs);
      }
    }
  }

  private void look(Random random, AtomicLong wrong, AtomicLong found) {
    Connection read = new Connection();
    for (int i = 0; i < OPERATIONS; i++) {
      Connection expected = tenant(random.nextInt(2 * FLOWS), 0);
      boolean hit =
          random.nextBoolean()
              ? Flows.forward(table, expected, read)
              : Flows.reverse(table, expected, read);
      if (hit) {
        found.incrementAndGet();
        boolean right =
            read.clientLow == expected.clientLow
                && read.clientHigh == expected.clientHigh
                && read.flow == expected.flow
                && read.backendLow == expected.backendLow
                && read.backendHigh == expected.backendHigh
                && read.service == expected.service
                && read.backend == expected.backend;
        if (!right) {
          wrong.incrementAndGet();
        }
      }
    }
  }

  /** All of it follows from the client. */
  private static Connection tenant(int client, int owner) {
    int value = (int) Maglev.mix(client) & 0xfff;
    Connection tenant = Flows.of(client, 4000, Flows.TCP, value, ~value);
    tenant.clientHigh = value;
    tenant.backendHigh = ~value;
    tenant.service = value;
    tenant.backend = value + 1;
    tenant.owner = owner;
    return tenant;
  }
}
