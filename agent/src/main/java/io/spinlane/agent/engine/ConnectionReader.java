package io.spinlane.agent.engine;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionTable;

/**
 * Reads the connection table beside the cores, which never wait for it. What it finds may have
 * changed by the time it is told. The master's thread only, and only while the data plane is open.
 */
public final class ConnectionReader {
  private final ConnectionTable table;
  private final Connection connection = new Connection();

  ConnectionReader(ConnectionTable table) {
    this.table = table;
  }

  /** Places in the table, from 0; most may be empty. */
  public int entries() {
    return table.entries();
  }

  /** Reads one place; false when no connection is there. */
  public boolean read(int entry) {
    return table.get(entry, connection) && (connection.flags & ConnectionTable.DOOMED) == 0;
  }

  /** Row of the service of the connection that was read. */
  public int service() {
    return connection.service;
  }

  /** Row of its back-end. */
  public int backend() {
    return connection.backend;
  }
}
