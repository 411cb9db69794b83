package io.spinlane.agent.nic.sim;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A simulated machine: a client, a server, or the router in front of either.
 *
 * @param address by the world's {@link AddressBook}
 * @param mac hardware address that reaches it: its own, or the router's
 * @param station number of that hardware address among the segment's
 * @param tcp TCP ports it listens on
 * @param udp UDP ports it listens on
 * @param loopback VIPs it owns without answering for them on the link, as servers of DSR and
 *     tunnels
 * @param served connections and exchanges accepted here, kept over updates
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Host(
    int address, long mac, int station, Ports tcp, Ports udp, int[] loopback, AtomicLong served) {
  /** Whether packets to an address are for it. */
  boolean owns(int destination) {
    for (int vip : loopback) {
      if (vip == destination) {
        return true;
      }
    }
    return destination == address;
  }

  boolean listens() {
    return !tcp.ranges().isEmpty() || !udp.ranges().isEmpty();
  }
}
