package io.spinlane.desktop.push;

import io.spinlane.desktop.remote.ConnectionStatus;
import io.spinlane.desktop.remote.ConnectionStatus.Running;
import io.spinlane.topology.diff.TopologyDiff;
import io.spinlane.v1.Change;
import io.spinlane.v1.Topology;
import java.util.List;

/**
 * How the drawing differs from what the agent runs, and from which revision the drawing began.
 * Belongs to one thread.
 */
public final class Deployment {
  private Running running = Running.NOTHING;
  private long baseRevision;
  private String place = "";
  private boolean connected;
  private List<Change> changes = List.of();

  /** The connection changed, or what the agent runs; the drawing is as given. */
  public void agentChanged(ConnectionStatus status, Topology drawing) {
    boolean first = status.connected() && !status.place().equals(place);
    running = status.running();
    connected = status.connected();
    if (first) {
      place = status.place();
      baseRevision = running.revision();
    }
    drawingChanged(drawing);
    if (changes.isEmpty()) {
      baseRevision = running.revision();
    }
  }

  /** The drawing changed. */
  public void drawingChanged(Topology drawing) {
    changes = TopologyDiff.configurationBetween(running.topology(), drawing);
  }

  /** The drawing was pushed as a revision, or taken over from one. */
  public void rebase(long revision) {
    baseRevision = revision;
  }

  /** The agent was left. */
  public void forget(Topology drawing) {
    place = "";
    running = Running.NOTHING;
    baseRevision = 0;
    connected = false;
    drawingChanged(drawing);
  }

  /** Changes that a push would make; places on the canvas are none. */
  public List<Change> changes() {
    return changes;
  }

  /** An agent is there to be compared with. */
  public boolean known() {
    return !place.isEmpty();
  }

  /** A push is possible. */
  public boolean connected() {
    return connected;
  }

  /** The revision the drawing began from. */
  public long baseRevision() {
    return baseRevision;
  }

  /** What the agent runs. */
  public Running running() {
    return running;
  }

  /** Someone else has pushed since: what runs is neither drawn nor what the drawing began from. */
  public boolean drifted() {
    return known() && running.revision() != baseRevision && !changes.isEmpty();
  }
}
