package io.spinlane.agent.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints results as they come: a table for people, or a JSON array. */
final class BenchReport {

  private final PrintWriter out;
  private final boolean json;
  private boolean first = true;
  private String perfRefusal = "";

  BenchReport(PrintWriter out, boolean json) {
    this.out = out;
    this.json = json;
  }

  void begin() {
    if (json) {
      out.print("[");
    } else {
      out.printf(
          Locale.ROOT,
          "%-13s %8s %5s  %9s %7s %7s  %9s %8s  %8s %8s  %7s %8s%n",
          "scenario",
          "flows",
          "cores",
          "ns/packet",
          "p10",
          "p90",
          "Mpps/core",
          "pkt/poll",
          "sent/pkt",
          "B/pkt",
          "ins/pkt",
          "miss/pkt");
    }
    out.flush();
  }

  void add(Result each) {
    if (json) {
      out.print(first ? "" : ",\n ");
      out.print(toJson(each));
    } else {
      out.printf(
          Locale.ROOT,
          "%-13s %8s %5d  %9.1f %7.1f %7.1f  %9.2f %8.1f  %8.2f %8.3f  %7s %8s%n",
          each.scenario().id(),
          abbreviated(each.flows()),
          each.cores(),
          each.medianNs(),
          each.p10Ns(),
          each.p90Ns(),
          each.mpps(),
          each.packetsPerPoll(),
          each.sentPerPacket(),
          each.allocatedBytes(),
          counted(each.instructions()),
          counted(each.cacheMisses()));
    }
    first = false;
    perfRefusal = each.perfRefusal();
    out.flush();
  }

  void end() {
    if (json) {
      out.println("]");
    } else {
      out.println();
      out.println(
          "ns/packet: median of the rounds, tenth and ninetieth percentile, in CPU time of the"
              + " core's thread.");
      out.println("B/pkt: bytes of Java heap allocated. sent/pkt: frames transmitted.");
      if (!perfRefusal.isEmpty()) {
        out.println(
            "ins/pkt, miss/pkt (instructions, cache misses): not allowed here: " + perfRefusal);
      }
    }
    out.flush();
  }

  private static String counted(double value) {
    return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
  }

  /** 65536 as 64K. */
  private static String abbreviated(int value) {
    if (value % (1 << 20) == 0) {
      return (value >> 20) + "M";
    }
    return value % (1 << 10) == 0 ? (value >> 10) + "K" : Integer.toString(value);
  }

  private static String toJson(Result each) {
    return String.format(
        Locale.ROOT,
        "{\"scenario\":\"%s\",\"flows\":%d,\"cores\":%d,\"nsPerPacketMedian\":%.2f,"
            + "\"nsPerPacketP10\":%.2f,\"nsPerPacketP90\":%.2f,\"mppsPerCore\":%.3f,"
            + "\"packetsPerPoll\":%.2f,\"sentPerPacket\":%.4f,\"allocatedBytesPerPacket\":%.5f,"
            + "\"instructionsPerPacket\":%s,\"cacheMissesPerPacket\":%s}",
        each.scenario().id(),
        each.flows(),
        each.cores(),
        each.medianNs(),
        each.p10Ns(),
        each.p90Ns(),
        each.mpps(),
        each.packetsPerPoll(),
        each.sentPerPacket(),
        each.allocatedBytes(),
        Double.isNaN(each.instructions()) ? "null" : counted(each.instructions()),
        Double.isNaN(each.cacheMisses()) ? "null" : counted(each.cacheMisses()));
  }
}
