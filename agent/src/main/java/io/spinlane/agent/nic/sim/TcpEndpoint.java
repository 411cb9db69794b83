package io.spinlane.agent.nic.sim;

import java.util.concurrent.TimeUnit;

/**
 * One end of a TCP connection (RFC 9293) that carries one request and one response: the client
 * sends the request in segments of which the last has PSH, the server answers it and closes, the
 * client closes too.
 *
 * <p>Losses are repaired like in a plain stack ({@link TcpSending}); data out of order is not kept.
 * An acknowledgement is sent when the endpoint is next asked, so several segments that arrive
 * together share one.
 */
final class TcpEndpoint implements Endpoint {
  /** RFC 9293 section 3.3.2. */
  enum State {
    CLOSED,
    SYN_SENT,
    SYN_RECEIVED,
    ESTABLISHED,
    FIN_WAIT_1,
    FIN_WAIT_2,
    CLOSING,
    TIME_WAIT,
    LAST_ACK
  }

  /** Receive window; the application takes everything at once. */
  static final int WINDOW_BYTES = 65_535;

  /** Twice the life of a segment: this network is small and quick. */
  static final long TIME_WAIT_NS = TimeUnit.SECONDS.toNanos(1);

  /** Time without progress after which the application gives up. */
  static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  private final TcpSending sending = new TcpSending();
  private State state = State.CLOSED;
  private Outcome outcome = Outcome.OPEN;
  private boolean client;

  private int initialReceive;
  private int receiveNext;
  private int receivedBytes;
  private boolean acknowledge;

  private int responseBytes;
  private long thinkNs;
  private boolean requested;
  private boolean thinking;

  /** When thinking, TIME-WAIT or patience is over. */
  private long waitUntilNs;

  /** Becomes a client that is about to send its SYN. */
  void connect(int initialSequence, int largestSegmentBytes, int requestBytes) {
    begin(initialSequence, largestSegmentBytes);
    client = true;
    sending.stream(requestBytes);
    state = State.SYN_SENT;
  }

  /** Becomes a server's end, on a SYN. */
  void accept(
      Segment syn,
      int initialSequence,
      int largestSegmentBytes,
      int newResponseBytes,
      long newThinkNs) {
    begin(initialSequence, largestSegmentBytes);
    client = false;
    responseBytes = newResponseBytes;
    thinkNs = newThinkNs;
    synchronize(syn);
    state = State.SYN_RECEIVED;
  }

  private void begin(int initialSequence, int largestSegmentBytes) {
    outcome = Outcome.OPEN;
    sending.begin(initialSequence, largestSegmentBytes);
    receivedBytes = 0;
    acknowledge = false;
    requested = false;
    thinking = false;
    waitUntilNs = NEVER;
  }

  private void synchronize(Segment syn) {
    initialReceive = syn.sequence;
    receiveNext = syn.sequence + 1;
    sending.offered(syn);
  }

  State state() {
    return state;
  }

  /** Whether a SYN may begin a new connection on the same addresses (RFC 9293 section 3.10.7.4). */
  boolean givesWayTo(Segment in) {
    return state == State.TIME_WAIT
        && in.has(Segment.SYN)
        && !in.has(Segment.ACK)
        && in.sequence - receiveNext > 0;
  }

  /**
   * A segment arrived (RFC 9293 section 3.10.7).
   *
   * @return whether it must be answered with a reset
   */
  boolean receive(Segment in, long nowNs) {
    return switch (state) {
      case CLOSED -> !in.has(Segment.RST);
      case SYN_SENT -> receiveInSynSent(in, nowNs);
      default -> receiveSynchronized(in, nowNs);
    };
  }

  private boolean receiveInSynSent(Segment in, long nowNs) {
    boolean acknowledged = in.has(Segment.ACK) && sending.isOfSyn(in.acknowledgment);
    if (in.has(Segment.ACK) && !acknowledged) {
      return !in.has(Segment.RST);
    }
    if (in.has(Segment.RST)) {
      if (acknowledged) {
        end(Outcome.RESET);
      }
      return false;
    }
    if (in.has(Segment.SYN) && acknowledged) {
      synchronize(in);
      sending.moveTo(in.acknowledgment, nowNs);
      acknowledge = true;
      state = State.ESTABLISHED;
      waitUntilNs = nowNs + PATIENCE_NS;
    }
    return false; // Simultaneous open does not happen between clients and servers.
  }

  private boolean receiveSynchronized(Segment in, long nowNs) {
    if (in.has(Segment.RST)) {
      receiveReset(in);
      return false;
    }
    if (in.has(Segment.SYN)) {
      if (state == State.SYN_RECEIVED && in.sequence == initialReceive) {
        sending.beginAgain(); // Our SYN-ACK was lost.
      } else {
        acknowledge = true; // Challenge (RFC 5961 section 4).
      }
      return false;
    }
    if (!in.has(Segment.ACK)) {
      return false;
    }
    if (!sending.isSent(in.acknowledgment)) {
      acknowledge = state != State.SYN_RECEIVED;
      return state == State.SYN_RECEIVED;
    }
    receiveAcknowledgment(in, nowNs);
    if (!closed() && in.sequenceLength() > 0) {
      receiveData(in, nowNs);
    }
    return false;
  }

  private void receiveReset(Segment in) {
    if (in.sequence == receiveNext) {
      end(state == State.TIME_WAIT || state == State.LAST_ACK ? finalOutcome() : Outcome.RESET);
    } else if (in.sequence - receiveNext > 0 && in.sequence - receiveNext < WINDOW_BYTES) {
      acknowledge = true; // Challenge (RFC 5961 section 3).
    }
  }

  private void receiveAcknowledgment(Segment in, long nowNs) {
    if (state == State.SYN_RECEIVED) {
      state = State.ESTABLISHED;
      waitUntilNs = nowNs + PATIENCE_NS;
    }
    if (sending.acknowledged(in, nowNs)) {
      progress(nowNs);
    }
    if (sending.isAllAcknowledged()) {
      switch (state) {
        case FIN_WAIT_1 -> state = State.FIN_WAIT_2;
        case CLOSING -> waitOut(nowNs);
        case LAST_ACK -> end(finalOutcome());
        default -> {}
      }
    }
  }

  private void receiveData(Segment in, long nowNs) {
    acknowledge = true;
    int known = receiveNext - in.sequence;
    if (known < 0 || known >= in.sequenceLength()) {
      if (state == State.TIME_WAIT) {
        waitUntilNs = nowNs + TIME_WAIT_NS; // The other side missed our last acknowledgement.
      }
      return; // Out of order, or all known: the acknowledgement says what is expected.
    }
    if (state == State.ESTABLISHED || state == State.FIN_WAIT_1 || state == State.FIN_WAIT_2) {
      receiveNext = in.sequence + in.sequenceLength();
      receivedBytes += Math.max(0, in.payloadBytes - known);
      progress(nowNs);
      if (!client && !requested && in.payloadBytes > 0 && in.has(Segment.PSH)) {
        serve(nowNs);
      }
      if (in.has(Segment.FIN)) {
        receiveEnd(nowNs);
      }
    }
  }

  private void serve(long nowNs) {
    requested = true;
    if (thinkNs == 0) {
      respond();
    } else {
      thinking = true;
      waitUntilNs = nowNs + thinkNs;
    }
  }

  private void respond() {
    sending.stream(responseBytes);
    sending.end();
    state = State.FIN_WAIT_1;
  }

  private void receiveEnd(long nowNs) {
    switch (state) {
      case ESTABLISHED -> {
        thinking = false;
        sending.end(); // CLOSE-WAIT is over at once: this application closes when the other does.
        state = State.LAST_ACK;
      }
      case FIN_WAIT_1 -> state = State.CLOSING;
      case FIN_WAIT_2 -> waitOut(nowNs);
      default -> {}
    }
  }

  private void waitOut(long nowNs) {
    outcome = finalOutcome();
    state = State.TIME_WAIT;
    sending.stop();
    waitUntilNs = nowNs + TIME_WAIT_NS;
  }

  private void progress(long nowNs) {
    if (!thinking && state != State.TIME_WAIT) {
      waitUntilNs = nowNs + PATIENCE_NS;
    }
  }

  private Outcome finalOutcome() {
    boolean answered = client ? receivedBytes > 0 : requested;
    return answered ? Outcome.COMPLETED : Outcome.FAILED;
  }

  private void end(Outcome how) {
    outcome = how;
    state = State.CLOSED;
    acknowledge = false;
    sending.stop();
    waitUntilNs = NEVER;
  }

  @Override
  public boolean send(Segment out, long nowNs) {
    switch (state) {
      case CLOSED -> {
        return false;
      }
      case SYN_SENT -> {
        return sending.syn(out, Segment.SYN, 0, nowNs);
      }
      case SYN_RECEIVED -> {
        return sending.syn(out, Segment.SYN | Segment.ACK, receiveNext, nowNs);
      }
      default -> {
        if (!sending.data(out, receiveNext, nowNs) && !acknowledge) {
          return false;
        }
      }
    }
    acknowledge = false;
    return true;
  }

  @Override
  public void elapse(long nowNs) {
    if (nowNs >= waitUntilNs) {
      waitUntilNs = NEVER;
      if (state == State.TIME_WAIT) {
        end(outcome);
      } else if (thinking) {
        thinking = false;
        respond();
        progress(nowNs);
      } else {
        end(Outcome.TIMED_OUT);
      }
    }
    if (sending.isRepetitionDue(nowNs)) {
      boolean opening = state == State.SYN_SENT || state == State.SYN_RECEIVED;
      if (!sending.repeat(opening, nowNs)) {
        end(Outcome.TIMED_OUT);
      }
    }
  }

  @Override
  public long deadlineNs() {
    return Math.min(waitUntilNs, sending.repeatAtNs());
  }

  @Override
  public boolean closed() {
    return state == State.CLOSED;
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
