package io.spinlane.agent.switching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who has a place in the table, and for how long. */
class NeighbourTableTest {
  private static final int NIC = 3;
  private static final long HIGH = 0x2001_0db8_000e_0000L;
  private static final long MAC = 0x0200_0000_00feL;
  private static final long FORGOTTEN_NS =
      TimeUnit.SECONDS.toNanos(NeighbourTable.FORGOTTEN_SECONDS);

  /** More than there are places for. */
  private static final int MANY = 2 * NeighbourTable.CAPACITY;

  private final NeighbourTable table = new NeighbourTable();

  private int place(long neighbour, long nowNs) {
    return table.place(NIC, HIGH, neighbour, nowNs);
  }

  private int find(long neighbour) {
    return table.find(NIC, HIGH, neighbour);
  }

  /** Neighbours from this one on are made up, and asked for once; returns how many have a place. */
  private int flood(long first, long nowNs) {
    int placed = 0;
    for (long neighbour = first; neighbour < first + MANY; neighbour++) {
      int place = place(neighbour, nowNs);
      if (place != NeighbourTable.NONE) {
        placed++;
        table.claimQuestion(place, nowNs);
      }
    }
    return placed;
  }

  @Test
  void tellsNeighboursApart() {
    int place = place(1, 0);
    assertThat(place(1, 0)).isEqualTo(place);
    assertThat(find(1)).isEqualTo(place);
    assertThat(place(2, 0)).isNotEqualTo(place);
    assertThat(table.place(NIC + 1, HIGH, 1, 0)).isNotEqualTo(place);
    assertThat(find(9)).isEqualTo(NeighbourTable.NONE);
    assertThat(table.mac(place)).isEqualTo(NeighbourTable.UNRESOLVED);
    table.confirm(place, MAC, 0);
    assertThat(table.mac(place)).isEqualTo(MAC);
  }

  @Test
  void letsOneAskTwiceASecond() {
    for (long startNs : new long[] {0, 1, Long.MAX_VALUE - 7, -8}) {
      NeighbourTable fresh = new NeighbourTable();
      int place = fresh.place(NIC, HIGH, 1, startNs);
      assertThat(fresh.claimQuestion(place, startNs)).isTrue();
      assertThat(fresh.claimQuestion(place, startNs)).isFalse();
      assertThat(fresh.claimQuestion(place, startNs + NeighbourTable.ASK_INTERVAL_NS - 1))
          .isFalse();
      assertThat(fresh.claimQuestion(place, startNs + NeighbourTable.ASK_INTERVAL_NS)).isTrue();
    }
  }

  /** RFC 6583: nobody can fill the table for good by naming neighbours there are not. */
  @Test
  void forgetsThoseWhoNeverAnswered() {
    int room = flood(1_000, 0);
    assertThat(room).isBetween(NeighbourTable.CAPACITY * 9 / 10, NeighbourTable.CAPACITY);
    assertThat(flood(1_000_000, FORGOTTEN_NS)).as("not yet").isLessThan(room / 10);
    assertThat(flood(2_000_000, 2 * FORGOTTEN_NS + 1)).isGreaterThan(room * 9 / 10);
  }

  @Test
  void keepsThoseWhoAreHeardOf() {
    table.confirm(place(1, 0), MAC, 0);
    int place = find(1);
    long nowNs = 0;
    for (int i = 0; i < 8; i++) {
      nowNs += FORGOTTEN_NS + 1;
      flood(1_000_000L * i + 1_000, nowNs);
      assertThat(place(1, nowNs)).as("after %d ns", nowNs).isEqualTo(place);
      assertThat(table.mac(place)).isEqualTo(MAC);
    }
    assertThat(nowNs).as("still believed").isLessThan(NeighbourTable.STALE_NS);
    flood(1_000, NeighbourTable.STALE_NS + 1);
    assertThat(find(1)).as("silent for too long").isEqualTo(NeighbourTable.NONE);
  }

  /** A place that changes hands has no hardware address before its new neighbour answers. */
  @Test
  void givesNobodyTheAddressOfAnother() {
    for (long neighbour = 1_000; neighbour < 1_000 + MANY; neighbour++) {
      int place = place(neighbour, 0);
      if (place != NeighbourTable.NONE) {
        table.confirm(place, MAC + neighbour, 0);
      }
    }
    long nowNs = NeighbourTable.STALE_NS + 1;
    int changed = 0;
    for (long neighbour = 1_000_000; neighbour < 1_000_000 + MANY; neighbour++) {
      int place = place(neighbour, nowNs);
      if (place != NeighbourTable.NONE) {
        changed++;
        assertThat(table.mac(place)).isEqualTo(NeighbourTable.UNRESOLVED);
        assertThat(table.claimQuestion(place, nowNs)).isTrue();
      }
    }
    assertThat(changed).isGreaterThan(NeighbourTable.CAPACITY / 2);
  }
}
