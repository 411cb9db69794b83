package io.spinlane.agent.balance;

import static io.spinlane.agent.balance.ConnectionFlags.DOOMED;
import static io.spinlane.agent.balance.ConnectionFlags.ESTABLISHED;
import static io.spinlane.agent.balance.ConnectionFlags.FIN_CLIENT;
import static io.spinlane.agent.balance.ConnectionFlags.FIN_SERVER;
import static io.spinlane.agent.balance.ConnectionFlags.KILLED;
import static io.spinlane.agent.balance.ConnectionFlags.MODE;
import static io.spinlane.agent.balance.ConnectionFlags.MODE_NAT;
import static io.spinlane.agent.balance.ConnectionFlags.RESET;
import static io.spinlane.agent.balance.ConnectionLine.BACKEND_HIGH;
import static io.spinlane.agent.balance.ConnectionLine.BACKEND_LOW;
import static io.spinlane.agent.balance.ConnectionLine.CLIENT_HIGH;
import static io.spinlane.agent.balance.ConnectionLine.CLIENT_LOW;
import static io.spinlane.agent.balance.ConnectionLine.CLIENT_PART;
import static io.spinlane.agent.balance.ConnectionLine.FLAGS;
import static io.spinlane.agent.balance.ConnectionLine.FLOW;
import static io.spinlane.agent.balance.ConnectionLine.LAST_SEEN;
import static io.spinlane.agent.balance.ConnectionLine.NEXT;
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

  private static final VarHandle INT = JAVA_INT.varHandle();

  private final MemoryRegion region;
  private final long base;
  private final ConnectionExtras extras;
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
    long bytes = (long) entries << ConnectionLine.SHIFT;
    long extrasBytes = ConnectionExtras.bytes(entries);
    this.region = MemoryRegion.take(bytes + extrasBytes + entries);
    this.base = region.base();
    this.extras = new ConnectionExtras(base + bytes);
    this.tags = new FlowTags(base + bytes + extrasBytes);
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
          && ConnectionLine.read(entry, at, state, into)
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
          && ConnectionLine.read(entry, at, state, into)
          && into.backendPort == backendPort
          && (into.flags & (DOOMED | MODE)) == MODE_NAT) {
        return true;
      }
    }
    return false;
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
    extras.begin(entry, connection);
    ConnectionLine.write(at(entry), connection, nowMs);
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
          && ConnectionLine.isTwin(at, of)) {
        return true;
      }
    }
    return false;
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
    return (state & KIND) == LIVE && ConnectionLine.read(entry, at, state, into);
  }

  /** What only some connections keep. */
  public ConnectionExtras extras() {
    return extras;
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
    return FrameMemory.line(base + ((long) entry << ConnectionLine.SHIFT));
  }

  /** Gives the memory back; no core may use the table any more. */
  @Override
  public void close() {
    region.close();
  }
}
