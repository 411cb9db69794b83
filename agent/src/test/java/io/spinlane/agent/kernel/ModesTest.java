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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every forwarding mode between real stacks: new connections, a download over a way whose MTU the
 * server has to find out, and an upload over one whose MTU the client has to. The system properties
 * {@value #REQUESTS_PROPERTY} and {@value #MEGABYTES_PROPERTY} make each longer.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModesTest {
  static final String REQUESTS_PROPERTY = "spinlane.kernel.modeRequests";
  static final String MEGABYTES_PROPERTY = "spinlane.kernel.modeMegabytes";

  private static final int REQUESTS = Integer.getInteger(REQUESTS_PROPERTY, 1000);
  private static final int FILE_BYTES = Integer.getInteger(MEGABYTES_PROPERTY, 200) * 1_000_000;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** SYN, its acknowledgement, the request, FIN. */
  private static final int FRAMES_PER_REQUEST = 4;

  private static final String FROM_SWITCH = "tcp.dstport == 8080 || udp.dstport == 6080";

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
    assertBalances(form(mode, vip, backends), vip);
    assertDownloads(mode, vip);
    assertUploads(ModesLab.STANDARD_BYTES - overheadBytes(mode, backends), vip);
  }

  private static void assertBalances(String form, int vip) throws Exception {
    long before = connections();
    Path atServer = folder.resolve("server.pcap");
    LabProgram capture = Capture.start(lab.webs.getFirst(), atServer);
    String urls = server(vip) + "/[1-" + REQUESTS + "]";
    String answers = lab.client.run("curl", "-sS", "-m", "30", "-H", "Connection: close", urls);

    assertThat(answers.lines()).hasSize(REQUESTS);
    assertThat(answers.lines().distinct()).containsExactlyInAnyOrder("web1", "web2", "web3");
    eventually(() -> assertThat(connections() - before).isEqualTo(REQUESTS));
    long first = answers.lines().filter("web1"::equals).count();
    eventually(
        () ->
            assertThat(Capture.frames(atServer, form))
                .as("frames with " + form)
                .isGreaterThanOrEqualTo(first * FRAMES_PER_REQUEST));
    capture.close();
    assertThat(Capture.badChecksums(atServer, FROM_SWITCH)).isEmpty();
  }

  /** The server meets the narrow way to the client, however far its packets go past the switch. */
  private static void assertDownloads(ForwardingMode mode, int vip) throws IOException {
    boolean fullNat = mode == ForwardingMode.FORWARDING_MODE_FULL_NAT;
    String peer = fullNat ? ModesLab.switchAt(vip) : ModesLab.clientAt(vip);
    lab.forgetMtus();
    assertThat(lab.serversThatKnowTheNarrowWay(peer)).as("before the download").isZero();
    Path copy = folder.resolve("copy");
    LabProgram.Result result =
        lab.client
            .start("curl", "-sS", "-o", copy.toString(), server(vip) + "/file")
            .awaitEnd(PATIENCE);
    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(Download.hash(copy)).isEqualTo(fileHash);
    assertThat(lab.serversThatKnowTheNarrowWay(peer)).as("after the download").isOne();
  }

  /** The client meets what tunnels leave of the MTU towards the servers. */
  private static void assertUploads(int mtuBytes, int vip) throws IOException {
    Path copy = folder.resolve("upload").resolve("copy");
    Files.deleteIfExists(copy);
    lab.forgetMtus();
    LabProgram.Result result =
        lab.client
            .start(
                "curl",
                "-sS",
                "-T",
                folder.resolve("file").toString(),
                server(vip) + "/upload/copy")
            .awaitEnd(PATIENCE);
    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(Download.hash(copy)).isEqualTo(fileHash);
    assertThat(lab.clientMtuBytes(ModesLab.vipAt(vip))).isEqualTo(mtuBytes);
  }

  private static String server(int vip) {
    String address = vip == 4 ? ModesLab.vipAt(4) : "[" + ModesLab.vipAt(6) + "]";
    return "http://" + address + ":8080";
  }

  /** What packets to the first server look like: a filter of Wireshark's. */
  private static String form(ForwardingMode mode, int vip, int backends) {
    String toVip = ends(vip, ModesLab.clientAt(vip), ModesLab.vipAt(vip));
    String outer = ends(backends, ModesLab.switchAt(backends), ModesLab.firstServerAt(backends));
    int inner = vip == 4 ? 4 : 41;
    String wrapped = (backends == 4 ? "ip.proto == " : "ipv6.nxt == ") + inner;
    return switch (mode) {
      case FORWARDING_MODE_NAT ->
          ends(vip, ModesLab.clientAt(vip), ModesLab.firstServerAt(vip)) + " && tcp";
      case FORWARDING_MODE_FULL_NAT -> outer + " && tcp";
      case FORWARDING_MODE_DSR -> toVip + " && tcp && !(ip.proto == 4 || ipv6.nxt == 41)";
      case FORWARDING_MODE_IPIP -> outer + " && " + wrapped + " && " + toVip + " && tcp";
      case FORWARDING_MODE_GUE ->
          outer + " && udp.dstport == 6080 && udp.payload[0:4] == 00:%02x:00:00".formatted(inner);
      case FORWARDING_MODE_UNSPECIFIED, UNRECOGNIZED -> throw new AssertionError(mode);
    };
  }

  private static String ends(int version, String source, String destination) {
    String ip = version == 4 ? "ip" : "ipv6";
    return ip + ".src == " + source + " && " + ip + ".dst == " + destination;
  }

  private static int overheadBytes(ForwardingMode mode, int backends) {
    int outer = backends == 4 ? 20 : 40;
    return switch (mode) {
      case FORWARDING_MODE_IPIP -> outer;
      case FORWARDING_MODE_GUE -> outer + 8 + 4;
      default -> 0;
    };
  }

  private static long connections() {
    return between
        .counters()
        .group(TelemetryKind.SERVICE)
        .value("http", ServiceCounter.CONNECTIONS_NEW);
  }
}
