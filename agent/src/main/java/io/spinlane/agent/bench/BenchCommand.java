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
      "Measures the packet path on this machine.",
      "Frames of 60 bytes (74 for IPv6) go the whole way from receive to transmit over NICs in"
          + " memory, on one thread for each core. Times are the threads' CPU time.",
      "",
      "Scenarios, for v4 and v6, and for tunnel (IPv4 in IPv4) as far as they reach a back-end:",
      "  hit       a segment of a connection in the table, chosen at random",
      "  new       the first SYN of a connection, while a table for --flows fills up",
      "  syn       the SYN of a connection that is in the table already",
      "  full      a SYN into a full table, in the place of a half-open connection",
      "  rst       a RST of no connection: dropped, never inserted",
      "  pass      a segment to an address that is no VIP: not ours",
      "  echo      an echo request to the VIP: answered up to the rate limit",
      "  fragment  the first fragment of a segment to the VIP",
      "  drop      a malformed packet: IPv4 header checksum, IPv6 payload length",
      "  nic       no engine: what these NICs cost, which is part of all the others",
      ""
    })
public final class BenchCommand implements Callable<Integer> {
  private static final int MAX_FLOWS = 1 << 24;

  @Spec private CommandSpec spec;

  @Option(
      names = "--scenario",
      split = ",",
      paramLabel = "S",
      defaultValue = "all",
      description =
          "Such as v4-hit, hit (of every family), v6 (all of it) or all; default ${DEFAULT-VALUE}.")
  private List<String> scenarios;

  @Option(
      names = "--flows",
      split = ",",
      paramLabel = "N",
      defaultValue = "1K,64K,1M",
      description = "Connections the table is for, 64 to 16M; default ${DEFAULT-VALUE}.")
  private List<String> flows;

  @Option(
      names = "--cores",
      split = ",",
      paramLabel = "N",
      defaultValue = "1",
      description = "Switch cores, 1 to 64, sharing the flows; default ${DEFAULT-VALUE}.")
  private List<Integer> cores;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "15",
      description = "Rounds for each row, 3 to 1000; default ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(
      names = "--packets",
      paramLabel = "N",
      defaultValue = "256K",
      description =
          "Packets of each round and core, 1K to 1024M; new takes what the flows give;"
              + " default ${DEFAULT-VALUE}.")
  private String packets;

  @Option(names = "--json", description = "Print one JSON array instead of a table.")
  private boolean json;

  /** For picocli, which fills the fields in. */
  @SuppressWarnings("NullAway.Init")
  public BenchCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Scenario> chosen = new ArrayList<>();
    for (String name : scenarios) {
      List<Scenario> named = Scenario.named(name);
      if (named.isEmpty()) {
        throw refused("--scenario " + name + " is none; see spinlane-agent bench --help");
      }
      chosen.addAll(named);
    }
    List<Integer> flowCounts = new ArrayList<>();
    for (String each : flows) {
      flowCounts.add(within("--flows", number("--flows", each), 64, MAX_FLOWS));
    }
    for (int each : cores) {
      within("--cores", each, 1, 64);
    }
    within("--rounds", rounds, 3, 1000);
    int inRound = within("--packets", number("--packets", packets), 1 << 10, 1 << 30);
    BenchReport report = new BenchReport(out(), json);
    report.begin();
    for (Scenario scenario : chosen) {
      for (int flowCount : flowCounts) {
        // NICs without an engine are measured on the one thread there is.
        boolean alone = scenario.kind() == Scenario.Kind.NIC;
        for (int coreCount : alone ? List.of(1) : cores) {
          BenchRun.Extent extent = new BenchRun.Extent(flowCount, coreCount, rounds, inRound);
          report.add(BenchRun.measure(scenario, extent));
        }
      }
    }
    report.end();
    return 0;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** A number such as 4096, 4K or 1M. */
  private long number(String option, String text) {
    String digits = text.toUpperCase(Locale.ROOT);
    int shift = digits.endsWith("K") ? 10 : digits.endsWith("M") ? 20 : 0;
    String head = shift == 0 ? digits : digits.substring(0, digits.length() - 1);
    try {
      return Long.parseUnsignedLong(head) << shift;
    } catch (NumberFormatException e) {
      throw refused(option + " " + text + " is not a number such as 4096, 4K or 1M");
    }
  }

  private int within(String option, long value, int low, int high) {
    if (value < low || value > high) {
      throw refused(option + " " + value + " is not between " + low + " and " + high);
    }
    return (int) value;
  }

  private ParameterException refused(String why) {
    return new ParameterException(spec.commandLine(), why);
  }
}
