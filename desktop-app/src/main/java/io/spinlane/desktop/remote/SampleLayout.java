package io.spinlane.desktop.remote;

import io.spinlane.v1.CounterSchema;
import io.spinlane.v1.CounterType;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.StatsGroupSchema;
import io.spinlane.v1.StatsSchema;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Where in a flat sample each counter of each element stands. Immutable; any thread. */
public final class SampleLayout {
  /** One group: rows of elements, columns of counters, beginning at an index of the sample. */
  private record Group(List<String> ids, List<CounterSchema> counters, int offset) {
    int size() {
      return ids.size() * counters.size();
    }

    /** Of a counter, or -1. */
    int column(String counter) {
      for (int column = 0; column < counters.size(); column++) {
        if (counters.get(column).getName().equals(counter)) {
          return column;
        }
      }
      return -1;
    }

    int index(int row, int column) {
      return offset + row * counters.size() + column;
    }
  }

  private final long schemaId;
  private final List<Group> groups = new ArrayList<>();
  private final Map<ElementKind, Group> byKind = new EnumMap<>(ElementKind.class);
  private final int size;

  /** The layout a schema describes. */
  public SampleLayout(StatsSchema schema) {
    schemaId = schema.getSchemaId();
    int offset = 0;
    for (StatsGroupSchema described : schema.getGroupsList()) {
      Group group =
          new Group(
              List.copyOf(described.getIdsList()),
              List.copyOf(described.getCountersList()),
              offset);
      groups.add(group);
      byKind.put(described.getKind(), group);
      offset += group.size();
    }
    size = offset;
  }

  /** The schema's number. */
  public long schemaId() {
    return schemaId;
  }

  /** Values in one sample. */
  public int size() {
    return size;
  }

  int groups() {
    return groups.size();
  }

  int offset(int group) {
    return groups.get(group).offset();
  }

  int size(int group) {
    return groups.get(group).size();
  }

  /** Elements of a kind that are counted, in the agent's order. */
  public List<String> ids(ElementKind kind) {
    Group group = byKind.get(kind);
    return group == null ? List.of() : group.ids();
  }

  /** Index of a counter of an element, or -1 when the agent does not count it. */
  public int index(ElementKind kind, String id, String counter) {
    Group group = byKind.get(kind);
    int row = group == null ? -1 : group.ids().indexOf(id);
    int column = group == null ? -1 : group.column(counter);
    return group == null || row < 0 || column < 0 ? -1 : group.index(row, column);
  }

  /** Indices of a counter of all elements of a kind; none when the agent does not count it. */
  public int[] indices(ElementKind kind, String counter) {
    Group group = byKind.get(kind);
    int column = group == null ? -1 : group.column(counter);
    return group == null || column < 0
        ? new int[0]
        : IntStream.range(0, group.ids().size()).map(row -> group.index(row, column)).toArray();
  }

  /** Indices of the counters of an element that say why packets were dropped. */
  public int[] dropReasons(ElementKind kind, String id) {
    Group group = byKind.get(kind);
    int row = group == null ? -1 : group.ids().indexOf(id);
    if (group == null || row < 0) {
      return new int[0];
    }
    return IntStream.range(0, group.counters().size())
        .filter(column -> group.counters().get(column).getDropReason())
        .map(column -> group.index(row, column))
        .toArray();
  }

  /** True at each index whose counter only grows. */
  public boolean[] cumulative() {
    boolean[] cumulative = new boolean[size];
    for (Group group : groups) {
      int columns = group.counters().size();
      for (int i = 0; i < group.size(); i++) {
        CounterType type = group.counters().get(i % columns).getType();
        cumulative[group.offset() + i] = type == CounterType.COUNTER_TYPE_CUMULATIVE;
      }
    }
    return cumulative;
  }
}
