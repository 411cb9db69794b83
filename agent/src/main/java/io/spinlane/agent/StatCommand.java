package io.spinlane.agent;

import com.google.protobuf.util.Durations;
import io.grpc.StatusRuntimeException;
import io.spinlane.v1.StatsSample;
import io.spinlane.v1.StatsSchema;
import io.spinlane.v1.StatsServiceGrpc;
import io.spinlane.v1.WatchStatsRequest;
import io.spinlane.v1.WatchStatsResponse;
import java.io.PrintWriter;
import java.util.Iterator;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows live numbers. */
@Command(
    name = "stat",
    description = {
      "Shows what a running agent does: rates per core, NIC, service and back-end, and why packets"
          + " were dropped.",
      "A rate covers the time since the line before; drops count from the agent's start."
    })
@SuppressWarnings("NullAway.Init") // picocli sets the fields.
final class StatCommand implements Callable<Integer> {
  @Mixin private AgentAddress agent;

  @Option(
      names = "--interval",
      paramLabel = "TIME",
      defaultValue = "1s",
      description = "Time between tables, 20ms to 60s. Default: ${DEFAULT-VALUE}.")
  private Interval interval;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "0",
      description = "End after this many tables. Default: only with Ctrl-C.")
  private int count;

  @Option(
      names = "--json",
      description =
          "Print one JSON object on a line for each table, with all counters as they are.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws CommandFailure {
    if (count < 0) {
      throw new ParameterException(spec.commandLine(), "--count is negative");
    }
    try (AgentClient client = agent.connect()) {
      try {
        watch(
            StatsServiceGrpc.newBlockingStub(client.channel())
                .watchStats(
                    WatchStatsRequest.newBuilder()
                        .setInterval(Durations.fromMillis(interval.ms()))
                        .build()));
      } catch (StatusRuntimeException e) {
        throw client.failure(e);
      }
    }
    return Main.OK;
  }

  private void watch(Iterator<WatchStatsResponse> stream) {
    PrintWriter out = spec.commandLine().getOut();
    StatsSchema schema = StatsSchema.getDefaultInstance();
    StatsSample before = null;
    int printed = 0;
    while ((count == 0 || printed < count) && stream.hasNext()) {
      WatchStatsResponse response = stream.next();
      if (response.hasSchema()) {
        schema = response.getSchema();
        before = null; // Rows have changed; rates begin anew.
        continue;
      }
      printed += print(out, new StatTable(schema, before, response.getSample()), before) ? 1 : 0;
      before = response.getSample();
    }
  }

  private boolean print(PrintWriter out, StatTable table, @Nullable StatsSample before) {
    if (json) {
      out.println(table.json());
    } else if (before != null) {
      table.print(out);
    } else {
      return false; // One sample has no rates.
    }
    out.flush();
    return true;
  }
}
