package io.spinlane.agent.balance;

import java.util.Arrays;

/**
 * Fewest connections for its weight. A tournament tree keeps the least loaded member at its root,
 * by what this core knows of the loads; members that are equally loaded, such as the idle ones,
 * take turns by weight (stride scheduling: Waldspurger and Weihl, 1995).
 *
 * <pre>
 *              winner[1]              a member's load is (connections + 1) / weight,
 *             /         \             or 0 without connections
 *       winner[2]     winner[3]
 *        /    \        /    \
 *       m0    m1      m2    m3
 * </pre>
 *
 * <p>Other cores change the loads meanwhile. Each pick therefore reads the loads of {@value
 * #REFRESHED_IN_ONE_PICK} members anew, going round, and reads the winner's until it has not
 * changed. So a pool of that size is always known exactly; in a larger one a member that has become
 * less loaded may wait for that many members' share of a round, and one that has become more loaded
 * is never picked by mistake. Owned by one core.
 */
final class LeastLoaded {
  private static final int REFRESHED_IN_ONE_PICK = 16;

  /** Other cores could change the winner's load for ever; a pick does not wait for that. */
  private static final int LOOKS_AT_THE_WINNER = 8;

  /** Fraction bits of a load. */
  private static final int LOAD_SHIFT = 24;

  /** Fraction bits of the time between two turns. */
  private static final int TURN_SHIFT = 8;

  private final BackendLoads loads;
  private final int[] rows;
  private final int[] weights;
  private final long[] strides;

  /** Connections as last read, and the loads that follow from them. */
  private final int[] active;

  private final long[] load;

  /** When the member's next turn is, among equals. */
  private final long[] turn;

  private final int[] winner;
  private final int leaves;
  private long now;
  private int refreshed;

  /**
   * For these members.
   *
   * @param weights 1 to 65535
   */
  LeastLoaded(BackendLoads loads, int[] rows, int[] weights) {
    int count = rows.length;
    int heaviest = Arrays.stream(weights).max().orElse(1);
    this.loads = loads;
    this.rows = rows;
    this.weights = weights;
    this.strides =
        Arrays.stream(weights).mapToLong(w -> ((long) heaviest << TURN_SHIFT) / w).toArray();
    this.active = new int[count];
    this.load = new long[count];
    this.turn = strides.clone();
    this.leaves = Math.max(2, Integer.highestOneBit(2 * count - 1));
    this.winner = new int[2 * leaves];
    for (int leaf = 0; leaf < leaves; leaf++) {
      winner[leaves + leaf] = leaf < count ? leaf : -1;
    }
    for (int node = leaves - 1; node > 0; node--) {
      winner[node] = better(winner[2 * node], winner[2 * node + 1]);
    }
    for (int member = 0; member < count; member++) {
      refresh(member);
    }
  }

  /** The least loaded member; there is one. */
  int next() {
    for (int i = Math.min(REFRESHED_IN_ONE_PICK, rows.length); i > 0; i--) {
      refreshed = refreshed + 1 >= rows.length ? 0 : refreshed + 1;
      refresh(refreshed);
    }
    int member = winner[1];
    for (int i = 0; i < LOOKS_AT_THE_WINNER && refresh(member); i++) {
      member = winner[1];
    }
    // One that was busy for long does not catch up on the turns it has missed.
    now = Math.max(now, turn[member]);
    turn[member] = now + strides[member];
    replay(member);
    return member;
  }

  /** Reads a member's load. True when it has changed. */
  private boolean refresh(int member) {
    int connections = loads.active(rows[member]);
    if (connections == active[member]) {
      return false;
    }
    active[member] = connections;
    load[member] = connections <= 0 ? 0 : ((connections + 1L) << LOAD_SHIFT) / weights[member];
    replay(member);
    return true;
  }

  /** Lets the members on the way from a leaf to the root compete again. */
  private void replay(int member) {
    for (int node = (leaves + member) >>> 1; node > 0; node >>>= 1) {
      int before = winner[node];
      int now = better(winner[2 * node], winner[2 * node + 1]);
      if (now == before && now != member) {
        return; // It has lost here as before, so nothing changes further up.
      }
      winner[node] = now;
    }
  }

  private int better(int left, int right) {
    if (right < 0 || left < 0) {
      return Math.max(left, right);
    }
    if (load[left] != load[right]) {
      return load[left] < load[right] ? left : right;
    }
    return turn[left] <= turn[right] ? left : right;
  }
}
