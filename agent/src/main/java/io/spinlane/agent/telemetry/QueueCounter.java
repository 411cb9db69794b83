package io.spinlane.agent.telemetry;

/** What one receive queue brought. */
public enum QueueCounter implements Counter {
  RECEIVE_PACKETS("Frames received from this queue."),
  RECEIVE_BYTES("Bytes received from this queue.");

  private final String description;

  QueueCounter(String description) {
    this.description = description;
  }

  @Override
  public String description() {
    return description;
  }
}
