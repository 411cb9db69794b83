package io.spinlane.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.FramePool;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.Counter;
import io.spinlane.agent.telemetry.TelemetryGroup;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A stepped data plane between two test NICs, with a clock moved by hand.
 *
 * <pre>
 *   gateway 203.0.113.254 ── ext0 203.0.113.1, VIP 203.0.113.10 │ int0 10.0.0.1 ── web1, web2, ns1
 *   (02:00:00:00:00:fe)         (02:00:00:00:00:01)                (…:02)          (…:11, :12, :21)
 * </pre>
 *
 * <p>Closing it checks that every frame is accounted for: each that came was counted as one thing,
 * and all frames are free again.
 */
final class TestSwitch implements AutoCloseable {
  static final String NICS =
      """
      nics:
        - {id: ext0, driver: SIM, side: CLIENT, addresses: [203.0.113.1/24]}
        - {id: int0, driver: SIM, side: SERVER, addresses: [10.0.0.1/24]}
      routes: [{prefix: 0.0.0.0/0, via: 203.0.113.254, nic: ext0}]
      vips: [{id: www, address: 203.0.113.10, nics: [ext0]}]
      """;
  static final String CORE =
      """
      cores: [{id: sw1, cpu: 1, role: SWITCH}]
      lanes:
        - {nic: ext0, queue: 0, core: sw1}
        - {nic: int0, queue: 0, core: sw1}
      """;
  static final String SERVICES =
      """
      services:
        - {id: http, vip: www, protocol: TCP, ports: ["80"], scheduler: ROUND_ROBIN, pool: web}
        - {id: dns, vip: www, protocol: UDP, ports: ["53"], scheduler: ROUND_ROBIN, pool: ns}
      """;
  static final String POOLS =
      """
      pools:
        - id: web
          backends: [{id: web1, address: 10.0.0.11, port: 8080}]
        - id: ns
          backends: [{id: ns1, address: 10.0.0.21}]
      """;

  /** The same in both families, with a mode in the place of MODE. */
  static final String DUAL_STACK =
      """
      nics:
        - {id: ext0, driver: SIM, side: CLIENT, addresses: [203.0.113.1/24, "2001:db8:e::1/64"]}
        - {id: int0, driver: SIM, side: SERVER, addresses: [10.0.0.1/24, "2001:db8:1::1/64"]}
      routes:
        - {prefix: 0.0.0.0/0, via: 203.0.113.254, nic: ext0}
        - {prefix: "::/0", via: "2001:db8:e::fe", nic: ext0}
      vips:
        - {id: www, address: 203.0.113.10, nics: [ext0]}
        - {id: www6, address: "2001:db8:e::10", nics: [ext0]}
      """
          + CORE
          + """
          services:
            - {id: http, vip: www, protocol: TCP, ports: ["80"], mode: MODE, pool: web}
            - {id: dns, vip: www, protocol: UDP, ports: ["53"], mode: MODE, pool: ns}
            - {id: http6, vip: www6, protocol: TCP, ports: ["80"], mode: MODE, pool: web6}
            - {id: dns6, vip: www6, protocol: UDP, ports: ["53"], mode: MODE, pool: ns6}
          pools:
            - id: web
              backends: [{id: web1, address: 10.0.0.11, port: 8080}]
            - id: ns
              backends: [{id: ns1, address: 10.0.0.21}]
            - id: web6
              backends: [{id: web61, address: "2001:db8:1::11", port: 8080}]
            - id: ns6
              backends: [{id: ns61, address: "2001:db8:1::21"}]
          """;

  static final String GATEWAY = "02:00:00:00:00:fe";
  static final String EXT0 = "02:00:00:00:00:01";
  static final String INT0 = "02:00:00:00:00:02";

  /** Frames that came, or that the switch made itself, end as one of these or as a drop. */
  private static final CoreCounter[] TAKEN = {
    CoreCounter.FORWARD_PACKETS,
    CoreCounter.ARP_REQUESTS_ANSWERED,
    CoreCounter.ARP_REPLIES_RECEIVED,
    CoreCounter.ARP_IGNORED,
    CoreCounter.ARP_CONFLICTS,
    CoreCounter.NDP_SOLICITATIONS_ANSWERED,
    CoreCounter.NDP_ADVERTISEMENTS_RECEIVED,
    CoreCounter.NDP_IGNORED,
    CoreCounter.NDP_CONFLICTS,
    CoreCounter.ECHO_ANSWERED,
    CoreCounter.SYN_COOKIES_SENT
  };

  private static final CoreCounter[] HANDED_OVER = {
    CoreCounter.FORWARD_PACKETS,
    CoreCounter.ARP_REQUESTS_ANSWERED,
    CoreCounter.ECHO_ANSWERED,
    CoreCounter.RESETS_SENT,
    CoreCounter.ICMP_ERRORS_SENT,
    CoreCounter.NDP_SOLICITATIONS_ANSWERED,
    CoreCounter.NDP_SOLICITATIONS_SENT,
    CoreCounter.NDP_ANNOUNCEMENTS_SENT,
    CoreCounter.SYN_COOKIES_SENT,
    CoreCounter.HANDSHAKES_FINISHED,
    CoreCounter.ARP_REQUESTS_SENT,
    CoreCounter.ARP_ANNOUNCEMENTS_SENT
  };

  private static final int FRAMES = 1024;

  final TestNic ext0 = new TestNic("ext0", EXT0, 2);
  final TestNic int0 = new TestNic("int0", INT0, 2);
  final FrameStore store = new FrameStore(FRAMES, FrameStore.STANDARD_SLOT_BYTES);
  final Dataplane dataplane;
  private final PlanCompiler compiler = new PlanCompiler();
  private final Map<CoreCounter, Long> marked = new EnumMap<>(CoreCounter.class);
  private long generation;
  private long nowNs;

  /** A running switch that knows its neighbours, its announcements over. */
  TestSwitch() {
    this(0, NICS + CORE + SERVICES + POOLS);
    meet();
  }

  /** As above, in both families with all services in one mode. */
  static TestSwitch dualStack(String mode) {
    return met(DUAL_STACK.replace("MODE", mode));
  }

  /** A switch of some topology that knows the neighbours of both families. */
  static TestSwitch met(String topology) {
    TestSwitch between = new TestSwitch(0, topology);
    between.introduce6();
    between.meet();
    between.introduce6();
    between.mark();
    return between;
  }

  /** One that has just been given a topology. */
  TestSwitch(long startNs, String topology) {
    nowNs = startNs;
    dataplane = Dataplane.stepped(store, () -> nowNs, 256);
    apply(topology);
  }

  void apply(String yaml) {
    try {
      var topology = TopologyFiles.read(yaml, Format.YAML, "test").topology();
      Map<String, Nic> open = new LinkedHashMap<>();
      for (TestNic nic : List.of(ext0, int0)) {
        if (topology.getNicsList().stream().anyMatch(drawn -> drawn.getId().equals(nic.id()))) {
          open.put(nic.id(), nic);
        }
      }
      dataplane.apply(
          compiler.compile(topology, ++generation, open.values().stream().map(Nic::info).toList()),
          open,
          NO_PROGRESS);
      compiler.published();
    } catch (TopologyFileException e) {
      throw new IllegalArgumentException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static final Dataplane.Progress NO_PROGRESS =
      new Dataplane.Progress() {
        @Override
        public void published(long generation) {}

        @Override
        public void acknowledged(String coreId, long delayNs) {}
      };

  /** Lets the announcements pass and the neighbours introduce themselves. */
  void meet() {
    for (int second = 0; second < 4; second++) {
      after(1000);
    }
    introduce();
    ext0.sent();
    int0.sent();
    mark();
  }

  void introduce() {
    ext0.arrive(Packet.arpRequest(GATEWAY, "203.0.113.254", "203.0.113.1").bytes());
    for (int host : new int[] {11, 12, 13, 21}) {
      int0.arrive(Packet.arpRequest(server(host), "10.0.0." + host, "10.0.0.1").bytes());
    }
    step();
  }

  void introduce6() {
    ext0.arrive(Icmpv6.solicitation(GATEWAY, "2001:db8:e::fe", "2001:db8:e::1").bytes());
    for (int host : new int[] {11, 12, 13, 21}) {
      int0.arrive(
          Icmpv6.solicitation(server(host), "2001:db8:1::" + host, "2001:db8:1::1").bytes());
    }
    step();
    ext0.sent();
    int0.sent();
  }

  static String server(int host) {
    return "02:00:00:00:00:" + host;
  }

  /** One round a millisecond later. */
  void step() {
    nowNs += 1_000_000;
    dataplane.step();
  }

  /** Moves the clock and works one round. */
  void after(long milliseconds) {
    nowNs += milliseconds * 1_000_000;
    dataplane.step();
  }

  /** What leaves towards the clients after frames arrived there. */
  List<byte[]> clientSends(byte[]... frames) {
    ext0.arrive(frames);
    step();
    return int0.sent();
  }

  /** What leaves towards the clients after frames arrived from the servers. */
  List<byte[]> serverSends(byte[]... frames) {
    int0.arrive(frames);
    step();
    return ext0.sent();
  }

  /** From now on {@link #counted} begins at zero. */
  void mark() {
    TelemetryGroup cores = group(TelemetryKind.CORE);
    for (CoreCounter counter : CoreCounter.values()) {
      marked.put(counter, cores.sum(counter));
    }
  }

  /** What the cores have counted since, but for rounds, time, bytes and plain in and out. */
  Map<CoreCounter, Long> counted() {
    Map<CoreCounter, Long> changes = new EnumMap<>(CoreCounter.class);
    TelemetryGroup cores = group(TelemetryKind.CORE);
    for (CoreCounter counter : CoreCounter.values()) {
      long change = cores.sum(counter) - marked.getOrDefault(counter, 0L);
      if (change != 0 && counter.compareTo(CoreCounter.FORWARD_PACKETS) >= 0) {
        changes.put(counter, change);
      }
    }
    return changes;
  }

  long sum(CoreCounter counter) {
    return group(TelemetryKind.CORE).sum(counter);
  }

  long value(TelemetryKind kind, String id, Counter counter) {
    return group(kind).value(id, counter);
  }

  private TelemetryGroup group(TelemetryKind kind) {
    return dataplane.telemetry().snapshot().group(kind);
  }

  @Override
  public void close() {
    dataplane.close();
    long drops = 0;
    for (CoreCounter counter : CoreCounter.values()) {
      drops += counter.dropReason() ? sum(counter) : 0;
    }
    long late = sum(CoreCounter.DROP_TRANSMIT_FULL);
    assertThat(sum(CoreCounter.RECEIVE_PACKETS))
        .as("each received frame is counted as one thing")
        .isEqualTo(sumOf(TAKEN) + drops - late - sum(CoreCounter.DROP_NO_FRAME) - moreByCutting());
    assertThat(sum(CoreCounter.TRANSMIT_PACKETS) + late)
        .as("each frame sent was counted as one thing")
        .isEqualTo(sumOf(HANDED_OVER));
    assertThat(ext0.breaches() + int0.breaches()).as("breaches of the NIC contract").isZero();
    assertThat(free(store)).as("free frames at the end").isEqualTo(FRAMES);
    store.close();
  }

  /** Frames there are more than before, because larger ones were cut. */
  private long moreByCutting() {
    return sum(CoreCounter.SEGMENTS_CUT) - sum(CoreCounter.FRAMES_SEGMENTED);
  }

  private long sumOf(CoreCounter[] counters) {
    long sum = 0;
    for (CoreCounter counter : counters) {
      sum += sum(counter);
    }
    return sum;
  }

  static int free(FrameStore store) {
    FramePool pool = new FramePool(store, Frame.OWNER_APPLICATION);
    List<Integer> frames = new ArrayList<>();
    for (int frame = pool.take(); frame != Frame.NONE; frame = pool.take()) {
      frames.add(frame);
    }
    frames.forEach(pool::give);
    pool.drain();
    return frames.size();
  }
}
