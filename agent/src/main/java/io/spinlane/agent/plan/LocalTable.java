package io.spinlane.agent.plan;

import io.spinlane.agent.balance.Maglev;

/**
 * Addresses of the switch itself → the NICs on which it answers for them, as a bit for each row.
 * Immutable once built.
 */
final class LocalTable {
  private final int[] addresses;
  private final long[] nics;

  LocalTable(int count) {
    int size = Integer.highestOneBit(Math.max(8, 4 * count));
    addresses = new int[size];
    nics = new long[size];
  }

  void add(int address, long nicBits) {
    int at = place(address);
    addresses[at] = address;
    nics[at] |= nicBits;
  }

  /** 0 when the address is not the switch's; 0.0.0.0 never is. */
  long nics(int address) {
    return nics[place(address)];
  }

  private int place(int address) {
    int mask = addresses.length - 1;
    int at = (int) Maglev.mix(address) & mask;
    while (addresses[at] != 0 && addresses[at] != address) {
      at = (at + 1) & mask;
    }
    return at;
  }
}
