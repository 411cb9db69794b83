package io.spinlane.agent.balance;

import static io.spinlane.agent.packet.FrameMemory.MEMORY;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.spinlane.agent.packet.FrameMemory;
import io.spinlane.agent.packet.MemoryRegion;
import java.lang.invoke.VarHandle;

/**
 * Client → back-end, for services that keep a client with one back-end; shared by all switch cores.
 * A client is an address prefix, both families as 128 bits (IPv4 as ::ffff:a.b.c.d), host bits
 * zero.
 *
 * <pre>
 *   set of 16 entries, each   0 version │ 4 service │ 8 address high │ 16 address low
 *                             24 back-end │ 28 expires ms
 * </pre>
 *
 * <p>Bounded: a client that finds its set full takes the place of the one that would be forgotten
 * first. There are two entries for each client promised, so that this is rare below that number.
 *
 * <p><b>Threads.</b> Any core finds and puts, none waits. An entry's version is odd while someone
 * writes it:
 *
 * <ul>
 *   <li>a writer claims it by CAS from even to odd, which only one of several can, writes the
 *       fields, and publishes them with a release store of the next even version. Who loses looks
 *       again, a bounded number of times, and then does without being remembered: the connection
 *       itself is not concerned, and nobody waits for a core that is not running;
 *   <li>a reader acquires an even version, reads the fields, and reads the version again behind a
 *       load fence. An equal one means that nobody wrote in between: versions only grow;
 *   <li>two cores may put one new client at once. Each looks again, behind a full fence, after it
 *       has published; who finds the other at a lower entry gives way and takes the other's
 *       back-end. Look-ups begin at the lowest, so from then on all agree. Should the higher one
 *       have looked before the lower one published, its single connection stays where it went;
 *   <li>the time of expiry is moved on by an opaque store, also of an entry that was replaced in
 *       that moment: some other client is then remembered a little longer.
 * </ul>
 */
public final class PersistenceTable implements AutoCloseable {
  private static final int WAYS = 16;
  private static final int ENTRY_SHIFT = 5;
  private static final long SERVICE = 4;
  private static final long HIGH = 8;
  private static final long LOW = 16;
  private static final long BACKEND = 24;
  private static final long EXPIRES = 28;

  /** Service of an entry that is nobody's. */
  private static final int NOBODY = -1;

  /** How often a core looks again at an entry that another is writing, which takes some 10 ns. */
  private static final int LOOKS = 64;

  private static final VarHandle INT = JAVA_INT.varHandle();

  private final MemoryRegion region;
  private final long base;
  private final int setMask;
  private final long seed;

  /**
   * An empty table.
   *
   * @param clients to make room for, 1 to 2^26; rounded up to a power of two
   * @param seed makes the sets unpredictable to senders
   */
  public PersistenceTable(long clients, long seed) {
    if (clients < 1 || clients > 1 << 26) {
      throw new IllegalArgumentException("clients " + clients);
    }
    int entries = (int) Math.max(WAYS, Long.highestOneBit(2 * clients - 1) << 1);
    this.region = MemoryRegion.take((long) entries << ENTRY_SHIFT);
    this.base = region.base();
    this.setMask = entries / WAYS - 1;
    this.seed = seed;
  }

  /**
   * The back-end a client is with, which it is then for another while.
   *
   * @param timeoutMs how long it is remembered from now on, 1 to 2^30
   * @param nowMs the core's clock
   * @return a row of a back-end, or −1 when the client is not remembered
   */
  public int find(int service, long high, long low, int timeoutMs, int nowMs) {
    long set = set(service, high, low);
    int way = way(set, service, high, low, nowMs);
    if (way < 0) {
      return -1;
    }
    long at = at(set, way);
    int backend = backend(at, service, high, low);
    if (backend >= 0 && (int) INT.getOpaque(MEMORY, at + EXPIRES) != nowMs + timeoutMs) {
      INT.setOpaque(MEMORY, at + EXPIRES, nowMs + timeoutMs);
    }
    return backend;
  }

  /** What an entry says of a client; −1 when it was replaced since. */
  private static int backend(long at, int service, long high, long low) {
    int version = (int) INT.getAcquire(MEMORY, at);
    int backend = MEMORY.get(JAVA_INT, at + BACKEND);
    boolean same = holds(at, service, high, low);
    VarHandle.loadLoadFence();
    boolean unchanged = (version & 1) == 0 && (int) INT.getOpaque(MEMORY, at) == version;
    return same && unchanged ? backend : -1;
  }

  /**
   * Remembers a client that was just not found, or found with a back-end that takes it no more.
   *
   * @param instead row of that back-end, or −1
   * @param backend row of the back-end it goes to
   * @return the back-end it is with now: the same, or another when another core was first
   */
  public int put(
      int service, long high, long low, int instead, int backend, int timeoutMs, int nowMs) {
    long set = set(service, high, low);
    for (int look = 0; look < LOOKS; look++) {
      long place = place(set, service, high, low, nowMs);
      int way = (int) place;
      int version = (int) (place >>> 32);
      long at = at(set, way);
      int known = alive(at, nowMs) ? backend(at, service, high, low) : -1;
      if (known >= 0 && known != instead) {
        return known;
      }
      if ((version & 1) == 0 && INT.compareAndSet(MEMORY, at, version, version + 1)) {
        write(at, service, high, low, backend, nowMs + timeoutMs);
        INT.setRelease(MEMORY, at, version + 2);
        VarHandle.fullFence();
        int earlier = earlier(set, way, service, high, low, nowMs);
        if (earlier >= 0 && INT.compareAndSet(MEMORY, at, version + 2, version + 3)) {
          write(at, NOBODY, 0, 0, -1, nowMs);
          INT.setRelease(MEMORY, at, version + 4);
        }
        return earlier >= 0 ? earlier : backend;
      }
      Thread.onSpinWait();
    }
    return backend;
  }

  /** The back-end that an entry below has for a client, or −1. */
  private static int earlier(long set, int way, int service, long high, long low, int nowMs) {
    for (int below = 0; below < way; below++) {
      long at = at(set, below);
      for (int look = 0; look < LOOKS && ((int) INT.getAcquire(MEMORY, at) & 1) != 0; look++) {
        Thread.onSpinWait();
      }
      int backend = alive(at, nowMs) ? backend(at, service, high, low) : -1;
      if (backend >= 0) {
        return backend;
      }
    }
    return -1;
  }

  private static void write(long at, int service, long high, long low, int backend, int expiresMs) {
    MEMORY.set(JAVA_INT, at + SERVICE, service);
    MEMORY.set(JAVA_LONG, at + HIGH, high);
    MEMORY.set(JAVA_LONG, at + LOW, low);
    MEMORY.set(JAVA_INT, at + BACKEND, backend);
    INT.setOpaque(MEMORY, at + EXPIRES, expiresMs);
  }

  /** The lowest entry of a set that seems to hold a client, or −1. */
  private int way(long set, int service, long high, long low, int nowMs) {
    for (int way = 0; way < WAYS; way++) {
      long at = at(set, way);
      if ((int) INT.getAcquire(MEMORY, at) == 0) {
        return -1; // Never used, so neither are those above.
      }
      if (holds(at, service, high, low) && alive(at, nowMs)) {
        return way;
      }
    }
    return -1;
  }

  private static boolean holds(long at, int service, long high, long low) {
    return MEMORY.get(JAVA_LONG, at + LOW) == low
        && MEMORY.get(JAVA_LONG, at + HIGH) == high
        && MEMORY.get(JAVA_INT, at + SERVICE) == service;
  }

  private static boolean alive(long at, int nowMs) {
    return (int) INT.getOpaque(MEMORY, at + EXPIRES) - nowMs > 0;
  }

  /**
   * The entry to put a client into, with the version that says so: where it is; one that someone is
   * writing, who may be writing the same client; a free one; or the one to be forgotten first.
   *
   * @return version above, way below
   */
  private long place(long set, int service, long high, long low, int nowMs) {
    long place = 0;
    int shortestMs = Integer.MAX_VALUE;
    for (int way = 0; way < WAYS; way++) {
      long at = at(set, way);
      int version = (int) INT.getAcquire(MEMORY, at);
      long here = (long) version << 32 | way;
      int leftMs = (int) INT.getOpaque(MEMORY, at + EXPIRES) - nowMs;
      boolean found = leftMs > 0 && holds(at, service, high, low);
      if (version == 0 || (version & 1) != 0 || found) {
        return here;
      }
      if (leftMs < shortestMs) {
        shortestMs = leftMs;
        place = here;
      }
    }
    return place;
  }

  private long set(int service, long high, long low) {
    long hash = Maglev.mix(Maglev.mix(low ^ seed) + high + service);
    return base + (((hash & setMask) * WAYS) << ENTRY_SHIFT);
  }

  private static long at(long set, int way) {
    return FrameMemory.at(set + ((long) way << ENTRY_SHIFT));
  }

  /** Gives the memory back; no core may use the table any more. */
  @Override
  public void close() {
    region.close();
  }
}
