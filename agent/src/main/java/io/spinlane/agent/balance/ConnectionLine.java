package io.spinlane.agent.balance;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.VarHandle;

/**
 * What stands where in an entry of the {@link ConnectionTable}, one cache line of 64 bytes.
 *
 * <pre>
 *    0 state │  4 last seen ms │  8 client address                 │ 24 flow (ports, VIP, protocol)
 *   32 back-end address        │ 48 back-end port, service, back-end, owner │ 56 flags │ 60 next in wheel
 * </pre>
 *
 * <p>The table's Javadoc says who may read and write when.
 */
final class ConnectionLine {
  static final int SHIFT = 6;
  static final long LAST_SEEN = 4;
  static final long CLIENT_HIGH = 8;
  static final long CLIENT_LOW = 16;
  static final long FLOW = 24;
  static final long BACKEND_HIGH = 32;
  static final long BACKEND_LOW = 40;
  static final long ROWS = 48;
  static final long FLAGS = 56;
  static final long NEXT = 60;

  /** Bits of a flow that packets of both directions carry. */
  static final long CLIENT_PART = Connection.clientPart(0xffff, 0xff);

  private static final VarHandle INT = JAVA_INT.varHandle();

  private ConnectionLine() {}

  /** False when somebody has replaced the entry meanwhile. */
  static boolean read(int entry, long at, int state, Connection into) {
    into.entry = entry;
    into.state = state;
    into.flags = MEMORY.get(JAVA_INT, at + FLAGS);
    into.clientHigh = MEMORY.get(JAVA_LONG, at + CLIENT_HIGH);
    into.clientLow = MEMORY.get(JAVA_LONG, at + CLIENT_LOW);
    into.flow = MEMORY.get(JAVA_LONG, at + FLOW);
    into.backendHigh = MEMORY.get(JAVA_LONG, at + BACKEND_HIGH);
    into.backendLow = MEMORY.get(JAVA_LONG, at + BACKEND_LOW);
    long rows = MEMORY.get(JAVA_LONG, at + ROWS);
    into.backendPort = (int) (rows >>> 48);
    into.service = (int) (rows >>> 32) & 0xffff;
    into.backend = (int) (rows >>> 16) & 0xffff;
    into.owner = (int) rows & 0xffff;
    VarHandle.loadLoadFence();
    return MEMORY.get(JAVA_INT, at) == state;
  }

  /** Fills a line that {@link ConnectionTable} has claimed, all but its state. */
  static void write(long at, Connection from, int nowMs) {
    MEMORY.set(JAVA_LONG, at + CLIENT_HIGH, from.clientHigh);
    MEMORY.set(JAVA_LONG, at + CLIENT_LOW, from.clientLow);
    MEMORY.set(JAVA_LONG, at + FLOW, from.flow);
    MEMORY.set(JAVA_LONG, at + BACKEND_HIGH, from.backendHigh);
    MEMORY.set(JAVA_LONG, at + BACKEND_LOW, from.backendLow);
    MEMORY.set(
        JAVA_LONG,
        at + ROWS,
        (long) from.backendPort << 48
            | (long) from.service << 32
            | (long) from.backend << 16
            | from.owner);
    MEMORY.set(JAVA_INT, at + LAST_SEEN, nowMs);
    MEMORY.set(JAVA_INT, at + FLAGS, from.flags);
  }

  /** Whether packets of a live entry could be taken for those of a connection. */
  static boolean isTwin(long at, Connection of) {
    long flow = MEMORY.get(JAVA_LONG, at + FLOW);
    int flags = (int) INT.getOpaque(MEMORY, at + FLAGS);
    if ((flags & ConnectionFlags.DOOMED) != 0 || ((flow ^ of.flow) & CLIENT_PART) != 0) {
      return false;
    }
    return flow == of.flow
        || ((flags & ConnectionFlags.MODE) == ConnectionFlags.MODE_NAT
            && of.mode() == ConnectionFlags.MODE_NAT
            && MEMORY.get(JAVA_LONG, at + BACKEND_LOW) == of.backendLow
            && MEMORY.get(JAVA_LONG, at + BACKEND_HIGH) == of.backendHigh
            && (int) (MEMORY.get(JAVA_LONG, at + ROWS) >>> 48) == of.backendPort);
  }
}
