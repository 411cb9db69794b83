package io.spinlane.agent.plan;

import io.spinlane.agent.packet.Address;

/**
 * Addresses of the switch itself → the NICs on which it answers for them, as a bit for each row,
 * and the row of the address. Immutable once built. A place is half a cache line: high half, low
 * half, row, NICs.
 */
final class AddressTable {
  static final int NONE = -1;

  private static final int PLACE = 4;
  private static final int PLACE_SHIFT = 2;
  private static final int HIGH = 0;
  private static final int LOW = 1;

  /** The row plus 1, so that 0 marks an empty place. */
  private static final int NUMBER = 2;

  private static final int NICS = 3;

  private final long[] places;

  /**
   * Room for so many, and much more: nearly every address that is looked up is not in the table,
   * and when nearly every look-up ends at an empty place the branch is foreseen.
   */
  AddressTable(int count) {
    places = new long[Integer.highestOneBit(Math.max(256, 64 * count)) << PLACE_SHIFT];
  }

  void add(long high, long low, int row, long nicBits) {
    int at = place(high, low);
    places[at + HIGH] = high;
    places[at + LOW] = low;
    places[at + NUMBER] = row + 1L;
    places[at + NICS] |= nicBits;
  }

  /** The row of the address, or {@link #NONE} when it is not the switch's. */
  int row(long high, long low) {
    return (int) places[place(high, low) + NUMBER] - 1;
  }

  /** 0 when the address is not the switch's. */
  long nics(long high, long low) {
    return places[place(high, low) + NICS];
  }

  private int place(long high, long low) {
    long[] table = places;
    int mask = table.length - 1;
    int at = (int) Address.mix(high, low) << PLACE_SHIFT & mask;
    while (table[at + NUMBER] != 0 && (table[at + LOW] != low || table[at + HIGH] != high)) {
      at = (at + PLACE) & mask;
    }
    return at;
  }
}
