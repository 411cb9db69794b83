package io.spinlane.agent.nic.sim;

import io.spinlane.topology.IpAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * A number for every address of a world, so that machines of both families are found and compared
 * by one int: an IPv4 address is its own number, an IPv6 address gets the next one of 240.0.0.0/4,
 * where nobody lives. Numbers are never taken back.
 *
 * <p>Any thread. Entries are only added: the halves are written before the slot that leads to them
 * is released, so that whoever finds a slot finds the halves; whoever finds none asks again under
 * the lock.
 */
final class AddressBook {
  /** No address: there was no room for another one. */
  static final int NOBODY = -1;

  private static final int FIRST = 0xf000_0000;
  private static final int MOST = 1 << 20;
  private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(int[].class);

  /**
   * @param slots open-addressed: number of the entry + 1, or 0
   */
  @SuppressWarnings("ArrayRecordComponent") // Shared on purpose.
  private record Pages(long[] halves, int[] slots) {}

  private volatile Pages pages = new Pages(new long[2 * 64], new int[4 * 64]);
  private int size;

  static boolean isIpv6(int number) {
    return number >>> 28 == FIRST >>> 28 && number != NOBODY;
  }

  int number(IpAddress address) {
    return address.v6() ? number(address.high(), address.low()) : address.v4Bits();
  }

  /** Number of an IPv6 address, given now if it has none. */
  int number(long high, long low) {
    int known = find(pages, high, low);
    return known == NOBODY ? add(high, low) : known;
  }

  private static int find(Pages in, long high, long low) {
    int mask = in.slots.length - 1;
    for (int at = hash(high, low) & mask; ; at = (at + 1) & mask) {
      int entry = (int) SLOTS.getAcquire(in.slots, at) - 1;
      if (entry < 0) {
        return NOBODY;
      }
      if (in.halves[2 * entry] == high && in.halves[2 * entry + 1] == low) {
        return FIRST + entry;
      }
    }
  }

  private synchronized int add(long high, long low) {
    int known = find(pages, high, low);
    if (known != NOBODY || size == MOST) {
      return known;
    }
    if (2 * size == pages.halves.length) {
      grow();
    }
    put(pages, size, high, low);
    return FIRST + size++;
  }

  private void grow() {
    long[] halves = Arrays.copyOf(pages.halves, 2 * pages.halves.length);
    Pages next = new Pages(halves, new int[2 * pages.slots.length]);
    for (int entry = 0; entry < size; entry++) {
      put(next, entry, halves[2 * entry], halves[2 * entry + 1]);
    }
    pages = next;
  }

  private static void put(Pages to, int entry, long high, long low) {
    to.halves[2 * entry] = high;
    to.halves[2 * entry + 1] = low;
    int mask = to.slots.length - 1;
    int at = hash(high, low) & mask;
    while (to.slots[at] != 0) {
      at = (at + 1) & mask;
    }
    SLOTS.setRelease(to.slots, at, entry + 1);
  }

  private static int hash(long high, long low) {
    long mixed = (high * 31 + low) * 0x9e37_79b9_7f4a_7c15L;
    return (int) (mixed >>> 32);
  }

  /** First half of an IPv6 address. */
  long high(int number) {
    return pages.halves[2 * (number - FIRST)];
  }

  /** Second half of an IPv6 address. */
  long low(int number) {
    return pages.halves[2 * (number - FIRST) + 1];
  }

  IpAddress address(int number) {
    return isIpv6(number) ? new IpAddress(true, high(number), low(number)) : IpAddress.v4(number);
  }

  /** What an address adds to the sum of a pseudo-header (RFC 9293 section 3.1, RFC 8200 8.1). */
  long sum(int number) {
    if (!isIpv6(number)) {
      return Integer.toUnsignedLong(number);
    }
    long high = high(number);
    long low = low(number);
    return (high >>> 32) + (high & 0xffff_ffffL) + (low >>> 32) + (low & 0xffff_ffffL);
  }
}
