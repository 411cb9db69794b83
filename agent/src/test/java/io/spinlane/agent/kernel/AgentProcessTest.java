package io.spinlane.agent.kernel;

import static io.spinlane.agent.kernel.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.spinlane.agent.lab.AgentProcess;
import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final int SLOW_BYTES_PER_SECOND = 1_000_000;
  private static final String HOST_ADDRESS = "203.0.113.100";

  @TempDir private static Path folder;
  private static String fileHash = "";
  private static WebLab lab;

  @BeforeAll
  static void build() throws IOException {
    fileHash = Download.write(folder.resolve("file"), FILE_BYTES);
    lab = new WebLab(folder);
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
    try (AgentProcess agent = start("shared", "--topology", topology("first", WebLab.TOPOLOGY))) {
      LabProgram first = Capture.start(lab.client, atClient);
      LabProgram second = Capture.start(lab.webs.getFirst(), atServer);
      // The ready line, and no warning of Java's beside it.
      assertThat(agent.output().lines())
          .singleElement()
          .asString()
          .startsWith("ready " + AgentProcess.LISTEN)
          .contains("revision 1", "sw1", "ext0", "int0");

      String urls = "http://" + WebLab.VIP + "/new/[1-" + REQUESTS + "]";
      String answers = lab.client.run("curl", "-sS", "-m", "30", "-H", "Connection: close", urls);

      assertThat(answers.lines()).hasSize(REQUESTS);
      eventually(() -> assertCounted(agent, REQUESTS));
      assertThat(lab.ping(HOST_ADDRESS)).as("the host's own address").contains("3 received");
      first.close();
      second.close();
      for (Path file : new Path[] {atClient, atServer}) {
        assertThat(Capture.frames(file, "tcp")).as("TCP in " + file).isGreaterThan(REQUESTS);
        assertThat(Capture.frames(file, "tcp.flags.reset==1")).as("resets in " + file).isZero();
        assertThat(Capture.frames(file, "icmp.type==3 || icmp.type==5"))
            .as("complaints of the host in " + file)
            .isZero();
      }
      agent.end();
    }
  }

  @Test
  void takesATopologyFromAnotherProcessDuringADownload() throws Exception {
    Path copy = folder.resolve("copy");
    try (AgentProcess agent = start("changed", "--topology", topology("before", WebLab.TOPOLOGY))) {
      lab.slow(SLOW_BYTES_PER_SECOND);
      LabProgram download = Download.start(lab.client, WebLab.VIP, copy);
      Download.awaitSize(copy, FILE_BYTES / 4, download);

      String changed = WebLab.TOPOLOGY.replace("{id: web1,", "{id: web1, weight: 3,");
      String steps = agent.apply(Path.of(topology("after", changed)));

      assertThat(Files.size(copy)).as("downloaded when applied").isLessThan(FILE_BYTES);
      lab.fast();
      assertThat(steps.lines().map(line -> line.substring(0, line.indexOf(' '))))
          .containsExactly("compiled", "published", "acknowledged", "stored");
      assertThat(steps).contains("sw1", "revision 2");
      LabProgram.Result result = download.awaitEnd();
      assertThat(result.exit()).as(result.output()).isZero();
      assertThat(Download.hash(copy)).isEqualTo(fileHash);
      assertThat(service(agent.stat()).get("connections_new").getAsLong()).isOne();
      agent.end();
    }
  }

  @Test
  void endsADownloadAtBothEnds() throws Exception {
    Path copy = folder.resolve("cut");
    try (AgentProcess agent = start("ended", "--topology", topology("ended", WebLab.TOPOLOGY))) {
      lab.slow(SLOW_BYTES_PER_SECOND);
      LabProgram download = Download.start(lab.client, WebLab.VIP, copy);
      Download.awaitSize(copy, FILE_BYTES / 4, download);
      assertThat(agent.ask("connections", "--state", "established"))
          .containsPattern("TCP +203[.]0[.]113[.][0-9]+:[0-9]+ +http +web[123] +ESTABLISHED ");

      assertThat(agent.ask("connections", "--kill", "--service", "http"))
          .startsWith("1 connection ended");

      LabProgram.Result result = download.awaitEnd();
      assertThat(result.exit()).as(result.output()).isEqualTo(56); // Reset by peer.
      eventually(
          () -> {
            for (LabNamespace web : lab.webs) {
              assertThat(web.run("ss", "-Htn", "state", "established", "sport", "=", ":8080"))
                  .isEmpty();
            }
          });
      lab.fast();
      lab.client.run("curl", "-sS", "-m", "10", "http://" + WebLab.VIP + "/again");
      agent.end();
    }
  }

  @Test
  void anotherAgentGoesOnWhereOneEnded() throws Exception {
    try (AgentProcess agent = start("kept", "--topology", topology("kept", WebLab.TOPOLOGY))) {
      agent.end();
    }
    try (AgentProcess agent = start("kept")) {
      assertThat(agent.output()).contains("revision 1");
      lab.client.run("curl", "-sS", "-m", "30", "http://" + WebLab.VIP + "/again");
      agent.end();
    }
  }

  private static AgentProcess start(String state, String... arguments) throws IOException {
    return AgentProcess.start(lab.agent, folder.resolve(state), arguments);
  }

  private static String topology(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name + ".yaml"), text).toString();
  }

  /** The service has counted so many connections, and its back-ends the same together. */
  private static void assertCounted(AgentProcess agent, long connections) throws IOException {
    JsonObject stat = agent.stat();
    JsonObject service = service(stat);
    assertThat(service.get("connections_new").getAsLong()).isEqualTo(connections);
    for (String counter :
        new String[] {"connections_new", "client_packets", "server_packets", "server_bytes"}) {
      long sum = 0;
      for (var backend : stat.getAsJsonObject("backend").entrySet()) {
        if (backend.getKey().startsWith("web")) {
          sum += backend.getValue().getAsJsonObject().get(counter).getAsLong();
        }
      }
      assertThat(sum).as(counter + " of all back-ends").isEqualTo(service.get(counter).getAsLong());
    }
  }

  private static JsonObject service(JsonObject stat) {
    return stat.getAsJsonObject("service").getAsJsonObject("http");
  }
}
