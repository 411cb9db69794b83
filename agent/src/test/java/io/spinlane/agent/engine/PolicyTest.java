package io.spinlane.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.ServiceCounter;
import io.spinlane.agent.telemetry.TelemetryKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may use a service, and how fast, through the whole switch. */
class PolicyTest {
  private static final String WEB = "203.0.113.10:80";
  private static final String DNS = "203.0.113.10:53";

  /** A switch whose services have something more to them. */
  private static TestSwitch switchWith(String more) {
    TestSwitch made = new TestSwitch(0, topology(more));
    made.meet();
    return made;
  }

  private static String topology(String more) {
    String services = TestSwitch.SERVICES.replace("scheduler:", more + ", scheduler:");
    return TestSwitch.NICS + TestSwitch.CORE + services + TestSwitch.POOLS;
  }

  private static byte[] syn(String client) {
    return Packet.tcp(client + ":4000", WEB).flags(Tcp.SYN).bytes();
  }

  private static byte[] query(String client) {
    return Packet.udp(client + ":4000", DNS).data(40).bytes();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "198.51.100.7, ALLOW 198.51.100.0/24,                              true",
    "198.51.101.7, ALLOW 198.51.100.0/24,                              false",
    "198.51.100.7, DENY 198.51.100.0/24,                               false",
    "198.51.101.7, DENY 198.51.100.0/24,                               true",
    "198.51.100.7, DENY 198.51.100.0/24 ALLOW 198.51.100.7/32,         true",
    "198.51.100.8, DENY 198.51.100.0/24 ALLOW 198.51.100.7/32,         false",
    "198.51.100.8, DENY 2001:db8::/32,                                 true",
    "198.51.100.8, ALLOW 2001:db8::/32,                                false",
    "198.51.100.8, DENY 0.0.0.0/0,                                     false",
    "198.51.100.8, DENY 0.0.0.0/0 ALLOW 198.51.0.0/16,                 true"
  })
  void letsClientsInByLongestPrefix(String client, String rules, boolean allowed) {
    String list = rules.replaceAll("(\\w+) (\\S+)", "{action: $1, prefix: '$2'}");
    String more = "accessRules: [" + list.replace("} {", "}, {") + "]";
    try (TestSwitch switched = switchWith(more)) {
      assertThat(switched.clientSends(syn(client), query(client))).hasSize(allowed ? 2 : 0);
      assertThat(switched.sum(CoreCounter.DROP_ACCESS_DENIED)).isEqualTo(allowed ? 0 : 2);
      assertThat(switched.value(TelemetryKind.SERVICE, "http", ServiceCounter.REFUSED))
          .isEqualTo(allowed ? 0 : 1);
      assertThat(switched.ext0.sent()).as("no answer to who is denied").isEmpty();
    }
  }

  @Test
  void deniesAtOnceWhatWasAllowed() {
    try (TestSwitch switched = new TestSwitch()) {
      assertThat(switched.clientSends(query("198.51.100.7"))).hasSize(1);
      switched.apply(topology("accessRules: [{action: DENY, prefix: 198.51.100.7/32}]"));
      switched.step();
      assertThat(switched.clientSends(query("198.51.100.7"), query("198.51.100.8"))).hasSize(1);
      assertThat(switched.sum(CoreCounter.DROP_ACCESS_DENIED)).isEqualTo(1);
    }
  }

  @Test
  void dropsPacketsAboveTheCeilingOfTheirSource() {
    try (TestSwitch switched = switchWith("rateLimit: {packetsPerSecond: 8}")) {
      byte[] query = query("198.51.100.7");
      assertThat(switched.clientSends(query, query, query)).as("a quarter second").hasSize(2);
      assertThat(switched.clientSends(query("198.51.100.8"))).as("another source").hasSize(1);
      switched.after(125);
      assertThat(switched.clientSends(query, query)).as("one interval later").hasSize(1);
      assertThat(switched.sum(CoreCounter.DROP_RATE_PACKETS)).isEqualTo(2);
      assertThat(switched.value(TelemetryKind.SERVICE, "dns", ServiceCounter.REFUSED)).isEqualTo(2);
    }
  }

  /** A frame of segmentation offload is as many packets as it will be on the wire. */
  @Test
  void countsTheSegmentsOfALargeFrame() {
    try (TestSwitch switched = switchWith("rateLimit: {packetsPerSecond: 8}")) {
      assertThat(switched.clientSends(syn("198.51.100.7"))).hasSize(1);
      byte[] large = Packet.tcp("198.51.100.7:4000", WEB).data(1200).bytes();
      switched.ext0.arriveUncut(large, Frame.GSO_TCP4, 34, 100);
      switched.step();
      assertThat(switched.int0.sent()).as("one token was left").hasSize(1);
      byte[] small = Packet.tcp("198.51.100.7:4000", WEB).data(10).bytes();
      switched.after(1_000);
      assertThat(switched.clientSends(small)).as("twelve packets are owed").isEmpty();
      switched.after(1_000);
      assertThat(switched.clientSends(small)).hasSize(1);
    }
  }

  @Test
  void sharesACeilingInAPrefix() {
    String more = "rateLimit: {packetsPerSecond: 8, ipv4PrefixLength: 24}";
    try (TestSwitch switched = switchWith(more)) {
      assertThat(
              switched.clientSends(
                  query("198.51.100.7"), query("198.51.100.8"), query("198.51.100.9")))
          .hasSize(2);
      assertThat(switched.clientSends(query("198.51.101.9"))).hasSize(1);
    }
  }

  @Test
  void limitsNewConnectionsOnly() {
    try (TestSwitch switched = switchWith("rateLimit: {connectionsPerSecond: 1}")) {
      byte[] first = Packet.tcp("198.51.100.7:4000", WEB).flags(Tcp.SYN).bytes();
      byte[] second = Packet.tcp("198.51.100.7:4001", WEB).flags(Tcp.SYN).bytes();
      byte[] more = Packet.tcp("198.51.100.7:4000", WEB).data(10).bytes();
      assertThat(switched.clientSends(first, second, more, more, more)).hasSize(4);
      assertThat(switched.sum(CoreCounter.DROP_RATE_CONNECTIONS)).isEqualTo(1);
      switched.after(1000);
      assertThat(switched.clientSends(second)).as("its next try").hasSize(1);
    }
  }

  /** Opening, resetting and opening one flow again is a new connection each time. */
  @Test
  void countsAFlowThatBeginsAnew() {
    try (TestSwitch switched = switchWith("rateLimit: {connectionsPerSecond: 4}")) {
      byte[] syn = syn("198.51.100.7");
      byte[] reset = Packet.tcp("198.51.100.7:4000", WEB).flags(Tcp.RST).bytes();
      assertThat(switched.clientSends(syn, reset)).hasSize(2);
      assertThat(switched.clientSends(syn, reset)).as("one token is left, or none").hasSize(1);
      assertThat(switched.sum(CoreCounter.DROP_RATE_CONNECTIONS)).isEqualTo(1);
      switched.after(250);
      assertThat(switched.clientSends(syn)).as("a quarter second later").hasSize(1);
    }
  }
}
