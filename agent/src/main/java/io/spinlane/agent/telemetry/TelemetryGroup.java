package io.spinlane.agent.telemetry;

import java.util.List;

/**
 * Rows of one kind at one moment.
 *
 * @param ids one for each row; a queue is "nic/queue"
 * @param values row by row: {@code values[row × columns + column]}; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // A snapshot is read by index, never compared.
public record TelemetryGroup(TelemetryKind kind, List<String> ids, long[] values) {
  /** The columns. */
  public List<Counter> counters() {
    return kind.counters();
  }

  /** One value; 0 when there is no such id. */
  public long value(String id, Counter counter) {
    int row = ids.indexOf(id);
    return row < 0 ? 0 : values[row * counters().size() + counter.ordinal()];
  }

  /** Sum of a column. */
  public long sum(Counter counter) {
    long sum = 0;
    for (int at = counter.ordinal(); at < values.length; at += counters().size()) {
      sum += values[at];
    }
    return sum;
  }
}
