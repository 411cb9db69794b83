package io.spinlane.agent.kernel;

import static io.spinlane.agent.kernel.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.lab.LabProgram;
import io.spinlane.agent.telemetry.ServiceCounter;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every forwarding mode between real stacks: new connections, and a download over a way whose MTU
 * the server has to find out. The system properties {@value #REQUESTS_PROPERTY} and {@value
 * #MEGABYTES_PROPERTY} make each longer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModesTest {
  static final String REQUESTS_PROPERTY = "spinlane.kernel.modeRequests";
  static final String MEGABYTES_PROPERTY = "spinlane.kernel.modeMegabytes";

  private static final int REQUESTS = Integer.getInteger(REQUESTS_PROPERTY, 100);
  private static final int FILE_BYTES = Integer.getInteger(MEGABYTES_PROPERTY, 20) * 1_000_000;
  private static final String TOPOLOGY =
      """
      name: modes
      nics:
        - id: ext0
          device: ext0
          driver: AF_PACKET
          side: CLIENT
          addresses: [203.0.113.1/24, "2001:db8:f::1/64"]
        - id: int0
          device: int0
          driver: AF_PACKET
          side: SERVER
          addresses: [10.0.0.1/24, "2001:db8:b::1/64"]
      cores:
        - {id: ctl, cpu: 0, role: CONTROL}
        - {id: sw1, cpu: 1, role: SWITCH, idle: BACKOFF}
        - {id: sw2, cpu: 2, role: SWITCH, idle: BACKOFF}
      lanes:
        - {nic: ext0, queue: 0, core: sw1}
        - {nic: int0, queue: 0, core: sw2}
      routes:
        - {prefix: 198.51.100.0/24, via: 203.0.113.254, nic: ext0}
        - {prefix: "2001:db8:c::/64", via: "2001:db8:f::fe", nic: ext0}
      vips:
        - {id: vip4, address: 203.0.113.10, nics: [ext0]}
        - {id: vip6, address: "2001:db8:f::10", nics: [ext0]}
      pools:
        - id: web4
          backends:
            - {id: web41, address: 10.0.0.11, port: 8080}
            - {id: web42, address: 10.0.0.12, port: 8080}
            - {id: web43, address: 10.0.0.13, port: 8080}
        - id: web6
          backends:
            - {id: web61, address: "2001:db8:b::11", port: 8080}
            - {id: web62, address: "2001:db8:b::12", port: 8080}
            - {id: web63, address: "2001:db8:b::13", port: 8080}
      services:
        - {id: http, vip: vip4, protocol: TCP, ports: ["8080"], pool: web4}
      """;

  @TempDir private static Path folder;
  private static String fileHash = "";
  private static ModesLab lab;
  private static LabSwitch between;

  @BeforeAll
  static void build() throws Exception {
    fileHash = Download.write(folder.resolve("file"), FILE_BYTES);
    lab = new ModesLab(folder);
    between = new LabSwitch(lab.agent, topology(ForwardingMode.FORWARDING_MODE_NAT, 4, 4));
  }

  @AfterAll
  static void close() throws IOException {
    if (between != null) {
      between.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private static Topology topology(ForwardingMode mode, int vip, int backends)
      throws TopologyFileException {
    Topology.Builder topology =
        TopologyFiles.read(TOPOLOGY, Format.YAML, "modes").topology().toBuilder();
    topology.getServicesBuilder(0).setMode(mode).setVip("vip" + vip).setPool("web" + backends);
    return topology.build();
  }

  /**
   * One mode.
   *
   * @param vip IP version of the VIP, and of the client
   * @param backends IP version by which the back-ends are reached
   */
  @ParameterizedTest(name = "{0}, IPv{1} to IPv{2}")
  @CsvSource({
    "NAT, 4, 4",
    "NAT, 6, 6",
    "FULL_NAT, 4, 4",
    "FULL_NAT, 6, 6",
    "DSR, 4, 4",
    "DSR, 6, 6",
    "IPIP, 4, 4",
    "IPIP, 6, 6",
    "IPIP, 4, 6",
    "IPIP, 6, 4",
    "GUE, 4, 4",
    "GUE, 6, 6",
    "GUE, 4, 6",
    "GUE, 6, 4",
  })
  void carries(String name, int vip, int backends) throws Exception {
    ForwardingMode mode = ForwardingMode.valueOf("FORWARDING_MODE_" + name);
    lab.answersPassTheSwitch(mode == ForwardingMode.FORWARDING_MODE_NAT);
    between.apply(topology(mode, vip, backends));
    String address = vip == 4 ? "203.0.113.10" : "[2001:db8:f::10]";
    String peer =
        mode == ForwardingMode.FORWARDING_MODE_FULL_NAT
            ? ModesLab.switchAt(vip)
            : ModesLab.clientAt(vip);

    long before = connections();
    String urls = "http://" + address + ":8080/[1-" + REQUESTS + "]";
    String answers = lab.client.run("curl", "-sS", "-m", "30", "-H", "Connection: close", urls);
    assertThat(answers.lines()).hasSize(REQUESTS);
    assertThat(answers.lines().collect(Collectors.toSet()))
        .isEqualTo(Set.of("web1", "web2", "web3"));
    eventually(() -> assertThat(connections() - before).isEqualTo(REQUESTS));

    assertThat(lab.serversThatKnowTheNarrowWay(peer)).as("before the download").isZero();
    Path copy = folder.resolve("copy");
    LabProgram download = Download.start(lab.client, address + ":8080", copy);
    LabProgram.Result result = download.awaitEnd(Duration.ofMinutes(5));
    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(Download.hash(copy)).isEqualTo(fileHash);
    assertThat(lab.serversThatKnowTheNarrowWay(peer)).as("path MTU discovery").isOne();
  }

  private static long connections() {
    return between
        .counters()
        .group(TelemetryKind.SERVICE)
        .value("http", ServiceCounter.CONNECTIONS_NEW);
  }
}
