package io.spinlane.agent.nic.sim;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Durations;
import com.sun.management.ThreadMXBean;
import io.spinlane.v1.SimSettings;
import io.spinlane.v1.Topology;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimWorldTest {
  private static final long STEP_NS = TimeUnit.MICROSECONDS.toNanos(100);
  private static final int QUEUES = 2;
  private static final int RESPONSE_BYTES = 4000;
  private static final int REPLY_BYTES = 1472;

  private long nowNs;
  private final SimWorld world = new SimWorld(() -> nowNs);
  private final StaticNat nat =
      new StaticNat(open("ext0", StaticNat.CLIENT_NIC_MAC), open("int0", StaticNat.SERVER_NIC_MAC));

  private SimNic open(String id, long mac) {
    return world.open(new SimConfig(id, mac, 1500, QUEUES, 7), 1);
  }

  @AfterEach
  void close() {
    nat.close();
  }

  @Test
  void everyConnectionCompletesAndTheNumbersAddUp() {
    world.update(Worlds.with(rate(500)));
    run(10);
    world.update(Worlds.with(rate(0)));
    run(5);
    SimStatistics all = world.statistics();
    long connections = all.get(SimStatistic.CONNECTIONS_OPENED);
    long exchanges = all.get(SimStatistic.EXCHANGES_OPENED);
    assertThat(connections + exchanges).isBetween(4600L, 5400L);
    assertThat(all.get(SimStatistic.CONNECTIONS_COMPLETED)).isEqualTo(connections);
    assertThat(all.get(SimStatistic.EXCHANGES_COMPLETED)).isEqualTo(exchanges);
    assertThat(all.get(SimStatistic.SERVED)).isEqualTo(connections + exchanges);
    assertThat(all.servedByAddress().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(connections + exchanges);
    assertThat(all.servedByAddress()).hasSize(5);
    assertThat(all.get(SimStatistic.CLIENT_BYTES_RECEIVED))
        .isEqualTo(connections * RESPONSE_BYTES + exchanges * REPLY_BYTES);
    assertThat(all.get(SimStatistic.SERVER_BYTES_RECEIVED))
        .isEqualTo((connections + exchanges) * 200);
    assertNothingOf(
        all,
        SimStatistic.CHECKSUM_ERRORS,
        SimStatistic.STRAY_FRAMES,
        SimStatistic.RESETS_SENT,
        SimStatistic.REPETITIONS,
        SimStatistic.SLOTS_EXHAUSTED,
        SimStatistic.ANSWERS_DROPPED);
    assertThat(Arrays.stream(nat.framesByQueue).min().orElse(0))
        .as("frames by queue %s", Arrays.toString(nat.framesByQueue))
        .isGreaterThan(Arrays.stream(nat.framesByQueue).sum() / QUEUES * 8 / 10);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 20})
  void lossesAreRepaired(int lossOneIn) {
    nat.lossOneIn = lossOneIn;
    Topology.Builder large = Worlds.with(rate(500)).toBuilder();
    large.getNicsBuilder(1).getSimBuilder().setResponseBytes(100_000);
    world.update(large.build());
    run(5);
    world.update(Worlds.with(rate(0)));
    run(120);
    SimStatistics all = world.statistics();
    assertThat(all.get(SimStatistic.CONNECTIONS_COMPLETED))
        .isEqualTo(all.get(SimStatistic.CONNECTIONS_OPENED))
        .isPositive();
    assertThat(
            all.get(SimStatistic.EXCHANGES_COMPLETED) + all.get(SimStatistic.EXCHANGES_TIMED_OUT))
        .isEqualTo(all.get(SimStatistic.EXCHANGES_OPENED));
    assertThat(all.get(SimStatistic.REPETITIONS)).isPositive();
  }

  @Test
  void everySpoiledFrameIsNoticed() {
    nat.spoilOneIn = 50;
    world.update(Worlds.with(rate(500)));
    run(5);
    nat.spoilOneIn = 0;
    world.update(Worlds.with(rate(0)));
    run(60);
    SimStatistics all = world.statistics();
    assertThat(all.get(SimStatistic.CHECKSUM_ERRORS)).isEqualTo(nat.spoiled).isPositive();
    assertThat(all.get(SimStatistic.CONNECTIONS_COMPLETED))
        .isEqualTo(all.get(SimStatistic.CONNECTIONS_OPENED));
  }

  @Test
  void theSameSeedGivesTheSameBytes() {
    long first = digestOfARun(7);
    assertThat(digestOfARun(7)).isEqualTo(first);
    assertThat(digestOfARun(8)).isNotEqualTo(first);
  }

  @SuppressWarnings("resource") // Closed by its StaticNat.
  private static long digestOfARun(long seed) {
    long[] clock = {0};
    SimWorld world = new SimWorld(() -> clock[0]);
    world.update(Worlds.with(rate(2000)));
    try (StaticNat nat =
        new StaticNat(
            world.open(new SimConfig("ext0", StaticNat.CLIENT_NIC_MAC, 1500, 2, seed), 1),
            world.open(new SimConfig("int0", StaticNat.SERVER_NIC_MAC, 1500, 2, seed), 1))) {
      nat.digesting = true;
      nat.lossOneIn = 100;
      for (int i = 0; i < 20_000; i++) {
        clock[0] += STEP_NS;
        int _ = nat.step();
      }
      assertThat(world.statistics().get(SimStatistic.CONNECTIONS_COMPLETED)).isPositive();
      return nat.digest.getValue();
    }
  }

  @Test
  void theRateFollowsTheTopology() {
    world.update(Worlds.with(rate(100)));
    run(10);
    long slow = opened();
    world.update(Worlds.with(rate(2000)));
    run(10);
    long fast = opened() - slow;
    assertThat(slow).isBetween(850L, 1150L);
    assertThat(fast).isBetween(19_000L, 21_000L);
    nowNs += TimeUnit.HOURS.toNanos(1);
    long before = opened();
    int _ = nat.step();
    assertThat(opened() - before).as("after a pause of an hour").isLessThan(100);
  }

  @Test
  void serversThatAreNotDrawnAnyMoreFallSilent() {
    world.update(Worlds.with(rate(500)));
    run(2);
    Topology.Builder less = Worlds.with(rate(500)).toBuilder();
    less.getPoolsBuilder(0).removeBackends(2);
    world.update(less.build());
    run(140); // All repetitions of a SYN.
    assertThat(world.statistics().servedByAddress())
        .containsKey("10.0.0.11")
        .doesNotContainKey("10.0.0.13");
    assertThat(world.statistics().get(SimStatistic.CONNECTIONS_TIMED_OUT))
        .as("connections the switch still sends there")
        .isPositive();
  }

  @Test
  void closedPortsReset() {
    Topology.Builder other = Worlds.with(rate(500)).toBuilder();
    other.getPoolsBuilder(0).getBackendsBuilder(0).setPort(9999); // The NAT does not know.
    world.update(other.build());
    run(5);
    SimStatistics all = world.statistics();
    assertThat(all.get(SimStatistic.RESETS_SENT)).isPositive();
    assertThat(all.get(SimStatistic.CONNECTIONS_RESET))
        .isBetween(all.get(SimStatistic.RESETS_SENT) - 5, all.get(SimStatistic.RESETS_SENT));
  }

  @Test
  void serversThink() {
    Topology.Builder slow = Worlds.with(rate(200)).toBuilder();
    slow.getNicsBuilder(1).getSimBuilder().setThinkTime(Durations.fromMillis(300));
    world.update(slow.build());
    run(0.25);
    assertThat(completed()).isZero();
    run(2);
    assertThat(completed()).isPositive();
  }

  @Test
  void clientsBeyondThePrefixLiveBehindTheRouter() {
    Topology.Builder wide = Worlds.with(rate(500).setClients(5000)).toBuilder();
    wide.addRoutesBuilder().setPrefix("0.0.0.0/0").setVia("203.0.113.254");
    world.update(wide.build());
    SimPlan plan = nicPlan(wide.build());
    assertThat(plan.clients()).hasSize(5000);
    assertThat(plan.clients())
        .allMatch(client -> client.mac() == (0x0a00_0000_0000L | 0xcb0071feL));
    assertThat(plan.hosts().find(StaticNat.address("198.18.0.1"))).isNotNull();
  }

  private SimPlan nicPlan(Topology topology) {
    SimPlanner planner = new SimPlanner(() -> nowNs, new AddressBook());
    planner.topology(topology);
    return planner.plan("ext0", null);
  }

  @Test
  void allocatesNothingInSteadyState() {
    world.update(Worlds.with(rate(5000)));
    run(10);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().threadId();
    long framesBefore = Arrays.stream(nat.framesByQueue).sum();
    long before = threads.getThreadAllocatedBytes(thread);
    run(5);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;
    long frames = Arrays.stream(nat.framesByQueue).sum() - framesBefore;
    assertThat(frames).isGreaterThan(40_000);
    assertThat(allocated).as("bytes for %d frames", frames).isLessThan(frames / 10);
  }

  private long opened() {
    SimStatistics all = world.statistics();
    return all.get(SimStatistic.CONNECTIONS_OPENED) + all.get(SimStatistic.EXCHANGES_OPENED);
  }

  private long completed() {
    SimStatistics all = world.statistics();
    return all.get(SimStatistic.CONNECTIONS_COMPLETED) + all.get(SimStatistic.EXCHANGES_COMPLETED);
  }

  private static SimSettings.Builder rate(int connectionsPerSecond) {
    return SimSettings.newBuilder().setConnectionsPerSecond(connectionsPerSecond);
  }

  private void run(double seconds) {
    long end = nowNs + (long) (seconds * TimeUnit.SECONDS.toNanos(1));
    while (nowNs < end) {
      nowNs += STEP_NS;
      int _ = nat.step();
    }
  }

  private static void assertNothingOf(SimStatistics all, SimStatistic... which) {
    for (SimStatistic statistic : which) {
      assertThat(all.get(statistic)).as(statistic.name()).isZero();
    }
  }
}
