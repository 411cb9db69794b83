package io.spinlane.desktop.remote;

import io.spinlane.v1.Inventory;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Topology;
import org.jspecify.annotations.Nullable;

/**
 * How things stand with the agent. Immutable.
 *
 * @param state which state
 * @param place name of the agent's place; empty when none is chosen
 * @param problem why the line is lost, in a sentence; empty otherwise
 * @param retrySeconds when lost: seconds until the next attempt
 * @param inventory what the host has, once connected
 * @param running what the agent runs, once connected
 */
public record ConnectionStatus(
    State state,
    String place,
    String problem,
    long retrySeconds,
    @Nullable Inventory inventory,
    Running running) {
  /** The states of a connection. */
  public enum State {
    DISCONNECTED,
    CONNECTING,
    CONNECTED,
    LOST
  }

  /**
   * The topology an agent runs.
   *
   * @param info number, author, time and note; its default when nothing has been applied yet
   * @param topology empty when nothing has been applied yet
   */
  public record Running(Revision info, Topology topology) {
    /** Nothing has been applied yet. */
    public static final Running NOTHING =
        new Running(Revision.getDefaultInstance(), Topology.getDefaultInstance());

    /** From 1; 0: nothing has been applied yet. */
    public long revision() {
      return info.getNumber();
    }

    /** Who applied it; may be empty. */
    public String author() {
      return info.getAuthor();
    }
  }

  /** No agent is chosen. */
  public static final ConnectionStatus DISCONNECTED =
      new ConnectionStatus(State.DISCONNECTED, "", "", 0, null, Running.NOTHING);

  /** True when calls can be made. */
  public boolean connected() {
    return state == State.CONNECTED;
  }

  static ConnectionStatus connecting(String place, ConnectionStatus before) {
    return new ConnectionStatus(State.CONNECTING, place, "", 0, before.inventory, before.running);
  }

  ConnectionStatus lost(String why, long seconds) {
    return new ConnectionStatus(State.LOST, place, why, seconds, inventory, running);
  }

  ConnectionStatus connected(Inventory found, Running runs) {
    return new ConnectionStatus(State.CONNECTED, place, "", 0, found, runs);
  }

  ConnectionStatus runs(Running now) {
    return new ConnectionStatus(state, place, problem, retrySeconds, inventory, now);
  }
}
