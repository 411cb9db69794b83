package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.EXT0;
import static io.spinlane.agent.engine.TestSwitch.GATEWAY;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.telemetry.CoreCounter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each forwarding mode in each family, byte for byte there and back. */
class ForwardingModesTest {
  private static final int ETHERNET = 14;
  private static final int TRAFFIC_CLASS = 0x2a;

  static List<Route> all() {
    return Route.all();
  }

  static List<Route> both() {
    return Route.of("NAT", "FULL_NAT");
  }

  static List<Route> tunnels() {
    return Route.of("IPIP", "GUE");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void rewritesRequests(Route route) {
    try (TestSwitch between = route.open()) {
      for (int dataBytes : new int[] {33, 0}) {
        byte[] request = mark(route, route.request()).data(dataBytes).bytes();
        List<byte[]> out = between.clientSends(request);
        assertThat(out).hasSize(1);
        assertThat(out.getFirst()).isEqualTo(expected(route, dataBytes, out.getFirst()));
        assertThat(PacketSums.wrongChecksums(out.getFirst())).isEmpty();
        assertThat(between.ext0.sent()).isEmpty();
      }
      assertThat(between.counted())
          .containsOnly(
              Map.entry(CoreCounter.FORWARD_PACKETS, 2L),
              Map.entry(CoreCounter.CONNECTIONS_NEW, 1L));
    }
  }

  /** Fields that must come through, or show up in the outer header. */
  private static Packet mark(Route route, Packet packet) {
    return (route.ipv6() ? packet.set16(2, 0x5678) : packet).trafficClass(TRAFFIC_CLASS);
  }

  /**
   * What is to leave, with only what depends on the flow's hash taken from what did: the local port
   * of FULL_NAT, the source port of GUE, the flow label of tunnels over IPv6.
   */
  private static byte[] expected(Route route, int dataBytes, byte[] actual) {
    if (!route.wraps()) {
      Packet plain =
          switch (route.mode()) {
            case "NAT" -> route.packet(route.client(), route.backend()).ttl(63);
            case "FULL_NAT" -> {
              assertThat(route.localPort(actual)).isBetween(1024, 65_535);
              yield route.packet(route.localEnd(route.localPort(actual)), route.backend()).ttl(63);
            }
            default -> route.packet(route.client(), route.vip());
          };
      return route.towardsBackend(mark(route, plain).data(dataBytes)).bytes();
    }
    byte[] inner =
        mark(route, route.packet(route.client(), route.vip())).ttl(63).data(dataBytes).packet();
    assertThat(PacketSums.wrongChecksumsOf(inner)).isEmpty();
    Packet outer =
        Route.wrapped(
            route.mode(), inner, route.inside(), route.backendHost(), TRAFFIC_CLASS, actual);
    return route.towardsBackend(outer).bytes();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("both")
  void rewritesReplies(Route route) {
    try (TestSwitch between = route.open()) {
      String peer = route.seenByBackend(route.begin(between));
      for (int dataBytes : new int[] {0, 33, 1400}) {
        Packet reply = route.packet(route.backend(), peer).flagsIf(route.tcp(), 0x12);
        byte[] expected =
            Route.towardsClient(
                    mark(route, route.packet(route.vip(), route.client()))
                        .flagsIf(route.tcp(), 0x12)
                        .data(dataBytes)
                        .ttl(63))
                .bytes();
        assertThat(
                between.serverSends(route.fromBackend(mark(route, reply).data(dataBytes)).bytes()))
            .containsExactly(expected);
        assertThat(PacketSums.wrongChecksums(expected)).isEmpty();
      }
      assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.FORWARD_PACKETS, 3L));
    }
  }

  /** In the other modes back-ends answer past the switch, from the VIP. */
  @Test
  void takesNoRepliesWhereBackendsAnswerThemselves() {
    for (Route route : Route.of("DSR", "IPIP", "GUE")) {
      try (TestSwitch between = route.open()) {
        route.begin(between);
        Packet lost = route.packet(route.vip(), route.client());
        assertThat(between.serverSends(route.fromBackend(lost).bytes())).as("%s", route).isEmpty();
        assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.DROP_MARTIAN_SOURCE, 1L));
      }
    }
  }

  /** RFC 6438, RFC 7510: hosts behind spread their load by what varies. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tunnels")
  void outerHeadersVaryWithTheFlowAlone(Route route) {
    try (TestSwitch between = route.open()) {
      Set<String> outers = new HashSet<>();
      for (int port = 4000; port < 4064; port++) {
        String first = outer(route, between, port);
        assertThat(outer(route, between, port)).isEqualTo(first);
        outers.add(first);
      }
      boolean hasLabel = route.backendIpv6() || route.mode().equals("GUE");
      assertThat(outers.size()).isGreaterThanOrEqualTo(hasLabel ? 32 : 1);
    }
  }

  /** Of both families flow label, ports and addresses. */
  private static String outer(Route route, TestSwitch between, int port) {
    byte[] out =
        between.clientSends(route.packet(route.client(port), route.vip()).bytes()).getFirst();
    int ip = route.backendIpv6() ? 40 : 20;
    return Packet.get32(out, ETHERNET)
        + Arrays.toString(Arrays.copyOfRange(out, ETHERNET + ip - 8, ETHERNET + ip))
        + (route.mode().equals("GUE") ? Packet.get16(out, ETHERNET + ip) : "");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void goesByItsOwnMtu(Route route) {
    try (TestSwitch between = route.open()) {
      int most = 1500 - overhead(route) - route.request().packet().length;
      assertThat(between.clientSends(route.request().data(most).bytes())).hasSize(1);
      assertThat(between.clientSends(route.request().data(most + 1).bytes())).isEmpty();
      assertThat(between.ext0.sent()).hasSize(1);
      assertThat(between.counted())
          .containsEntry(CoreCounter.DROP_TOO_LARGE, 1L)
          .containsEntry(CoreCounter.ICMP_ERRORS_SENT, 1L);
    }
  }

  private static int overhead(Route route) {
    int outer = route.backendIpv6() ? 40 : 20;
    return switch (route.mode()) {
      case "IPIP" -> outer;
      case "GUE" -> outer + 12;
      default -> 0;
    };
  }

  /** Options and extension headers are carried along. */
  @Test
  void carriesHeadersBetween() {
    for (Route route : both()) {
      try (TestSwitch between = route.open()) {
        byte[] out = between.clientSends(longer(route, route.request()).bytes()).getFirst();
        String from =
            route.mode().equals("NAT")
                ? route.client()
                : route.localEnd(Packet.get16(out, ETHERNET + (route.ipv6() ? 56 : 28)));
        Packet expected = longer(route, route.packet(from, route.backend()).ttl(63));
        assertThat(out).as("%s", route).isEqualTo(route.towardsBackend(expected).bytes());
      }
    }
  }

  private static Packet longer(Route route, Packet packet) {
    return route.ipv6()
        ? packet.extension(0, 0, 0, 1, 4, 0, 0, 0, 0).extension(60, 0, 0, 1, 4, 0, 0, 0, 0)
        : packet.options(8);
  }

  private static final String TAGGED =
      TestSwitch.DUAL_STACK
          .replace("{id: ext0,", "{id: ext0, vlanId: 5,")
          .replace("{id: int0,", "{id: int0, vlanId: 7,");

  @Test
  void takesTagsOffAndPutsThemOn() {
    for (Route route : Route.all()) {
      String topology =
          route
              .topology()
              .replace("{id: ext0,", "{id: ext0, vlanId: 5,")
              .replace("{id: int0,", "{id: int0, vlanId: 7,");
      byte[] untagged;
      try (TestSwitch between = route.open()) {
        untagged = route.begin(between);
      }
      try (TestSwitch between = new TestSwitch(0, topology)) {
        for (String address : List.of(route.backendHost())) {
          between.int0.arrive(
              (route.backendIpv6()
                      ? Icmpv6.solicitation(server(route.host()), address, Route.INSIDE6)
                      : Packet.arpRequest(server(route.host()), address, Route.INSIDE))
                  .vlan(7)
                  .bytes());
        }
        between.step();
        assertThat(between.int0.sent()).allMatch(frame -> tag(frame) == 7);
        byte[] out = between.clientSends(route.request().vlan(0x6005).bytes()).getFirst();
        assertThat(tag(out)).as("%s", route).isEqualTo(7);
        assertThat(PacketSums.wrongChecksums(out)).isEmpty();
        assertThat(out).hasSize(untagged.length + 4);
        assertThat(Arrays.copyOf(out, 12)).isEqualTo(Arrays.copyOf(untagged, 12));
        assertThat(Packet.get16(out, 16)).isEqualTo(Packet.get16(untagged, 12));
      }
    }
  }

  /** The tag of a frame, or −1. */
  private static int tag(byte[] frame) {
    return Packet.get16(frame, 12) == 0x8100 ? Packet.get16(frame, 14) : -1;
  }

  @Test
  void takesOnlyTheTagItIsBoundTo() {
    Route route = Route.of("NAT").getFirst();
    try (TestSwitch between = new TestSwitch(0, TAGGED.replace("MODE", "NAT"))) {
      between.mark();
      between.ext0.arrive(
          route.request().bytes(),
          route.request().vlan(6).bytes(),
          route.request().vlan(0).bytes(),
          Packet.arpRequest(GATEWAY, "203.0.113.254", Route.VIP).bytes(),
          Packet.arpRequest(GATEWAY, "203.0.113.254", Route.VIP).vlan(0x5005).to(EXT0).bytes(),
          route.request().vlan(5).cut(17).bytes());
      between.step();
      assertThat(between.counted())
          .containsEntry(CoreCounter.DROP_VLAN_OTHER, 5L)
          .containsEntry(CoreCounter.ARP_REQUESTS_ANSWERED, 1L);
      assertThat(between.ext0.sent())
          .filteredOn(frame -> Packet.get16(frame, 16) == 0x0806 && Packet.get16(frame, 24) == 2)
          .singleElement()
          .satisfies(frame -> assertThat(tag(frame)).isEqualTo(5));
      assertThat(between.int0.sent()).allMatch(frame -> tag(frame) == 7);
    }
  }

  @Test
  void knowsItsOwnHardwareAddressOnly() {
    Route route = Route.of("NAT").get(1);
    try (TestSwitch between = route.open()) {
      between.ext0.arrive(route.request().to(INT0).bytes());
      between.step();
      assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.DROP_NOT_FOR_US, 1L));
    }
  }
}
