package io.spinlane.agent.balance;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.MemoryRegion;
import java.lang.invoke.VarHandle;

/**
 * Flow → back-end, shared by all switch cores. One 64-byte line an entry serves both directions: in
 * NAT mode the client's address and port are the same in both, so they (with the protocol) are what
 * is hashed, and a packet from the client compares the VIP, one from the server the back-end.
 *
 * <pre>
 *   0 state │ 8 client key │ 16 VIP key │ 24 back-end key │ 32 service │ 36 back-end
 *   40 last seen ms │ 44 flags │ 48 owner │ 52 next in the wheel
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
 *   <li>remove stores DEAD. A dead entry rests {@value #REST_MS} ms before it is reused, so that a
 *       core that has just looked it up has long finished with it;
 *   <li>last seen and flags are written by both directions with opaque stores and an atomic OR;
 *       losing the race of two "last seen" costs a millisecond.
 * </ul>
 *
 * <p>A probe looks at no more than {@value #WINDOW} neighbouring lines and stops early at one that
 * was never used; the table has two entries for each connection it promises.
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

  static final int WINDOW = 32;
  private static final int NOBODY = -1;
  private static final int REST_MS = 10;

  private static final int EMPTY = 0;
  private static final int WRITING = 1;
  private static final int LIVE = 2;
  private static final int DEAD = 3;
  private static final int KIND = 3;
  private static final int VERSION_STEP = 4;

  private static final int ENTRY_SHIFT = 6;
  private static final long CLIENT = 8;
  private static final long VIP = 16;
  private static final long BACKEND_KEY = 24;
  private static final long SERVICE = 32;
  private static final long BACKEND = 36;
  private static final long LAST_SEEN = 40;
  private static final long FLAGS = 44;
  private static final long OWNER = 48;
  private static final long NEXT = 52;

  private static final VarHandle INT = JAVA_INT.varHandle();

  private final MemoryRegion region;
  private final long base;
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
    int entries = (int) Math.max(WINDOW, Long.highestOneBit(2 * capacity - 1) << 1);
    this.region = MemoryRegion.take((long) entries << ENTRY_SHIFT);
    this.base = region.base();
    this.mask = entries - 1;
    this.seed = seed;
  }

  /** Key of a client: address, port and protocol, which are the same in both directions. */
  public static long clientKey(int address, int port, int protocol) {
    return ((long) address << 32) | ((long) port << 16) | protocol;
  }

  /** Key of the other end: a VIP or a back-end with its port. */
  public static long serverKey(int address, int port) {
    return ((long) address << 32) | ((long) port << 16) | 1;
  }

  /** Entries in all, live or not. */
  public int entries() {
    return mask + 1;
  }

  /**
   * Brings the line where a flow would be into the cache.
   *
   * @return something that depends on it, so that the load is not optimised away
   */
  public int touch(long clientKey) {
    return MEMORY.get(JAVA_INT, at(bucket(clientKey)));
  }

  /** Looks a packet from a client up. True when found, with the connection filled in. */
  public boolean findForward(long clientKey, long vipKey, Connection into) {
    return find(clientKey, vipKey, VIP, into);
  }

  /** Looks a packet from a back-end up. True when found, with the connection filled in. */
  public boolean findReverse(long clientKey, long backendKey, Connection into) {
    return find(clientKey, backendKey, BACKEND_KEY, into);
  }

  private boolean find(long clientKey, long otherKey, long otherOffset, Connection into) {
    int bucket = bucket(clientKey);
    for (int i = 0; i < WINDOW; i++) {
      int entry = (bucket + i) & mask;
      long at = at(entry);
      int state = (int) INT.getAcquire(MEMORY, at);
      if ((state & KIND) == LIVE) {
        if (MEMORY.get(JAVA_LONG, at + CLIENT) == clientKey
            && MEMORY.get(JAVA_LONG, at + otherOffset) == otherKey
            && read(entry, at, into)) {
          VarHandle.loadLoadFence();
          if ((int) INT.getOpaque(MEMORY, at) == state) {
            return true;
          }
        }
      } else if (state == EMPTY) {
        return false;
      }
    }
    return false;
  }

  private static boolean read(int entry, long at, Connection into) {
    into.flags = (int) INT.getOpaque(MEMORY, at + FLAGS);
    into.entry = entry;
    into.client = MEMORY.get(JAVA_LONG, at + CLIENT);
    into.vip = MEMORY.get(JAVA_LONG, at + VIP);
    into.backendKey = MEMORY.get(JAVA_LONG, at + BACKEND_KEY);
    into.service = MEMORY.get(JAVA_INT, at + SERVICE);
    into.backend = MEMORY.get(JAVA_INT, at + BACKEND);
    return (into.flags & DOOMED) == 0;
  }

  /**
   * Inserts a flow that was just looked up in vain.
   *
   * @return the entry, {@link #FULL}, or {@link #CONFLICT} when another core has just inserted the
   *     flow, or this client port already reaches this back-end through another VIP, so that
   *     replies could not be told apart
   */
  public int insert(
      long clientKey,
      long vipKey,
      long backendKey,
      int service,
      int backend,
      int owner,
      int nowMs) {
    int bucket = bucket(clientKey);
    if (hasTwin(bucket, NOBODY, clientKey, vipKey, backendKey)) {
      return CONFLICT;
    }
    for (int i = 0; i < WINDOW; i++) {
      int entry = (bucket + i) & mask;
      long at = at(entry);
      int state = (int) INT.getAcquire(MEMORY, at);
      boolean free =
          state == EMPTY
              || ((state & KIND) == DEAD && nowMs - MEMORY.get(JAVA_INT, at + LAST_SEEN) > REST_MS);
      if (free && INT.compareAndSet(MEMORY, at, state, (state & ~KIND) | WRITING)) {
        MEMORY.set(JAVA_LONG, at + CLIENT, clientKey);
        MEMORY.set(JAVA_LONG, at + VIP, vipKey);
        MEMORY.set(JAVA_LONG, at + BACKEND_KEY, backendKey);
        MEMORY.set(JAVA_INT, at + SERVICE, service);
        MEMORY.set(JAVA_INT, at + BACKEND, backend);
        MEMORY.set(JAVA_INT, at + LAST_SEEN, nowMs);
        MEMORY.set(JAVA_INT, at + FLAGS, 0);
        MEMORY.set(JAVA_INT, at + OWNER, owner);
        INT.setRelease(MEMORY, at, ((state & ~KIND) + VERSION_STEP) | LIVE);
        // Two cores may have looked in vain at once. Each publishes, then looks again behind a full
        // fence, so that at least one of them sees the other and gives way.
        VarHandle.fullFence();
        if (hasTwin(bucket, entry, clientKey, vipKey, backendKey)) {
          remove(entry, nowMs);
          return CONFLICT;
        }
        return entry;
      }
    }
    return FULL;
  }

  /** Whether another live entry has the same forward or reverse key. */
  private boolean hasTwin(int bucket, int self, long clientKey, long vipKey, long backendKey) {
    for (int i = 0; i < WINDOW; i++) {
      int entry = (bucket + i) & mask;
      long at = at(entry);
      int state = (int) INT.getAcquire(MEMORY, at);
      if (state == EMPTY) {
        return false;
      }
      if (entry != self
          && (state & KIND) == LIVE
          && MEMORY.get(JAVA_LONG, at + CLIENT) == clientKey
          && ((int) INT.getOpaque(MEMORY, at + FLAGS) & DOOMED) == 0
          && (MEMORY.get(JAVA_LONG, at + VIP) == vipKey
              || MEMORY.get(JAVA_LONG, at + BACKEND_KEY) == backendKey)) {
        return true;
      }
    }
    return false;
  }

  /** Notes that a packet of the flow passed. */
  public void seen(int entry, int nowMs) {
    long at = at(entry) + LAST_SEEN;
    if ((int) INT.getOpaque(MEMORY, at) != nowMs) {
      INT.setOpaque(MEMORY, at, nowMs);
    }
  }

  /** Sets flags that are not set yet. */
  public void raise(int entry, int flags) {
    INT.getAndBitwiseOr(MEMORY, at(entry) + FLAGS, flags);
  }

  /** Makes a closing entry new again: its client has opened the flow once more. */
  public void restart(int entry, int nowMs) {
    long at = at(entry);
    INT.setOpaque(MEMORY, at + FLAGS, 0);
    INT.setOpaque(MEMORY, at + LAST_SEEN, nowMs);
  }

  /** Removes an entry. Only its owner. */
  void remove(int entry, int nowMs) {
    long at = at(entry);
    MEMORY.set(JAVA_INT, at + LAST_SEEN, nowMs);
    int state = (int) INT.getOpaque(MEMORY, at);
    INT.setRelease(MEMORY, at, (state & ~KIND) | DEAD);
  }

  /** Reads an entry without looking it up; false when it is not live. */
  public boolean get(int entry, Connection into) {
    long at = at(entry);
    int state = (int) INT.getAcquire(MEMORY, at);
    if ((state & KIND) != LIVE) {
      return false;
    }
    read(entry, at, into);
    VarHandle.loadLoadFence();
    return (int) INT.getOpaque(MEMORY, at) == state;
  }

  int lastSeenMs(int entry) {
    return (int) INT.getOpaque(MEMORY, at(entry) + LAST_SEEN);
  }

  int owner(int entry) {
    return MEMORY.get(JAVA_INT, at(entry) + OWNER);
  }

  int next(int entry) {
    return MEMORY.get(JAVA_INT, at(entry) + NEXT);
  }

  void next(int entry, int next) {
    MEMORY.set(JAVA_INT, at(entry) + NEXT, next);
  }

  private long at(int entry) {
    return FrameMemory.at(base + ((long) entry << ENTRY_SHIFT));
  }

  private int bucket(long clientKey) {
    return (int) Maglev.mix(clientKey ^ seed) & mask;
  }

  /** Gives the memory back; no core may use the table any more. */
  @Override
  public void close() {
    region.close();
  }
}
