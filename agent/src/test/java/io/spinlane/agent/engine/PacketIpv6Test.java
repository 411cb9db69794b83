package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.Route.CLIENT6;
import static io.spinlane.agent.engine.Route.VIP6;
import static io.spinlane.agent.engine.TestSwitch.GATEWAY;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of one IPv6 packet, as {@link PacketTest} says it for IPv4. */
class PacketIpv6Test {
  private static final String CLIENT = "[2001:db8:c::7]:4000";
  private static final String HTTP = "[2001:db8:e::10]:80";
  private static final String OTHER = "2001:db8:ffff::1";
  private static final String ROUTER = "2001:db8:e::fe";
  private static final int HOP_BY_HOP = 0;
  private static final int ROUTING = 43;
  private static final int FRAGMENT = 44;
  private static final int OPTIONS = 60;

  private final TestSwitch between = TestSwitch.dualStack("NAT");

  @AfterEach
  void everyFrameIsAccountedFor() {
    between.close();
  }

  static List<Arguments> malformed() {
    List<Arguments> rows = new ArrayList<>();
    row(rows, "runt: half a header", tcp().cut(53), CoreCounter.DROP_RUNT);
    row(rows, "another's hardware address", tcp().to(INT0), CoreCounter.DROP_NOT_FOR_US);
    row(rows, "IP version 4", tcp().set8(0, 0x45), CoreCounter.DROP_IPV6_VERSION);
    row(rows, "IPv4 type", tcp().type(Packet.IPV4), CoreCounter.DROP_IPV4_VERSION);
    row(rows, "payload above frame", tcp().set16(4, 21), CoreCounter.DROP_IPV6_PAYLOAD_TOO_LONG);
    row(rows, "jumbogram", tcp().set16(4, 0), CoreCounter.DROP_TCP_HEADER);
    row(rows, "land", Packet.tcp(HTTP, HTTP), CoreCounter.DROP_LAND);
    for (String martian : List.of("::", "::1", "ff02::5", "ff0e::1", VIP6, Route.INSIDE6)) {
      Packet packet = Packet.tcp("[" + martian + "]:4000", "[2001:db8:e::10]:81");
      row(
          rows,
          "source " + martian,
          packet,
          martian.equals(VIP6) ? CoreCounter.DROP_LAND : CoreCounter.DROP_MARTIAN_SOURCE);
    }
    row(
        rows,
        "source ::ffff:198.51.100.7",
        Packet.tcp("[::]:4000", HTTP).set16(18, 0xffff).set16(20, 0xc633).set16(22, 0x6407),
        CoreCounter.DROP_MARTIAN_SOURCE);
    row(rows, "echo from nowhere", Packet.echo("::", VIP6), CoreCounter.DROP_MARTIAN_SOURCE);
    row(
        rows,
        "error from nowhere",
        Packet.icmp("::", VIP6, 1, 4, 0).data(tcp().packet()),
        CoreCounter.DROP_MARTIAN_SOURCE);
    extensions(rows);
    fragments(rows);
    transport(rows);
    return rows;
  }

  private static void extensions(List<Arguments> rows) {
    Packet nine = tcp();
    for (int i = 0; i < 9; i++) {
      nine.extension(OPTIONS, header());
    }
    row(rows, "nine headers", nine, CoreCounter.DROP_IPV6_EXTENSIONS_TOO_LONG);
    int[] long264 = new int[264];
    long264[1] = 32;
    row(
        rows,
        "264 bytes of options",
        tcp().extension(OPTIONS, long264),
        CoreCounter.DROP_IPV6_EXTENSIONS_TOO_LONG);
    row(
        rows,
        "header past the end",
        tcp().extension(OPTIONS, 0, 3, 1, 4, 0, 0, 0, 0),
        CoreCounter.DROP_IPV6_EXTENSIONS_MALFORMED);
    row(
        rows,
        "header cut",
        tcp().extension(OPTIONS, header()).set16(4, 7),
        CoreCounter.DROP_IPV6_EXTENSIONS_MALFORMED);
    row(
        rows,
        "hop-by-hop behind options",
        tcp().extension(OPTIONS, header()).extension(HOP_BY_HOP, header()),
        CoreCounter.DROP_IPV6_EXTENSIONS_MALFORMED);
    row(
        rows,
        "hop-by-hop twice",
        tcp().extension(HOP_BY_HOP, header()).extension(HOP_BY_HOP, header()),
        CoreCounter.DROP_IPV6_EXTENSIONS_MALFORMED);
    for (int type : new int[] {0, 2, 4}) {
      row(
          rows,
          "routing header of type " + type + " with segments left",
          tcp().extension(ROUTING, 0, 0, type, 1, 0, 0, 0, 0),
          CoreCounter.DROP_IPV6_ROUTING_HEADER);
    }
  }

  private static void fragments(List<Arguments> rows) {
    row(
        rows,
        "fragment of an echo",
        fragment(Packet.echo(CLIENT6, VIP6).data(8), 1),
        CoreCounter.DROP_FRAGMENT);
    row(
        rows,
        "middle fragment alone",
        fragment(tcp().data(4), 8 << 3 | 1),
        CoreCounter.DROP_FRAGMENT_UNKNOWN);
    row(
        rows,
        "last fragment alone",
        fragment(tcp().data(1), 8 << 3),
        CoreCounter.DROP_FRAGMENT_UNKNOWN);
    row(
        rows,
        "first fragment of no multiple of 8",
        fragment(tcp().data(1), 1),
        CoreCounter.DROP_IPV6_EXTENSIONS_MALFORMED);
    row(
        rows,
        "fragment past 65535",
        fragment(tcp(), 0x1fff << 3),
        CoreCounter.DROP_FRAGMENT_OVERFLOW);
    row(
        rows,
        "two fragment headers",
        fragment(fragment(tcp(), 0), 0),
        CoreCounter.DROP_IPV6_EXTENSIONS_MALFORMED);
  }

  private static void transport(List<Arguments> rows) {
    row(rows, "TCP header cut", tcp().set16(4, 19), CoreCounter.DROP_TCP_HEADER);
    row(rows, "TCP offset 4", tcp().set8(52, 0x40), CoreCounter.DROP_TCP_HEADER);
    row(rows, "TCP offset past the end", tcp().set8(52, 0x60), CoreCounter.DROP_TCP_HEADER);
    Packet behind = tcp().extension(OPTIONS, header());
    row(
        rows,
        "TCP cut behind options",
        behind.set16(4, behind.payloadAt() - 40 + 19),
        CoreCounter.DROP_TCP_HEADER);
    row(rows, "UDP length 7", udp().set16(44, 7), CoreCounter.DROP_UDP_LENGTH);
    row(rows, "UDP length past the end", udp().set16(44, 9), CoreCounter.DROP_UDP_LENGTH);
    row(rows, "UDP header cut", udp().set16(4, 7), CoreCounter.DROP_UDP_LENGTH);
    Packet echo = Packet.echo(CLIENT6, VIP6);
    row(rows, "ICMPv6 cut", echo.set16(4, 7), CoreCounter.DROP_ICMP_MALFORMED);
    row(
        rows,
        "ICMP of IPv4",
        Packet.ipv6(Packet.ICMP, CLIENT6, VIP6, 8),
        CoreCounter.DROP_PROTOCOL);
    row(
        rows,
        "ICMPv6 in IPv4",
        Packet.ipv4(Packet.ICMP6, "198.51.100.7", Route.VIP, 8),
        CoreCounter.DROP_PROTOCOL);
    row(rows, "no next header", Packet.ipv6(59, CLIENT6, VIP6, 0), CoreCounter.DROP_PROTOCOL);
    row(rows, "GRE for another", Packet.ipv6(47, CLIENT6, OTHER, 8), CoreCounter.DROP_NOT_OURS);
    row(
        rows,
        "TCP for another",
        Packet.tcp(CLIENT, "[" + OTHER + "]:80"),
        CoreCounter.DROP_NOT_OURS);
    row(rows, "echo for another", Packet.echo(CLIENT6, OTHER), CoreCounter.DROP_NOT_OURS);
    row(rows, "echo reply", Packet.echoReply(CLIENT6, VIP6), CoreCounter.DROP_ICMP_OTHER);
    row(
        rows,
        "UDP to no service",
        Packet.udp(CLIENT, "[2001:db8:e::10]:54"),
        CoreCounter.DROP_NO_SERVICE);
    row(rows, "reset of no connection", tcp().flags(Tcp.RST), CoreCounter.DROP_NOT_SYN);
    row(
        rows,
        "error that quotes nothing",
        Packet.icmp(CLIENT6, VIP6, 1, 4, 0),
        CoreCounter.DROP_ICMP_MALFORMED);
    row(
        rows,
        "error with a wrong checksum",
        Packet.icmp(CLIENT6, VIP6, 1, 4, 0).data(tcp().packet()).badChecksum(),
        CoreCounter.DROP_ICMP_MALFORMED);
    row(
        rows,
        "error about somebody else",
        Packet.icmp(CLIENT6, VIP6, 1, 4, 0).data(tcp().packet()),
        CoreCounter.DROP_ICMP_OTHER);
    row(
        rows,
        "echo to a group",
        Packet.echo(CLIENT6, "ff02::1").to(Icmpv6.ALL_NODES_MAC),
        CoreCounter.DROP_NOT_FOR_US);
    row(
        rows,
        "router solicitation",
        Packet.icmp("fe80::1", "ff02::2", 133, 0, 0).ttl(255).to("33:33:00:00:00:02"),
        CoreCounter.DROP_NOT_FOR_US);
  }

  private static void row(List<Arguments> rows, String what, Packet packet, CoreCounter reason) {
    rows.add(Arguments.of(what, packet.bytes(), reason));
  }

  private static int[] header() {
    return new int[] {0, 0, 1, 4, 0, 0, 0, 0};
  }

  private static Packet fragment(Packet packet, int field) {
    return packet.extension(FRAGMENT, 0, 0, field >> 8, field, 0, 0, 0xbe, 0xef);
  }

  private static Packet tcp() {
    return Packet.tcp(CLIENT, HTTP).flags(Tcp.SYN);
  }

  private static Packet udp() {
    return Packet.udp(CLIENT, "[2001:db8:e::10]:53");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void dropsWithItsReasonAndSendsNothing(String what, byte[] frame, CoreCounter reason) {
    between.ext0.arrive(frame);
    between.step();
    assertThat(between.counted()).as(what).containsOnly(Map.entry(reason, 1L));
    assertThat(between.ext0.sent()).isEmpty();
    assertThat(between.int0.sent()).isEmpty();
  }

  static List<Arguments> discovery() {
    List<Arguments> rows = new ArrayList<>();
    for (int limit : new int[] {254, 64, 1, 0}) {
      ndp(rows, "hop limit " + limit, solicitation().ttl(limit));
    }
    ndp(rows, "code 1", solicitation().set8(41, 1));
    ndp(rows, "wrong checksum", solicitation().badChecksum());
    ndp(rows, "cut", solicitation().set16(4, 23));
    ndp(rows, "group as target", solicitation().set16(48, 0xff02));
    ndp(rows, "option of length 0", solicitation().set8(65, 0));
    ndp(rows, "option past the end", solicitation().set8(65, 2));
    ndp(rows, "half an option", solicitation().data(7));
    ndp(
        rows,
        "hardware address from nowhere",
        Icmpv6.solicitation(GATEWAY, "::", VIP6).data(Icmpv6.option(1, GATEWAY)));
    ndp(
        rows,
        "from nowhere to one",
        Packet.icmp("::", VIP6, 135, 0, 0).ttl(255).data(Packet.address6(VIP6)));
    ndp(rows, "advertisement with hop limit 254", advertisement(ROUTER, 0).ttl(254));
    ndp(rows, "advertisement with an option of length 0", advertisement(ROUTER, 0).set8(65, 0));
    ndp(
        rows,
        "solicited advertisement to a group",
        advertisement(Icmpv6.ALL_NODES, Icmpv6.SOLICITED).to(Icmpv6.ALL_NODES_MAC));
    return rows;
  }

  private static void ndp(List<Arguments> rows, String what, Packet packet) {
    row(rows, what, packet, CoreCounter.DROP_NDP_MALFORMED);
  }

  private static Packet solicitation() {
    return Icmpv6.solicitation(GATEWAY, ROUTER, VIP6);
  }

  private static Packet advertisement(String to, int flags) {
    return Icmpv6.advertisement(GATEWAY, ROUTER, to.equals(ROUTER) ? "2001:db8:e::1" : to, flags);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("discovery")
  void dropsNeighbourDiscoveryThatBreaksItsRules(String what, byte[] frame, CoreCounter reason) {
    dropsWithItsReasonAndSendsNothing(what, frame, reason);
  }

  static List<Arguments> passed() {
    return List.of(
        Arguments.of("routing header with no segments left", ROUTING),
        Arguments.of("atomic fragment, RFC 6946", FRAGMENT),
        Arguments.of("hop-by-hop options", HOP_BY_HOP));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passed")
  void passesOn(String what, int type) {
    int[] header = {0, 0, 0, 0, 0, 0, 0, 9};
    assertThat(between.clientSends(tcp().data(5).extension(type, header).bytes()))
        .as(what)
        .containsExactly(
            Packet.tcp(CLIENT, "[2001:db8:1::11]:8080")
                .flags(Tcp.SYN)
                .ttl(63)
                .data(5)
                .extension(type, header)
                .from(INT0)
                .to(server(11))
                .bytes());
  }

  /** RFC 9293 §3.10.7.1. */
  static List<Arguments> refused() {
    String closed = "[2001:db8:e::10]:81";
    String nic = "[2001:db8:e::1]:22";
    return List.of(
        Arguments.of(
            "SYN",
            Packet.tcp(CLIENT, closed).flags(Tcp.SYN).sequence(0xffff_ffff).bytes(),
            reset(closed, Tcp.RST | Tcp.ACK, 0, 0)),
        Arguments.of(
            "FIN without ACK, behind options",
            Packet.tcp(CLIENT, closed)
                .flags(Tcp.FIN)
                .sequence(100)
                .data(5)
                .extension(HOP_BY_HOP, header())
                .extension(OPTIONS, header())
                .bytes(),
            reset(closed, Tcp.RST | Tcp.ACK, 0, 106)),
        Arguments.of(
            "data of a connection nobody knows",
            Packet.tcp(CLIENT, HTTP).flags(0x18).acknowledgement(77).data(1000).bytes(),
            reset(HTTP, Tcp.RST, 77, 0)),
        Arguments.of(
            "the address of the NIC",
            Packet.tcp(CLIENT, nic).flags(Tcp.SYN).sequence(1).bytes(),
            reset(nic, Tcp.RST | Tcp.ACK, 0, 2)));
  }

  private static byte[] reset(String from, int flags, int sequence, int acknowledgement) {
    return Route.towardsClient(
            Packet.tcp(from, CLIENT)
                .flags(flags)
                .sequence(sequence)
                .acknowledgement(acknowledgement)
                .set16(54, 0))
        .bytes();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void resetsWhatBelongsNowhere(String what, byte[] frame, byte[] expected) {
    assertThat(between.clientSends(frame)).isEmpty();
    assertThat(between.ext0.sent()).as(what).containsExactly(expected);
    assertThat(PacketSums.wrongChecksums(expected)).isEmpty();
    assertThat(between.counted()).hasSize(2).containsEntry(CoreCounter.RESETS_SENT, 1L);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 56, 1001})
  void answersEcho(int dataBytes) {
    between.ext0.arrive(Packet.echo(CLIENT6, VIP6).ttl(9).data(dataBytes).bytes());
    between.step();
    assertThat(between.ext0.sent())
        .containsExactly(
            Route.towardsClient(Packet.echoReply(VIP6, CLIENT6).data(dataBytes)).bytes());
    assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.ECHO_ANSWERED, 1L));
  }

  @Test
  void answersEchoNoMoreThanItsRate() {
    byte[] echo = Packet.echo(CLIENT6, VIP6).bytes();
    for (int i = 0; i < 2600; i++) {
      between.ext0.arrive(echo);
    }
    for (int i = 0; i < 41; i++) {
      between.dataplane.step();
    }
    assertThat(between.ext0.sent()).hasSize(2500);
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_RATE_LIMITED, 100L);
  }

  /** 1500 bytes on both NICs, less a header of 40 and one of 20. */
  @ParameterizedTest
  @ValueSource(ints = {8940, 1441, 1440, 1220})
  void asksForSegmentsThatBothNicsCarry(int asked) {
    byte[] syn = tcp().tcpOptions("0204%04x".formatted(asked)).bytes();
    byte[] out = between.clientSends(syn).getFirst();
    assertThat(PacketSums.wrongChecksums(out)).isEmpty();
    assertThat(Packet.get16(out, 14 + 60 + 2)).isEqualTo(Math.min(asked, 1440));
  }
}
