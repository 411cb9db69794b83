package io.spinlane.agent.nic.sim;

/**
 * Segments and datagrams that come to a queue's machines past the switch: a short ring with a lock
 * of its own, so that who puts something in may hold another queue's. What does not fit is lost,
 * and repeated by its sender.
 */
final class Mail {
  private static final int SLOTS = 1024;

  private final int[] protocols = new int[SLOTS];
  private final int[] locals = new int[SLOTS];
  private final int[] remotes = new int[SLOTS];
  private final int[] ports = new int[SLOTS];
  private final Segment[] segments = new Segment[SLOTS];
  private int first;
  private int count;
  private int taken;

  Mail() {
    for (int i = 0; i < SLOTS; i++) {
      segments[i] = new Segment();
    }
  }

  synchronized void put(Conversation from, Segment what) {
    if (count == SLOTS) {
      return;
    }
    int at = (first + count) % SLOTS;
    count++;
    Addresses addresses = from.addresses;
    protocols[at] = from.protocol;
    locals[at] = addresses.remoteAddress;
    remotes[at] = addresses.localAddress;
    ports[at] = addresses.remotePort << 16 | addresses.localPort;
    segments[at].copy(what);
  }

  /** Takes the oldest, seen from the receiver; false when there is none. */
  synchronized boolean take(Addresses addresses, Segment what) {
    if (count == 0) {
      return false;
    }
    addresses.set(locals[first], ports[first] >>> 16, remotes[first], ports[first] & 0xffff);
    what.copy(segments[first]);
    taken = protocols[first];
    first = (first + 1) % SLOTS;
    count--;
    return true;
  }

  /** Protocol of what was taken last. The taker's. */
  int protocol() {
    return taken;
  }
}
