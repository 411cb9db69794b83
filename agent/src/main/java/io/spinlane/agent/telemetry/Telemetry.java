package io.spinlane.agent.telemetry;

/** Where readers get all counters from. Any thread. */
public interface Telemetry {
  TelemetrySnapshot snapshot();
}
