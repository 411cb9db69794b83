package io.spinlane.agent.engine;

/**
 * Where packets for one address go: what route and neighbour look-ups have come to, kept so that
 * the next packet needs neither. A place in the {@link Forwarder}'s cache; what it says is good
 * until the next look-up. Owned by one core.
 */
final class NextHop {
  /** The address it is for. */
  long high;

  long low;

  /** Whether it was found by the present plan. */
  boolean known;

  /** The neighbour: the address itself, or a router. */
  long neighbourHigh;

  long neighbourLow;

  /** Its place in the neighbour table. */
  int place;

  int nicRow;

  /** The NIC's hardware address, and its 802.1Q tag or 0. */
  long mac;

  int vlanId;

  /** Largest packet, from the IP header on, that may go this way. */
  int mtuBytes;

  /** When it was last seen to that the neighbour is asked for in time. */
  long checkedNs;
}
