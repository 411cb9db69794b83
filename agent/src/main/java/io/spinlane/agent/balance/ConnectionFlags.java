package io.spinlane.agent.balance;

/**
 * Bits of a connection's flags: how far it has come, and how its packets travel. {@link
 * ConnectionTable#raise} sets them; all but those of {@link #MODE} begin clear.
 */
public final class ConnectionFlags {
  /** A packet from the back-end was seen. */
  public static final int REPLIED = 1;

  /** The client answered the reply. */
  public static final int ESTABLISHED = 1 << 1;

  public static final int FIN_CLIENT = 1 << 2;
  public static final int FIN_SERVER = 1 << 3;
  public static final int RESET = 1 << 4;

  /** Replaced by a newer flow with the same key: look-ups pass over it, its owner removes it. */
  public static final int DOOMED = 1 << 5;

  /** Ended by an operator: look-ups find it for a while yet, so that its ends are told. */
  public static final int KILLED = 1 << 6;

  /** The client has sent its cookie back, and the back-end has not answered yet. */
  public static final int AWAITS_BACKEND = 1 << 11;

  /** The numbers of the back-end are not those that the client knows. */
  public static final int TRANSLATED = 1 << 12;

  /** How packets travel: bits of the flags that never change. */
  static final int MODE = 7 << 8;

  public static final int MODE_NAT = 0;
  public static final int MODE_FULL_NAT = 1 << 8;
  public static final int MODE_DSR = 2 << 8;
  public static final int MODE_IPIP = 3 << 8;
  public static final int MODE_GUE = 4 << 8;

  private ConnectionFlags() {}
}
