package io.spinlane.agent.balance;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The ports of the switch's own addresses that FULL_NAT connections leave from, and whose they are:
 * (address, protocol, port) → entry of the {@link ConnectionTable}. A reply finds its connection by
 * one array access.
 *
 * <p>Ports {@value #FIRST_PORT} to 65535 are dealt out in blocks of {@value #BLOCK}: block n
 * belongs to switch core n modulo the number of cores, so a dispatcher can bring a reply to the
 * core that made the connection. One port serves one connection, whatever the back-end: 64,512
 * connections for each address and protocol; a NIC with more addresses carries more.
 *
 * <p><b>Threads.</b> Any core claims and frees by CAS, so a plan that changes the number of cores,
 * and with it the owners of blocks, does no harm. Storage for an address is made when it is first
 * claimed, by whoever comes first.
 */
public final class LocalPorts {
  /** No port is free where this core may look. */
  public static final int NONE = -1;

  static final int FIRST_PORT = 1024;
  static final int BLOCK = 256;
  private static final int BLOCKS = (65_536 - FIRST_PORT) / BLOCK;

  /** Ports a claim looks at before it gives up. */
  public static final int PROBES = 512;

  private static final int PORTS = 65_536;
  private static final int UDP = 17;

  /** By address row and protocol; an entry is stored plus one, so that 0 is free. */
  private final AtomicReferenceArray<@Nullable AtomicIntegerArray> owners;

  /** Room for rows of addresses. */
  public LocalPorts(int addressRows) {
    owners = new AtomicReferenceArray<>(2 * addressRows);
  }

  /**
   * Claims a port for a connection.
   *
   * @param address row of the switch's own address
   * @param core position of this core among the plan's switch cores, 0 to {@code cores} − 1
   * @param start any number; where to begin looking
   * @return the port or {@link #NONE}
   */
  public int claim(int address, int protocol, int core, int cores, int start, int entry) {
    AtomicIntegerArray ports = ports(address, protocol);
    int mine = (BLOCKS - core + cores - 1) / cores * BLOCK; // Ports in this core's blocks.
    if (mine <= 0) {
      return NONE;
    }
    int first = Integer.remainderUnsigned(start, mine);
    for (int i = 0; i < Math.min(PROBES, mine); i++) {
      int at = first + i < mine ? first + i : first + i - mine;
      int port = FIRST_PORT + (at / BLOCK * cores + core) * BLOCK + at % BLOCK;
      if (ports.getOpaque(port) == 0 && ports.compareAndSet(port, 0, entry + 1)) {
        return port;
      }
    }
    return NONE;
  }

  /**
   * Where to begin looking so that a port comes last. Back-ends remember the ends of closed
   * connections for a minute or two (TIME-WAIT, RFC 9293 §3.6.1), so a port rests for as long as
   * others are free.
   */
  public static int after(int port, int core, int cores) {
    int block = (port - FIRST_PORT) / BLOCK;
    return (block - core) / cores * BLOCK + (port - FIRST_PORT) % BLOCK + 1;
  }

  private AtomicIntegerArray ports(int address, int protocol) {
    int at = 2 * address + (protocol == UDP ? 1 : 0);
    AtomicIntegerArray ports = owners.get(at);
    if (ports == null) {
      owners.compareAndSet(at, null, new AtomicIntegerArray(PORTS));
      ports = owners.get(at);
    }
    if (ports == null) {
      throw new IllegalStateException("storage is never taken away");
    }
    return ports;
  }

  /** The entry of the connection that leaves from here, or −1. */
  public int find(int address, int protocol, int port) {
    AtomicIntegerArray ports = owners.get(2 * address + (protocol == UDP ? 1 : 0));
    return ports == null ? -1 : ports.getAcquire(port) - 1;
  }

  /** Frees a port that this entry holds. */
  public void free(int address, int protocol, int port, int entry) {
    AtomicIntegerArray ports = owners.get(2 * address + (protocol == UDP ? 1 : 0));
    if (ports != null) {
      ports.compareAndSet(port, entry + 1, 0);
    }
  }
}
