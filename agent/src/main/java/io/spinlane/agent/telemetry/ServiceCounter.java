package io.spinlane.agent.telemetry;

/** What passed through one service. */
public enum ServiceCounter implements Counter {
  CLIENT_PACKETS("Packets of connections from clients."),
  CLIENT_BYTES("Bytes from clients, IP headers included."),
  SERVER_PACKETS("Packets of connections from back-ends."),
  SERVER_BYTES("Bytes from back-ends, IP headers included."),
  CONNECTIONS_NEW("Connections accepted."),
  CONNECTIONS_ACTIVE("Connections in the table now."),
  REFUSED("Packets of no connection that were refused.");

  private final String description;

  ServiceCounter(String description) {
    this.description = description;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public boolean gauge() {
    return this == CONNECTIONS_ACTIVE;
  }
}
