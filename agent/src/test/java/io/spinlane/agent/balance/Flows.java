package io.spinlane.agent.balance;

import io.spinlane.agent.packet.Address;

/** Connections for tests of the table: short to write, every field set. */
final class Flows {
  static final int TCP = 6;
  static final int UDP = 17;

  private Flows() {}

  /** Client address and port, row of the VIP with port 80, back-end address with port 8080. */
  static Connection of(int client, int port, int protocol, int vip, int backend) {
    Connection connection = new Connection();
    connection.clientLow = Address.low(client);
    connection.flow = Connection.flow(port, vip, 80, protocol);
    connection.backendLow = Address.low(backend);
    connection.backendPort = 8080;
    return connection;
  }

  static int insert(ConnectionTable table, Connection connection, int nowMs) {
    return table.insert(hash(table, connection), connection, nowMs);
  }

  static int hash(ConnectionTable table, Connection of) {
    return table.hash(of.clientHigh, of.clientLow, of.flow);
  }

  /** As a packet from the client is looked up. */
  static boolean forward(ConnectionTable table, Connection of, Connection into) {
    int hash = hash(table, of);
    return table.findForward(hash, table.first(hash), of.clientHigh, of.clientLow, of.flow, into);
  }

  /** As a packet from the back-end is looked up. */
  static boolean reverse(ConnectionTable table, Connection of, Connection into) {
    int hash = hash(table, of);
    return table.findReverse(
        hash,
        table.first(hash),
        of.clientHigh,
        of.clientLow,
        Connection.clientPart(of.clientPort(), of.protocol()),
        of.backendHigh,
        of.backendLow,
        of.backendPort,
        into);
  }
}
