package io.spinlane.agent.nic.sim;

/**
 * One machine's end of a conversation, without addresses and bytes: what arrives and the passing of
 * time change it, and it says what to send next.
 */
sealed interface Endpoint permits TcpEndpoint, UdpEndpoint {
  /** No timer runs. */
  long NEVER = Long.MAX_VALUE;

  /** How a conversation ended, as this end sees it. */
  enum Outcome {
    /** Not yet. */
    OPEN,
    /** Request and response have arrived, and both sides have closed in order. */
    COMPLETED,
    /** The other side sent a reset. */
    RESET,
    /** No answer, after all repetitions. */
    TIMED_OUT,
    /** Closed in order, but without an answer; or nobody to send to. */
    FAILED
  }

  /** Describes the next thing to send; false when there is nothing. */
  boolean send(Segment out, long nowNs);

  /** Lets timers run that are due. */
  void elapse(long nowNs);

  /** When {@link #elapse} has something to do, or {@link #NEVER}. */
  long deadlineNs();

  /** Nothing will be sent or accepted any more. */
  boolean closed();

  Outcome outcome();

  /** Payload bytes accepted from the other side. */
  int receivedBytes();
}
