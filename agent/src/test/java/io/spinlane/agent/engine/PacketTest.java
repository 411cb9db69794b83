package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.EXT0;
import static io.spinlane.agent.engine.TestSwitch.GATEWAY;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of one packet: which frame leaves, and what is counted. */
class PacketTest {
  private static final String CLIENT = "198.51.100.7:4000";
  private static final String HOST = "198.51.100.7";
  private static final String VIP = "203.0.113.10";
  private static final String HTTP = "203.0.113.10:80";
  private static final String DNS = "203.0.113.10:53";
  private static final String WEB1 = "10.0.0.11:8080";
  private static final String NS1 = "10.0.0.21:53";

  private final TestSwitch between = new TestSwitch();

  @AfterEach
  void everyFrameIsAccountedFor() {
    between.close();
  }

  static List<Arguments> malformed() {
    List<Arguments> rows = new ArrayList<>();
    row(rows, "runt: no Ethernet header", tcp().cut(13), CoreCounter.DROP_RUNT);
    row(rows, "runt: nothing behind Ethernet", tcp().cut(14), CoreCounter.DROP_RUNT);
    row(rows, "runt: half an IPv4 header", tcp().cut(33), CoreCounter.DROP_RUNT);
    row(rows, "another's address", tcp().to(INT0), CoreCounter.DROP_NOT_FOR_US);
    row(rows, "VLAN tag cut", tcp().vlan(5).cut(17), CoreCounter.DROP_VLAN_TRUNCATED);
    row(rows, "two VLAN tags", tcp().vlan(5).type(0x8100), CoreCounter.DROP_ETHERTYPE);
    row(rows, "LLDP", tcp().type(0x88cc), CoreCounter.DROP_ETHERTYPE);
    row(rows, "IPv6 type, IPv4 packet", tcp().data(9).type(0x86dd), CoreCounter.DROP_IPV6_VERSION);
    row(rows, "IP version 5", tcp().set8(0, 0x55), CoreCounter.DROP_IPV4_VERSION);
    row(rows, "IHL 4", tcp().set8(0, 0x44), CoreCounter.DROP_IPV4_HEADER_LENGTH);
    row(rows, "IHL past the end", tcp().set8(0, 0x4f), CoreCounter.DROP_IPV4_HEADER_LENGTH);
    row(rows, "total above frame", tcp().set16(2, 41), CoreCounter.DROP_IPV4_TOTAL_TOO_LONG);
    row(rows, "total below header", tcp().set16(2, 19), CoreCounter.DROP_IPV4_TOTAL_TOO_SHORT);
    row(rows, "total 0", tcp().set16(2, 0), CoreCounter.DROP_IPV4_TOTAL_TOO_SHORT);
    row(rows, "IPv4 checksum", tcp().badIpChecksum(), CoreCounter.DROP_IPV4_CHECKSUM);
    options(rows);
    row(rows, "land", Packet.tcp(HTTP, HTTP), CoreCounter.DROP_LAND);
    for (String martian :
        List.of("0.1.2.3", "127.0.0.1", "224.0.0.5", "240.0.0.1", "255.255.255.255", "10.0.0.1")) {
      row(
          rows,
          "source " + martian,
          Packet.tcp(martian + ":4000", HTTP),
          CoreCounter.DROP_MARTIAN_SOURCE);
    }
    row(
        rows,
        "fragment of an echo",
        Packet.echo("198.51.100.7", "203.0.113.10").set16(6, 0x2000),
        CoreCounter.DROP_FRAGMENT);
    row(rows, "last fragment", tcp().set16(6, 0x0010), CoreCounter.DROP_FRAGMENT_UNKNOWN);
    row(rows, "fragment past 65535", tcp().set16(6, 0x1fff), CoreCounter.DROP_FRAGMENT_OVERFLOW);
    row(rows, "TCP offset 4", tcp().set8(32, 0x40), CoreCounter.DROP_TCP_HEADER);
    row(rows, "TCP offset past the end", tcp().set8(32, 0x60), CoreCounter.DROP_TCP_HEADER);
    row(rows, "TCP header cut", tcp().set16(2, 39), CoreCounter.DROP_TCP_HEADER);
    row(rows, "UDP length 7", udp().set16(24, 7), CoreCounter.DROP_UDP_LENGTH);
    row(rows, "UDP length past the end", udp().set16(24, 9), CoreCounter.DROP_UDP_LENGTH);
    row(rows, "UDP header cut", udp().set16(2, 27), CoreCounter.DROP_UDP_LENGTH);
    row(rows, "ICMP cut", Packet.echo(HOST, VIP).set16(2, 27), CoreCounter.DROP_ICMP_MALFORMED);
    row(
        rows,
        "ICMP time exceeded that quotes nothing",
        Packet.echo(HOST, VIP).set8(20, 11),
        CoreCounter.DROP_ICMP_MALFORMED);
    row(
        rows,
        "ICMP time exceeded about somebody else",
        Packet.echo(HOST, VIP)
            .set8(20, 11)
            .data(Arrays.copyOfRange(Packet.tcp(CLIENT, "192.0.2.1:80").bytes(), 14, 54)),
        CoreCounter.DROP_ICMP_OTHER);
    row(rows, "echo reply", Packet.echo(HOST, VIP).set8(20, 0), CoreCounter.DROP_ICMP_OTHER);
    row(rows, "echo for another", Packet.echo(HOST, "203.0.113.99"), CoreCounter.DROP_NOT_OURS);
    row(rows, "GRE for the VIP", Packet.ipv4(47, HOST, VIP, 8), CoreCounter.DROP_PROTOCOL);
    row(rows, "GRE for another", Packet.ipv4(47, HOST, "192.0.2.1", 8), CoreCounter.DROP_NOT_OURS);
    row(rows, "TCP for another", Packet.tcp(CLIENT, "192.0.2.1:80"), CoreCounter.DROP_NOT_OURS);
    row(rows, "UDP for another", Packet.udp(CLIENT, "192.0.2.1:53"), CoreCounter.DROP_NOT_OURS);
    row(rows, "UDP to no service", Packet.udp(CLIENT, VIP + ":54"), CoreCounter.DROP_NO_SERVICE);
    row(
        rows,
        "reset to no service",
        tcp().set16(22, 81).flags(Tcp.RST),
        CoreCounter.DROP_NO_SERVICE);
    row(rows, "reset of no connection", tcp().flags(Tcp.RST), CoreCounter.DROP_NOT_SYN);
    row(
        rows,
        "ARP cut",
        Packet.arpRequest(GATEWAY, "203.0.113.254", VIP).cut(41),
        CoreCounter.DROP_ARP_MALFORMED);
    row(
        rows,
        "ARP for another kind of address",
        Packet.arpRequest(GATEWAY, "203.0.113.254", VIP).set16(2, 0x86dd),
        CoreCounter.DROP_ARP_MALFORMED);
    return rows;
  }

  private static void options(List<Arguments> rows) {
    for (int kind : new int[] {131, 137}) {
      row(
          rows,
          "source route " + kind,
          tcp().options(8).set16(20, kind << 8 | 7).set16(22, 0x04c0).set16(26, 0x0201),
          CoreCounter.DROP_IPV4_SOURCE_ROUTE);
    }
    row(rows, "option of length 0", option(0), CoreCounter.DROP_IPV4_OPTIONS);
    row(rows, "option of length 1", option(1), CoreCounter.DROP_IPV4_OPTIONS);
    row(rows, "option past the header", option(9), CoreCounter.DROP_IPV4_OPTIONS);
    row(
        rows,
        "option without a length",
        tcp().options(4).set8(23, 7),
        CoreCounter.DROP_IPV4_OPTIONS);
  }

  /** Record route (RFC 791) of some length in eight bytes of options. */
  private static Packet option(int length) {
    return tcp().options(8).set16(20, 7 << 8 | length);
  }

  private static void row(List<Arguments> rows, String what, Packet packet, CoreCounter reason) {
    rows.add(Arguments.of(what, packet.bytes(), reason));
  }

  private static Packet tcp() {
    return Packet.tcp(CLIENT, HTTP).flags(Tcp.SYN);
  }

  private static Packet udp() {
    return Packet.udp(CLIENT, DNS);
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

  static List<Arguments> forwarded() {
    Packet there = tcp().from(GATEWAY);
    Packet rewritten = Packet.tcp(CLIENT, WEB1).flags(Tcp.SYN).ttl(63).from(INT0).to(server(11));
    return List.of(
        Arguments.of("SYN", there.bytes(), rewritten.bytes()),
        Arguments.of(
            "a tag stays",
            tcp().vlan(0x6005).bytes(),
            Packet.tcp(CLIENT, WEB1)
                .flags(2)
                .ttl(63)
                .from(INT0)
                .to(server(11))
                .vlan(0x6005)
                .bytes()),
        Arguments.of(
            "options stay",
            tcp().options(8).data(3).bytes(),
            Packet.tcp(CLIENT, WEB1)
                .flags(2)
                .ttl(63)
                .options(8)
                .data(3)
                .from(INT0)
                .to(server(11))
                .bytes()),
        Arguments.of(
            "an option with a length stays, and nothing behind the end counts",
            option(7).set8(27, 0).bytes(),
            Packet.tcp(CLIENT, WEB1)
                .flags(2)
                .ttl(63)
                .options(8)
                .set16(20, 7 << 8 | 7)
                .set8(27, 0)
                .from(INT0)
                .to(server(11))
                .bytes()),
        Arguments.of(
            "TTL 2",
            tcp().ttl(2).bytes(),
            Packet.tcp(CLIENT, WEB1).flags(2).ttl(1).from(INT0).to(server(11)).bytes()),
        Arguments.of(
            "datagram, the port the client asked for",
            udp().data(33).bytes(),
            Packet.udp(CLIENT, NS1).ttl(63).data(33).from(INT0).to(server(21)).bytes()),
        Arguments.of(
            "datagram without a checksum",
            udp().data(4).noUdpChecksum().bytes(),
            Packet.udp(CLIENT, NS1)
                .ttl(63)
                .data(4)
                .noUdpChecksum()
                .from(INT0)
                .to(server(21))
                .bytes()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forwarded")
  void rewritesTowardsTheBackend(String what, byte[] frame, byte[] expected) {
    assertThat(between.clientSends(frame)).as(what).containsExactly(expected);
    assertThat(PacketSums.wrongChecksums(expected)).isEmpty();
    assertThat(between.counted())
        .containsOnly(
            Map.entry(CoreCounter.FORWARD_PACKETS, 1L), Map.entry(CoreCounter.CONNECTIONS_NEW, 1L));
    assertThat(between.ext0.sent()).isEmpty();
  }

  @Test
  void rewritesRepliesTowardsTheClient() {
    assertThat(between.clientSends(tcp().bytes(), udp().data(5).bytes())).hasSize(2);
    assertThat(
            between.serverSends(
                Packet.tcp(WEB1, CLIENT).flags(0x12).data(1).from(server(11)).to(INT0).bytes(),
                Packet.udp(NS1, CLIENT).data(7).from(server(21)).to(INT0).bytes()))
        .containsExactly(
            Packet.tcp(HTTP, CLIENT).flags(0x12).data(1).ttl(63).from(EXT0).to(GATEWAY).bytes(),
            Packet.udp(DNS, CLIENT).data(7).ttl(63).from(EXT0).to(GATEWAY).bytes());
  }

  @Test
  void paddingBehindThePacketStaysOutOfTheSums() {
    byte[] padded = java.util.Arrays.copyOf(tcp().bytes(), 60);
    padded[59] = 0x55;
    byte[] out = between.clientSends(padded).getFirst();
    assertThat(out).hasSize(60);
    assertThat(PacketSums.wrongChecksums(out)).isEmpty();
  }

  @Test
  void dropsAReplyOfNoConnectionSilently() {
    byte[] reply = Packet.tcp(WEB1, CLIENT).from(server(11)).to(INT0).bytes();
    assertThat(between.serverSends(reply)).isEmpty();
    assertThat(between.int0.sent()).isEmpty();
    assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.DROP_NOT_OURS, 1L));
  }

  @Test
  void dropsWhatHasNoTimeLeft() {
    assertThat(between.clientSends(tcp().ttl(1).bytes(), udp().ttl(0).bytes())).isEmpty();
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_TTL_EXPIRED, 2L);
  }

  @Test
  void dropsWhatIsLargerThanTheOutgoingNicTakes() {
    int most = 1500 - 40;
    assertThat(between.clientSends(tcp().data(most).bytes())).hasSize(1);
    assertThat(between.clientSends(tcp().data(most + 1).bytes())).isEmpty();
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_TOO_LARGE, 1L);
  }

  /** 1500 bytes on both NICs, less two headers of 20. */
  @ParameterizedTest
  @CsvSource({"8960, 1460", "1461, 1460", "1460, 1460", "536, 536"})
  void asksForSegmentsThatBothNicsCarry(int asked, int passed) {
    String option = "0204%04x";
    byte[] syn = tcp().flags(Tcp.SYN).tcpOptions(option.formatted(asked)).bytes();
    byte[] out = between.clientSends(syn).getFirst();
    assertThat(PacketSums.wrongChecksums(out)).isEmpty();
    assertThat(Packet.get16(out, 14 + 40 + 2)).isEqualTo(passed);
    byte[] data = tcp().flags(Tcp.ACK).tcpOptions(option.formatted(asked)).bytes();
    byte[] later = between.clientSends(data).getFirst();
    assertThat(Packet.get16(later, 14 + 40 + 2)).as("in a SYN only").isEqualTo(asked);
  }

  @Test
  void dropsWhatTheNicDoesNotTake() {
    between.int0.room(1);
    assertThat(between.clientSends(tcp().bytes(), tcp().bytes(), tcp().bytes())).hasSize(1);
    assertThat(between.counted())
        .containsEntry(CoreCounter.FORWARD_PACKETS, 3L)
        .containsEntry(CoreCounter.DROP_TRANSMIT_FULL, 2L);
  }

  /** RFC 9293 §3.10.7.1. */
  static List<Arguments> refused() {
    String closed = VIP + ":81";
    return List.of(
        Arguments.of(
            "SYN",
            Packet.tcp(CLIENT, closed).flags(Tcp.SYN).sequence(0xffff_ffff).bytes(),
            reset(closed, Tcp.RST | Tcp.ACK, 0, 0)),
        Arguments.of(
            "SYN with data counts both",
            Packet.tcp(CLIENT, closed).flags(Tcp.SYN).sequence(100).data(9).bytes(),
            reset(closed, Tcp.RST | Tcp.ACK, 0, 110)),
        Arguments.of(
            "FIN without ACK",
            Packet.tcp(CLIENT, closed).flags(Tcp.FIN).sequence(100).options(4).data(5).bytes(),
            reset(closed, Tcp.RST | Tcp.ACK, 0, 106)),
        Arguments.of(
            "ACK",
            Packet.tcp(CLIENT, closed).flags(Tcp.ACK).acknowledgement(0x8000_0001).bytes(),
            reset(closed, Tcp.RST, 0x8000_0001, 0)),
        Arguments.of(
            "data of a connection nobody knows",
            Packet.tcp(CLIENT, HTTP).flags(0x18).acknowledgement(77).data(100).bytes(),
            reset(HTTP, Tcp.RST, 77, 0)),
        Arguments.of(
            "the address of the NIC",
            Packet.tcp(CLIENT, "203.0.113.1:22").flags(Tcp.SYN).sequence(1).bytes(),
            reset("203.0.113.1:22", Tcp.RST | Tcp.ACK, 0, 2)));
  }

  private static byte[] reset(String from, int flags, int sequence, int acknowledgement) {
    return Packet.tcp(from, CLIENT)
        .flags(flags)
        .sequence(sequence)
        .acknowledgement(acknowledgement)
        .set16(4, 0)
        .set16(34, 0)
        .from(EXT0)
        .to(GATEWAY)
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

  @Test
  void resetsNoMoreThanItsRate() {
    byte[] syn = Packet.tcp(CLIENT, VIP + ":81").flags(Tcp.SYN).bytes();
    for (int i = 0; i < 300; i++) {
      between.ext0.arrive(syn);
    }
    for (int i = 0; i < 5; i++) {
      between.dataplane.step();
    }
    assertThat(between.ext0.sent()).hasSize(250);
    between.after(10);
    between.ext0.arrive(syn, syn);
    between.step();
    assertThat(between.ext0.sent()).as("a thousand a second").hasSize(2);
    assertThat(between.counted())
        .containsEntry(CoreCounter.DROP_NO_SERVICE, 302L)
        .containsEntry(CoreCounter.RESETS_SENT, 252L)
        .containsEntry(CoreCounter.RESETS_WITHHELD, 50L);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(ints = {0, 1, 56, 1001})
  void answersEcho(int dataBytes) {
    between.ext0.arrive(Packet.echo(HOST, VIP).ttl(9).data(dataBytes).bytes());
    between.step();
    assertThat(between.ext0.sent())
        .containsExactly(
            Packet.echo(VIP, HOST).set8(20, 0).data(dataBytes).from(EXT0).to(GATEWAY).bytes());
    assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.ECHO_ANSWERED, 1L));
  }
}
