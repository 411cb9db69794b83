package io.spinlane.agent.nic.sim;

import java.util.concurrent.TimeUnit;

/** One end of an exchange of two datagrams: the request, repeated when unanswered, or the reply. */
final class UdpEndpoint implements Endpoint {
  /** Time without an answer after which a request is repeated, as resolvers do. */
  static final long TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

  /** Requests sent in all. */
  static final int TRIES = 3;

  private int payloadBytes;
  private boolean client;
  private boolean due;
  private int tries;
  private long deadlineNs;
  private int receivedBytes;
  private Outcome outcome = Outcome.OPEN;

  /** Becomes a client with a request to send. */
  void request(int bytes) {
    begin(true, bytes);
    due = true;
    deadlineNs = NEVER;
  }

  /** Becomes a server that has a request and replies after a time. */
  void reply(int requestBytes, int bytes, long atNs, long nowNs) {
    begin(false, bytes);
    receivedBytes = requestBytes;
    due = atNs <= nowNs;
    deadlineNs = due ? NEVER : atNs;
  }

  private void begin(boolean asClient, int bytes) {
    client = asClient;
    payloadBytes = bytes;
    tries = 0;
    receivedBytes = 0;
    outcome = Outcome.OPEN;
  }

  /** A datagram arrived. */
  void receive(int bytes) {
    if (client && outcome == Outcome.OPEN) {
      receivedBytes = bytes;
      end(Outcome.COMPLETED);
    }
  }

  @Override
  public boolean send(Segment out, long nowNs) {
    if (!due) {
      return false;
    }
    out.set(0, 0, 0, 0);
    out.payloadBytes = payloadBytes;
    out.repeated = tries > 0;
    due = false;
    tries++;
    if (client) {
      deadlineNs = nowNs + TIMEOUT_NS;
    } else {
      end(Outcome.COMPLETED);
    }
    return true;
  }

  @Override
  public void elapse(long nowNs) {
    if (nowNs < deadlineNs) {
      return;
    }
    deadlineNs = NEVER;
    if (client && tries == TRIES) {
      end(Outcome.TIMED_OUT);
    } else {
      due = true;
    }
  }

  private void end(Outcome how) {
    outcome = how;
    due = false;
    deadlineNs = NEVER;
  }

  @Override
  public long deadlineNs() {
    return deadlineNs;
  }

  @Override
  public boolean closed() {
    return outcome != Outcome.OPEN;
  }

  @Override
  public Outcome outcome() {
    return outcome;
  }

  @Override
  public int receivedBytes() {
    return receivedBytes;
  }
}
