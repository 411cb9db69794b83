package io.spinlane.agent.nic.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.spinlane.agent.engine.Dataplane;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.agent.telemetry.BackendCounter;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.Counter;
import io.spinlane.agent.telemetry.NicCounter;
import io.spinlane.agent.telemetry.ServiceCounter;
import io.spinlane.agent.telemetry.TelemetryGroup;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.agent.telemetry.TelemetrySnapshot;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.file.Format;
import io.spinlane.topology.file.TopologyFileException;
import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.topology.sample.Samples;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The samples as people run them: the simulated network through the real engine. */
class SimulatedSwitchTest {
  private static final long STEP_NS = TimeUnit.MICROSECONDS.toNanos(100);

  private long nowNs;
  private long generation;
  private final SimWorld world = new SimWorld(() -> nowNs);
  private final PlanCompiler compiler = new PlanCompiler();
  private final FrameStore store = new FrameStore(4096, FrameStore.STANDARD_SLOT_BYTES);
  private final Dataplane switching = Dataplane.stepped(store, () -> nowNs, 1 << 17);
  private final Map<String, Nic> nics = new LinkedHashMap<>();

  @AfterEach
  void close() {
    switching.close();
    store.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"two-nic-nat", "two-cores"})
  void everyConnectionCompletesAndAllCountersAgree(String sample) throws IOException {
    apply(sample(sample, 1000));
    run(10);
    apply(sample(sample, 0));
    run(3);

    SimStatistics machines = world.statistics();
    TelemetrySnapshot counted = switching.telemetry().snapshot();
    long connections = machines.get(SimStatistic.CONNECTIONS_OPENED);
    long exchanges = machines.get(SimStatistic.EXCHANGES_OPENED);
    assertThat(connections).isBetween(4500L, 5500L);
    assertThat(machines.get(SimStatistic.CONNECTIONS_COMPLETED)).isEqualTo(connections);
    assertThat(machines.get(SimStatistic.EXCHANGES_COMPLETED)).isEqualTo(exchanges);
    assertThat(machines.get(SimStatistic.SERVED)).isEqualTo(connections + exchanges);
    assertThat(machines.get(SimStatistic.CHECKSUM_ERRORS)).isZero();
    assertThat(machines.get(SimStatistic.STRAY_FRAMES)).isZero();
    assertThat(machines.get(SimStatistic.REPETITIONS)).isZero();

    TelemetryGroup services = counted.group(TelemetryKind.SERVICE);
    assertThat(services.value("http", ServiceCounter.CONNECTIONS_NEW)).isEqualTo(connections);
    assertThat(services.value("dns", ServiceCounter.CONNECTIONS_NEW)).isEqualTo(exchanges);
    TelemetryGroup backends = counted.group(TelemetryKind.BACKEND);
    assertThat(backends.value("web1", BackendCounter.CONNECTIONS_NEW))
        .isEqualTo(machines.servedByAddress().get("10.0.0.11"));
    assertThat(backends.value("web2", BackendCounter.CONNECTIONS_NEW))
        .isEqualTo(machines.servedByAddress().get("10.0.0.12"));
    assertThat(backends.value("web3", BackendCounter.CONNECTIONS_NEW))
        .isEqualTo(machines.servedByAddress().get("10.0.0.13"));
    assertThat(backends.value("ns1", BackendCounter.CONNECTIONS_NEW))
        .isEqualTo(machines.servedByAddress().get("10.0.0.21"));
    sharedFairly(backends, connections);
    forwardedOnce(counted);
    assertNoDrops(counted);
  }

  /** Both families at once, each with its own clients and servers. */
  @ParameterizedTest
  @ValueSource(strings = {"NAT", "FULL_NAT", "DSR", "IPIP", "GUE"})
  void bothFamiliesAreServed(String mode) throws IOException {
    apply(dualStack(mode, 1000));
    run(10);
    apply(dualStack(mode, 0));
    run(3);
    SimStatistics machines = world.statistics();
    long connections = machines.get(SimStatistic.CONNECTIONS_OPENED);
    long exchanges = machines.get(SimStatistic.EXCHANGES_OPENED);
    assertThat(machines.get(SimStatistic.CONNECTIONS_COMPLETED)).isEqualTo(connections);
    assertThat(machines.get(SimStatistic.EXCHANGES_COMPLETED)).isEqualTo(exchanges);
    assertThat(machines.get(SimStatistic.CHECKSUM_ERRORS)).isZero();
    assertThat(machines.get(SimStatistic.STRAY_FRAMES)).isZero();
    assertThat(machines.get(SimStatistic.REPETITIONS)).isZero();
    TelemetrySnapshot counted = switching.telemetry().snapshot();
    TelemetryGroup services = counted.group(TelemetryKind.SERVICE);
    assertThat(services.value("http6", ServiceCounter.CONNECTIONS_NEW)).isBetween(2200L, 2800L);
    assertThat(services.value("http", ServiceCounter.CONNECTIONS_NEW)).isBetween(2200L, 2800L);
    assertThat(services.value("dns6", ServiceCounter.CONNECTIONS_NEW)).isBetween(2200L, 2800L);
    assertThat(
            services.value("http6", ServiceCounter.CONNECTIONS_NEW)
                + services.value("dns6", ServiceCounter.CONNECTIONS_NEW))
        .isEqualTo(
            machines.servedByAddress().getOrDefault("2001:db8:1::11", 0L)
                + machines.servedByAddress().getOrDefault("2001:db8:1::12", 0L));
    assertNoDrops(counted);
  }

  private static Topology dualStack(String mode, int connectionsPerSecond) throws IOException {
    String text =
        """
        nics:
          - {id: ext0, driver: SIM, side: CLIENT, queues: 2, addresses: [203.0.113.1/24, "2001:db8:e::1/64"],
             sim: {clients: 40, connectionsPerSecond: RATE}}
          - {id: int0, driver: SIM, side: SERVER, queues: 2, addresses: [10.0.0.1/24, "2001:db8:1::1/64"]}
        routes: [{prefix: "::/0", via: "2001:db8:e::fe", nic: ext0}]
        cores: [{id: sw1, cpu: 1, role: SWITCH}, {id: sw2, cpu: 2, role: SWITCH}]
        lanes:
          - {nic: ext0, queue: 0, core: sw1}
          - {nic: ext0, queue: 1, core: sw2}
          - {nic: int0, queue: 0, core: sw1}
          - {nic: int0, queue: 1, core: sw2}
        vips:
          - {id: www, address: 203.0.113.10, nics: [ext0]}
          - {id: www6, address: "2001:db8:e::10", nics: [ext0]}
        services:
          - {id: http, vip: www, protocol: TCP, ports: ["80"], mode: MODE, pool: web}
          - {id: dns, vip: www, protocol: UDP, ports: ["53"], mode: MODE, pool: web}
          - {id: http6, vip: www6, protocol: TCP, ports: ["80"], mode: MODE, pool: web6}
          - {id: dns6, vip: www6, protocol: UDP, ports: ["53"], mode: MODE, pool: web6}
        pools:
          - {id: web, backends: [{id: web1, address: 10.0.0.11}]}
          - id: web6
            backends: [{id: web61, address: "2001:db8:1::11"}, {id: web62, address: "2001:db8:1::12"}]
        """
            .replace("MODE", mode)
            .replace("RATE", String.valueOf(connectionsPerSecond));
    try {
      return TopologyFiles.read(text, Format.YAML, "test").topology();
    } catch (TopologyFileException e) {
      throw new IOException(e);
    }
  }

  /** Three back-ends of equal weight: five standard deviations around a third. */
  private static void sharedFairly(TelemetryGroup backends, long connections) {
    double deviation = Math.sqrt(connections * (1 / 3.0) * (2 / 3.0));
    for (String id : new String[] {"web1", "web2", "web3"}) {
      assertThat((double) backends.value(id, BackendCounter.CONNECTIONS_NEW))
          .as(id)
          .isBetween(connections / 3.0 - 5 * deviation, connections / 3.0 + 5 * deviation);
    }
  }

  /** Packets in, packets out, packets of services and packets of back-ends are the same packets. */
  private static void forwardedOnce(TelemetrySnapshot counted) {
    TelemetryGroup services = counted.group(TelemetryKind.SERVICE);
    TelemetryGroup backends = counted.group(TelemetryKind.BACKEND);
    TelemetryGroup cores = counted.group(TelemetryKind.CORE);
    TelemetryGroup all = counted.group(TelemetryKind.NIC);
    long requests = services.sum(ServiceCounter.CLIENT_PACKETS);
    long answers = services.sum(ServiceCounter.SERVER_PACKETS);
    assertThat(requests).isPositive();
    assertThat(backends.sum(BackendCounter.CLIENT_PACKETS)).isEqualTo(requests);
    assertThat(backends.sum(BackendCounter.SERVER_PACKETS)).isEqualTo(answers);
    assertThat(backends.sum(BackendCounter.CLIENT_BYTES))
        .isEqualTo(services.sum(ServiceCounter.CLIENT_BYTES));
    assertThat(cores.sum(CoreCounter.FORWARD_PACKETS)).isEqualTo(requests + answers);
    assertThat(all.sum(NicCounter.RECEIVE_PACKETS))
        .isEqualTo(cores.sum(CoreCounter.RECEIVE_PACKETS));
    assertThat(all.sum(NicCounter.TRANSMIT_PACKETS))
        .isEqualTo(cores.sum(CoreCounter.TRANSMIT_PACKETS));
    assertThat(cores.sum(CoreCounter.RECEIVE_PACKETS))
        .isEqualTo(
            requests
                + answers
                + cores.sum(CoreCounter.ARP_REQUESTS_ANSWERED)
                + cores.sum(CoreCounter.ARP_REPLIES_RECEIVED)
                + cores.sum(CoreCounter.ARP_IGNORED));
  }

  private static void assertNoDrops(TelemetrySnapshot counted) {
    for (TelemetryGroup group : counted.groups()) {
      for (Counter counter : group.counters()) {
        if (counter.dropReason()) {
          assertThat(group.sum(counter)).as(counter.contractName()).isZero();
        }
      }
    }
  }

  @Test
  void connectionsSurviveAChangeOfTheBackends() throws IOException {
    Topology before = sample(Samples.FIRST, 500);
    Topology.Builder slow = before.toBuilder();
    slow.getNicsBuilder(1).getSimBuilder().setResponseBytes(500_000);
    apply(slow.build());
    run(3);
    Topology.Builder more = slow.build().toBuilder();
    more.getPoolsBuilder(0)
        .addBackendsBuilder()
        .setId("web4")
        .setAddress("10.0.0.14")
        .setPort(8080);
    apply(more.build());
    run(3);
    more.getNicsBuilder(0).getSimBuilder().setConnectionsPerSecond(0);
    apply(more.build());
    run(5);
    SimStatistics machines = world.statistics();
    assertThat(machines.get(SimStatistic.CONNECTIONS_COMPLETED))
        .isEqualTo(machines.get(SimStatistic.CONNECTIONS_OPENED))
        .isPositive();
    assertThat(machines.servedByAddress().get("10.0.0.14")).isPositive();
    assertNoDrops(switching.telemetry().snapshot());
  }

  @Test
  void allocatesNothingInSteadyState() throws IOException {
    apply(sample(Samples.FIRST, 5000));
    run(10);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();
    long framesBefore = frames();
    long before = threads.getThreadAllocatedBytes(thread);
    run(5);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    long passed = frames() - framesBefore;
    assertThat(passed).isGreaterThan(100_000);
    assertThat(allocated).as("bytes for %d frames", passed).isLessThan(passed / 10);
  }

  private long frames() {
    return switching
        .telemetry()
        .snapshot()
        .group(TelemetryKind.CORE)
        .sum(CoreCounter.RECEIVE_PACKETS);
  }

  private static Topology sample(String id, int connectionsPerSecond) {
    Topology.Builder topology = Samples.find(id).orElseThrow().topology().toBuilder();
    topology
        .getNicsBuilder(0)
        .setSim(SimSettings.newBuilder().setConnectionsPerSecond(connectionsPerSecond));
    return topology.build();
  }

  /** As the agent does: machines first, so that nobody is asked who is not there yet. */
  private void apply(Topology topology) throws IOException {
    world.update(topology);
    topology
        .getNicsList()
        .forEach(
            nic ->
                nics.computeIfAbsent(
                    nic.getId(),
                    id ->
                        world.open(
                            new SimConfig(
                                id,
                                0x0200_0000_0000L + nics.size() + 1,
                                Defaults.mtuBytes(nic),
                                Defaults.queues(nic),
                                nic.getSim().getSeed()),
                            2)));
    Map<String, NicInfo> infos = new LinkedHashMap<>();
    nics.forEach((id, nic) -> infos.put(id, nic.info()));
    switching.apply(
        compiler.compile(topology, ++generation, infos.values()),
        nics,
        new Dataplane.Progress() {
          @Override
          public void published(long published) {}

          @Override
          public void acknowledged(String coreId, long delayNs) {}
        });
  }

  private void run(double seconds) {
    long end = nowNs + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    while (nowNs < end) {
      nowNs += STEP_NS;
      int _ = switching.step();
    }
  }
}
