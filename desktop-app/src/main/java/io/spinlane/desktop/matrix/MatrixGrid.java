package io.spinlane.desktop.matrix;

import io.spinlane.desktop.assign.Locality;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What the table's rows and columns are, and how far each core is from each NIC. Immutable.
 *
 * @param rows receive queues in the order of the drawing
 * @param columns cores by NUMA node, then physical core, then CPU
 * @param distances for each NIC one for each column, as {@link Locality#distance} counts
 */
record MatrixGrid(List<Row> rows, List<Column> columns, Map<String, List<Integer>> distances) {
  /**
   * A receive queue.
   *
   * @param node NUMA node of its NIC
   */
  record Row(ReceiveQueue queue, OptionalInt node) {
    /** It is the first of its NIC. */
    boolean first() {
      return queue.number() == 0;
    }
  }

  /**
   * A core.
   *
   * @param physical a number that SMT siblings have in common
   * @param siblings the other CPUs of its physical core
   */
  record Column(
      String core,
      int cpu,
      boolean switches,
      OptionalInt node,
      int physical,
      List<Integer> siblings) {}

  static MatrixGrid of(Topology topology, Locality locality) {
    List<Row> rows = new ArrayList<>();
    for (Nic nic : topology.getNicsList()) {
      OptionalInt node = locality.nodeOf(nic);
      ReceiveQueue.of(nic).forEach(queue -> rows.add(new Row(queue, node)));
    }
    List<Column> columns = new ArrayList<>();
    for (Core core : topology.getCoresList()) {
      columns.add(
          new Column(
              core.getId(),
              core.getCpu(),
              core.getRole() == CoreRole.CORE_ROLE_SWITCH,
              locality.nodeOf(core.getCpu()),
              locality.physicalCore(core.getCpu()),
              locality.siblings(core.getCpu())));
    }
    columns.sort(
        Comparator.comparingInt((Column column) -> column.node().orElse(Integer.MAX_VALUE))
            .thenComparingInt(Column::physical)
            .thenComparingInt(Column::cpu));
    Map<String, List<Integer>> distances = new HashMap<>();
    for (Nic nic : topology.getNicsList()) {
      distances.put(
          nic.getId(),
          columns.stream().map(column -> locality.distance(nic, column.cpu())).toList());
    }
    return new MatrixGrid(List.copyOf(rows), List.copyOf(columns), Map.copyOf(distances));
  }

  boolean isEmpty() {
    return rows.isEmpty() || columns.isEmpty();
  }

  /** From the NIC of a row to the CPU of a column; {@link Locality#UNKNOWN} when not known. */
  int distance(int row, int column) {
    List<Integer> ofNic = distances.get(rows.get(row).queue().nic());
    return ofNic == null ? Locality.UNKNOWN : ofNic.get(column);
  }

  /** How dark the shade of a distance is: 0 for local or unknown, to 3. */
  static int shade(int distance) {
    if (distance <= Locality.LOCAL) {
      return 0;
    }
    return distance < 17 ? 1 : distance < 25 ? 2 : 3;
  }

  /** Every distance there is beyond the local one, the least first. */
  List<Integer> farDistances() {
    return distances.values().stream()
        .flatMap(List::stream)
        .filter(distance -> distance > Locality.LOCAL)
        .distinct()
        .sorted()
        .toList();
  }

  /** The row of a queue; -1 when there is none. */
  int rowOf(ReceiveQueue queue) {
    for (int row = 0; row < rows.size(); row++) {
      if (rows.get(row).queue().equals(queue)) {
        return row;
      }
    }
    return -1;
  }

  /** The column of a core; -1 when there is none. */
  int columnOf(String core) {
    for (int column = 0; column < columns.size(); column++) {
      if (columns.get(column).core().equals(core)) {
        return column;
      }
    }
    return -1;
  }
}
