package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.topology.IpAddress;
import java.util.function.IntSupplier;

/**
 * Reads the connection table beside the cores, which never wait for it. What it finds may have
 * changed by the time it is told. The master's thread only, and only while the data plane is open.
 */
public final class ConnectionReader {
  private static final int CLOSING =
      ConnectionTable.FIN_CLIENT | ConnectionTable.FIN_SERVER | ConnectionTable.RESET;

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
    return table.get(entry, connection) && (connection.flags & ConnectionTable.DOOMED) == 0;
  }

  /** 6 or 17. */
  public int protocol() {
    return (int) connection.client & 0xff;
  }

  public IpAddress client() {
    return IpAddress.v4(Connection.address(connection.client));
  }

  public int clientPort() {
    return Connection.port(connection.client);
  }

  /** Row of the service of the connection that was read. */
  public int service() {
    return connection.service;
  }

  /** The port of the service that the client asked for. */
  public int servicePort() {
    return Connection.port(connection.vip);
  }

  /** Row of its back-end. */
  public int backend() {
    return connection.backend;
  }

  /** Row of the core that accepted it. */
  public int owner() {
    return table.owner(connection.entry);
  }

  /** Milliseconds since its last packet. */
  public int idleMs() {
    return Math.max(0, nowMs.getAsInt() - table.lastSeenMs(connection.entry));
  }

  /** Whether packets have passed both ways. */
  public boolean established() {
    return (connection.flags & ConnectionTable.ESTABLISHED) != 0;
  }

  /** Whether one of its ends has ended it. */
  public boolean closing() {
    return (connection.flags & CLOSING) != 0;
  }

  /** Makes the cores forget it; false when it has ended meanwhile. */
  public boolean kill() {
    int entry = connection.entry;
    long client = connection.client;
    if (!table.get(entry, connection) || connection.client != client) {
      return false;
    }
    table.raise(entry, ConnectionTable.DOOMED);
    return true;
  }
}
