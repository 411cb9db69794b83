package io.spinlane.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.ServiceCounter;
import io.spinlane.agent.telemetry.TelemetryKind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** FULL_NAT: connections leave from addresses and ports of the switch. */
class FullNatTest {
  static List<Route> all() {
    return Route.of("FULL_NAT");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void everyClientHasAPortAndGetsItsReplies(Route route) {
    try (TestSwitch between = route.open()) {
      Map<Integer, Integer> clients = new TreeMap<>();
      for (int client = 4000; client < 4100; client++) {
        clients.put(route.localPort(open(between, route, client)), client);
      }
      assertThat(clients).as("clients by the switch's port").hasSize(100);
      clients.forEach(
          (port, client) -> {
            Packet reply = route.packet(route.backend(), route.localEnd(port));
            assertThat(
                    between.serverSends(
                        route.fromBackend(reply.flagsIf(route.tcp(), 0x12)).bytes()))
                .containsExactly(
                    Route.towardsClient(
                            route
                                .packet(route.vip(), route.client(client))
                                .flagsIf(route.tcp(), 0x12)
                                .ttl(63))
                        .bytes());
          });
    }
  }

  private static byte[] open(TestSwitch between, Route route, int client) {
    return between.clientSends(route.packet(route.client(client), route.vip()).bytes()).getFirst();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void takesRepliesOfItsBackendOnly(Route route) {
    try (TestSwitch between = route.open()) {
      int port = route.localPort(route.begin(between));
      String other = route.ipv6() ? "2001:db8:1::12" : "10.0.0.12";
      int backendPort = route.tcp() ? 8080 : 53;
      Packet[] strangers = {
        route.packet(Route.end(other, backendPort), route.localEnd(port)),
        route.packet(Route.end(route.backendHost(), 99), route.localEnd(port)),
        route.packet(route.backend(), route.localEnd(port ^ 1)),
        route.packet(route.backend(), Route.end(route.outside(), port)),
        (route.tcp() ? Packet.udp(route.backend(), route.localEnd(port)) : tcp(route, port))
      };
      for (Packet stranger : strangers) {
        byte[] frame = route.fromBackend(stranger).bytes();
        assertThat(between.serverSends(frame)).isEmpty();
      }
      assertThat(between.counted())
          .containsEntry(CoreCounter.DROP_NO_SERVICE, 5L)
          .doesNotContainKey(CoreCounter.FORWARD_PACKETS);
    }
  }

  private static Packet tcp(Route route, int port) {
    return Packet.tcp(route.backend(), route.localEnd(port)).flags(Tcp.RST);
  }

  /** Its end frees a port, and it rests: the next connection gets the one behind it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void portsComeBackWithTheEndOfTheirConnection(Route route) {
    try (TestSwitch between = route.open()) {
      int port = route.localPort(route.begin(between));
      for (int second = 0; second < 200; second++) {
        between.after(1000);
      }
      assertThat(between.counted()).containsEntry(CoreCounter.CONNECTIONS_FORGOTTEN, 1L);
      Packet late = route.packet(route.backend(), route.localEnd(port));
      assertThat(between.serverSends(route.fromBackend(late).bytes())).isEmpty();
      between.introduce();
      between.introduce6();
      int next = route.localPort(open(between, route, 4000));
      assertThat(next).isEqualTo(port == 65_535 ? 1024 : port + 1);
    }
  }

  /** Without an address towards the back-end nothing can leave; with one again it does. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void refusesWhatItHasNoPortFor(Route route) {
    String without =
        route
            .topology()
            .replace(route.ipv6() ? ", \"2001:db8:1::1/64\"" : "10.0.0.1/24, ", "")
            .replace(
                "routes:\n",
                "routes:\n  - {prefix: \"%s\", via: \"%s\", nic: int0}\n"
                    .formatted(
                        route.ipv6() ? "2001:db8:1::/64" : "10.0.0.0/24", route.backendHost()));
    try (TestSwitch between = route.open()) {
      between.apply(without);
      between.step();
      between.mark();
      assertThat(between.clientSends(route.request().bytes())).isEmpty();
      assertThat(between.ext0.sent()).hasSize(route.tcp() ? 1 : 0);
      assertThat(between.counted())
          .containsEntry(CoreCounter.DROP_NO_LOCAL_PORT, 1L)
          .doesNotContainKey(CoreCounter.CONNECTIONS_NEW);
      between.apply(route.topology());
      between.step();
      between.int0.sent(); // It announces the address.
      assertThat(between.clientSends(route.request().bytes())).as("the same flow").hasSize(1);
      for (int second = 0; second < 200; second++) {
        between.after(1000);
      }
      String service = (route.tcp() ? "http" : "dns") + (route.ipv6() ? "6" : "");
      assertThat(between.value(TelemetryKind.SERVICE, service, ServiceCounter.CONNECTIONS_ACTIVE))
          .isZero();
    }
  }

  /** A flow that began anew is not told what its old back-end still says. */
  @Test
  void takesNoRepliesForAFlowThatWasReplaced() {
    Route route = new Route("FULL_NAT", false, false, true);
    try (TestSwitch between = route.open()) {
      int before = route.localPort(route.begin(between));
      ConnectionReader reader = between.dataplane.connections();
      int entry =
          IntStream.range(0, reader.entries()).filter(reader::read).findFirst().orElseThrow();
      assertThat(reader.read(entry)).isTrue();
      assertThat(reader.kill()).isTrue();
      int now = route.localPort(route.begin(between));
      assertThat(now).as("the old port rests with its connection").isNotEqualTo(before);
      Packet late = route.packet(route.backend(), route.localEnd(before)).flags(Tcp.ACK);
      assertThat(between.serverSends(route.fromBackend(late).bytes())).isEmpty();
      assertThat(between.int0.sent()).as("the old back-end is told").hasSize(1);
      Packet reply = route.packet(route.backend(), route.localEnd(now)).flags(Tcp.ACK);
      assertThat(between.serverSends(route.fromBackend(reply).bytes())).hasSize(1);
      assertThat(between.counted())
          .containsEntry(CoreCounter.DROP_NO_SERVICE, 1L)
          .containsEntry(CoreCounter.RESETS_SENT, 1L);
      // It does not stay for ever: the wheel comes by within some seconds.
      for (int second = 0; second < 10; second++) {
        between.after(1000);
      }
      assertThat(between.counted()).containsEntry(CoreCounter.CONNECTIONS_FORGOTTEN, 1L);
    }
  }
}
