package io.spinlane.agent.plan;

import io.spinlane.agent.balance.Maglev;
import java.util.Arrays;

/**
 * (address, protocol, port) → service row: an open-addressed table of exact ports, then the ranges,
 * then the service for any port. Immutable once built.
 */
final class ServiceTable {
  private static final int NONE = -1;
  private static final int ANY_PORT = 0;

  private long[] keys = new long[64];
  private int[] rows = new int[64];
  private int size;

  /** Per range: address and protocol in the key, then first port, last port, row. */
  private long[] rangeKeys = new long[0];

  private int[] ranges = new int[0];
  private boolean anyPorts;

  /** Adds ports; a range of one port is exact, one from 0 stands for every port. */
  void add(int address, int protocol, int first, int last, int row) {
    if (first == last || first == ANY_PORT) {
      anyPorts |= first == ANY_PORT;
      put(key(address, protocol, first), row);
    } else {
      int at = rangeKeys.length;
      rangeKeys = Arrays.copyOf(rangeKeys, at + 1);
      ranges = Arrays.copyOf(ranges, 3 * at + 3);
      rangeKeys[at] = key(address, protocol, 0);
      ranges[3 * at] = first;
      ranges[3 * at + 1] = last;
      ranges[3 * at + 2] = row;
    }
  }

  /** The row of the service, or −1. */
  int find(int address, int protocol, int port) {
    int row = get(key(address, protocol, port));
    if (row != NONE || (rangeKeys.length == 0 && !anyPorts)) {
      return row;
    }
    long wanted = key(address, protocol, 0);
    for (int i = 0; i < rangeKeys.length; i++) {
      if (rangeKeys[i] == wanted && ranges[3 * i] <= port && port <= ranges[3 * i + 1]) {
        return ranges[3 * i + 2];
      }
    }
    return anyPorts ? get(wanted) : NONE;
  }

  /** Never 0, which marks an empty place: protocols are not 0. */
  private static long key(int address, int protocol, int port) {
    return ((long) address << 32) | ((long) port << 16) | protocol;
  }

  private int get(long key) {
    int mask = keys.length - 1;
    for (int at = (int) Maglev.mix(key) & mask; ; at = (at + 1) & mask) {
      if (keys[at] == key) {
        return rows[at];
      }
      if (keys[at] == 0) {
        return NONE;
      }
    }
  }

  private void put(long key, int row) {
    if (2 * size >= keys.length) {
      long[] oldKeys = keys;
      int[] oldRows = rows;
      keys = new long[2 * oldKeys.length];
      rows = new int[keys.length];
      size = 0;
      for (int i = 0; i < oldKeys.length; i++) {
        if (oldKeys[i] != 0) {
          put(oldKeys[i], oldRows[i]);
        }
      }
    }
    int mask = keys.length - 1;
    int at = (int) Maglev.mix(key) & mask;
    while (keys[at] != 0) {
      at = (at + 1) & mask;
    }
    keys[at] = key;
    rows[at] = row;
    size++;
  }
}
