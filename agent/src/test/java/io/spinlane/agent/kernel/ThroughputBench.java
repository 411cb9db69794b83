package io.spinlane.agent.kernel;

import com.google.gson.JsonParser;
import io.spinlane.agent.lab.AgentProcess;
import io.spinlane.agent.lab.LabProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Measures new connections a second (curl to three nginx) and TCP in Gb/s (iperf3) through the
 * agent's process, beside the kernel's own forwarding between the same hosts without NAT. The two
 * take turns; medians and ranges of several rounds. Not a test: run its {@code main} as root, with
 * the number of rounds:
 *
 * <pre>
 *   mvn -B -pl agent -am test-compile dependency:build-classpath -Dmdep.outputFile=target/classpath
 *   java --enable-native-access=ALL-UNNAMED \
 *     -cp agent/target/test-classes:agent/target/classes:$(cat agent/target/classpath) \
 *     io.spinlane.agent.kernel.ThroughputBench 5
 * </pre>
 */
final class ThroughputBench implements AutoCloseable {
  private static final int REQUESTS_PER_SERVER = 1000;
  private static final int PARALLEL = 16;
  private static final int SECONDS = 3;
  private static final int STANDARD_ROUNDS = 5;

  private static final String TOPOLOGY =
      WebLab.TOPOLOGY.replace(
              "pools:\n",
              """
              pools:
                - id: streams
                  backends: [{id: iperf1, address: 10.0.0.11, port: 5201}]
              """)
          + "  - {id: iperf, vip: www, protocol: TCP, ports: [\"5201\"], pool: streams}\n";

  private final Path folder;
  private final WebLab lab;

  private ThroughputBench(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(folder.resolve("bench.yaml"), TOPOLOGY);
    Files.writeString(folder.resolve("file"), "");
    lab = new WebLab(folder);
    lab.agent.address("ext0", "203.0.113.1/24").address("int0", "10.0.0.1/24");
    lab.client.route("10.0.0.0/24", "203.0.113.1");
    LabProgram iperf = lab.webs.getFirst().start("iperf3", "-s", "--forceflush");
    iperf.awaitOutput("Server listening");
  }

  public static void main(String[] arguments) throws Exception {
    int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : STANDARD_ROUNDS;
    double[][] results = new double[4][rounds];
    Path folder = Files.createTempDirectory("spinlane-bench");
    try (ThroughputBench bench = new ThroughputBench(folder)) {
      for (int round = 0; round < rounds; round++) {
        bench.forward(false);
        try (AgentProcess agent = bench.startAgent(round)) {
          results[0][round] = bench.requests("203.0.113.10/{1,2,3}");
          results[2][round] = bench.gigabits(WebLab.VIP);
          agent.end();
        }
        bench.forward(true);
        results[1][round] = bench.requests("{10.0.0.11,10.0.0.12,10.0.0.13}:8080");
        results[3][round] = bench.gigabits("10.0.0.11");
      }
    }
    report("agent on AF_PACKET, new connections/s", results[0]);
    report("kernel forwarding, new connections/s", results[1]);
    report("agent on AF_PACKET, TCP, Gb/s", results[2]);
    report("kernel forwarding, TCP, Gb/s", results[3]);
  }

  private static void report(String what, double[] values) {
    Arrays.sort(values);
    System.out.printf(
        "%-38s median %,.1f  (%,.1f to %,.1f)%n",
        what, values[values.length / 2], values[0], values[values.length - 1]);
  }

  private void forward(boolean kernel) throws IOException {
    lab.agent.run("sysctl", "-qw", "net.ipv4.ip_forward=" + (kernel ? 1 : 0));
  }

  private AgentProcess startAgent(int round) throws IOException {
    return AgentProcess.start(
        lab.agent,
        folder.resolve("state" + round),
        "--topology",
        folder.resolve("bench.yaml").toString());
  }

  /** Requests a second over new connections, to three servers at once. */
  private double requests(String hosts) throws IOException {
    String urls = "http://" + hosts + "/[1-" + REQUESTS_PER_SERVER + "]";
    long startNs = System.nanoTime();
    String answers =
        lab.client.run(
            "curl",
            "-sS",
            "--no-progress-meter",
            "-m",
            "30",
            "--parallel",
            "--parallel-max",
            Integer.toString(PARALLEL),
            "-H",
            "Connection: close",
            urls);
    double seconds = (System.nanoTime() - startNs) / 1e9;
    long answered = answers.lines().filter(line -> line.startsWith("web")).count();
    if (answered != 3 * REQUESTS_PER_SERVER) {
      throw new AssertionError(answered + " answers");
    }
    return answered / seconds;
  }

  private double gigabits(String host) throws IOException {
    String json = lab.client.run("iperf3", "-J", "-c", host, "-t", Integer.toString(SECONDS));
    return JsonParser.parseString(json)
            .getAsJsonObject()
            .getAsJsonObject("end")
            .getAsJsonObject("sum_received")
            .get("bits_per_second")
            .getAsDouble()
        / 1e9;
  }

  @Override
  public void close() throws IOException {
    lab.close();
  }
}
