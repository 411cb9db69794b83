package io.spinlane.agent.nic.sim;

import org.jspecify.annotations.Nullable;

/**
 * Conversations of one queue by their addresses, and the free slots. Its queue's lock guards it.
 */
final class ConversationTable {
  private final @Nullable Conversation[] buckets;
  private final Conversation[] free;
  private int freeCount;

  ConversationTable(int capacity, AddressBook book) {
    buckets = new @Nullable Conversation[Integer.highestOneBit(Math.max(16, capacity)) * 2];
    free = new Conversation[capacity];
    for (int i = 0; i < capacity; i++) {
      free[freeCount++] = new Conversation(book);
    }
  }

  @Nullable Conversation find(
      int protocol, int localAddress, int localPort, int remoteAddress, int remotePort) {
    Conversation entry = buckets[bucket(localAddress, localPort, remoteAddress, remotePort)];
    while (entry != null) {
      Addresses addresses = entry.addresses;
      if (addresses.localPort == localPort
          && addresses.remotePort == remotePort
          && addresses.localAddress == localAddress
          && addresses.remoteAddress == remoteAddress
          && entry.protocol == protocol) {
        return entry;
      }
      entry = entry.nextInBucket;
    }
    return null;
  }

  /** A free slot, now under these addresses; null when all are in use. */
  @Nullable Conversation add(
      int protocol, int localAddress, int localPort, int remoteAddress, int remotePort) {
    if (freeCount == 0) {
      return null;
    }
    Conversation entry = free[--freeCount];
    entry.live = true;
    entry.protocol = protocol;
    entry.addresses.set(localAddress, localPort, remoteAddress, remotePort);
    int bucket = bucket(localAddress, localPort, remoteAddress, remotePort);
    entry.nextInBucket = buckets[bucket];
    buckets[bucket] = entry;
    return entry;
  }

  void remove(Conversation entry) {
    Addresses addresses = entry.addresses;
    int bucket =
        bucket(
            addresses.localAddress,
            addresses.localPort,
            addresses.remoteAddress,
            addresses.remotePort);
    Conversation before = null;
    Conversation at = buckets[bucket];
    while (at != entry && at != null) {
      before = at;
      at = at.nextInBucket;
    }
    if (before == null) {
      buckets[bucket] = entry.nextInBucket;
    } else {
      before.nextInBucket = entry.nextInBucket;
    }
    entry.nextInBucket = null;
    entry.live = false;
    free[freeCount++] = entry;
  }

  int buckets() {
    return buckets.length;
  }

  /** First of a bucket, for walking over all. */
  @Nullable Conversation first(int bucket) {
    return buckets[bucket];
  }

  private int bucket(int localAddress, int localPort, int remoteAddress, int remotePort) {
    int hash = (localAddress * 31 + remoteAddress) * 31 + (localPort << 16 ^ remotePort);
    hash *= 0x9e37_79b9;
    return (hash ^ hash >>> 16) & (buckets.length - 1);
  }
}
