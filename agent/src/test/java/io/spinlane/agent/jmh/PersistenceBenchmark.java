package io.spinlane.agent.jmh;

import io.spinlane.agent.balance.PersistenceTable;
import java.util.Random;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A client that is remembered, and one that is not, among so many. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PersistenceBenchmark {
  private static final int TIMEOUT_MS = 300_000;
  private static final long UNKNOWN = 1L << 32;

  @Param({"1024", "65536", "1048576"})
  int clients;

  private final PersistenceTable table = new PersistenceTable(1 << 20, 1);
  private final Random random = new Random(1);

  @Setup
  public void fill() {
    for (int client = 0; client < clients; client++) {
      table.put(0, 0, client, -1, client & 7, TIMEOUT_MS, 0);
    }
  }

  @TearDown
  public void close() {
    table.close();
  }

  @Benchmark
  public int hit() {
    return table.find(0, 0, random.nextInt(clients), TIMEOUT_MS, 0);
  }

  @Benchmark
  public int miss() {
    return table.find(0, 0, UNKNOWN + random.nextInt(clients), TIMEOUT_MS, 0);
  }
}
