package io.spinlane.agent.balance;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.MemoryRegion;
import java.lang.invoke.VarHandle;

/**
 * Flow → back-end, shared by all switch cores. One 64-byte line an entry serves both directions:
 * the client's address and port and the protocol are the same in both, so they are what is hashed,
 * and a packet from the client compares the VIP, one from the server the back-end. (In FULL_NAT
 * mode a reply carries an address of the switch instead; {@link LocalPorts} finds its entry.)
 *
 * <pre>
 *    0 state │  4 last seen ms │  8 client address                 │ 24 flow (ports, VIP, protocol)
 *   32 back-end address        │ 48 back-end port, service, back-end, owner │ 56 flags │ 60 next in wheel
 * </pre>
 *
 * <p><b>Threads.</b> Any core looks up and inserts; only the core that inserted an entry (its
 * owner) removes it. The state word is {@code version << 2 | EMPTY, WRITING, LIVE or DEAD}:
 *
 * <ul>
 *   <li>insert claims an EMPTY or DEAD entry by CAS to WRITING, writes the fields, and publishes
 *       them with a release store of LIVE under a new version;
 *   <li>a look-up acquires the state, reads the fields into its {@link Connection}, and reads the
 *       state again behind a load fence: an equal value means that no one replaced the entry in
 *       between, because every reuse has a new version;
 *   <li>remove makes the LIVE state it has judged DEAD by CAS. A dead entry rests {@value #REST_MS}
 *       ms before it is reused, so that a core that has just looked it up has long finished with
 *       it;
 *   <li>replace, when a window is full, takes a LIVE entry over by CAS to WRITING. The entry stays
 *       in the wheel of its owner, who finds the new connection there; if he was about to remove
 *       the old one, his CAS fails;
 *   <li>last seen is one plain word that both directions write, and losing that race costs a
 *       millisecond; flags are set by an atomic OR.
 * </ul>
 *
 * <p>A probe looks at no more than {@value #WINDOW} neighbouring entries, and first at their {@link
 * FlowTags}: it reads the entry that it wants and hardly ever another. The table has two entries
 * for each connection it promises.
 */
public final class ConnectionTable implements AutoCloseable {
  /** Result of an insertion into a full window. */
  public static final int FULL = -1;

  /** Result of an insertion when another entry has the same key in either direction. */
  public static final int CONFLICT = -2;

  /** A packet from the back-end was seen. */
  public static final int REPLIED = 1;

  /** The client answered the reply. */
  public static final int ESTABLISHED = 1 << 1;

  public static final int FIN_CLIENT = 1 << 2;
  public static final int FIN_SERVER = 1 << 3;
  public static final int RESET = 1 << 4;

  /** Replaced by a newer flow with the same key: look-ups pass over it, its owner removes it. */
  public static final int DOOMED = 1 << 5;

  /** Ended by an operator: look-ups find it for a while yet, so that its ends are told. */
  public static final int KILLED = 1 << 6;

  /** The client has sent its cookie back, and the back-end has not answered yet. */
  public static final int AWAITS_BACKEND = 1 << 11;

  /** The numbers of the back-end are not those that the client knows. */
  public static final int TRANSLATED = 1 << 12;

  /** How packets travel: bits of the flags that never change. */
  static final int MODE = 7 << 8;

  public static final int MODE_NAT = 0;
  public static final int MODE_FULL_NAT = 1 << 8;
  public static final int MODE_DSR = 2 << 8;
  public static final int MODE_IPIP = 3 << 8;
  public static final int MODE_GUE = 4 << 8;

  static final int WINDOW = FlowTags.WINDOW;
  private static final int NOBODY = -1;
  private static final int REST_MS = 10;
  private static final int LARGEST_SKEW_MS = 60_000;

  private static final int EMPTY = 0;
  private static final int WRITING = 1;
  private static final int LIVE = 2;
  private static final int DEAD = 3;
  private static final int KIND = 3;
  private static final int VERSION_STEP = 4;

  private static final int ENTRY_SHIFT = 6;
  private static final long LAST_SEEN = 4;
  private static final long CLIENT_HIGH = 8;
  private static final long CLIENT_LOW = 16;
  private static final long FLOW = 24;
  private static final long BACKEND_HIGH = 32;
  private static final long BACKEND_LOW = 40;
  private static final long ROWS = 48;
  private static final long FLAGS = 56;
  private static final long NEXT = 60;

  /** What only some modes keep, in lines of their own: four to a cache line. */
  private static final int EXTRA_SHIFT = 4;

  private static final long LOCAL = 0;

  /** Cookie, and later its difference to the back-end's number. */
  private static final long SEQUENCE = 4;

  private static final long CLIENT_SEQUENCE = 8;
  private static final long HANDSHAKE = 12;

  /** Bits of a flow that packets of both directions carry. */
  private static final long CLIENT_PART = Connection.clientPart(0xffff, 0xff);

  private static final VarHandle INT = JAVA_INT.varHandle();

  private final MemoryRegion region;
  private final long base;
  private final long extras;
  private final FlowTags tags;
  private final int entries;
  private final int mask;
  private final long seed;

  /**
   * An empty table.
   *
   * @param capacity connections to make room for, 1 to 2^28; rounded up to a power of two
   * @param seed makes the buckets unpredictable to senders
   */
  public ConnectionTable(long capacity, long seed) {
    if (capacity < 1 || capacity > 1 << 28) {
      throw new IllegalArgumentException("capacity " + capacity);
    }
    int buckets = (int) Math.max(WINDOW, Long.highestOneBit(2 * capacity - 1) << 1);
    this.entries = buckets + WINDOW;
    long bytes = (long) entries << ENTRY_SHIFT;
    long extraBytes = (long) entries << EXTRA_SHIFT;
    this.region = MemoryRegion.take(bytes + extraBytes + entries);
    this.base = region.base();
    this.extras = base + bytes;
    this.tags = new FlowTags(extras + extraBytes);
    this.mask = buckets - 1;
    this.seed = seed;
  }

  /** Entries in all, live or not. */
  public int entries() {
    return entries;
  }

  /**
   * Where a flow would be, and what tells it from others there.
   *
   * @param flow a whole {@link Connection#flow} or its {@link Connection#clientPart}
   */
  public int hash(long clientHigh, long clientLow, long flow) {
    long hash = clientLow ^ clientHigh * 0x9e37_79b9_7f4a_7c15L ^ (flow & CLIENT_PART) ^ seed;
    return (int) Maglev.mix(hash);
  }

  /**
   * Brings the tags of a flow into the cache.
   *
   * @return something that depends on it, so that the load is not optimised away
   */
  public long touchTags(int hash) {
    return tags.touch(hash & mask);
  }

  /** The entry that a look-up is to try first, or a negative number when there is none. */
  public int first(int hash) {
    int bucket = hash & mask;
    int place = tags.find(bucket, hash, 0);
    return place < 0 ? place : bucket + place;
  }

  private int after(int hash, int entry) {
    int bucket = hash & mask;
    int place = tags.find(bucket, hash, entry - bucket + 1);
    return place < 0 ? place : bucket + place;
  }

  /** Brings an entry into the cache; as {@link #touchTags}. */
  public int touch(int entry) {
    return MEMORY.get(JAVA_INT, at(entry));
  }

  /**
   * Looks a packet from a client up. True when found, with the connection filled in.
   *
   * @param first {@link #first} of the hash, a moment ago: a packet before this one may have begun
   *     the connection since
   */
  public boolean findForward(
      int hash, int first, long clientHigh, long clientLow, long flow, Connection into) {
    if (searchForward(hash, first, clientHigh, clientLow, flow, into)) {
      return true;
    }
    int now = first(hash);
    return now != first && searchForward(hash, now, clientHigh, clientLow, flow, into);
  }

  private boolean searchForward(
      int hash, int first, long clientHigh, long clientLow, long flow, Connection into) {
    for (int entry = first; entry >= 0; entry = after(hash, entry)) {
      long at = at(entry);
      int state = (int) INT.getAcquire(MEMORY, at);
      if ((state & KIND) == LIVE
          && MEMORY.get(JAVA_LONG, at + CLIENT_LOW) == clientLow
          && MEMORY.get(JAVA_LONG, at + FLOW) == flow
          && MEMORY.get(JAVA_LONG, at + CLIENT_HIGH) == clientHigh
          && read(entry, at, state, into)
          && (into.flags & DOOMED) == 0) {
        return true;
      }
    }
    return false;
  }

  /**
   * Looks a packet from a back-end up. True when found, with the connection filled in.
   *
   * @param first as in {@link #findForward}; no back-end answers a SYN of the same poll, so here a
   *     miss stands
   * @param clientPart {@link Connection#clientPart} of its destination
   */
  public boolean findReverse(
      int hash,
      int first,
      long clientHigh,
      long clientLow,
      long clientPart,
      long backendHigh,
      long backendLow,
      int backendPort,
      Connection into) {
    for (int entry = first; entry >= 0; entry = after(hash, entry)) {
      long at = at(entry);
      int state = (int) INT.getAcquire(MEMORY, at);
      if ((state & KIND) == LIVE
          && MEMORY.get(JAVA_LONG, at + CLIENT_LOW) == clientLow
          && (MEMORY.get(JAVA_LONG, at + FLOW) & CLIENT_PART) == clientPart
          && MEMORY.get(JAVA_LONG, at + BACKEND_LOW) == backendLow
          && MEMORY.get(JAVA_LONG, at + BACKEND_HIGH) == backendHigh
          && MEMORY.get(JAVA_LONG, at + CLIENT_HIGH) == clientHigh
          && read(entry, at, state, into)
          && into.backendPort == backendPort
          && (into.flags & (DOOMED | MODE)) == MODE_NAT) {
        return true;
      }
    }
    return false;
  }

  /** False when somebody has replaced the entry meanwhile. */
  private static boolean read(int entry, long at, int state, Connection into) {
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

  private void write(int entry, Connection from, int nowMs) {
    long at = at(entry);
    if (from.mode() == MODE_FULL_NAT) {
      INT.setOpaque(MEMORY, extra(entry) + LOCAL, 0);
    }
    if ((from.flags & AWAITS_BACKEND) != 0) {
      INT.setOpaque(MEMORY, extra(entry) + SEQUENCE, from.cookie);
      INT.setOpaque(MEMORY, extra(entry) + CLIENT_SEQUENCE, from.clientSequence);
      INT.setOpaque(MEMORY, extra(entry) + HANDSHAKE, from.handshake);
    }
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

  /**
   * Inserts a flow that was just looked up in vain, and sets its entry.
   *
   * @return the entry, {@link #FULL}, or {@link #CONFLICT} when another core has just inserted the
   *     flow, or this client port already reaches this back-end through another VIP, so that
   *     replies could not be told apart
   */
  public int insert(int hash, Connection connection, int nowMs) {
    if (hasTwin(hash, NOBODY, connection)) {
      return CONFLICT;
    }
    int bucket = hash & mask;
    for (int i = tags.findUnused(bucket, 0); i >= 0; i = tags.findUnused(bucket, i + 1)) {
      int entry = bucket + i;
      long at = at(entry);
      int state = (int) INT.getAcquire(MEMORY, at);
      boolean free = state == EMPTY || ((state & KIND) == DEAD && hasRested(at, nowMs));
      if (free && INT.compareAndSet(MEMORY, at, state, (state & ~KIND) | WRITING)) {
        return publish(hash, entry, state, connection, nowMs);
      }
    }
    return FULL;
  }

  /**
   * Whether an entry has been dead for long enough. Cores differ by the length of a round; what
   * seems to die much later than now died when the milliseconds wrapped last.
   */
  private static boolean hasRested(long at, int nowMs) {
    int restedMs = nowMs - MEMORY.get(JAVA_INT, at + LAST_SEEN);
    return restedMs > REST_MS || restedMs < -LARGEST_SKEW_MS;
  }

  private int publish(int hash, int entry, int state, Connection connection, int nowMs) {
    write(entry, connection, nowMs);
    tags.set(entry, hash);
    int live = ((state & ~KIND) + VERSION_STEP) | LIVE;
    INT.setRelease(MEMORY, at(entry), live);
    // Two cores may have looked in vain at once. Each publishes, then looks again behind a full
    // fence, so that at least one of them sees the other and gives way.
    VarHandle.fullFence();
    connection.entry = entry;
    connection.state = live;
    if (hasTwin(hash, entry, connection)) {
      if ((state & KIND) == LIVE) {
        raise(entry, DOOMED); // It stays in the wheel that holds it.
      } else {
        remove(connection, nowMs);
      }
      return CONFLICT;
    }
    return entry;
  }

  /**
   * When {@link #insert} found its window full: the connection there that is missed least, one that
   * is closing before one that was never established, the longest idle first. An established one is
   * never chosen.
   *
   * @return false when there is none; otherwise it has been read
   */
  public boolean findVictim(int hash, int nowMs, Connection into) {
    int bucket = hash & mask;
    int best = NOBODY;
    int bestIdleMs = -1;
    boolean bestCloses = false;
    for (int i = 0; i < WINDOW; i++) {
      int entry = bucket + i;
      if (((int) INT.getOpaque(MEMORY, at(entry)) & KIND) != LIVE) {
        continue; // It rests: nobody is missed there, and nobody may have it yet.
      }
      int flags = (int) INT.getOpaque(MEMORY, at(entry) + FLAGS);
      boolean closes = (flags & (FIN_CLIENT | FIN_SERVER | RESET | DOOMED)) != 0;
      if (!closes && (flags & ESTABLISHED) != 0) {
        continue;
      }
      int idleMs = nowMs - lastSeenMs(entry);
      if (closes == bestCloses ? idleMs > bestIdleMs : closes) {
        best = entry;
        bestIdleMs = idleMs;
        bestCloses = closes;
      }
    }
    return best != NOBODY && get(best, into);
  }

  /**
   * Puts a connection in the place of a victim, whose owner keeps the entry in his wheel.
   *
   * @return as {@link #insert}; {@link #FULL} when the victim has gone another way meanwhile. When
   *     the connection's entry is the victim's now, the victim is gone, whatever the result, and
   *     the owner will find the connection there
   */
  public int replace(int hash, Connection victim, Connection connection, int nowMs) {
    connection.entry = NOBODY;
    if (hasTwin(hash, victim.entry, connection)) {
      return CONFLICT;
    }
    int state = victim.state;
    if (!INT.compareAndSet(MEMORY, at(victim.entry), state, (state & ~KIND) | WRITING)) {
      return FULL;
    }
    connection.owner = victim.owner;
    return publish(hash, victim.entry, state, connection, nowMs);
  }

  /** Whether another live entry has the same forward or reverse key. */
  private boolean hasTwin(int hash, int self, Connection of) {
    for (int entry = first(hash); entry >= 0; entry = after(hash, entry)) {
      long at = at(entry);
      int state = (int) INT.getAcquire(MEMORY, at);
      if (entry != self
          && (state & KIND) == LIVE
          && MEMORY.get(JAVA_LONG, at + CLIENT_LOW) == of.clientLow
          && MEMORY.get(JAVA_LONG, at + CLIENT_HIGH) == of.clientHigh
          && isTwin(at, of)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTwin(long at, Connection of) {
    long flow = MEMORY.get(JAVA_LONG, at + FLOW);
    int flags = (int) INT.getOpaque(MEMORY, at + FLAGS);
    if ((flags & DOOMED) != 0 || ((flow ^ of.flow) & CLIENT_PART) != 0) {
      return false;
    }
    return flow == of.flow
        || ((flags & MODE) == MODE_NAT
            && of.mode() == MODE_NAT
            && MEMORY.get(JAVA_LONG, at + BACKEND_LOW) == of.backendLow
            && MEMORY.get(JAVA_LONG, at + BACKEND_HIGH) == of.backendHigh
            && (int) (MEMORY.get(JAVA_LONG, at + ROWS) >>> 48) == of.backendPort);
  }

  /** Notes that a packet of the flow passed. */
  public void seen(int entry, int nowMs) {
    long at = at(entry) + LAST_SEEN;
    if (MEMORY.get(JAVA_INT, at) != nowMs) {
      MEMORY.set(JAVA_INT, at, nowMs);
    }
  }

  /** Sets flags that are not set yet. */
  public void raise(int entry, int flags) {
    INT.getAndBitwiseOr(MEMORY, at(entry) + FLAGS, flags);
  }

  /**
   * Sets a flag of a connection as it was last read, from beside the cores. Any thread.
   *
   * @return false when it has been replaced or removed since
   */
  public boolean mark(Connection read, int flag) {
    long at = at(read.entry);
    INT.getAndBitwiseOr(MEMORY, at + FLAGS, flag);
    if ((int) INT.getVolatile(MEMORY, at) == read.state) {
      return true;
    }
    INT.getAndBitwiseAnd(MEMORY, at + FLAGS, ~flag); // It met another connection.
    return false;
  }

  /** Makes a closing entry new again: its client has opened the flow once more. */
  public void restart(int entry, int nowMs) {
    long at = at(entry);
    // Whoever dooms it in this moment, on another core, is not to be forgotten.
    INT.getAndBitwiseAnd(MEMORY, at + FLAGS, MODE | DOOMED | KILLED);
    INT.setOpaque(MEMORY, at + LAST_SEEN, nowMs);
  }

  /**
   * Removes an entry as it was last read. Only its owner.
   *
   * @return false when it has been replaced since
   */
  boolean remove(Connection judged, int nowMs) {
    long at = at(judged.entry);
    int state = judged.state;
    if (!INT.compareAndSet(MEMORY, at, state, (state & ~KIND) | WRITING)) {
      return false;
    }
    MEMORY.set(JAVA_INT, at + LAST_SEEN, nowMs);
    tags.clear(judged.entry);
    INT.setRelease(MEMORY, at, (state & ~KIND) | DEAD);
    return true;
  }

  /** Reads an entry without looking it up; false when it is not live. */
  public boolean get(int entry, Connection into) {
    long at = at(entry);
    int state = (int) INT.getAcquire(MEMORY, at);
    return (state & KIND) == LIVE && read(entry, at, state, into);
  }

  /** FULL_NAT: address row and port that it leaves from, or 0 while there is none. */
  public int local(int entry) {
    return (int) INT.getAcquire(MEMORY, extra(entry) + LOCAL);
  }

  /** Sets what {@link #local} gives. Whoever has just inserted the entry. */
  public void local(int entry, int addressRow, int port) {
    INT.setRelease(MEMORY, extra(entry) + LOCAL, addressRow << 16 | port);
  }

  /**
   * The cookie of an entry that {@link #AWAITS_BACKEND}; of one {@link #TRANSLATED} what is added.
   */
  public int sequence(int entry) {
    return (int) INT.getOpaque(MEMORY, extra(entry) + SEQUENCE);
  }

  /** Number of the client's SYN; of an entry with one of the two flags. */
  public int clientSequence(int entry) {
    return (int) INT.getOpaque(MEMORY, extra(entry) + CLIENT_SEQUENCE);
  }

  /** What an entry with one of the two flags is to remember of its handshake. */
  public int handshake(int entry) {
    return (int) INT.getOpaque(MEMORY, extra(entry) + HANDSHAKE);
  }

  /**
   * The back-end has answered: from now on its numbers are translated.
   *
   * @param difference to be added to the back-end's numbers
   * @param handshake from now on {@link #handshake}
   */
  public void translate(int entry, int difference, int handshake) {
    INT.setOpaque(MEMORY, extra(entry) + SEQUENCE, difference);
    INT.setOpaque(MEMORY, extra(entry) + HANDSHAKE, handshake);
    raise(entry, TRANSLATED); // Releases both.
  }

  private long extra(int entry) {
    return FrameMemory.at(extras + ((long) entry << EXTRA_SHIFT));
  }

  /** When a packet of an entry last passed, by the clock of {@link #seen}. */
  public int lastSeenMs(int entry) {
    return (int) INT.getOpaque(MEMORY, at(entry) + LAST_SEEN);
  }

  int next(int entry) {
    return MEMORY.get(JAVA_INT, at(entry) + NEXT);
  }

  void next(int entry, int next) {
    MEMORY.set(JAVA_INT, at(entry) + NEXT, next);
  }

  private long at(int entry) {
    return FrameMemory.line(base + ((long) entry << ENTRY_SHIFT));
  }

  /** Gives the memory back; no core may use the table any more. */
  @Override
  public void close() {
    region.close();
  }
}
