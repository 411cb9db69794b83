package io.spinlane.agent.balance;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Who may serve the new connections of a service, and how one of them is chosen. Members of weight
 * 0 are none. Immutable; any thread.
 */
public final class Candidates {
  /** Of a service nobody serves. */
  public static final Candidates NONE =
      new Candidates(Scheduling.ROUND_ROBIN, new int[0], new int[0], new char[0]);

  final Scheduling scheduling;

  /** Rows and weights of the members. */
  final int[] rows;

  final int[] weights;

  /** A member for each slot; empty for schedulers that do not hash. */
  final char[] table;

  /** Only for the scheduler that draws. */
  final @Nullable WeightedDraw draw;

  /** A bit for each back-end row. */
  private final long[] members;

  private Candidates(Scheduling scheduling, int[] rows, int[] weights, char[] table) {
    this.scheduling = scheduling;
    this.rows = rows;
    this.weights = weights;
    this.table = table;
    this.draw =
        scheduling == Scheduling.POWER_OF_TWO && rows.length > 0 ? new WeightedDraw(weights) : null;
    // Of no rows, -1 >> 6 is -1: no words.
    this.members = new long[(Arrays.stream(rows).max().orElse(-1) >> 6) + 1];
    for (int row : rows) {
      members[row >>> 6] |= 1L << row;
    }
  }

  /**
   * Of a service.
   *
   * @param names what identifies each back-end on every host, such as "10.0.0.1:80"
   * @param rows their rows, each once
   * @param weights 0 to 65535; 0 takes no new connection
   * @param tables of the plan being compiled
   */
  public static Candidates of(
      Scheduling scheduling, List<String> names, int[] rows, int[] weights, MaglevTables tables) {
    for (int weight : weights) {
      if (weight < 0 || weight > BackendLoads.MAX_WEIGHT) {
        throw new IllegalArgumentException("weight " + weight);
      }
    }
    int[] taking = IntStream.range(0, rows.length).filter(i -> weights[i] > 0).toArray();
    if (taking.length == 0) {
      return NONE;
    }
    int[] takingWeights = Arrays.stream(taking).map(i -> weights[i]).toArray();
    char[] table = {};
    if (scheduling.hashes()) {
      List<String> takingNames = Arrays.stream(taking).mapToObj(names::get).toList();
      table = tables.table(takingNames, takingWeights);
    }
    int[] takingRows = Arrays.stream(taking).map(i -> rows[i]).toArray();
    return new Candidates(scheduling, takingRows, takingWeights, table);
  }

  /** How many there are. */
  public int size() {
    return rows.length;
  }

  /** Whether the back-end takes new connections of the service. */
  public boolean takes(int row) {
    int word = row >>> 6;
    return word < members.length && (members[word] >>> row & 1) != 0;
  }

  /** Whether turns can go on as if nothing had changed. */
  boolean hasMembersOf(Candidates other) {
    return Arrays.equals(rows, other.rows) && Arrays.equals(weights, other.weights);
  }
}
