package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionFlags;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.packet.Address;
import io.spinlane.topology.IpAddress;
import java.util.function.IntSupplier;

/**
 * Reads the connection table beside the cores, which never wait for it. What it finds may have
 * changed by the time it is told. The master's thread only, and only while the data plane is open.
 */
public final class ConnectionReader {
  private static final int TCP = 6;
  private static final int ENDED = ConnectionFlags.DOOMED | ConnectionFlags.KILLED;
  private static final int CLOSING =
      ConnectionFlags.FIN_CLIENT | ConnectionFlags.FIN_SERVER | ConnectionFlags.RESET;

  private final ConnectionTable table;
  private final IntSupplier nowMs;
  private final Connection connection = new Connection();

  /**
   * A reader of a table.
   *
   * @param nowMs the clock of the table's "last seen"
   */
  public ConnectionReader(ConnectionTable table, IntSupplier nowMs) {
    this.table = table;
    this.nowMs = nowMs;
  }

  /** Places in the table, from 0; most may be empty. */
  public int entries() {
    return table.entries();
  }

  /** Reads one place; false when no connection is there. */
  public boolean read(int entry) {
    return table.get(entry, connection) && (connection.flags & ENDED) == 0;
  }

  /** 6 or 17. */
  public int protocol() {
    return connection.protocol();
  }

  public IpAddress client() {
    long high = connection.clientHigh;
    long low = connection.clientLow;
    return Address.isIpv4(high, low)
        ? IpAddress.v4(Address.ipv4(low))
        : new IpAddress(true, high, low);
  }

  public int clientPort() {
    return connection.clientPort();
  }

  /** Row of the service of the connection that was read. */
  public int service() {
    return connection.service;
  }

  /** The port of the service that the client asked for. */
  public int servicePort() {
    return connection.vipPort();
  }

  /** Row of its back-end. */
  public int backend() {
    return connection.backend;
  }

  /** Row of the core that accepted it. */
  public int owner() {
    return connection.owner;
  }

  /** Milliseconds since its last packet. */
  public int idleMs() {
    return Math.max(0, nowMs.getAsInt() - table.lastSeenMs(connection.entry));
  }

  /** Whether packets have passed both ways. */
  public boolean established() {
    return (connection.flags & ConnectionFlags.ESTABLISHED) != 0;
  }

  /** Whether one of its ends has ended it. */
  public boolean closing() {
    return (connection.flags & CLOSING) != 0;
  }

  /**
   * Ends it: a TCP client is reset when it next sends, and passes that on to the back-end; a UDP
   * flow is forgotten. False when its place has another connection by now.
   */
  public boolean kill() {
    return table.mark(
        connection, protocol() == TCP ? ConnectionFlags.KILLED : ConnectionFlags.DOOMED);
  }
}
