package io.spinlane.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.telemetry.CoreCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** ICMP errors, byte for byte: those that follow a connection, and those the switch sends. */
class IcmpErrorsTest {
  private static final int ETHERNET = 14;
  private static final int MTU = 1400;

  /** An error in both families: type, code, and parameter. */
  enum Kind {
    TOO_BIG(3, 4, 2, 0, MTU),
    TIME_EXCEEDED(11, 0, 3, 0, 0),
    PORT_UNREACHABLE(3, 3, 1, 4, 0);

    private final int type4;
    private final int code4;
    private final int type6;
    private final int code6;
    private final int parameter;

    Kind(int type4, int code4, int type6, int code6, int parameter) {
      this.type4 = type4;
      this.code4 = code4;
      this.type6 = type6;
      this.code6 = code6;
      this.parameter = parameter;
    }

    Packet from(String from, String to, byte[] quoted) {
      return from(from, to, parameter, quoted);
    }

    Packet from(String from, String to, int value, byte[] quoted) {
      boolean ipv6 = from.indexOf(':') >= 0;
      return Packet.icmp(from, to, ipv6 ? type6 : type4, ipv6 ? code6 : code4, value).data(quoted);
    }
  }

  static List<Arguments> followed() {
    List<Arguments> rows = new ArrayList<>();
    for (Route route : Route.of("NAT", "FULL_NAT")) {
      for (Kind kind : Kind.values()) {
        for (int quotedBytes : new int[] {8, 9, 20, 100}) {
          rows.add(Arguments.of(route, kind, quotedBytes));
        }
      }
    }
    return rows;
  }

  /** The packet as far as an error quotes it. */
  private static byte[] quoted(Route route, Packet packet, int transportBytes) {
    byte[] whole = packet.ttl(60).data(77).packet();
    return Arrays.copyOf(whole, Math.min(whole.length, (route.ipv6() ? 40 : 20) + transportBytes));
  }

  /** Some router behind the switch says it. */
  private static String routerInside(boolean ipv6) {
    return ipv6 ? "2001:db8:1::fe" : "10.0.0.254";
  }

  private static String routerOutside(boolean ipv6) {
    return ipv6 ? "2001:db8:d::fe" : "192.0.2.254";
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("followed")
  void aboutARequestGoesToTheClient(Route route, Kind kind, int quotedBytes) {
    try (TestSwitch between = route.open()) {
      String seen = route.seenByBackend(route.begin(between));
      byte[] error =
          route
              .fromBackend(
                  kind.from(
                      routerInside(route.ipv6()),
                      Packet.host(seen),
                      quoted(route, route.packet(seen, route.backend()), quotedBytes)))
              .bytes();
      byte[] expected =
          Route.towardsClient(
                  kind.from(
                          route.vipHost(),
                          route.clientHost(),
                          quoted(route, route.packet(route.client(), route.vip()), quotedBytes))
                      .ttl(63))
              .bytes();
      assertThat(between.serverSends(error)).containsExactly(expected);
      onlyFollowed(between);
    }
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("followed")
  void aboutAReplyGoesToTheBackend(Route route, Kind kind, int quotedBytes) {
    try (TestSwitch between = route.open()) {
      String seen = route.seenByBackend(route.begin(between));
      byte[] quote = quoted(route, route.packet(route.vip(), route.client()), quotedBytes);
      String router = routerOutside(route.ipv6());
      byte[] expected =
          route
              .towardsBackend(
                  kind.from(
                          router,
                          route.backendHost(),
                          quoted(route, route.packet(route.backend(), seen), quotedBytes))
                      .ttl(63))
              .bytes();
      assertThat(between.clientSends(kind.from(router, route.vipHost(), quote).bytes()))
          .containsExactly(expected);
      onlyFollowed(between);
    }
  }

  static List<Route> followed6() {
    return Route.of("NAT", "FULL_NAT").stream().filter(Route::ipv6).toList();
  }

  /** Options and the header of a first fragment stand between the quoted addresses and ports. */
  private static byte[] extended(Packet packet) {
    packet.extension(0, 0, 0, 1, 4, 0, 0, 0, 0).extension(60, 0, 0, 1, 4, 0, 0, 0, 0);
    byte[] whole = packet.extension(44, 0, 0, 0, 1, 1, 2, 3, 4).data(80).packet();
    return Arrays.copyOf(whole, 40 + 24 + 64);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("followed6")
  void aboutAPacketWithExtensionHeadersFollowsToo(Route route) {
    try (TestSwitch between = route.open()) {
      String seen = route.seenByBackend(route.begin(between));
      byte[] request = extended(route.packet(seen, route.backend()));
      byte[] requestOfClient = extended(route.packet(route.client(), route.vip()));
      Packet error = Kind.TOO_BIG.from(routerInside(true), Packet.host(seen), request);
      assertThat(between.serverSends(route.fromBackend(error).bytes()))
          .containsExactly(
              Route.towardsClient(
                      Kind.TOO_BIG
                          .from(route.vipHost(), route.clientHost(), requestOfClient)
                          .ttl(63))
                  .bytes());
      byte[] reply = extended(route.packet(route.vip(), route.client()));
      byte[] replyOfBackend = extended(route.packet(route.backend(), seen));
      String router = routerOutside(true);
      assertThat(between.clientSends(Kind.TOO_BIG.from(router, route.vipHost(), reply).bytes()))
          .containsExactly(
              route
                  .towardsBackend(
                      Kind.TOO_BIG.from(router, route.backendHost(), replyOfBackend).ttl(63))
                  .bytes());
      assertThat(between.counted())
          .containsOnly(
              Map.entry(CoreCounter.FORWARD_PACKETS, 2L),
              Map.entry(CoreCounter.ICMP_ERRORS_FOLLOWED, 2L));
    }
  }

  /** Where the ports would be is data of the middle of some packet. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("followed6")
  void aboutALaterFragmentIsDropped(Route route) {
    try (TestSwitch between = route.open()) {
      String seen = route.seenByBackend(route.begin(between));
      Packet later = route.packet(seen, route.backend()).extension(44, 0, 0, 0, 8, 1, 2, 3, 4);
      byte[] quote = later.data(80).packet();
      Packet error = Kind.TOO_BIG.from(routerInside(true), Packet.host(seen), quote);
      assertThat(between.serverSends(route.fromBackend(error).bytes())).isEmpty();
      assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.DROP_ICMP_MALFORMED, 1L));
    }
  }

  private static void onlyFollowed(TestSwitch between) {
    assertThat(between.counted())
        .containsOnly(
            Map.entry(CoreCounter.FORWARD_PACKETS, 1L),
            Map.entry(CoreCounter.ICMP_ERRORS_FOLLOWED, 1L));
  }

  static List<Route> direct() {
    return Route.of("DSR", "IPIP", "GUE");
  }

  static List<Route> tunnels() {
    return Route.of("IPIP", "GUE");
  }

  static List<Route> all() {
    return Route.all();
  }

  /** There the back-end is the VIP itself, and gets the error as any packet of its client. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("direct")
  void aboutABackendsOwnReplyGoesThereUntouched(Route route) {
    try (TestSwitch between = route.open()) {
      route.begin(between);
      byte[] quote = quoted(route, route.packet(route.vip(), route.client()), 100);
      Packet error = Kind.TOO_BIG.from(routerOutside(route.ipv6()), route.vipHost(), quote);
      byte[] out = between.clientSends(error.bytes()).getFirst();
      byte[] packet = error.packet();
      assertThat(Arrays.copyOfRange(out, out.length - packet.length, out.length)).isEqualTo(packet);
      assertThat(Arrays.copyOf(out, 12))
          .isEqualTo(Arrays.copyOf(route.towardsBackend(error).bytes(), 12));
      assertThat(out).hasSize(ETHERNET + overhead(route) + packet.length);
      assertThat(PacketSums.wrongChecksums(out)).isEmpty();
      onlyFollowed(between);
    }
  }

  private static int overhead(Route route) {
    int outer = route.backendIpv6() ? 40 : 20;
    return route.wraps() ? outer + (route.mode().equals("GUE") ? 12 : 0) : 0;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tunnels")
  void aboutATunnelTellsTheClientWhatFitsInside(Route route) {
    try (TestSwitch between = route.open()) {
      byte[] first = between.clientSends(route.request().data(900).bytes()).getFirst();
      between.mark();
      byte[] outer = Arrays.copyOfRange(first, ETHERNET, first.length);
      for (int quotedBytes : new int[] {overhead(route) + 48, 548, outer.length}) {
        byte[] quote = Arrays.copyOf(outer, quotedBytes);
        byte[] inner = Arrays.copyOfRange(quote, overhead(route), quotedBytes);
        inner = Arrays.copyOf(inner, Math.min(inner.length, route.ipv6() ? 1232 : 548));
        assertThat(between.serverSends(fromRouter(route, MTU, quote)))
            .as("quotes %d", quotedBytes)
            .containsExactly(tooBig(route, MTU - overhead(route), inner));
      }
      assertThat(between.counted())
          .containsOnly(
              Map.entry(CoreCounter.FORWARD_PACKETS, 3L),
              Map.entry(CoreCounter.ICMP_ERRORS_FOLLOWED, 3L));
    }
  }

  private static byte[] fromRouter(Route route, int mtuBytes, byte[] quote) {
    Packet error =
        Kind.TOO_BIG.from(routerInside(route.backendIpv6()), route.inside(), mtuBytes, quote);
    return route.fromBackend(error).bytes();
  }

  /** What the switch itself tells a client. */
  private static byte[] tooBig(Route route, int mtuBytes, byte[] quote) {
    return own(route, Kind.TOO_BIG, mtuBytes, quote);
  }

  private static byte[] own(Route route, Kind kind, int value, byte[] quote) {
    Packet error = kind.from(route.outside(), route.clientHost(), value, quote);
    return Route.towardsClient(route.ipv6() ? error : error.set16(4, 0)).bytes();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tunnels")
  void neverTellsLessThanTheLeastMtu(Route route) {
    try (TestSwitch between = route.open()) {
      byte[] first = route.begin(between);
      byte[] outer = Arrays.copyOfRange(first, ETHERNET, first.length);
      byte[] inner = Arrays.copyOfRange(outer, overhead(route), outer.length);
      assertThat(between.serverSends(fromRouter(route, 1, outer)))
          .containsExactly(tooBig(route, route.ipv6() ? 1280 : 68, inner));
    }
  }

  /** Otherwise anybody could make the switch send errors to anybody. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tunnels")
  void believesNothingAboutTunnelsOfNoConnection(Route route) {
    try (TestSwitch between = route.open()) {
      byte[] first = route.begin(between);
      byte[] outer = Arrays.copyOfRange(first, ETHERNET, first.length);
      byte[] otherClient = outer.clone();
      otherClient[overhead(route) + (route.ipv6() ? 8 + 15 : 12 + 3)] ^= 1;
      byte[] otherBackend = outer.clone();
      otherBackend[route.backendIpv6() ? 24 + 15 : 16 + 3] ^= 1;
      assertThat(
              between.serverSends(
                  fromRouter(route, MTU, otherClient), fromRouter(route, MTU, otherBackend)))
          .isEmpty();
      assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.DROP_ICMP_OTHER, 2L));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void saysWhichSizeWouldPass(Route route) {
    try (TestSwitch between = route.open()) {
      byte[] packet = route.request().data(1480).packet();
      assertThat(between.clientSends(route.request().data(1480).bytes())).isEmpty();
      byte[] quote = Arrays.copyOf(packet, route.ipv6() ? 1280 - 48 : 576 - 28);
      assertThat(between.ext0.sent()).containsExactly(tooBig(route, 1500 - overhead(route), quote));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void saysThatTheTimeIsUpAndOpensNothing(Route route) {
    try (TestSwitch between = route.open()) {
      for (int ttl : new int[] {1, 0}) {
        Packet late = route.request().ttl(ttl).data(3);
        List<byte[]> out = between.clientSends(late.bytes());
        if (route.mode().equals("DSR")) {
          assertThat(out).as("DSR changes nothing in the packet").hasSize(1);
          continue;
        }
        assertThat(out).isEmpty();
        assertThat(between.ext0.sent())
            .containsExactly(own(route, Kind.TIME_EXCEEDED, 0, late.packet()));
        assertThat(between.counted()).doesNotContainKey(CoreCounter.CONNECTIONS_NEW);
      }
      if (!route.mode().equals("DSR")) {
        assertThat(between.counted())
            .containsOnly(
                Map.entry(CoreCounter.DROP_TTL_EXPIRED, 2L),
                Map.entry(CoreCounter.ICMP_ERRORS_SENT, 2L));
      }
    }
  }

  @Test
  void tellsBackendsToo() {
    for (Route route : Route.of("NAT", "FULL_NAT")) {
      try (TestSwitch between = route.open()) {
        String seen = route.seenByBackend(route.begin(between));
        Packet late = route.fromBackend(route.packet(route.backend(), seen).ttl(1).data(600));
        assertThat(between.serverSends(late.bytes())).isEmpty();
        byte[] quote =
            Arrays.copyOf(late.packet(), Math.min(late.packet().length, route.ipv6() ? 1232 : 548));
        Packet expected = Kind.TIME_EXCEEDED.from(route.inside(), route.backendHost(), quote);
        assertThat(between.int0.sent())
            .as("%s", route)
            .containsExactly(
                route.towardsBackend(route.ipv6() ? expected : expected.set16(4, 0)).bytes());
      }
    }
  }

  @Test
  void sendsNoMoreErrorsThanItsRate() {
    Route route = Route.of("NAT").getFirst();
    try (TestSwitch between = route.open()) {
      byte[] late = route.request().ttl(1).bytes();
      for (int i = 0; i < 300; i++) {
        between.ext0.arrive(late);
      }
      for (int i = 0; i < 5; i++) {
        between.dataplane.step();
      }
      assertThat(between.ext0.sent()).hasSize(250);
      between.after(10);
      between.ext0.arrive(late, late);
      between.step();
      assertThat(between.ext0.sent()).as("a thousand a second").hasSize(2);
      assertThat(between.counted())
          .containsOnly(
              Map.entry(CoreCounter.DROP_TTL_EXPIRED, 302L),
              Map.entry(CoreCounter.ICMP_ERRORS_SENT, 252L),
              Map.entry(CoreCounter.ICMP_ERRORS_WITHHELD, 50L));
    }
  }

  /** Whoever knows a connection's ends can invent errors about it. */
  @Test
  void followsNoMoreErrorsThanItsRate() {
    for (Route route :
        List.of(new Route("NAT", false, false, true), new Route("IPIP", false, false, true))) {
      try (TestSwitch between = route.open()) {
        byte[] first = route.begin(between);
        byte[] about = Arrays.copyOfRange(first, ETHERNET, first.length);
        byte[] error =
            route.wraps()
                ? fromRouter(route, MTU, about)
                : route
                    .fromBackend(
                        Kind.TOO_BIG.from(routerInside(false), route.clientHost(), MTU, about))
                    .bytes();
        for (int i = 0; i < 2_600; i++) {
          between.int0.arrive(error);
        }
        for (int i = 0; i < 41; i++) {
          between.dataplane.step();
        }
        assertThat(between.ext0.sent()).as("%s", route).hasSize(2_500);
        assertThat(between.counted())
            .containsOnly(
                Map.entry(CoreCounter.FORWARD_PACKETS, 2_500L),
                Map.entry(CoreCounter.ICMP_ERRORS_FOLLOWED, 2_500L),
                Map.entry(CoreCounter.DROP_RATE_LIMITED, 100L));
      }
    }
  }
}
