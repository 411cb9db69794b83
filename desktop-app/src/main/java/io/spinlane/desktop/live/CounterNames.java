package io.spinlane.desktop.live;

/** The agent's names of the counters that the window reads; what is missing is not shown. */
public final class CounterNames {
  public static final String RECEIVE_PACKETS = "receive_packets";
  public static final String RECEIVE_BYTES = "receive_bytes";
  public static final String TRANSMIT_PACKETS = "transmit_packets";
  public static final String TRANSMIT_BYTES = "transmit_bytes";

  /** Polls of a receive queue, and how many of them brought nothing. */
  public static final String POLLS = "polls";

  public static final String EMPTY_POLLS = "empty_polls";

  /** Time spent in rounds that found work. */
  public static final String BUSY_NS = "busy_ns";

  /** Of a service or back-end: both directions. */
  public static final String CLIENT_BYTES = "client_bytes";

  public static final String SERVER_BYTES = "server_bytes";

  /** Connections in the table now, and accepted since the agent's start. */
  public static final String CONNECTIONS_ACTIVE = "connections_active";

  public static final String CONNECTIONS_NEW = "connections_new";

  private CounterNames() {}
}
