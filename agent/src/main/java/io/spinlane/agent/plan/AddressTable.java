package io.spinlane.agent.plan;

import io.spinlane.agent.packet.Address;
import java.util.Arrays;

/**
 * Addresses of the switch itself → the NICs on which it answers for them, as a bit for each row,
 * and the row of the address. Immutable once built.
 */
final class AddressTable {
  static final int NONE = -1;

  private final long[] highs;
  private final long[] lows;
  private final int[] rows;
  private final long[] nics;

  /**
   * Room for so many, and much more: nearly every address that is looked up is not in the table,
   * and when nearly every look-up ends at an empty place the branch is foreseen.
   */
  AddressTable(int count) {
    int size = Integer.highestOneBit(Math.max(256, 64 * count));
    highs = new long[size];
    lows = new long[size];
    rows = new int[size];
    nics = new long[size];
    Arrays.fill(rows, NONE);
  }

  void add(long high, long low, int row, long nicBits) {
    int at = place(high, low);
    highs[at] = high;
    lows[at] = low;
    rows[at] = row;
    nics[at] |= nicBits;
  }

  /** The row of the address, or {@link #NONE} when it is not the switch's. */
  int row(long high, long low) {
    return rows[place(high, low)];
  }

  /** 0 when the address is not the switch's. */
  long nics(long high, long low) {
    return nics[place(high, low)];
  }

  private int place(long high, long low) {
    int mask = rows.length - 1;
    int at = (int) Address.mix(high, low) & mask;
    while (rows[at] != NONE && (lows[at] != low || highs[at] != high)) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
