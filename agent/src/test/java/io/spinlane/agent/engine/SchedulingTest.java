package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.topology.EnumNames;
import io.spinlane.v1.Scheduler;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets a new connection: by the service's scheduler, and by who its client was with. */
class SchedulingTest {
  private static final String CLIENT = "198.51.100.7";

  /** Longer than the wheel's longest trust and the second that a reset connection lives. */
  private static final int FORGOTTEN_MS = 10_000;

  private final TestSwitch between = new TestSwitch();
  private int port = 1024;

  @AfterEach
  void everyFrameIsAccountedFor() {
    between.close();
  }

  /** A service with these settings and back-ends 10.0.0.11, .12, … of these weights. */
  private void apply(String settings, int... weights) {
    StringBuilder backends = new StringBuilder();
    for (int i = 0; i < weights.length; i++) {
      backends.append(
          "{id: web%d, address: 10.0.0.1%d, port: 8080, weight: %d},"
              .formatted(i + 1, i + 1, weights[i]));
    }
    between.apply(
        TestSwitch.NICS
            + TestSwitch.CORE
            + "services: [{id: http, vip: www, protocol: TCP, ports: ['80'], pool: web, %s}]\n"
                .formatted(settings)
            + "pools: [{id: web, backends: [%s]}]".formatted(backends));
  }

  /** Opens a connection from the next port. Returns the back-end, 1 to 3, or 0 when refused. */
  private int open(String client) {
    return backend(client, ++port, Tcp.SYN);
  }

  private int backend(String client, int from, int flags) {
    List<byte[]> sent =
        between.clientSends(
            Packet.tcp(client + ":" + from, "203.0.113.10:80").flags(flags).bytes());
    between.ext0.sent();
    assertThat(sent).hasSizeLessThanOrEqualTo(1);
    return sent.isEmpty() ? 0 : sent.getFirst()[33] - 10;
  }

  private List<Integer> open(int connections) {
    return IntStream.range(0, connections).mapToObj(i -> open(CLIENT)).toList();
  }

  private long count(List<Integer> picks, int backend) {
    return picks.stream().filter(pick -> pick == backend).count();
  }

  /** Lets time pass in rounds of 32 ms, and keeps the neighbours known. */
  private void pass(long milliseconds) {
    for (long passed = 0; passed < milliseconds; passed += 32) {
      between.after(32);
    }
    between.introduce();
    between.ext0.sent();
    between.int0.sent();
  }

  /** The contract's every scheduler serves, and gives nothing to who weighs nothing. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNRECOGNIZED")
  void everySchedulerServes(Scheduler scheduler) {
    String drawn =
        scheduler == Scheduler.SCHEDULER_UNSPECIFIED
            ? "mode: NAT"
            : "scheduler: " + EnumNames.shortName(scheduler);
    apply(drawn, 5, 0, 5);
    List<Integer> picks = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      picks.add(open("198.51.100." + i));
    }
    assertThat(picks).containsOnly(1, 3);
    apply(drawn, 0, 0, 0);
    assertThat(open(CLIENT)).isZero();
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_NO_BACKEND, 1L);
  }

  @Test
  void weightedRoundRobinFollowsWeights() {
    apply("scheduler: WEIGHTED_ROUND_ROBIN", 5, 1, 1);
    assertThat(open(7)).containsExactly(1, 1, 2, 1, 3, 1, 1);
  }

  /** Connections that end make room for new ones where they were. */
  @Test
  void leastConnectionsFollowsWhatBeginsAndEnds() {
    apply("scheduler: LEAST_CONNECTIONS", 1, 1, 1);
    int first = port + 1;
    List<Integer> before = open(9);
    assertThat(List.of(count(before, 1), count(before, 2), count(before, 3)))
        .containsExactly(3L, 3L, 3L);
    for (int i = 0; i < 9; i++) {
      if (before.get(i) == 2) {
        assertThat(backend(CLIENT, first + i, Tcp.RST)).isEqualTo(2);
      }
    }
    pass(FORGOTTEN_MS);
    assertThat(open(3)).containsExactly(2, 2, 2);
    assertThat(open(3)).containsExactlyInAnyOrder(1, 2, 3);
  }

  @Test
  void leastConnectionsFollowsWeights() {
    apply("scheduler: LEAST_CONNECTIONS", 1, 2, 5);
    List<Integer> picks = open(80);
    assertThat(List.of(count(picks, 1), count(picks, 2), count(picks, 3)))
        .containsExactly(10L, 20L, 50L);
  }

  /** The count is of all services of a back-end, and outlives the plan. */
  @Test
  void connectionsCountOverPlans() {
    apply("scheduler: ROUND_ROBIN", 1, 0, 0);
    open(5);
    apply("scheduler: LEAST_CONNECTIONS", 1, 1, 0);
    assertThat(open(5)).containsOnly(2);
  }

  @Test
  void loadAwareFollowsTheMaster() {
    apply("scheduler: LOAD_AWARE", 1, 1, 2);
    List<Integer> drawn = open(8);
    assertThat(List.of(count(drawn, 1), count(drawn, 2), count(drawn, 3)))
        .containsExactly(2L, 2L, 4L);
    int web1 =
        IntStream.range(0, 8)
            .filter(row -> between.dataplane.loads().active(row) == 4)
            .findFirst()
            .orElseThrow();
    between.dataplane.loads().setWeight(web1, 0);
    assertThat(open(8)).as("the one of weight 2 takes none").containsOnly(1, 2);
    between.dataplane.loads().clearWeight(web1);
    assertThat(count(open(8), 3)).isEqualTo(4);
  }

  @Test
  void sourceHashKeepsAClientWithItsBackend() {
    apply("scheduler: SOURCE_HASH", 1, 1, 1);
    for (int client = 1; client < 10; client++) {
      int backend = open("198.51.100." + client);
      for (int i = 0; i < 3; i++) {
        assertThat(open("198.51.100." + client)).isEqualTo(backend);
      }
    }
  }

  @Test
  void aClientStaysWithItsBackend() {
    apply("scheduler: ROUND_ROBIN, persistence: {timeout: 60s}", 1, 1, 1);
    assertThat(open(4)).containsOnly(1);
    assertThat(open("198.51.100.8")).isEqualTo(2);
    assertThat(open(4)).containsOnly(1);
    assertThat(open("198.51.100.8")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 24, 31})
  void clientsOfOnePrefixStayTogether(int prefixLength) {
    apply(
        "scheduler: ROUND_ROBIN, persistence: {ipv4PrefixLength: %d, timeout: 60s}"
            .formatted(prefixLength),
        1,
        1,
        1);
    assertThat(open("198.51.100.6")).isEqualTo(1);
    assertThat(open("198.51.100.7")).isEqualTo(1);
    assertThat(open("198.51.100.8")).isEqualTo(prefixLength < 29 ? 1 : 2);
    assertThat(open("198.51.107.7")).isEqualTo(prefixLength < 21 ? 1 : prefixLength < 29 ? 2 : 3);
  }

  /** Its connections keep a client remembered; the timeout runs from when the last is forgotten. */
  @Test
  void aClientIsForgottenAfterTheTimeoutWithoutAConnection() {
    String persistence =
        "scheduler: ROUND_ROBIN, persistence: {timeout: 30s}, timeouts: {tcpSyn: 60s}";
    apply(persistence, 1, 1, 1);
    assertThat(open(CLIENT)).isEqualTo(1);
    pass(55_000);
    assertThat(open(CLIENT)).as("its connection is there still").isEqualTo(1);
    pass(75_000);
    assertThat(open(CLIENT)).as("20 s after it was forgotten").isEqualTo(1);
    pass(60_000 + 30_000 + FORGOTTEN_MS);
    assertThat(open(CLIENT)).isEqualTo(2);
  }

  @Test
  void aDrainedBackendLosesItsClientsToAnotherForGood() {
    String persistence = "scheduler: ROUND_ROBIN, persistence: {timeout: 60s}";
    apply(persistence, 1, 1, 1);
    int old = port + 1;
    assertThat(open(CLIENT)).isEqualTo(1);
    between.serverSends(
        Packet.tcp("10.0.0.11:8080", CLIENT + ":" + old)
            .flags(Tcp.SYN | Tcp.ACK)
            .from(server(11))
            .to(INT0)
            .bytes());
    apply(persistence, 0, 1, 1);
    int next = open(CLIENT);
    assertThat(next).isIn(2, 3);
    assertThat(open(4)).containsOnly(next);
    assertThat(backend(CLIENT, old, Tcp.ACK)).as("the old connection").isEqualTo(1);
    apply(persistence, 1, 1, 1);
    assertThat(open(4)).as("it does not go back").containsOnly(next);
  }
}
