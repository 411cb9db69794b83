package io.spinlane.agent.telemetry;

import java.util.List;

/** Kinds of rows in a snapshot, with their columns. */
public enum TelemetryKind {
  CORE,
  QUEUE,
  NIC,
  SERVICE,
  BACKEND;

  /** The columns, in the order of their ordinals. */
  public List<Counter> counters() {
    return switch (this) {
      case CORE -> List.of(CoreCounter.values());
      case QUEUE -> List.of(QueueCounter.values());
      case NIC -> List.of(NicCounter.values());
      case SERVICE -> List.of(ServiceCounter.values());
      case BACKEND -> List.of(BackendCounter.values());
    };
  }
}
