package io.spinlane.agent.nic.sim;

/** What endpoints exchange: the header fields of a TCP segment, or the length of a datagram. */
final class Segment {
  static final int FIN = 1;
  static final int SYN = 2;
  static final int RST = 4;
  static final int PSH = 8;
  static final int ACK = 16;

  int flags;
  int sequence;
  int acknowledgment;
  int window;

  /** Maximum segment size option; 0: absent. */
  int maximumSegmentBytes;

  /** Where the payload begins in the sender's stream. Only what is sent has it. */
  int payloadOffset;

  int payloadBytes;

  /** Sent before. Only what is sent has it. */
  boolean repeated;

  boolean has(int flag) {
    return (flags & flag) != 0;
  }

  /** Begins a connection. */
  boolean isFirst() {
    return (flags & (SYN | ACK | RST | FIN)) == SYN;
  }

  /** Sequence numbers it takes (RFC 9293 section 3.4). */
  int sequenceLength() {
    return payloadBytes + (has(SYN) ? 1 : 0) + (has(FIN) ? 1 : 0);
  }

  Segment set(int newFlags, int newSequence, int newAcknowledgment, int newWindow) {
    flags = newFlags;
    sequence = newSequence;
    acknowledgment = newAcknowledgment;
    window = newWindow;
    maximumSegmentBytes = 0;
    payloadOffset = 0;
    payloadBytes = 0;
    repeated = false;
    return this;
  }

  void copy(Segment other) {
    set(other.flags, other.sequence, other.acknowledgment, other.window);
    maximumSegmentBytes = other.maximumSegmentBytes;
    payloadOffset = other.payloadOffset;
    payloadBytes = other.payloadBytes;
    repeated = other.repeated;
  }
}
