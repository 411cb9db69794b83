package io.spinlane.agent.bench;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What a measurement came to.
 *
 * @param medianNs nanoseconds of CPU time a packet, median over the rounds of all cores; the tenth
 *     and ninetieth percentile
 * @param packetsPerPoll mean size of a batch
 * @param sentPerPacket frames transmitted for each received
 * @param allocatedBytes a packet, by the cores' threads
 * @param instructions a packet; not a number when {@code perfRefusal} says why
 * @param cacheMisses a packet
 */
record Result(
    Scenario scenario,
    int flows,
    int cores,
    double medianNs,
    double p10Ns,
    double p90Ns,
    double packetsPerPoll,
    double sentPerPacket,
    double allocatedBytes,
    double instructions,
    double cacheMisses,
    String perfRefusal) {

  static Result of(Scenario scenario, BenchRun.Extent extent, List<Meter> meters) {
    double[] ns =
        meters.stream()
            .flatMapToDouble(each -> Arrays.stream(each.nsPerPacket()))
            .sorted()
            .toArray();
    double packets = sum(meters, Meter::packets);
    return new Result(
        scenario,
        extent.flows(),
        extent.cores(),
        ns[ns.length / 2],
        ns[ns.length / 10],
        ns[ns.length - 1 - ns.length / 10],
        packets / sum(meters, Meter::polls),
        sum(meters, Meter::transmittedPackets) / packets,
        sum(meters, Meter::allocatedBytes) / packets,
        sum(meters, Meter::instructions) / packets,
        sum(meters, Meter::cacheMisses) / packets,
        meters.getFirst().perfRefusal());
  }

  private static double sum(List<Meter> meters, ToDoubleFunction<Meter> what) {
    return meters.stream().mapToDouble(what).sum();
  }

  /** Millions of packets one core takes in a second of its time. */
  double mpps() {
    return 1000 / medianNs;
  }
}
