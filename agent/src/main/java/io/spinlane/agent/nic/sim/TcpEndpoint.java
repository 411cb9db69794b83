package io.spinlane.agent.nic.sim;

import java.util.concurrent.TimeUnit;

/**
 * One end of a TCP connection (RFC 9293) that carries one request and one response: the client
 * sends the request in segments of which the last has PSH, the server answers it and closes, the
 * client closes too.
 *
 * <p>Losses are repaired like in a plain stack: repetition after a timeout that doubles (RFC 6298)
 * or after three duplicate acknowledgements (RFC 5681), always from the first missing byte on; data
 * out of order is not kept. An acknowledgement is sent when the endpoint is next asked, so several
 * segments that arrive together share one.
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

  /** First retransmission timeout of a SYN (RFC 6298 section 2) and of what follows. */
  static final long SYN_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

  static final long TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Repetitions of one thing before giving up. */
  static final int REPETITIONS = 6;

  /** Twice the life of a segment: this network is small and quick. */
  static final long TIME_WAIT_NS = TimeUnit.SECONDS.toNanos(1);

  /** Time without progress after which the application gives up. */
  static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

  private static final int FIRST_WINDOW_SEGMENTS = 10; // RFC 6928
  private static final int LARGEST_WINDOW_SEGMENTS = 64;
  private static final int DUPLICATES = 3;

  private State state = State.CLOSED;
  private Outcome outcome = Outcome.OPEN;
  private boolean client;

  private int segmentBytes;
  private int initialSend;
  private int unacknowledged;
  private int sendNext;
  private int sendMaximum;
  private int sendWindow;
  private int congestionSegments;
  private int duplicates;
  private int repetitions;
  private long repeatAtNs;

  /** Bytes of this side's stream known so far, and whether it ends behind them. */
  private int streamBytes;

  private boolean ending;

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
    streamBytes = requestBytes;
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
    segmentBytes = largestSegmentBytes;
    initialSend = initialSequence;
    unacknowledged = initialSequence;
    sendNext = initialSequence;
    sendMaximum = initialSequence;
    sendWindow = 0;
    congestionSegments = FIRST_WINDOW_SEGMENTS;
    duplicates = 0;
    repetitions = 0;
    repeatAtNs = NEVER;
    streamBytes = 0;
    ending = false;
    receivedBytes = 0;
    acknowledge = false;
    requested = false;
    thinking = false;
    waitUntilNs = NEVER;
  }

  private void synchronize(Segment syn) {
    initialReceive = syn.sequence;
    receiveNext = syn.sequence + 1;
    sendWindow = syn.window;
    // RFC 9293 section 3.7.1: without the option, 536.
    int offered = syn.maximumSegmentBytes == 0 ? 536 : syn.maximumSegmentBytes;
    segmentBytes = Math.max(1, Math.min(segmentBytes, offered));
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
    boolean acknowledged = in.has(Segment.ACK) && in.acknowledgment == initialSend + 1;
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
      moveUnacknowledged(in.acknowledgment, nowNs);
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
        sendNext = initialSend; // Our SYN-ACK was lost.
      } else {
        acknowledge = true; // Challenge (RFC 5961 section 4).
      }
      return false;
    }
    if (!in.has(Segment.ACK)) {
      return false;
    }
    if (in.acknowledgment - sendMaximum > 0 || in.acknowledgment - initialSend <= 0) {
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
    if (in.acknowledgment - unacknowledged > 0) {
      moveUnacknowledged(in.acknowledgment, nowNs);
      congestionSegments = Math.min(LARGEST_WINDOW_SEGMENTS, congestionSegments + 1);
    } else if (in.acknowledgment == unacknowledged
        && in.sequenceLength() == 0
        && in.window == sendWindow
        && unacknowledged != sendMaximum
        && ++duplicates == DUPLICATES) {
      sendNext = unacknowledged;
      congestionSegments = Math.max(2, congestionSegments / 2);
    }
    sendWindow = in.window;
    if (ending && unacknowledged - initialSend == streamBytes + 2) {
      switch (state) {
        case FIN_WAIT_1 -> state = State.FIN_WAIT_2;
        case CLOSING -> waitOut(nowNs);
        case LAST_ACK -> end(finalOutcome());
        default -> {}
      }
    }
  }

  private void moveUnacknowledged(int to, long nowNs) {
    unacknowledged = to;
    if (unacknowledged - sendNext > 0) {
      sendNext = unacknowledged;
    }
    duplicates = 0;
    repetitions = 0;
    repeatAtNs = unacknowledged == sendMaximum ? NEVER : nowNs + TIMEOUT_NS;
    progress(nowNs);
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
    streamBytes = responseBytes;
    ending = true;
    state = State.FIN_WAIT_1;
  }

  private void receiveEnd(long nowNs) {
    switch (state) {
      case ESTABLISHED -> {
        thinking = false;
        ending = true; // CLOSE-WAIT is over at once: this application closes when the other does.
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
    repeatAtNs = NEVER;
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
    repeatAtNs = NEVER;
    waitUntilNs = NEVER;
  }

  @Override
  public boolean send(Segment out, long nowNs) {
    switch (state) {
      case CLOSED -> {
        return false;
      }
      case SYN_SENT, SYN_RECEIVED -> {
        return sendSyn(out, nowNs);
      }
      default -> {
        if (!sendData(out, nowNs) && !acknowledge) {
          return false;
        }
      }
    }
    acknowledge = false;
    return true;
  }

  private boolean sendSyn(Segment out, long nowNs) {
    if (sendNext != initialSend) {
      return false;
    }
    int flags = state == State.SYN_SENT ? Segment.SYN : Segment.SYN | Segment.ACK;
    out.set(flags, sendNext, state == State.SYN_SENT ? 0 : receiveNext, WINDOW_BYTES);
    out.maximumSegmentBytes = segmentBytes;
    sent(out, 1, nowNs);
    return true;
  }

  /** Fills in what is next in the stream; or a bare acknowledgement, and returns false. */
  private boolean sendData(Segment out, long nowNs) {
    int offset = sendNext - initialSend - 1;
    int left = streamBytes - offset;
    int inFlight = sendNext - unacknowledged;
    int room = Math.min(sendWindow, congestionSegments * segmentBytes) - inFlight;
    out.set(Segment.ACK, sendNext, receiveNext, WINDOW_BYTES);
    int bytes = Math.min(Math.min(left, segmentBytes), room);
    if (bytes > 0 && (bytes == left || bytes == segmentBytes || inFlight == 0)) {
      out.payloadOffset = offset;
      out.payloadBytes = bytes;
      out.flags |= bytes == left ? Segment.PSH : 0;
      left -= bytes;
    } else if (left > 0) {
      if (sendWindow == 0 && repeatAtNs == NEVER) {
        repeatAtNs = nowNs + TIMEOUT_NS; // Window probe (RFC 9293 section 3.8.6.1).
      }
      return false;
    }
    if (left == 0 && ending) {
      out.flags |= Segment.FIN;
    }
    int length = out.sequenceLength();
    if (length == 0) {
      return false;
    }
    sent(out, length, nowNs);
    return true;
  }

  private void sent(Segment out, int length, long nowNs) {
    out.repeated = sendNext - sendMaximum < 0;
    sendNext += length;
    if (sendNext - sendMaximum > 0) {
      sendMaximum = sendNext;
    }
    if (repeatAtNs == NEVER) {
      repeatAtNs = nowNs + timeoutNs();
    }
  }

  private long timeoutNs() {
    boolean opening = state == State.SYN_SENT || state == State.SYN_RECEIVED;
    return (opening ? SYN_TIMEOUT_NS : TIMEOUT_NS) << repetitions;
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
    if (nowNs >= repeatAtNs) {
      repeat(nowNs);
    }
  }

  private void repeat(long nowNs) {
    if (repetitions == REPETITIONS) {
      end(Outcome.TIMED_OUT);
      return;
    }
    repetitions++;
    sendNext = unacknowledged;
    congestionSegments = 2;
    if (sendWindow == 0) {
      sendWindow = 1;
    }
    repeatAtNs = nowNs + timeoutNs();
  }

  @Override
  public long deadlineNs() {
    return Math.min(waitUntilNs, repeatAtNs);
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
