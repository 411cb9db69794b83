package io.spinlane.agent.jmh;

import io.spinlane.agent.balance.Connection;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.packet.Address;
import io.spinlane.agent.packet.Ipv4;
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

/**
 * Look-ups of random flows among so many, one by one, so that each waits for its own cache miss;
 * the switch overlaps those of a batch.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ConnectionTableBenchmark {
  private static final int NET = 0x0b00_0000;
  private static final long BACKEND = Address.low(0x0a00_000b);

  @Param({"1024", "65536", "1048576"})
  int flows;

  private final Connection connection = new Connection();
  private final Random random = new Random(1);
  private ConnectionTable table = new ConnectionTable(1, 1);
  private int inserted;

  @Setup
  public void fill() {
    empty();
    while (inserted < flows) {
      insertNext();
    }
  }

  @TearDown
  public void close() {
    table.close();
  }

  private void empty() {
    table.close();
    table = new ConnectionTable(flows, 1);
    inserted = 0;
  }

  private int insertNext() {
    connection.clientHigh = 0;
    connection.clientLow = Address.low(NET + (inserted >>> 4));
    connection.flow = flow(inserted++);
    connection.backendHigh = 0;
    connection.backendLow = BACKEND;
    connection.backendPort = 8080;
    return table.insert(hash(connection.clientLow, connection.flow), connection, 1);
  }

  private static long flow(int number) {
    return Connection.flow(1024 + (number & 15), 0, 80, Ipv4.PROTOCOL_TCP);
  }

  private int hash(long client, long flow) {
    return table.hash(0, client, flow);
  }

  @Benchmark
  public boolean findForward() {
    int number = random.nextInt(flows);
    long client = Address.low(NET + (number >>> 4));
    long flow = flow(number);
    int hash = hash(client, flow);
    return table.findForward(hash, table.first(hash), 0, client, flow, connection);
  }

  @Benchmark
  public boolean findReverse() {
    int number = random.nextInt(flows);
    long client = Address.low(NET + (number >>> 4));
    long part = Connection.clientPart(1024 + (number & 15), Ipv4.PROTOCOL_TCP);
    int hash = hash(client, part);
    return table.findReverse(
        hash, table.first(hash), 0, client, part, 0, BACKEND, 8080, connection);
  }

  @Benchmark
  public boolean findNothing() {
    int number = random.nextInt(flows);
    long client = Address.low(NET + (number >>> 4));
    long flow = Connection.flow(80, 0, 80, Ipv4.PROTOCOL_TCP);
    int hash = hash(client, flow);
    return table.findForward(hash, table.first(hash), 0, client, flow, connection);
  }

  /** Into an empty table until all are in, then over again: taking an empty one is in the mean. */
  @Benchmark
  public int insert() {
    if (inserted == flows) {
      empty();
    }
    return insertNext();
  }
}
