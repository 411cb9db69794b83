package io.spinlane.agent.balance;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.spinlane.agent.packet.FrameMemory;
import java.lang.invoke.VarHandle;

/**
 * What only some connections of a {@link ConnectionTable} keep, in lines of their own, four to a
 * cache line, so that all others need not fetch them.
 *
 * <pre>
 *    0 local end (FULL_NAT) │ 4 cookie, later difference │ 8 client's number │ 12 handshake
 * </pre>
 *
 * <p>Any core reads and writes; a flag of the connection says what is there, and is raised after it
 * was written.
 */
public final class ConnectionExtras {
  private static final int LINE_SHIFT = 4;
  private static final long LOCAL = 0;
  private static final long SEQUENCE = 4;
  private static final long CLIENT_SEQUENCE = 8;
  private static final long HANDSHAKE = 12;

  private static final VarHandle INT = JAVA_INT.varHandle();

  private final long base;

  ConnectionExtras(long base) {
    this.base = base;
  }

  /** Memory for a table of so many entries. */
  static long bytes(int entries) {
    return (long) entries << LINE_SHIFT;
  }

  private long at(int entry) {
    return FrameMemory.at(base + ((long) entry << LINE_SHIFT));
  }

  /** An entry is given to a connection, and not published yet. */
  void begin(int entry, Connection connection) {
    if (connection.mode() == ConnectionFlags.MODE_FULL_NAT) {
      INT.setOpaque(MEMORY, at(entry) + LOCAL, 0);
    }
    if ((connection.flags & ConnectionFlags.AWAITS_BACKEND) != 0) {
      INT.setOpaque(MEMORY, at(entry) + SEQUENCE, connection.cookie);
      INT.setOpaque(MEMORY, at(entry) + CLIENT_SEQUENCE, connection.clientSequence);
      INT.setOpaque(MEMORY, at(entry) + HANDSHAKE, connection.handshake);
    }
  }

  /** FULL_NAT: address row and port that it leaves from, or 0 while there is none. */
  public int local(int entry) {
    return (int) INT.getAcquire(MEMORY, at(entry) + LOCAL);
  }

  /** Sets what {@link #local} gives. Whoever has just inserted the entry. */
  public void local(int entry, int addressRow, int port) {
    INT.setRelease(MEMORY, at(entry) + LOCAL, addressRow << 16 | port);
  }

  /**
   * The cookie of an entry that {@link ConnectionFlags#AWAITS_BACKEND}; of one {@link
   * ConnectionFlags#TRANSLATED} what is added to the back-end's numbers.
   */
  public int sequence(int entry) {
    return (int) INT.getOpaque(MEMORY, at(entry) + SEQUENCE);
  }

  /** Number of the client's SYN; of an entry with one of the two flags. */
  public int clientSequence(int entry) {
    return (int) INT.getOpaque(MEMORY, at(entry) + CLIENT_SEQUENCE);
  }

  /** What an entry with one of the two flags is to remember of its handshake. */
  public int handshake(int entry) {
    return (int) INT.getOpaque(MEMORY, at(entry) + HANDSHAKE);
  }

  /**
   * The back-end has answered. Whoever calls this raises {@link ConnectionFlags#TRANSLATED} then,
   * which releases both.
   *
   * @param difference to be added to the back-end's numbers
   * @param handshake from now on {@link #handshake}
   */
  public void translate(int entry, int difference, int handshake) {
    INT.setOpaque(MEMORY, at(entry) + SEQUENCE, difference);
    INT.setOpaque(MEMORY, at(entry) + HANDSHAKE, handshake);
  }
}
