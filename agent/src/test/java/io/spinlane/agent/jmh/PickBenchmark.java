package io.spinlane.agent.jmh;

import io.spinlane.agent.balance.BackendLoads;
import io.spinlane.agent.balance.BackendSelector;
import io.spinlane.agent.balance.Candidates;
import io.spinlane.agent.balance.Maglev;
import io.spinlane.agent.balance.MaglevTables;
import io.spinlane.agent.balance.Scheduling;
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

/**
 * The back-end of a new connection, with its count going up and that of an old connection going
 * down, as on a switch that keeps 4096 connections. Members weigh anything from 1 to 100.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PickBenchmark {
  private static final int OPEN = 4096;

  @Param Scheduling scheduling = Scheduling.MAGLEV;

  @Param({"10", "100", "1000"})
  int members;

  private final BackendLoads loads = new BackendLoads(8192);
  private final BackendSelector selector = new BackendSelector(loads, 0, 16, 1);
  private final int[] open = new int[OPEN];
  private Candidates candidates = Candidates.NONE;
  private int next;

  @Setup
  public void draw() {
    List<String> names = IntStream.range(0, members).mapToObj(i -> "back-end " + i).toList();
    int[] rows = IntStream.range(0, members).toArray();
    int[] weights = new Random(1).ints(members, 1, 101).toArray();
    candidates = Candidates.of(scheduling, names, rows, weights, new MaglevTables());
    for (int i = 0; i < OPEN; i++) {
      open[i] = i % members;
      loads.opened(open[i]);
    }
  }

  @Benchmark
  public int pick() {
    int i = next++ & (OPEN - 1);
    loads.closed(open[i]);
    long hash = Maglev.mix(next);
    int row = selector.select(candidates, 0, hash, hash);
    loads.opened(row);
    open[i] = row;
    return row;
  }
}
