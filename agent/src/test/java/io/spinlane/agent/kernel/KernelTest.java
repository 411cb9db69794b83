package io.spinlane.agent.kernel;

import static io.spinlane.agent.kernel.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import io.spinlane.agent.telemetry.BackendCounter;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.Counter;
import io.spinlane.agent.telemetry.NicCounter;
import io.spinlane.agent.telemetry.ServiceCounter;
import io.spinlane.agent.telemetry.TelemetryGroup;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.agent.telemetry.TelemetrySnapshot;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real clients, real servers, the real engine on AF_PACKET. The length of the download during which
 * plans change is the system property {@value #SECONDS_PROPERTY}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KernelTest {
  static final String SECONDS_PROPERTY = "spinlane.kernel.downloadSeconds";

  private static final int SECONDS = Integer.getInteger(SECONDS_PROPERTY, 15);
  private static final int FILE_BYTES = 200_000_000;
  private static final int CURLS = 3;
  private static final int REQUESTS = 1000;

  /** Kinds that are sent in two ways: data offset, UDP length. */
  private static final Map<CoreCounter, Long> TIMES =
      Map.of(CoreCounter.DROP_TCP_HEADER, 2L, CoreCounter.DROP_UDP_LENGTH, 2L);

  /** Sends one packet of every kind to the VIP. */
  private static final String MALFORMED =
      """
      from scapy.all import *
      conf.verb = 0
      vip, me = "203.0.113.10", "203.0.113.2"
      mac = getmacbyip(vip)
      ether = Ether(dst=mac)
      def ip(**fields):
        return IP(**{**dict(src=me, dst=vip), **fields})
      tcp = TCP(sport=5000, dport=80, flags="S")
      udp = UDP(sport=5000, dport=7)
      frames = [
        raw(ether/ip()/tcp)[:20],
        ether/ip(ihl=4)/tcp,
        ether/ip(len=1400)/tcp,
        ether/ip(len=19)/tcp,
        ether/ip(chksum=0x1234)/tcp,
        ether/ip()/TCP(sport=5000, dport=80, flags="S", dataofs=4),
        ether/ip()/TCP(sport=5000, dport=80, flags="S", dataofs=15),
        ether/ip()/UDP(sport=5000, dport=7, len=7),
        ether/ip()/UDP(sport=5000, dport=7, len=900),
        ether/ip(src=vip)/tcp,
        ether/ip(src="127.0.0.1")/tcp,
        ether/ip(frag=8191, proto=17)/Raw(b"x" * 100),
      ]
      for frame in frames:
        sendp(Raw(frame) if isinstance(frame, bytes) else frame, iface="eth0")
      """;

  @TempDir private static Path folder;
  private static String fileHash = "";
  private static WebLab lab;
  private static LabSwitch between;

  @BeforeAll
  static void build() throws Exception {
    fileHash = Download.write(folder.resolve("file"), FILE_BYTES);
    lab = new WebLab(folder);
    between = new LabSwitch(lab.agent, topology());
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

  /** With a core for each NIC. */
  private static Topology topology() throws TopologyFileException {
    Topology.Builder topology =
        TopologyFiles.read(WebLab.TOPOLOGY, Format.YAML, "lab").topology().toBuilder();
    topology.addCores(topology.getCores(1).toBuilder().setId("sw2").setCpu(2));
    topology.getLanesBuilder(1).setCore("sw2");
    return topology.build();
  }

  @Test
  void balancesNewConnectionsAndCountsThemExactly() throws Exception {
    TelemetrySnapshot before = between.counters();
    long[] loggedBefore = logged("/new");
    List<LabProgram> curls = new ArrayList<>();
    for (int i = 0; i < CURLS; i++) {
      String urls = "http://" + WebLab.VIP + "/new/" + i + "/[1-" + REQUESTS + "]";
      curls.add(lab.client.start("curl", "-sS", "-m", "30", "-H", "Connection: close", urls));
    }
    List<String> answers = new ArrayList<>();
    for (LabProgram curl : curls) {
      LabProgram.Result result = curl.awaitEnd();
      assertThat(result.exit()).as(result.output()).isZero();
      answers.addAll(result.output().lines().toList());
    }
    assertThat(answers).hasSize(CURLS * REQUESTS);

    // A server writes its log after it has answered.
    eventually(
        () ->
            assertThat(Arrays.stream(logged("/new")).sum())
                .isEqualTo(Arrays.stream(loggedBefore).sum() + answers.size()));
    TelemetrySnapshot after = between.counters();
    long[] logged = logged("/new");
    double deviation = Math.sqrt(answers.size() * (1 / 3.0) * (2 / 3.0));
    for (int i = 0; i < WebLab.SERVERS; i++) {
      String id = "web" + (i + 1);
      long answered = answers.stream().filter(id::equals).count();
      assertThat(logged[i] - loggedBefore[i]).as("log of " + id).isEqualTo(answered);
      assertThat(grown(before, after, TelemetryKind.BACKEND, id, BackendCounter.CONNECTIONS_NEW))
          .as("counter of " + id)
          .isEqualTo(answered);
      assertThat((double) answered)
          .as("share of " + id)
          .isBetween(answers.size() / 3.0 - 5 * deviation, answers.size() / 3.0 + 5 * deviation);
    }
    assertThat(grown(before, after, TelemetryKind.SERVICE, "http", ServiceCounter.CONNECTIONS_NEW))
        .isEqualTo(answers.size());
    assertNoDrops(before, after);
  }

  @Test
  void carriesALargeDownloadIntact() throws IOException {
    assertThat(download("file")).isEqualTo(fileHash);
  }

  @Test
  void changesThePlanDuringADownload() throws Exception {
    TelemetrySnapshot before = between.counters();
    Path target = folder.resolve("slow-copy");
    lab.slow(FILE_BYTES / SECONDS);
    LabProgram download = Download.start(lab.client, WebLab.VIP, target);
    for (int change = 0; change < 10; change++) {
      Download.awaitSize(target, (change + 1) * 1_000_000L, download);
      Topology.Builder next = topology().toBuilder();
      next.getPoolsBuilder(0).getBackendsBuilder(change % 3).setWeight(change * 10 + 1);
      if (change % 2 == 0) {
        next.getPoolsBuilder(0)
            .addBackendsBuilder()
            .setId("web4")
            .setAddress("10.0.0.13")
            .setPort(8080 + change);
      }
      between.apply(next.build());
      assertThat(between.acknowledged).containsExactlyInAnyOrder("sw1", "sw2");
    }
    LabProgram.Result result = download.awaitEnd(Duration.ofSeconds(60 + 2 * SECONDS));
    lab.fast();
    between.apply(topology());
    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(Download.hash(target)).isEqualTo(fileHash);
    assertNoDrops(before, between.counters());
  }

  @Test
  void echoesDatagramsAndPings() throws Exception {
    TelemetrySnapshot before = between.counters();
    assertThat(lab.echo("hello")).isEqualTo("hello");
    eventually(
        () ->
            assertThat(
                    grown(
                        before,
                        between.counters(),
                        TelemetryKind.SERVICE,
                        "udp",
                        ServiceCounter.SERVER_PACKETS))
                .isOne());
    assertThat(lab.ping(WebLab.VIP)).contains("3 received");
  }

  @Test
  void everyChecksumOnTheWireIsRight() throws Exception {
    List<LabNamespace> ends = new ArrayList<>(lab.webs);
    ends.add(lab.client);
    // Otherwise the sender leaves checksums to a card that is not there, and captures show that.
    for (LabNamespace end : ends) {
      end.run("ethtool", "-K", "eth0", "tx", "off");
    }
    Path atClient = folder.resolve("client.pcap");
    Path atServer = folder.resolve("server.pcap");
    LabProgram first = Capture.start(lab.client, atClient);
    LabProgram second = Capture.start(lab.webs.getFirst(), atServer);
    TelemetrySnapshot before = between.counters();
    String urls = "http://" + WebLab.VIP + "/wire/[1-100]";
    lab.client.run("curl", "-sS", "-m", "30", "-H", "Connection: close", urls);
    assertThat(lab.echo("hello")).isEqualTo("hello");
    assertThat(lab.ping(WebLab.VIP)).contains("3 received");
    // The last acknowledgements may still be on their way when the programs have ended.
    eventually(() -> assertThat(atNic(before)).isEqualTo(Capture.frames(atClient, "frame")));
    TelemetrySnapshot after = between.counters();
    first.close();
    second.close();
    for (LabNamespace end : ends) {
      end.run("ethtool", "-K", "eth0", "tx", "on");
    }
    for (Path file : List.of(atClient, atServer)) {
      assertThat(Capture.frames(file, "tcp")).as("TCP in " + file).isGreaterThan(100);
      assertThat(Capture.badChecksums(file, "frame")).as("bad checksums in " + file).isEmpty();
      assertThat(Capture.frames(file, "tcp.flags.reset==1")).as("resets in " + file).isZero();
    }
    assertNoDrops(before, after);
  }

  /** Frames that passed the clients' NIC, both ways. */
  private static long atNic(TelemetrySnapshot before) {
    TelemetrySnapshot now = between.counters();
    return grown(before, now, TelemetryKind.NIC, "ext0", NicCounter.RECEIVE_PACKETS)
        + grown(before, now, TelemetryKind.NIC, "ext0", NicCounter.TRANSMIT_PACKETS);
  }

  /**
   * Each kind of broken packet is refused, and its own counter says so. A VLAN tag that is cut off
   * is not among them: the kernel drops it before any packet socket sees it.
   */
  @Test
  void refusesMalformedPacketsByReason() throws Exception {
    TelemetrySnapshot before = between.counters();
    lab.client.run("/usr/bin/python3", "-c", MALFORMED);
    Map<String, Long> expected = new TreeMap<>();
    for (CoreCounter counter :
        List.of(
            CoreCounter.DROP_RUNT,
            CoreCounter.DROP_IPV4_HEADER_LENGTH,
            CoreCounter.DROP_IPV4_TOTAL_TOO_LONG,
            CoreCounter.DROP_IPV4_TOTAL_TOO_SHORT,
            CoreCounter.DROP_IPV4_CHECKSUM,
            CoreCounter.DROP_TCP_HEADER,
            CoreCounter.DROP_UDP_LENGTH,
            CoreCounter.DROP_LAND,
            CoreCounter.DROP_MARTIAN_SOURCE,
            CoreCounter.DROP_FRAGMENT_OVERFLOW)) {
      expected.put(counter.contractName(), TIMES.getOrDefault(counter, 1L));
    }
    eventually(() -> assertThat(drops(before)).isEqualTo(expected));
  }

  /** What cores have dropped since, by reason; reasons that did not occur are left out. */
  private static Map<String, Long> drops(TelemetrySnapshot before) {
    TelemetryGroup then = before.group(TelemetryKind.CORE);
    TelemetryGroup now = between.counters().group(TelemetryKind.CORE);
    Map<String, Long> drops = new TreeMap<>();
    for (Counter counter : now.counters()) {
      long count = now.sum(counter) - then.sum(counter);
      if (counter.dropReason() && count > 0) {
        drops.put(counter.contractName(), count);
      }
    }
    return drops;
  }

  private static String download(String path) throws IOException {
    Path target = folder.resolve("copy");
    lab.client.run(
        "curl", "-sS", "-m", "50", "-o", target.toString(), "http://" + WebLab.VIP + "/" + path);
    return Download.hash(target);
  }

  private static long[] logged(String path) throws IOException {
    long[] counts = new long[WebLab.SERVERS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = lab.logged(i + 1, path);
    }
    return counts;
  }

  private static long grown(
      TelemetrySnapshot before,
      TelemetrySnapshot after,
      TelemetryKind kind,
      String id,
      Counter counter) {
    return after.group(kind).value(id, counter) - before.group(kind).value(id, counter);
  }

  /** Frames for other stations, such as the hosts' own multicasts, are none of the traffic. */
  private static void assertNoDrops(TelemetrySnapshot before, TelemetrySnapshot after) {
    for (TelemetryGroup group : after.groups()) {
      for (Counter counter : group.counters()) {
        if (counter.dropReason() && counter != CoreCounter.DROP_NOT_FOR_US) {
          assertThat(group.sum(counter) - before.group(group.kind()).sum(counter))
              .as(counter.contractName())
              .isZero();
        }
      }
    }
  }
}
