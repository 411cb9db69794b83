package io.spinlane.desktop.remote;

import io.grpc.ManagedChannel;
import java.io.IOException;

/** Where an agent is, and how to reach it. */
public interface AgentPlace {
  /** What people call it, such as "10.0.0.5:7420". */
  String name();

  /** Opens a way to it; may start it first. Runs on the connection's thread. */
  Line open() throws IOException;

  /**
   * An open way to an agent.
   *
   * @param channel for calls
   * @param close gives the channel and everything behind it back
   */
  record Line(ManagedChannel channel, Runnable close) {}
}
