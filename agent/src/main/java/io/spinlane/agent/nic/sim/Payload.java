package io.spinlane.agent.nic.sim;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** What requests and responses say: text, so that a capture of them can be read. */
final class Payload {
  static final MemorySegment REQUEST =
      text("GET / HTTP/1.0\r\nHost: spinlane.example\r\nUser-Agent: simulated\r\n\r\n");

  static final MemorySegment RESPONSE =
      text("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\n");

  private static final int PERIOD = 16_384;

  private Payload() {}

  /** Copies bytes of a stream, which repeats itself, from an offset on. */
  static void copy(MemorySegment stream, int offset, MemorySegment to, long at, int length) {
    int from = offset % PERIOD;
    MemorySegment.copy(stream, from, to, at, length); // Streams go a frame beyond their period.
  }

  private static MemorySegment text(String head) {
    String filler = "All work and no play makes a switch a dull box, said the server. ";
    String text = head + filler.repeat(PERIOD / filler.length() + 1);
    byte[] period = text.substring(0, PERIOD).getBytes(US_ASCII);
    MemorySegment stream = Arena.global().allocate(2L * PERIOD);
    MemorySegment.copy(MemorySegment.ofArray(period), 0, stream, 0, PERIOD);
    MemorySegment.copy(MemorySegment.ofArray(period), 0, stream, PERIOD, PERIOD);
    return stream;
  }
}
