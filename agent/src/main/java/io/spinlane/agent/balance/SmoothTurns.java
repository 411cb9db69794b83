package io.spinlane.agent.balance;

import java.util.Arrays;

/**
 * Smooth weighted round robin as nginx published it (commit 52327e0627f4, "Upstream: smooth
 * weighted round-robin balancing", 2012): at every pick each member gains its weight, the one that
 * has most is picked and pays the sum of all weights. Weights 5, 1, 1 give a a b a c a a.
 *
 * <p>What a member has gained and not paid stays with its back-end when members or weights change,
 * so that a pool that is re-weighted more often than it is gone round starves nobody.
 *
 * <p>Every pick visits all members, in two loops the JIT turns into vector code; see decision 9 for
 * what that costs. Owned by one core.
 */
final class SmoothTurns {
  /** Members whose largest credit is found before the member itself is looked for. */
  private static final int BLOCK = 64;

  /** Credit of a member that is not to be picked. */
  private static final long NEVER = Long.MIN_VALUE / 2;

  private long[] credits = {};
  private long[] weights = {};
  private int[] rows = {};
  private long total;

  /**
   * Goes on with other members or weights.
   *
   * @param newRows rows of the back-ends
   * @param newWeights theirs, 0 to 65535
   */
  void become(int[] newRows, int[] newWeights) {
    long[] before = creditsByRow();
    long sum = Arrays.stream(newWeights).asLongStream().sum();
    weights = Arrays.stream(newWeights).asLongStream().toArray();
    credits = new long[newRows.length];
    for (int member = 0; member < newRows.length; member++) {
      int row = newRows[member];
      long credit = row < before.length ? before[row] : 0;
      // Of what no sequence of picks would have left behind, nothing is kept.
      credits[member] = weights[member] == 0 ? NEVER : Math.clamp(credit, -sum, sum);
    }
    rows = newRows;
    total = sum;
  }

  /** Credits by back-end row; 0 for those that were not to be picked. */
  private long[] creditsByRow() {
    long[] byRow = new long[Arrays.stream(rows).max().orElse(-1) + 1];
    for (int member = 0; member < rows.length; member++) {
      byRow[rows[member]] = weights[member] == 0 ? 0 : credits[member];
    }
    return byRow;
  }

  /** The next member, or −1 when no weight is positive. */
  int next() {
    if (total == 0) {
      return -1;
    }
    long most = Long.MIN_VALUE;
    int block = 0;
    for (int from = 0; from < credits.length; from += BLOCK) {
      long mostHere = gain(from, Math.min(from + BLOCK, credits.length));
      if (mostHere > most) {
        most = mostHere;
        block = from;
      }
    }
    int member = block;
    while (credits[member] != most) {
      member++;
    }
    credits[member] = most - total;
    return member;
  }

  /** Adds the weights to the credits of some members. Returns the largest credit. */
  private long gain(int from, int to) {
    long most = Long.MIN_VALUE;
    for (int member = from; member < to; member++) {
      long credit = credits[member] + weights[member];
      credits[member] = credit;
      most = Math.max(most, credit);
    }
    return most;
  }
}
