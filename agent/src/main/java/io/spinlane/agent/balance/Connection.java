package io.spinlane.agent.balance;

/**
 * An entry of the {@link ConnectionTable} as one core has read it. Reused for every look-up; owned
 * by one thread.
 */
public final class Connection {
  public int entry;

  /** {@link ConnectionTable#clientKey}. */
  public long client;

  /** {@link ConnectionTable#serverKey} of the VIP, and of the back-end. */
  public long vip;

  public long backendKey;

  /** Rows of the service and the back-end. */
  public int service;

  public int backend;

  /** {@link ConnectionTable#REPLIED} and others. */
  public int flags;

  /** Address part of a key. */
  public static int address(long key) {
    return (int) (key >>> 32);
  }

  /** Port part of a key. */
  public static int port(long key) {
    return (int) (key >>> 16) & 0xffff;
  }
}
