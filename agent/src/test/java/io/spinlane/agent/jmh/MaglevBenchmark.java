package io.spinlane.agent.jmh;

import io.spinlane.agent.balance.Candidates;
import io.spinlane.agent.balance.Maglev;
import io.spinlane.agent.balance.MaglevTables;
import io.spinlane.agent.balance.Scheduling;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A service's table, when its pool is new, has changed by one member, or has not changed. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class MaglevBenchmark {
  @Param({"10", "100", "1000"})
  int members;

  /** Equal weights, or any. */
  @Param({"true", "false"})
  boolean equal;

  private final MaglevTables tables = new MaglevTables();
  private List<String> names = List.of();
  private int[] rows = {};
  private int[] weights = {};
  private int changing;

  @Setup
  public void draw() {
    names = IntStream.range(0, members).mapToObj(i -> "10.0." + i / 250 + "." + i + ":80").toList();
    rows = IntStream.range(0, members).toArray();
    weights = new Random(1).ints(members, 1, 65_536).toArray();
    if (equal) {
      Arrays.fill(weights, 100);
    }
  }

  @Benchmark
  public char[] build() {
    return Maglev.table(names, weights, Maglev.SLOTS);
  }

  @Benchmark
  public Candidates oneChanges() {
    changing = changing + 1 == members ? 0 : changing + 1;
    weights[changing] ^= 1;
    return candidates();
  }

  @Benchmark
  public Candidates nothingChanges() {
    return candidates();
  }

  private Candidates candidates() {
    tables.begin();
    return Candidates.of(Scheduling.MAGLEV, names, rows, weights.clone(), tables);
  }
}
