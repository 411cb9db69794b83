package io.spinlane.agent.nic.sim;

import java.util.concurrent.TimeUnit;

/**
 * The sending half of a {@link TcpEndpoint}: what of its stream is under way, how much may be, and
 * what is repeated: after a timeout that doubles (RFC 6298) or after three duplicate
 * acknowledgements (RFC 5681), always from the first missing byte on.
 */
final class TcpSending {
  /** First retransmission timeout of a SYN (RFC 6298 section 2) and of what follows. */
  static final long SYN_TIMEOUT_NS = TimeUnit.SECONDS.toNanos(1);

  static final long TIMEOUT_NS = TimeUnit.MILLISECONDS.toNanos(200);

  /** Repetitions of one thing before giving up. */
  static final int REPETITIONS = 6;

  private static final int FIRST_WINDOW_SEGMENTS = 10; // RFC 6928
  private static final int LARGEST_WINDOW_SEGMENTS = 64;
  private static final int DUPLICATES = 3;

  /** RFC 9293 section 3.7.1: of a SYN without the option. */
  private static final int STANDARD_SEGMENT_BYTES = 536;

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

  /** Begins with a SYN of this number. */
  void begin(int initialSequence, int largestSegmentBytes) {
    segmentBytes = largestSegmentBytes;
    initialSend = initialSequence;
    unacknowledged = initialSequence;
    sendNext = initialSequence;
    sendMaximum = initialSequence;
    sendWindow = 0;
    congestionSegments = FIRST_WINDOW_SEGMENTS;
    duplicates = 0;
    repetitions = 0;
    repeatAtNs = Endpoint.NEVER;
    streamBytes = 0;
    ending = false;
  }

  /** Says how much there is to be sent. */
  void stream(int bytes) {
    streamBytes = bytes;
  }

  /** A FIN follows the stream. */
  void end() {
    ending = true;
  }

  /** The other side's SYN says what it takes. */
  void offered(Segment syn) {
    sendWindow = syn.window;
    int offered = syn.maximumSegmentBytes == 0 ? STANDARD_SEGMENT_BYTES : syn.maximumSegmentBytes;
    segmentBytes = Math.max(1, Math.min(segmentBytes, offered));
  }

  /** Whether a number acknowledges the SYN and nothing else. */
  boolean isOfSyn(int acknowledgment) {
    return acknowledgment == initialSend + 1;
  }

  /** Whether a number acknowledges something that was sent. */
  boolean isSent(int acknowledgment) {
    return acknowledgment - sendMaximum <= 0 && acknowledgment - initialSend > 0;
  }

  /** Whether everything has arrived, and the FIN behind it. */
  boolean isAllAcknowledged() {
    return ending && unacknowledged - initialSend == streamBytes + 2;
  }

  /** Sends from the SYN on again. */
  void beginAgain() {
    sendNext = initialSend;
  }

  /**
   * Takes an acknowledgement of something that was sent.
   *
   * @return whether it acknowledges more than the last one
   */
  boolean acknowledged(Segment in, long nowNs) {
    boolean moves = in.acknowledgment - unacknowledged > 0;
    if (moves) {
      moveTo(in.acknowledgment, nowNs);
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
    return moves;
  }

  /** Everything before a number has arrived. */
  void moveTo(int to, long nowNs) {
    unacknowledged = to;
    if (unacknowledged - sendNext > 0) {
      sendNext = unacknowledged;
    }
    duplicates = 0;
    repetitions = 0;
    repeatAtNs = unacknowledged == sendMaximum ? Endpoint.NEVER : nowNs + TIMEOUT_NS;
  }

  /** Fills in the SYN; false when it is under way. */
  boolean syn(Segment out, int flags, int acknowledgment, long nowNs) {
    if (sendNext != initialSend) {
      return false;
    }
    out.set(flags, sendNext, acknowledgment, TcpEndpoint.WINDOW_BYTES);
    out.maximumSegmentBytes = segmentBytes;
    sent(out, 1, SYN_TIMEOUT_NS, nowNs);
    return true;
  }

  /** Fills in what is next in the stream; or a bare acknowledgement, and returns false. */
  boolean data(Segment out, int acknowledgment, long nowNs) {
    int offset = sendNext - initialSend - 1;
    int left = streamBytes - offset;
    int inFlight = sendNext - unacknowledged;
    int room = Math.min(sendWindow, congestionSegments * segmentBytes) - inFlight;
    out.set(Segment.ACK, sendNext, acknowledgment, TcpEndpoint.WINDOW_BYTES);
    int bytes = Math.min(Math.min(left, segmentBytes), room);
    if (bytes > 0 && (bytes == left || bytes == segmentBytes || inFlight == 0)) {
      out.payloadOffset = offset;
      out.payloadBytes = bytes;
      out.flags |= bytes == left ? Segment.PSH : 0;
      left -= bytes;
    } else if (left > 0) {
      if (sendWindow == 0 && repeatAtNs == Endpoint.NEVER) {
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
    sent(out, length, TIMEOUT_NS, nowNs);
    return true;
  }

  private void sent(Segment out, int length, long timeoutNs, long nowNs) {
    out.repeated = sendNext - sendMaximum < 0;
    sendNext += length;
    if (sendNext - sendMaximum > 0) {
      sendMaximum = sendNext;
    }
    if (repeatAtNs == Endpoint.NEVER) {
      repeatAtNs = nowNs + (timeoutNs << repetitions);
    }
  }

  long repeatAtNs() {
    return repeatAtNs;
  }

  boolean isRepetitionDue(long nowNs) {
    return nowNs >= repeatAtNs;
  }

  /**
   * Begins again with the first missing byte.
   *
   * @param opening the SYN is what is missing
   * @return false when that has been tried often enough
   */
  boolean repeat(boolean opening, long nowNs) {
    if (repetitions == REPETITIONS) {
      return false;
    }
    repetitions++;
    sendNext = unacknowledged;
    congestionSegments = 2;
    if (sendWindow == 0) {
      sendWindow = 1;
    }
    repeatAtNs = nowNs + ((opening ? SYN_TIMEOUT_NS : TIMEOUT_NS) << repetitions);
    return true;
  }

  /** Nothing is repeated any more. */
  void stop() {
    repeatAtNs = Endpoint.NEVER;
  }
}
