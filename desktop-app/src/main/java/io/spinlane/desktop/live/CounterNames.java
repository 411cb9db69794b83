package io.spinlane.desktop.live;

/** The agent's names of the counters that the window reads; what is missing is not shown. */
public final class CounterNames {
  public static final String RECEIVE_PACKETS = "receive_packets";
  public static final String RECEIVE_BYTES = "receive_bytes";
  public static final String TRANSMIT_PACKETS = "transmit_packets";
  public static final String TRANSMIT_BYTES = "transmit_bytes";

  /** Queues asked for packets, and how often there were some. */
  public static final String POLLS = "polls";

  public static final String BUSY_POLLS = "busy_polls";

  /** Time spent on packets. */
  public static final String BUSY_NS = "busy_ns";

  /** Connections now, and since the agent's start. */
  public static final String CONNECTIONS = "connections";

  public static final String NEW_CONNECTIONS = "new_connections";

  private CounterNames() {}
}
