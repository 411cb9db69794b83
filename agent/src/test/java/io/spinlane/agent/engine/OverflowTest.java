package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.BackendCounter;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.ServiceCounter;
import io.spinlane.agent.telemetry.TelemetryKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** More new connections than the plan remembers. */
class OverflowTest {
  private static final String VIP = "203.0.113.10";
  private static final int CEILING = 40;

  /** A quarter of a second's at once. */
  private static final int BURST = CEILING / 4;

  private static final int FLOWS = 60;

  private final TestSwitch between = new TestSwitch();

  @AfterEach
  void everyFrameIsAccountedFor() {
    between.close();
  }

  private void draw(String service, String others, int ceiling) {
    between.apply(
        TestSwitch.NICS
            + TestSwitch.CORE
            + "connections: {newPerSecond: "
            + ceiling
            + "}\nservices:\n"
            + "  - {id: http, vip: www, protocol: TCP, ports: [\"80\"], pool: web"
            + service
            + "}\n"
            + others
            + "pools: [{id: web, backends: ["
            + "{id: web1, address: 10.0.0.11, port: 8080}, {id: web2, address: 10.0.0.12, port: 8080},"
            + "{id: web3, address: 10.0.0.13, port: 8080}]}]\n");
    between.introduce();
    between.ext0.sent();
    between.int0.sent();
    between.mark();
  }

  private int send(int client, int flags) {
    List<byte[]> sent =
        between.clientSends(Packet.tcp("198.51.100.7:" + client, VIP + ":80").flags(flags).bytes());
    assertThat(sent).hasSizeLessThanOrEqualTo(1);
    return sent.isEmpty() ? 0 : sent.getFirst()[33];
  }

  private List<byte[]> answer(int host, int client) {
    return between.serverSends(
        Packet.tcp("10.0.0." + host + ":8080", "198.51.100.7:" + client)
            .flags(Tcp.SYN | Tcp.ACK)
            .from(server(host))
            .to(INT0)
            .bytes());
  }

  private long accepted() {
    return between.value(TelemetryKind.SERVICE, "http", ServiceCounter.CONNECTIONS_NEW);
  }

  private Map<Integer, Integer> flood() {
    Map<Integer, Integer> hosts = new HashMap<>();
    for (int client = 5000; client < 5000 + FLOWS; client++) {
      hosts.put(client, send(client, Tcp.SYN));
    }
    return hosts;
  }

  @Test
  void sendsByHashWhatItDoesNotRemember() {
    draw("", "", 0);
    Map<Integer, Integer> usual = flood();
    draw("", "", CEILING);
    long before = accepted();
    for (int client = 6000; client < 6000 + FLOWS; client++) {
      usual.put(client, send(client, Tcp.SYN));
    }
    // One a millisecond, so that a few more are allowed meanwhile.
    assertThat(accepted() - before).as("remembered").isEqualTo(BURST + FLOWS * CEILING / 1000L);
    assertThat(usual.values()).as("served").doesNotContain(0).contains(11, 12, 13);
    assertThat(between.sum(CoreCounter.STATELESS_PACKETS)).isEqualTo(FLOWS - accepted() + before);

    int client = 6000 + FLOWS - 1;
    int host = usual.getOrDefault(client, 0);
    List<byte[]> answers = answer(host, client);
    assertThat(answers).hasSize(1);
    Packet expected = Packet.tcp(VIP + ":80", "198.51.100.7:" + client).flags(Tcp.SYN | Tcp.ACK);
    assertThat(addresses(answers.getFirst())).isEqualTo(addresses(expected.bytes()));
    assertThat(send(client, Tcp.ACK)).as("the next segment").isEqualTo(host);
    assertThat(
            between.value(
                TelemetryKind.BACKEND, "web" + (host - 10), BackendCounter.SERVER_PACKETS))
        .isOne();
  }

  /** Source and destination address, and ports. */
  private static List<Byte> addresses(byte[] frame) {
    List<Byte> bytes = new ArrayList<>();
    for (int at = 26; at < 38; at++) {
      bytes.add(frame[at]);
    }
    return bytes;
  }

  @Test
  void remembersAFlowWhenTheRateHasFallen() {
    draw("", "", CEILING);
    Map<Integer, Integer> hosts = flood();
    long before = accepted();
    int client = 5000 + FLOWS - 1;
    assertThat(send(client, Tcp.ACK | Tcp.RST))
        .as("RST never inserts")
        .isEqualTo(hosts.get(client));
    assertThat(accepted()).isEqualTo(before);
    between.after(1_000);
    assertThat(send(client, Tcp.ACK)).isEqualTo(hosts.get(client));
    assertThat(accepted()).isEqualTo(before + 1);
    // The entry holds against another plan, which hashing would not.
    between.apply(
        TestSwitch.NICS
            + TestSwitch.CORE
            + "connections: {newPerSecond: 40}\n"
            + "services: [{id: http, vip: www, protocol: TCP, ports: [\"80\"], pool: web}]\n"
            + "pools: [{id: web, backends: [{id: web4, address: 10.0.0.21, port: 8080}]}]\n");
    assertThat(send(client, Tcp.ACK)).isEqualTo(hosts.get(client));
  }

  @Test
  void believesSegmentsOnlyAfterAFlood() {
    draw("", "", CEILING);
    assertThat(send(4000, Tcp.ACK)).isZero();
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_NOT_SYN, 1L);
    between.ext0.sent();
    assertThat(answer(11, 4000)).isEmpty();
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_NOT_OURS, 1L);
  }

  /** The cores' milliseconds wrap after 49 days: a flood 25 days ago is over. */
  @Test
  void forgetsAFloodForGood() {
    draw("", "", CEILING);
    flood();
    between.after(1_000);
    assertThat(send(6000, Tcp.ACK)).as("soon").isNotZero();
    between.after(Integer.MAX_VALUE);
    between.introduce();
    between.ext0.sent();
    between.int0.sent();
    assertThat(send(6001, Tcp.ACK)).isZero();
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_NOT_SYN, 1L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ", scheduler: ROUND_ROBIN | ''",
        ", mode: FULL_NAT | ''",
        ", persistence: {timeout: 60s} | ''",
        "'' | '  - {id: other, vip: www, protocol: TCP, ports: [\"81\"], pool: web}'",
      })
  void remembersEveryConnectionWhereHashingWillNotDo(String service, String other) {
    draw(service, other.isEmpty() ? "" : other + "\n", CEILING);
    flood();
    assertThat(accepted()).isEqualTo(FLOWS);
    assertThat(between.sum(CoreCounter.STATELESS_PACKETS)).isZero();
  }
}
