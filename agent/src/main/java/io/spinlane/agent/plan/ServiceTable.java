package io.spinlane.agent.plan;

import io.spinlane.agent.packet.Address;
import java.util.Arrays;

/**
 * (VIP, protocol, port) → service row: an open-addressed table of exact ports, then the ranges,
 * then the service for any port. Immutable once built.
 *
 * <p>A place of the table is half a cache line: high half, low half, protocol with port, row.
 */
final class ServiceTable {
  private static final int NONE = -1;
  private static final int ANY_PORT = 0;
  private static final int PLACE = 4;
  private static final int PLACE_SHIFT = 2;

  /** A place is empty when its protocol and port are 0: protocols are not 0. */
  private long[] places = new long[64 * PLACE];

  private int size;

  private record Range(long high, long low, int protocol, int first, int last, int row) {}

  private Range[] ranges = {};
  private boolean anyPorts;

  /** Adds ports; a range of one port is exact, one from 0 stands for every port. */
  void add(long high, long low, int protocol, int first, int last, int row) {
    if (first == last || first == ANY_PORT) {
      anyPorts |= first == ANY_PORT;
      put(high, low, key(protocol, first), row);
    } else {
      ranges = Arrays.copyOf(ranges, ranges.length + 1);
      ranges[ranges.length - 1] = new Range(high, low, protocol, first, last, row);
    }
  }

  /** The row of the service, or −1. */
  int find(long high, long low, int protocol, int port) {
    int row = get(high, low, key(protocol, port));
    return row != NONE || (ranges.length == 0 && !anyPorts)
        ? row
        : findInexact(high, low, protocol, port);
  }

  private int findInexact(long high, long low, int protocol, int port) {
    for (Range range : ranges) {
      if (range.low == low
          && range.high == high
          && range.protocol == protocol
          && range.first <= port
          && port <= range.last) {
        return range.row;
      }
    }
    return anyPorts ? get(high, low, key(protocol, ANY_PORT)) : NONE;
  }

  private static long key(int protocol, int port) {
    return (long) protocol << 16 | port;
  }

  private int get(long high, long low, long key) {
    long[] table = places;
    int mask = table.length - 1;
    for (int at = start(high, low, key) & mask; ; at = (at + PLACE) & mask) {
      long present = table[at + 2];
      if (present == key && table[at + 1] == low && table[at] == high) {
        return (int) table[at + 3];
      }
      if (present == 0) {
        return NONE;
      }
    }
  }

  private static int start(long high, long low, long key) {
    return (int) Address.mix(high, low ^ key << 40) << PLACE_SHIFT;
  }

  private void put(long high, long low, long key, int row) {
    if (2 * PLACE * size >= places.length) {
      long[] old = places;
      places = new long[2 * old.length];
      size = 0;
      for (int at = 0; at < old.length; at += PLACE) {
        if (old[at + 2] != 0) {
          put(old[at], old[at + 1], old[at + 2], (int) old[at + 3]);
        }
      }
    }
    int mask = places.length - 1;
    int at = start(high, low, key) & mask;
    while (places[at + 2] != 0) {
      at = (at + PLACE) & mask;
    }
    places[at] = high;
    places[at + 1] = low;
    places[at + 2] = key;
    places[at + 3] = row;
    size++;
  }
}
