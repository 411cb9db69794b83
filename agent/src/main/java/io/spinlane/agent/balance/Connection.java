package io.spinlane.agent.balance;

/**
 * A connection: an entry of the {@link ConnectionTable} as one core has read it, or one to be
 * inserted. Reused for every look-up; owned by one thread. Addresses are halves as in {@link
 * io.spinlane.agent.packet.Address}.
 */
public final class Connection {
  /** Its place in the table. */
  public int entry;

  public long clientHigh;
  public long clientLow;

  /** {@link #flow} of the client's port, the VIP with its port, and the protocol. */
  public long flow;

  public long backendHigh;
  public long backendLow;
  public int backendPort;

  /** Rows of the service and the back-end. */
  public int service;

  public int backend;

  /** Row of the core whose expiry wheel holds the entry. */
  public int owner;

  /** {@link ConnectionFlags#REPLIED} and others, and the {@link #mode}. */
  public int flags;

  /**
   * Only to be inserted with {@link ConnectionFlags#AWAITS_BACKEND}: the cookie, the number of the
   * client's SYN, and what its back-end is to be told.
   */
  public int cookie;

  public int clientSequence;
  public int handshake;

  /** The entry's state word when it was read; see {@link ConnectionTable}. */
  int state;

  /**
   * What is compared for packets from a client besides its address.
   *
   * @param vip row of the VIP's address
   * @param protocol 6 or 17
   */
  public static long flow(int clientPort, int vip, int vipPort, int protocol) {
    return (long) clientPort << 48 | (long) vip << 32 | (long) vipPort << 16 | protocol;
  }

  /** The client's part of a {@link #flow}, which packets of both directions carry. */
  public static long clientPart(int clientPort, int protocol) {
    return (long) clientPort << 48 | protocol;
  }

  public int clientPort() {
    return (int) (flow >>> 48);
  }

  /** Row of the VIP's address. */
  public int vip() {
    return (int) (flow >>> 32) & 0xffff;
  }

  public int vipPort() {
    return (int) (flow >>> 16) & 0xffff;
  }

  public int protocol() {
    return (int) flow & 0xff;
  }

  /** {@link ConnectionFlags#MODE_NAT} and others: how its packets travel, for all of its life. */
  public int mode() {
    return flags & ConnectionFlags.MODE;
  }
}
