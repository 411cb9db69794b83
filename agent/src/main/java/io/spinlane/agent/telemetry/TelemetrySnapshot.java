package io.spinlane.agent.telemetry;

import java.util.List;

/**
 * All counters at one moment. Each value is whole; values of a running core are read one after the
 * other, so they may be some packets apart, and agree exactly once traffic rests.
 *
 * @param generation the plan last published
 * @param groups one for each {@link TelemetryKind}, in its order
 */
public record TelemetrySnapshot(long generation, List<TelemetryGroup> groups) {
  public TelemetryGroup group(TelemetryKind kind) {
    for (TelemetryGroup group : groups) {
      if (group.kind() == kind) {
        return group;
      }
    }
    throw new IllegalArgumentException(kind.name());
  }
}
