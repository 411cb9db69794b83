package io.spinlane.agent.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spinlane-agent bench}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures the packet path of one core on this machine.",
      "Segments of 60 bytes of established flows (nat4-hit) and first segments of new flows"
          + " (nat4-new) go the whole way from receive to transmit over NICs in memory."
    })
public final class BenchCommand implements Callable<Integer> {
  private static final int MAX_FLOWS = 1 << 24;

  @Spec private CommandSpec spec;

  @Option(
      names = "--flows",
      split = ",",
      paramLabel = "N",
      defaultValue = "1024,65536,1048576",
      description = "Connections in the table, 1 to 16777216; default ${DEFAULT-VALUE}.")
  private List<Integer> flows;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "15",
      description = "Samples for each row, 3 to 1000; default ${DEFAULT-VALUE}.")
  private int samples;

  @Option(
      names = "--sample-ms",
      paramLabel = "MS",
      defaultValue = "200",
      description = "Length of a sample, 1 to 10000 ms; default ${DEFAULT-VALUE}.")
  private int sampleMs;

  @Option(names = "--json", description = "Print one JSON array instead of a table.")
  private boolean json;

  /** For picocli, which fills the fields in. */
  @SuppressWarnings("NullAway.Init")
  public BenchCommand() {}

  @Override
  public Integer call() throws IOException {
    within("--samples", samples, 3, 1000);
    within("--sample-ms", sampleMs, 1, 10_000);
    for (int each : flows) {
      within("--flows", each, 1, MAX_FLOWS);
    }
    List<ForwardingRun.Result> results = new ArrayList<>();
    for (int each : flows) {
      try (ForwardingRun run = new ForwardingRun(each)) {
        results.add(run.hits(samples, sampleMs * 1_000_000L));
      }
    }
    for (int each : flows) {
      try (ForwardingRun run = new ForwardingRun(each)) {
        results.add(run.opens());
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(results));
    } else {
      out.printf(
          "%-10s %10s %10s %8s %8s %8s %14s %14s%n",
          "scenario", "flows", "ns/packet", "p10", "p90", "Mpps", "packets/poll", "bytes alloc'd");
      for (ForwardingRun.Result each : results) {
        out.printf(
            Locale.ROOT,
            "%-10s %10d %10.1f %8.1f %8.1f %8.2f %14.1f %14.4f%n",
            each.scenario(),
            each.flows(),
            each.medianNs(),
            each.p10Ns(),
            each.p90Ns(),
            1000 / each.medianNs(),
            each.packetsPerPoll(),
            each.allocatedBytesPerPacket());
      }
    }
    out.flush();
    return 0;
  }

  private void within(String option, int value, int low, int high) {
    if (value < low || value > high) {
      throw new ParameterException(
          spec.commandLine(), option + " " + value + " is not between " + low + " and " + high);
    }
  }

  private static String json(List<ForwardingRun.Result> results) {
    List<String> rows = new ArrayList<>();
    for (ForwardingRun.Result each : results) {
      rows.add(
          String.format(
              Locale.ROOT,
              "{\"scenario\":\"%s\",\"flows\":%d,\"nsPerPacketMedian\":%.2f,\"nsPerPacketP10\":%.2f,"
                  + "\"nsPerPacketP90\":%.2f,\"packetsPerPoll\":%.2f,"
                  + "\"allocatedBytesPerPacket\":%.5f}",
              each.scenario(),
              each.flows(),
              each.medianNs(),
              each.p10Ns(),
              each.p90Ns(),
              each.packetsPerPoll(),
              each.allocatedBytesPerPacket()));
    }
    return "[" + String.join(",\n ", rows) + "]";
  }
}
