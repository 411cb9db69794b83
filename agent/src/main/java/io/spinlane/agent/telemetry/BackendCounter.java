package io.spinlane.agent.telemetry;

/** What passed through one back-end. */
public enum BackendCounter implements Counter {
  CLIENT_PACKETS("Packets of connections from clients."),
  CLIENT_BYTES("Bytes from clients, IP headers included."),
  SERVER_PACKETS("Packets of connections from back-ends."),
  SERVER_BYTES("Bytes from back-ends, IP headers included."),
  CONNECTIONS_NEW("Connections accepted."),
  CONNECTIONS_ACTIVE("Connections in the table now.");

  private final String description;

  BackendCounter(String description) {
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
