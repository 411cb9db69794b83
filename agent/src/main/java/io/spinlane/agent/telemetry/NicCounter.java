package io.spinlane.agent.telemetry;

/** What passed through one NIC. */
public enum NicCounter implements Counter {
  RECEIVE_PACKETS("Frames received.", false),
  RECEIVE_BYTES("Bytes received, Ethernet headers included.", false),
  TRANSMIT_PACKETS("Frames handed over for transmission.", false),
  TRANSMIT_BYTES("Bytes handed over, Ethernet headers included.", false),
  DROP_TRANSMIT_FULL("Frames the NIC did not take.", true),
  DROP_RECEIVE_OVERRUNS("Frames lost before they were polled.", true),
  DROP_RECEIVE_TOO_LARGE("Received frames larger than a slot.", true),
  DROP_RECEIVE_NO_FRAME("Received frames for which there was no free slot.", true),
  DROP_TRANSMIT_TOO_LARGE("Frames larger than the device sends.", true),
  DROP_TRANSMIT_REFUSED("Frames the kernel refused to send.", true),
  LINK_UP("1 while the link is up.", false);

  private final String description;
  private final boolean dropReason;

  NicCounter(String description, boolean dropReason) {
    this.description = description;
    this.dropReason = dropReason;
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public boolean gauge() {
    return this == LINK_UP;
  }

  @Override
  public boolean dropReason() {
    return dropReason;
  }
}
