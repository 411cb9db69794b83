package io.spinlane.agent.kernel;

import static io.spinlane.agent.kernel.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.spinlane.agent.lab.AgentCommand;
import io.spinlane.agent.lab.LabProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent as people run it: a process with a command line, on devices it shares with its host.
 * The host has addresses of its own on both devices and even the VIP, so whatever its stack sees of
 * a balanced connection it answers or resets.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgentProcessTest {
  private static final int REQUESTS = 300;
  private static final int FILE_BYTES = 20_000_000;
  private static final int SLOW_BYTES_PER_SECOND = 4_000_000;
  private static final String LISTEN = "127.0.0.1:7420";
  private static final String HOST_ADDRESS = "203.0.113.100";

  /** What a service manager allows before it insists. */
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  static final String TOPOLOGY =
      """
      name: process
      nics:
        - {id: ext0, device: ext0, driver: AF_PACKET, side: CLIENT, addresses: [203.0.113.1/24]}
        - {id: int0, device: int0, driver: AF_PACKET, side: SERVER, addresses: [10.0.0.1/24]}
      cores:
        - {id: ctl, cpu: 0, role: CONTROL}
        - {id: sw1, cpu: 1, role: SWITCH, idle: BACKOFF}
      lanes:
        - {nic: ext0, queue: 0, core: sw1}
        - {nic: int0, queue: 0, core: sw1}
      vips: [{id: www, address: 203.0.113.10, nics: [ext0]}]
      pools:
        - id: web
          backends:
            - {id: web1, address: 10.0.0.11, port: 8080}
            - {id: web2, address: 10.0.0.12, port: 8080}
            - {id: web3, address: 10.0.0.13, port: 8080}
      services:
        - {id: http, vip: www, protocol: TCP, ports: ["80"], pool: web}
      """;

  @TempDir private static Path folder;
  private static String fileHash = "";
  private static WebLab lab;

  @BeforeAll
  static void build() throws IOException {
    fileHash = Download.write(folder.resolve("file"), FILE_BYTES);
    lab = new WebLab(folder, SLOW_BYTES_PER_SECOND);
    lab.agent.run("sysctl", "-qw", "net.ipv4.ip_forward=0");
    lab.agent.address("ext0", HOST_ADDRESS + "/24").address("ext0", WebLab.VIP + "/32");
    lab.agent.address("ext0", "203.0.113.1/24");
    lab.agent.address("int0", "10.0.0.1/24");
  }

  @AfterAll
  static void close() throws IOException {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void balancesOnDevicesThatTheHostUsesToo() throws Exception {
    Path atClient = folder.resolve("client.pcap");
    Path atServer = folder.resolve("server.pcap");
    try (LabProgram agent = start("shared", "--topology", topology("first", TOPOLOGY))) {
      LabProgram first = Capture.start(lab.client, atClient);
      LabProgram second = Capture.start(lab.webs.getFirst(), atServer);
      // The ready line, and no warning of Java's beside it.
      assertThat(agent.output().lines())
          .singleElement()
          .asString()
          .startsWith("ready " + LISTEN)
          .contains("revision 1", "sw1", "ext0", "int0");

      String urls = "http://" + WebLab.VIP + "/new/[1-" + REQUESTS + "]";
      String answers = lab.client.run("curl", "-sS", "-m", "10", "-H", "Connection: close", urls);

      assertThat(answers.lines()).hasSize(REQUESTS);
      eventually(() -> assertCounted(REQUESTS));
      assertThat(lab.client.run("ping", "-c", "2", "-i", "0.2", "-W", "2", HOST_ADDRESS))
          .as("the host's own address")
          .contains("2 received");
      first.close();
      second.close();
      for (Path file : new Path[] {atClient, atServer}) {
        assertThat(Capture.frames(file, "tcp")).as("TCP in " + file).isGreaterThan(REQUESTS);
        assertThat(Capture.frames(file, "tcp.flags.reset==1")).as("resets in " + file).isZero();
        assertThat(Capture.frames(file, "icmp.type==3 || icmp.type==5"))
            .as("complaints of the host in " + file)
            .isZero();
      }
      assertEnds(agent);
    }
  }

  @Test
  void takesATopologyFromAnotherProcessDuringADownload() throws Exception {
    Path copy = folder.resolve("copy");
    try (LabProgram agent = start("changed", "--topology", topology("before", TOPOLOGY))) {
      LabProgram download =
          lab.client.start("curl", "-sS", "-o", copy.toString(), "http://" + WebLab.VIP + "/slow");
      Download.awaitSize(copy, FILE_BYTES / 4, download);

      String changed = TOPOLOGY.replace("{id: web1,", "{id: web1, weight: 3,");
      String steps = command("apply", topology("after", changed), "--connect", LISTEN);

      assertThat(Files.size(copy)).as("downloaded when applied").isLessThan(FILE_BYTES);
      assertThat(steps.lines().map(line -> line.substring(0, line.indexOf(' '))))
          .containsExactly("compiled", "published", "acknowledged", "stored");
      assertThat(steps).contains("sw1", "revision 2");
      LabProgram.Result result = download.awaitEnd();
      assertThat(result.exit()).as(result.output()).isZero();
      assertThat(Download.hash(copy)).isEqualTo(fileHash);
      assertThat(value("service", "http", "connections_new")).isOne();
      assertEnds(agent);
    }
  }

  @Test
  void anotherAgentGoesOnWhereOneEnded() throws Exception {
    try (LabProgram agent = start("kept", "--topology", topology("kept", TOPOLOGY))) {
      assertEnds(agent);
    }
    try (LabProgram agent = start("kept")) {
      assertThat(agent.output()).contains("revision 1");
      lab.client.run("curl", "-sS", "-m", "10", "http://" + WebLab.VIP + "/again");
      assertEnds(agent);
    }
  }

  /** An agent that has said it is ready. */
  private static LabProgram start(String state, String... arguments) throws IOException {
    String[] run = {"run", "--listen", LISTEN, "--state-dir", folder.resolve(state).toString()};
    String[] all = Arrays.copyOf(run, run.length + arguments.length);
    System.arraycopy(arguments, 0, all, run.length, arguments.length);
    LabProgram agent = lab.agent.start(AgentCommand.of(all).toArray(String[]::new));
    agent.awaitOutput("ready ");
    return agent;
  }

  /** A command beside the agent, which is to succeed; the answer is what it printed. */
  private static String command(String... arguments) throws IOException {
    return lab.agent.run(AgentCommand.of(arguments).toArray(String[]::new));
  }

  private static void assertEnds(LabProgram agent) {
    LabProgram.Result result = agent.terminate(END_WITHIN);
    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(result.output().lines()).as("lines printed").hasSize(1);
  }

  private static String topology(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text).toString();
  }

  /** The service has counted so many connections, and its back-ends the same together. */
  private static void assertCounted(long connections) throws IOException {
    JsonObject stat = stat();
    JsonObject service = stat.getAsJsonObject("service").getAsJsonObject("http");
    assertThat(service.get("connections_new").getAsLong()).isEqualTo(connections);
    for (String counter :
        new String[] {"connections_new", "client_packets", "server_packets", "server_bytes"}) {
      long sum = 0;
      for (var backend : stat.getAsJsonObject("backend").entrySet()) {
        sum += backend.getValue().getAsJsonObject().get(counter).getAsLong();
      }
      assertThat(sum).as(counter + " of all back-ends").isEqualTo(service.get(counter).getAsLong());
    }
  }

  private static long value(String kind, String id, String counter) throws IOException {
    return stat().getAsJsonObject(kind).getAsJsonObject(id).get(counter).getAsLong();
  }

  private static JsonObject stat() throws IOException {
    JsonElement stat =
        JsonParser.parseString(command("stat", "--connect", LISTEN, "--count", "1", "--json"));
    return stat.getAsJsonObject();
  }
}
