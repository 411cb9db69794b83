package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.BackendCounter;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.ServiceCounter;
import io.spinlane.agent.telemetry.TelemetryKind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which back-end a connection gets, how long it lives, and what a new plan does to it. */
class ConnectionLifeTest {
  private static final String VIP = "203.0.113.10";
  private static final int SYN_ACK = Tcp.SYN | Tcp.ACK;

  /** The wheel looks a tick of 64 ms late at most, after at most 8192 ms of trust. */
  private static final int LATE_MS = 8_192 + 128;

  private final TestSwitch between = new TestSwitch();

  @AfterEach
  void everyFrameIsAccountedFor() {
    between.close();
  }

  private static String three(String states) {
    String[] state = states.split(" ", -1);
    StringBuilder backends = new StringBuilder();
    for (int i = 0; i < state.length; i++) {
      if (!state[i].equals("-")) {
        backends.append(
            "{id: web%d, address: 10.0.0.1%d, port: 8080, %s},"
                .formatted(i + 1, i + 1, state[i].replace("=", ": ")));
      }
    }
    return TestSwitch.NICS
        + TestSwitch.CORE
        + TestSwitch.SERVICES
        + "pools: [{id: web, backends: [%s]}, {id: ns, backends: [{id: ns1, address: 10.0.0.21}]}]"
            .formatted(backends);
  }

  private int open(int client) {
    return backend(between.clientSends(fromClient(client, Tcp.SYN)));
  }

  private static byte[] fromClient(int client, int flags) {
    return Packet.tcp("198.51.100.7:" + client, VIP + ":80").flags(flags).bytes();
  }

  private static byte[] fromServer(int host, int client, int flags) {
    return Packet.tcp("10.0.0." + host + ":8080", "198.51.100.7:" + client)
        .flags(flags)
        .from(server(host))
        .to(INT0)
        .bytes();
  }

  /** Last byte of the address it went to; 0 when nothing was sent. */
  private static int backend(List<byte[]> sent) {
    assertThat(sent).hasSizeLessThanOrEqualTo(1);
    return sent.isEmpty() ? 0 : sent.getFirst()[33];
  }

  private void establish(int client, int host) {
    between.serverSends(fromServer(host, client, SYN_ACK));
    between.clientSends(fromClient(client, Tcp.ACK));
  }

  private long active() {
    return between.value(TelemetryKind.SERVICE, "http", ServiceCounter.CONNECTIONS_ACTIVE);
  }

  /** Rounds of 32 ms, and neighbours that stay known meanwhile. */
  private void pass(long milliseconds) {
    for (long passed = 0; passed < milliseconds; passed += 32) {
      between.after(Math.min(32, milliseconds - passed));
    }
    between.introduce();
    between.ext0.sent();
    between.int0.sent();
  }

  @Test
  void goesRound() {
    between.apply(three("weight=1 weight=1 weight=1"));
    List<Integer> order = IntStream.range(5000, 5006).map(this::open).boxed().toList();
    assertThat(order).containsExactly(11, 12, 13, 11, 12, 13);
    assertThat(open(5001)).as("the same flow again").isEqualTo(12);
    for (int i = 1; i <= 3; i++) {
      assertThat(between.value(TelemetryKind.BACKEND, "web" + i, BackendCounter.CONNECTIONS_NEW))
          .isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "{0}: new ones go to {1}, the old one to {2}")
  @CsvSource({
    "weight=1 weight=1, 11 12, 11",
    "weight=0 weight=1, 12 12, 11",
    "state=DRAIN weight=1, 12 12, 11",
    "state=MAINTENANCE weight=1, 12 12, 0",
    "- weight=1, 12 12, 11",
    "- -, 0 0, 11",
    "state=DRAIN state=DRAIN, 0 0, 11",
    "state=MAINTENANCE state=MAINTENANCE, 0 0, 0",
  })
  void treatsConnectionsByTheStateOfTheirBackend(String states, String fresh, int old) {
    assertThat(open(5000)).isEqualTo(11);
    establish(5000, 11);
    between.apply(three(states));
    assertThat(backend(between.clientSends(fromClient(5000, Tcp.ACK)))).isEqualTo(old);
    boolean cut = old == 0;
    List<byte[]> answers = between.ext0.sent();
    assertThat(answers).hasSize(cut ? 1 : 0);
    if (cut) {
      assertThat(answers.getFirst()[47] & Tcp.RST).as("the client is told").isNotZero();
      assertThat(between.counted()).containsEntry(CoreCounter.DROP_BACKEND_MAINTENANCE, 1L);
      pass(LATE_MS);
      assertThat(active()).as("cut connections are forgotten").isZero();
    }
    List<Integer> both = List.of(open(6000), open(6001));
    assertThat(both).containsExactlyInAnyOrderElementsOf(numbers(fresh));
    if (numbers(fresh).contains(0)) {
      assertThat(between.counted()).containsEntry(CoreCounter.DROP_NO_BACKEND, 2L);
    }
  }

  @Test
  void drainsTheOldAddressOfABackendThatMoved() {
    assertThat(open(5000)).isEqualTo(11);
    establish(5000, 11);
    between.apply(three("weight=1").replace("10.0.0.11", "10.0.0.13"));
    assertThat(open(6000)).as("a new one").isEqualTo(13);
    assertThat(backend(between.clientSends(fromClient(5000, Tcp.ACK)))).isEqualTo(11);
    assertThat(between.serverSends(fromServer(11, 5000, Tcp.ACK))).as("its replies").hasSize(1);
    between.serverSends(fromServer(11, 5000, Tcp.RST));
    pass(LATE_MS);
    assertThat(active()).as("it ends as others do").isEqualTo(1);
    assertThat(between.sum(CoreCounter.CONNECTIONS_CUT)).isZero();
  }

  @Test
  void tellsBothEndsOfAConnectionThatAnOperatorEnds() {
    between.apply(three("weight=1"));
    open(5000);
    establish(5000, 11);
    ConnectionReader reader = between.dataplane.connections();
    int entry = IntStream.range(0, reader.entries()).filter(reader::read).findFirst().orElseThrow();
    assertThat(reader.read(entry)).isTrue();
    assertThat(reader.client()).hasToString("198.51.100.7");
    assertThat(reader.clientPort()).isEqualTo(5000);
    assertThat(reader.servicePort()).isEqualTo(80);
    assertThat(reader.established()).isTrue();

    assertThat(reader.kill()).isTrue();
    assertThat(reader.read(entry)).as("no longer shown").isFalse();
    assertThat(between.serverSends(fromServer(11, 5000, Tcp.ACK))).as("makes it answer").hasSize(1);
    assertThat(between.clientSends(fromClient(5000, Tcp.ACK))).isEmpty();
    assertThat(between.ext0.sent().getFirst()[47] & Tcp.RST).as("the client is told").isNotZero();
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_CONNECTION_KILLED, 1L);
    assertThat(backend(between.clientSends(fromClient(5000, Tcp.RST))))
        .as("and tells")
        .isEqualTo(11);
    assertThat(open(5000)).as("it may come again at once").isEqualTo(11);
    establish(5000, 11);
    pass(LATE_MS);
    assertThat(active()).as("only that is left").isEqualTo(1);
    assertThat(backend(between.clientSends(fromClient(5000, Tcp.ACK)))).isEqualTo(11);
  }

  /** Whoever waits for a back-end to be empty sees how many it still has. */
  @Test
  void countsWhatADrainingBackendStillHas() {
    between.apply(three("weight=1 weight=1"));
    for (int client = 5000; client < 5006; client++) {
      establish(client, open(client));
    }
    between.apply(three("state=DRAIN weight=1"));
    assertThat(left("web1")).isEqualTo(3);
    assertThat(open(6000)).as("a new one").isEqualTo(12);
    for (int client : new int[] {5000, 5002}) {
      assertThat(backend(between.clientSends(fromClient(client, Tcp.RST)))).isEqualTo(11);
    }
    pass(LATE_MS + 1_000);
    assertThat(left("web1")).isEqualTo(1);
    assertThat(backend(between.clientSends(fromClient(5004, Tcp.ACK)))).isEqualTo(11);
    between.clientSends(fromClient(5004, Tcp.RST));
    pass(LATE_MS + 1_000);
    assertThat(left("web1")).isZero();
    assertThat(left("web2")).isEqualTo(4);
  }

  private long left(String backend) {
    return between.value(TelemetryKind.BACKEND, backend, BackendCounter.CONNECTIONS_ACTIVE);
  }

  private static List<Integer> numbers(String text) {
    return java.util.Arrays.stream(text.split(" ", -1)).map(Integer::valueOf).toList();
  }

  @Test
  void forgetsConnectionsWhenTheirServiceGoes() {
    open(5000);
    between.apply(TestSwitch.NICS + TestSwitch.CORE);
    assertThat(between.clientSends(fromClient(5000, Tcp.ACK))).isEmpty();
    assertThat(between.ext0.sent()).as("reset").hasSize(1);
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_NO_SERVICE, 1L);
    pass(LATE_MS);
    assertThat(between.counted()).containsEntry(CoreCounter.CONNECTIONS_CUT, 1L);
  }

  @Test
  void rememberedByNobodyWhileThereIsNoCoreButNotForEver() {
    open(5000);
    between.apply(TestSwitch.NICS);
    between.after(1000);
    between.apply(TestSwitch.NICS + TestSwitch.CORE + TestSwitch.SERVICES + TestSwitch.POOLS);
    pass(70_000);
    assertThat(between.sum(CoreCounter.CONNECTIONS_FORGOTTEN)).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0}: {1} ms")
  @CsvSource({
    "SYN, 60000",
    "ESTABLISHED, 900000",
    "FIN_CLIENT, 30000",
    "FIN_SERVER, 30000",
    "RESET_CLIENT, 1000",
    "RESET_SERVER, 1000"
  })
  void livesAsLongAsItsStateSays(String state, int timeoutMs) {
    open(5000);
    if (!state.equals("SYN")) {
      establish(5000, 11);
    }
    switch (state) {
      case "FIN_CLIENT" -> between.clientSends(fromClient(5000, Tcp.FIN | Tcp.ACK));
      case "FIN_SERVER" -> between.serverSends(fromServer(11, 5000, Tcp.FIN | Tcp.ACK));
      case "RESET_CLIENT" -> between.clientSends(fromClient(5000, Tcp.RST));
      case "RESET_SERVER" -> between.serverSends(fromServer(11, 5000, Tcp.RST));
      default -> {}
    }
    pass(timeoutMs - 200);
    assertThat(active()).as("shortly before").isEqualTo(1);
    pass(LATE_MS);
    assertThat(active()).as("shortly after").isZero();
    assertThat(between.value(TelemetryKind.BACKEND, "web1", BackendCounter.CONNECTIONS_ACTIVE))
        .isZero();
    assertThat(between.sum(CoreCounter.CONNECTIONS_FORGOTTEN)).isEqualTo(1);
    assertThat(between.clientSends(fromClient(5000, Tcp.ACK))).isEmpty();
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_NOT_SYN, 1L);
  }

  @ParameterizedTest(name = "answered: {0}, {1} ms")
  @CsvSource({"false, 30000", "true, 120000"})
  void datagramsLiveLongerWhenAnswered(boolean answered, int timeoutMs) {
    between.clientSends(Packet.udp("198.51.100.7:5000", VIP + ":53").bytes());
    if (answered) {
      between.serverSends(
          Packet.udp("10.0.0.21:53", "198.51.100.7:5000").from(server(21)).to(INT0).bytes());
    }
    pass(timeoutMs - 200);
    assertThat(between.sum(CoreCounter.CONNECTIONS_FORGOTTEN)).isZero();
    pass(LATE_MS);
    assertThat(between.sum(CoreCounter.CONNECTIONS_FORGOTTEN)).isEqualTo(1);
  }

  @Test
  void trafficKeepsAConnectionAlive() {
    open(5000);
    for (int i = 0; i < 5; i++) {
      pass(50_000);
      assertThat(backend(between.clientSends(fromClient(5000, Tcp.ACK)))).isEqualTo(11);
    }
    assertThat(active()).isEqualTo(1);
  }

  @Test
  void drawnTimeoutsReplaceTheDefaults() {
    between.apply(
        three("weight=1")
            .replace(
                "scheduler: ROUND_ROBIN, pool: web",
                "scheduler: ROUND_ROBIN, timeouts: {tcpSyn: 2s}, pool: web"));
    open(5000);
    pass(1_800);
    assertThat(active()).isEqualTo(1);
    pass(400);
    assertThat(active()).isZero();
  }

  /** RFC 9293 §3.6.1: a client may use the port of a closing connection again. */
  @Test
  void opensAClosingFlowAgainOnTheSameBackend() {
    between.apply(three("weight=1 weight=1"));
    assertThat(open(5000)).isEqualTo(11);
    establish(5000, 11);
    between.clientSends(fromClient(5000, Tcp.FIN | Tcp.ACK));
    assertThat(open(5000)).isEqualTo(11);
    assertThat(between.value(TelemetryKind.SERVICE, "http", ServiceCounter.CONNECTIONS_NEW))
        .isEqualTo(2);
    assertThat(active()).isEqualTo(1);
    pass(40_000);
    assertThat(active()).as("it does not end with the old one").isEqualTo(1);
  }

  @Test
  void opensAClosingFlowAgainElsewhereWhenItsBackendDrains() {
    assertThat(open(5000)).isEqualTo(11);
    establish(5000, 11);
    between.clientSends(fromClient(5000, Tcp.RST));
    between.apply(three("state=DRAIN weight=1"));
    assertThat(open(5000)).isEqualTo(12);
    assertThat(backend(between.clientSends(fromClient(5000, Tcp.ACK)))).isEqualTo(12);
    pass(LATE_MS);
    assertThat(active()).as("only the new one").isEqualTo(1);
    assertThat(backend(between.clientSends(fromClient(5000, Tcp.ACK)))).isEqualTo(12);
  }

  /** Two VIPs, one client port, one back-end: replies could not be told apart. */
  @Test
  void refusesAFlowWhoseRepliesWouldBeAnothers() {
    between.apply(
        TestSwitch.NICS.replace(
                "vips: [", "vips: [{id: www2, address: 203.0.113.20, nics: [ext0]}, ")
            + TestSwitch.CORE
            + TestSwitch.SERVICES
            + "  - {id: http2, vip: www2, protocol: TCP, ports: [\"80\"], pool: web}\n"
            + TestSwitch.POOLS);
    between.ext0.sent();
    assertThat(open(5000)).isEqualTo(11);
    between.ext0.sent();
    byte[] other = Packet.tcp("198.51.100.7:5000", "203.0.113.20:80").flags(Tcp.SYN).bytes();
    assertThat(between.clientSends(other)).isEmpty();
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_REVERSE_CONFLICT, 1L);
  }

  /** Two entries for each connection that is promised, and a window behind the last bucket. */
  private static final int MOST = 512 + 32;

  /** A table drawn for few connections keeps the established ones, and says what it refuses. */
  @Test
  void refusesWhatTheTableCannotHold() {
    int accepted = 0;
    for (int port = 5000; port < 7000; port++) {
      if (open(port) == 11) {
        accepted++;
        establish(port, 11);
      }
      between.int0.sent();
      between.ext0.sent();
    }
    assertThat(accepted).isBetween(256, MOST);
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_TABLE_FULL, 2000L - accepted);
    assertThat(active()).isEqualTo(accepted);
    assertThat(backend(between.clientSends(fromClient(5000, Tcp.ACK))))
        .as("those in it live on")
        .isEqualTo(11);
    between.ext0.sent();
  }

  /** Half-open connections make room for newer ones, so a flood of SYNs shuts nobody out. */
  @Test
  void replacesHalfOpenConnectionsWhenFull() {
    open(4999);
    establish(4999, 11);
    for (int port = 5000; port < 7000; port++) {
      assertThat(open(port)).as("port %d", port).isEqualTo(11);
    }
    long held = active();
    assertThat(held).isBetween(256L, (long) MOST);
    assertThat(between.sum(CoreCounter.CONNECTIONS_EVICTED)).isEqualTo(2001 - held);
    assertThat(backend(between.clientSends(fromClient(4999, Tcp.ACK))))
        .as("an established one")
        .isEqualTo(11);
    pass(70_000);
    assertThat(active()).as("the others expire as if nothing had been").isEqualTo(1);
  }
}
