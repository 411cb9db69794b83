package io.spinlane.agent.packet;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers, messages and sums of IPv6, against packets that another program made. */
class Ipv6Test {
  private static final long HIGH = 0x2001_0db8_0000_0000L;
  private static final long LINK_LOCAL = 0xfe80_0000_0000_0000L;

  private static final String TCP =
      "6b8123450014063920010db800000000000000000000000120010db8000000010000000000000010"
          + "0fa00050000000010000000050022000246e0000";
  private static final String ECHO_REQUEST =
      "60000000000d3a4020010db800000000000000000000000120010db8000000000000000000000002"
          + "8000e840123400076162636465";
  private static final String ECHO_REPLY =
      "60000000000d3a4020010db800000000000000000000000220010db8000000000000000000000001"
          + "8100e740123400076162636465";
  private static final String PACKET_TOO_BIG =
      "60000000000c3a4020010db800000000000000000000000220010db8000000000000000000000001"
          + "0200d8050000057861626364";
  private static final String SOLICITATION =
      "6000000000203afffe800000000000000000000000000002ff0200000000000000000001ff000010"
          + "87004a450000000020010db8000000000000000000000010" // target
          + "01010200000000fe";
  private static final String ADVERTISEMENT =
      "6000000000203aff20010db8000000000000000000000010fe800000000000000000000000000002"
          + "8800b98d6000000020010db8000000000000000000000010" // target
          + "0201020000000001";
  private static final String ANONYMOUS =
      "6000000000183aff00000000000000000000000000000000ff0200000000000000000001ff000010"
          + "87004ccf0000000020010db8000000000000000000000010";

  private static MemorySegment segment(String hex) {
    return MemorySegment.ofArray(HexFormat.of().parseHex(hex));
  }

  private static String hex(MemorySegment segment) {
    return HexFormat.of().formatHex(segment.toArray(java.lang.foreign.ValueLayout.JAVA_BYTE));
  }

  @Test
  void readsEveryField() {
    MemorySegment packet = segment(TCP);
    assertThat(Ipv6.version(packet, 0)).isEqualTo(6);
    assertThat(Ipv6.trafficClass(packet, 0)).isEqualTo(0xb8);
    assertThat(Ipv6.flowLabel(packet, 0)).isEqualTo(0x12345);
    assertThat(Ipv6.payloadLength(packet, 0)).isEqualTo(20);
    assertThat(Ipv6.nextHeader(packet, 0)).isEqualTo(Ipv4.PROTOCOL_TCP);
    assertThat(Ipv6.hopLimit(packet, 0)).isEqualTo(57);
    assertThat(Ipv6.sourceHigh(packet, 0)).isEqualTo(HIGH);
    assertThat(Ipv6.sourceLow(packet, 0)).isEqualTo(1);
    assertThat(Ipv6.destinationHigh(packet, 0)).isEqualTo(HIGH + 1);
    assertThat(Ipv6.destinationLow(packet, 0)).isEqualTo(0x10);
    long sum = Ipv6.pseudoHeader(packet, 0, Ipv4.PROTOCOL_TCP, 20);
    assertThat(Checksum.fold(Checksum.add(sum, packet, Ipv6.HEADER_BYTES, 20))).isEqualTo(0xffff);
  }

  @Test
  void writesWhatItReads() {
    MemorySegment packet = segment("ff".repeat(Ipv6.HEADER_BYTES));
    Ipv6.write(packet, 0, 0xfff_12345, 20, Ipv4.PROTOCOL_TCP, 57, HIGH, 1, HIGH + 1, 0x10);
    assertThat(hex(packet)).isEqualTo("60012345" + TCP.substring(8, 80));
    Ipv6.hopLimit(packet, 0, 56);
    Ipv6.payloadLength(packet, 0, 1234);
    Ipv6.source(packet, 0, 1, 2);
    Ipv6.destination(packet, 0, 3, -4);
    assertThat(Ipv6.hopLimit(packet, 0)).isEqualTo(56);
    assertThat(Ipv6.payloadLength(packet, 0)).isEqualTo(1234);
    assertThat(Ipv6.sourceHigh(packet, 0)).isEqualTo(1);
    assertThat(Ipv6.sourceLow(packet, 0)).isEqualTo(2);
    assertThat(Ipv6.destinationHigh(packet, 0)).isEqualTo(3);
    assertThat(Ipv6.destinationLow(packet, 0)).isEqualTo(-4);
  }

  @Test
  void knowsKindsOfAddresses() {
    assertThat(Ipv6.isUnspecified(0, 0)).isTrue();
    assertThat(Ipv6.isUnspecified(0, 1)).isFalse();
    assertThat(Ipv6.isLoopback(0, 1)).isTrue();
    assertThat(Ipv6.isLoopback(1, 1)).isFalse();
    assertThat(Ipv6.isMulticast(0xff02_0000_0000_0000L)).isTrue();
    assertThat(Ipv6.isMulticast(0xfe02_0000_0000_0000L)).isFalse();
    assertThat(Ipv6.isLinkLocal(LINK_LOCAL)).isTrue();
    assertThat(Ipv6.isLinkLocal(0xfebf_ffff_ffff_ffffL)).isTrue();
    assertThat(Ipv6.isLinkLocal(0xfec0_0000_0000_0000L)).isFalse();
  }

  /** Replacing addresses gives what summing the new ones gives, never minus zero. */
  @Test
  void updatesASumOfAddresses() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    MemorySegment packet = segment(TCP);
    for (int round = 0; round < 20_000; round++) {
      Ipv6.source(packet, 0, half(random), half(random));
      Ipv6.destination(packet, 0, HIGH, half(random));
      int before = Checksum.finish(Ipv6.pseudoHeader(packet, 0, 6, round));
      long low = half(random);
      long change = Checksum.replaced64(Ipv6.sourceLow(packet, 0), low);
      Ipv6.source(packet, 0, Ipv6.sourceHigh(packet, 0), low);
      assertThat(Checksum.update(before, change))
          .as("seed %d round %d", seed, round)
          .isEqualTo(Checksum.finish(Ipv6.pseudoHeader(packet, 0, 6, round)));
    }
  }

  private static long half(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> -1;
      default -> random.nextLong();
    };
  }

  @Test
  void answersEcho() {
    MemorySegment packet = segment(ECHO_REQUEST);
    assertThat(Icmp6.type(packet, 40)).isEqualTo(Icmp6.ECHO_REQUEST);
    assertThat(Icmp6.isIntact(packet, 0, 40, 13)).isTrue();
    Ipv6.source(packet, 0, HIGH, 2);
    Ipv6.destination(packet, 0, HIGH, 1);
    Icmp6.answerEcho(packet, 40);
    assertThat(hex(packet)).isEqualTo(ECHO_REPLY);
  }

  @Test
  void writesAnError() {
    MemorySegment packet = segment(PACKET_TOO_BIG);
    Icmp6.write(packet, 40, Icmp6.PACKET_TOO_BIG, 0, 1400);
    assertThat(Wire.u16(packet, 42)).isZero();
    Icmp6.finish(packet, 0, 40, 12);
    assertThat(hex(packet)).isEqualTo(PACKET_TOO_BIG);
    assertThat(Icmp6.parameter(packet, 40)).isEqualTo(1400);
    assertThat(Icmp6.isError(Icmp6.type(packet, 40))).isTrue();
    assertThat(Icmp6.isError(Icmp6.ECHO_REQUEST)).isFalse();
    packet.set(java.lang.foreign.ValueLayout.JAVA_BYTE, 51, (byte) 'e');
    assertThat(Icmp6.isIntact(packet, 0, 40, 12)).isFalse();
  }

  @Test
  void writesNeighbourDiscovery() {
    MemorySegment packet = segment("ff".repeat(Ndp.PACKET_BYTES));
    Ndp.writeSolicitation(packet, 0, LINK_LOCAL, 2, HIGH, 0x10, 0x0200_0000_00feL);
    assertThat(hex(packet)).isEqualTo(SOLICITATION);
    Ndp.writeAdvertisement(
        packet, 0, HIGH, 0x10, LINK_LOCAL, 2, Ndp.SOLICITED | Ndp.OVERRIDE, 0x0200_0000_0001L);
    assertThat(hex(packet)).isEqualTo(ADVERTISEMENT);
  }

  @Test
  void readsNeighbourDiscovery() {
    MemorySegment asked = segment(SOLICITATION);
    assertThat(Ndp.isValidSolicitation(asked, 0, 40, 32)).isTrue();
    assertThat(Ndp.targetHigh(asked, 40)).isEqualTo(HIGH);
    assertThat(Ndp.targetLow(asked, 40)).isEqualTo(0x10);
    assertThat(Ndp.mac(asked, 40, 32, Ndp.OPTION_SOURCE_MAC)).isEqualTo(0x0200_0000_00feL);
    assertThat(Ndp.mac(asked, 40, 32, Ndp.OPTION_TARGET_MAC)).isEqualTo(Ndp.NO_MAC);
    MemorySegment told = segment(ADVERTISEMENT);
    assertThat(Ndp.isValidAdvertisement(told, 0, 40, 32)).isTrue();
    assertThat(Ndp.flags(told, 40)).isEqualTo(Ndp.SOLICITED | Ndp.OVERRIDE);
    assertThat(Ndp.mac(told, 40, 32, Ndp.OPTION_TARGET_MAC)).isEqualTo(0x0200_0000_0001L);
    MemorySegment anonymous = segment(ANONYMOUS);
    assertThat(Ndp.isValidSolicitation(anonymous, 0, 40, 24)).isTrue();
    assertThat(Ndp.mac(anonymous, 40, 24, Ndp.OPTION_SOURCE_MAC)).isEqualTo(Ndp.NO_MAC);
  }

  /** Each breach of RFC 4861 §7.1.1, made in a valid solicitation whose checksum is then right. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "hop limit 254,        7, fe",
    "code 1,              41, 01",
    "multicast target,    48, ff",
    "option of length 0,  65, 00",
    "option too long,     65, 02",
    "source without name,  8, 00000000000000000000000000000000"
  })
  void refusesSolicitations(String breach, int at, String bytes) {
    MemorySegment packet = segment(SOLICITATION);
    MemorySegment.copy(segment(bytes), 0, packet, at, bytes.length() / 2);
    Icmp6.finish(packet, 0, 40, 32);
    assertThat(Icmp6.isIntact(packet, 0, 40, 32)).isTrue();
    assertThat(Ndp.isValidSolicitation(packet, 0, 40, 32)).as(breach).isFalse();
  }

  @Test
  void refusesMoreNeighbourDiscovery() {
    MemorySegment broken = segment(SOLICITATION.replace("4a45", "4a46"));
    assertThat(Ndp.isValidSolicitation(broken, 0, 40, 32)).as("checksum").isFalse();
    assertThat(Ndp.isValidSolicitation(segment(ANONYMOUS), 0, 40, 23)).as("length").isFalse();

    MemorySegment elsewhere = segment(ANONYMOUS);
    Ipv6.destination(elsewhere, 0, HIGH, 0x10);
    Icmp6.finish(elsewhere, 0, 40, 24);
    assertThat(Ndp.isValidSolicitation(elsewhere, 0, 40, 24)).as("not to the group").isFalse();

    MemorySegment everyone = segment(ADVERTISEMENT);
    Ipv6.destination(everyone, 0, Ndp.LINK_MULTICAST_HIGH, Ndp.ALL_NODES_LOW);
    Icmp6.finish(everyone, 0, 40, 32);
    assertThat(Ndp.isValidAdvertisement(everyone, 0, 40, 32)).as("solicited by all").isFalse();
    Wire.i32(everyone, 44, Ndp.OVERRIDE);
    Icmp6.finish(everyone, 0, 40, 32);
    assertThat(Ndp.isValidAdvertisement(everyone, 0, 40, 32)).isTrue();
  }

  /** RFC 4291 §2.7.1 gives the address, RFC 2464 §7 how it becomes a group on Ethernet. */
  @Test
  void makesMulticastAddresses() {
    long low = Ndp.solicitedNodeLow(0x0001_0800_200e_8c6cL); // 4037::1:800:200e:8c6c
    assertThat(low).isEqualTo(0x0000_0001_ff0e_8c6cL);
    assertThat(Ndp.isSolicitedNode(Ndp.LINK_MULTICAST_HIGH, low)).isTrue();
    assertThat(Ndp.isSolicitedNode(Ndp.LINK_MULTICAST_HIGH, Ndp.ALL_NODES_LOW)).isFalse();
    assertThat(Ndp.multicastMac(low)).isEqualTo(0x3333_ff0e_8c6cL);
    assertThat(Ndp.multicastMac(Ndp.ALL_NODES_LOW)).isEqualTo(0x3333_0000_0001L);
  }
}
