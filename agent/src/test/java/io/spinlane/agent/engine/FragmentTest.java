package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fragments of one packet take one way, and are the packet when they are put together again. */
class FragmentTest {
  private static final int ETHERNET = 14;
  private static final String CLIENT = "198.51.100.7:4000";
  private static final String DNS = "203.0.113.10:53";

  /** The fragments of an IPv4 packet without options, each with so many bytes of it at most. */
  private static byte[][] fragments(byte[] frame, int id, int bytesOfEach) {
    int payload = frame.length - ETHERNET - 20;
    List<byte[]> all = new ArrayList<>();
    for (int at = 0; at < payload; at += bytesOfEach) {
      int bytes = Math.min(bytesOfEach, payload - at);
      byte[] fragment = Arrays.copyOf(frame, ETHERNET + 20 + bytes);
      System.arraycopy(frame, ETHERNET + 20 + at, fragment, ETHERNET + 20, bytes);
      Packet.put16(fragment, ETHERNET + 2, 20 + bytes);
      Packet.put16(fragment, ETHERNET + 4, id);
      Packet.put16(fragment, ETHERNET + 6, at / 8 | (at + bytes < payload ? 0x2000 : 0));
      Packet.put16(fragment, ETHERNET + 10, 0);
      int sum = ~PacketSums.sum(fragment, ETHERNET, ETHERNET + 20, 0) & 0xffff;
      Packet.put16(fragment, ETHERNET + 10, sum);
      all.add(fragment);
    }
    return all.toArray(byte[][]::new);
  }

  /** The packet that fragments are parts of; its header is the first one's. */
  private static byte[] together(List<byte[]> fragments) {
    int payload = fragments.stream().mapToInt(fragment -> fragment.length - ETHERNET - 20).sum();
    byte[] whole = Arrays.copyOf(fragments.getFirst(), ETHERNET + 20 + payload);
    for (byte[] fragment : fragments) {
      assertThat(PacketSums.sum(fragment, ETHERNET, ETHERNET + 20, 0)).isEqualTo(0xffff);
      int at = (Packet.get16(fragment, ETHERNET + 6) & 0x1fff) * 8;
      System.arraycopy(
          fragment, ETHERNET + 20, whole, ETHERNET + 20 + at, fragment.length - ETHERNET - 20);
    }
    Packet.put16(whole, ETHERNET + 2, 20 + payload);
    Packet.put16(whole, ETHERNET + 6, 0);
    Packet.put16(whole, ETHERNET + 10, 0);
    Packet.put16(whole, ETHERNET + 10, ~PacketSums.sum(whole, ETHERNET, ETHERNET + 20, 0) & 0xffff);
    return whole;
  }

  private static void assertIs(byte[] whole, String from, String to, int dataBytes) {
    byte[] expected = Packet.udp(from, to).data(dataBytes).bytes();
    int data = ETHERNET + 28;
    assertThat(PacketSums.wrongChecksums(whole)).isEmpty();
    assertThat(Arrays.copyOfRange(whole, ETHERNET + 12, data - 2))
        .as("addresses, ports and length")
        .isEqualTo(Arrays.copyOfRange(expected, ETHERNET + 12, data - 2));
    assertThat(Arrays.copyOfRange(whole, data, whole.length))
        .isEqualTo(Arrays.copyOfRange(expected, data, expected.length));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 16, 512, 1480})
  void followTheFirstThereAndBack(int bytesOfEach) {
    try (TestSwitch between = new TestSwitch()) {
      int dataBytes = 12 + 2 * bytesOfEach;
      byte[] request = Packet.udp(CLIENT, DNS).data(dataBytes).bytes();
      List<byte[]> there = between.clientSends(fragments(request, 0x1234, bytesOfEach));
      assertThat(there).hasSize((8 + dataBytes + bytesOfEach - 1) / bytesOfEach);
      assertIs(together(there), CLIENT, "10.0.0.21:53", dataBytes);

      byte[] reply =
          Packet.udp("10.0.0.21:53", CLIENT).data(dataBytes).from(server(21)).to(INT0).bytes();
      List<byte[]> back = between.serverSends(fragments(reply, 0x1234, bytesOfEach));
      assertIs(together(back), DNS, CLIENT, dataBytes);
    }
  }

  /** Only the first of each packet names the switch's port that replies come back to. */
  @Test
  void followThroughPortsOfTheSwitch() {
    Route route = new Route("FULL_NAT", false, false, false);
    try (TestSwitch between = route.open()) {
      byte[][] parts = fragments(route.request().data(200).bytes(), 0x1234, 64);
      List<byte[]> there = between.clientSends(parts);
      assertThat(there).hasSize(4);
      int number = Packet.get16(there.getFirst(), ETHERNET + 4);
      assertThat(there).allMatch(part -> Packet.get16(part, ETHERNET + 4) == number);
      assertThat(there)
          .allMatch(
              part -> PacketSums.sum(part, ETHERNET, ETHERNET + 20, 0) == 0xffff, "header sum");
      Packet another = route.packet(route.client(4001), route.vip()).data(200);
      List<byte[]> theirs = between.clientSends(fragments(another.bytes(), 0x1234, 64));
      assertThat(Packet.get16(theirs.getFirst(), ETHERNET + 4))
          .as("another client's packet with the same identification")
          .isNotEqualTo(number);
      byte[] whole = together(there);
      String seen = route.localEnd(route.localPort(whole));
      assertIs(whole, seen, route.backend(), 200);

      Packet reply = route.fromBackend(route.packet(route.backend(), seen).data(200));
      List<byte[]> back = between.serverSends(fragments(reply.bytes(), 0x4321, 64));
      assertThat(back).hasSize(4);
      assertIs(together(back), route.vip(), route.client(), 200);
    }
  }

  @Test
  void areDroppedBeforeTheirFirst() {
    try (TestSwitch between = new TestSwitch()) {
      byte[][] parts = fragments(Packet.udp(CLIENT, DNS).data(100).bytes(), 7, 64);
      assertThat(between.clientSends(parts[1])).isEmpty();
      assertThat(between.sum(CoreCounter.DROP_FRAGMENT_UNKNOWN)).isEqualTo(1);
      assertThat(between.clientSends(parts[0], parts[1])).hasSize(2);
      byte[][] others = fragments(Packet.udp(CLIENT, DNS).data(100).bytes(), 8, 64);
      assertThat(between.clientSends(others[1])).as("another packet's").isEmpty();
    }
  }

  @Test
  void areForgottenAfterHalfAMinute() {
    try (TestSwitch between = new TestSwitch()) {
      byte[][] parts = fragments(Packet.udp(CLIENT, DNS).data(100).bytes(), 7, 64);
      assertThat(between.clientSends(parts[0])).hasSize(1);
      between.after(20_000);
      between.introduce();
      between.int0.sent();
      between.clientSends(Packet.udp(CLIENT, DNS).data(9).bytes()); // keeps the connection
      assertThat(between.clientSends(parts[1])).hasSize(1);
      between.after(10_000);
      between.introduce();
      between.int0.sent();
      assertThat(between.clientSends(parts[1])).isEmpty();
    }
  }

  @Test
  void ofTcpFollowTheirConnection() {
    try (TestSwitch between = new TestSwitch()) {
      String web = "203.0.113.10:80";
      between.clientSends(Packet.tcp(CLIENT, web).flags(Tcp.SYN).bytes());
      byte[][] parts = fragments(Packet.tcp(CLIENT, web).data(200).bytes(), 9, 64);
      byte[] whole = together(between.clientSends(parts));
      assertThat(PacketSums.wrongChecksums(whole)).isEmpty();
      assertThat(Packet.get16(whole, ETHERNET + 22)).isEqualTo(8080);
      byte[][] tiny = fragments(Packet.tcp(CLIENT, web).data(200).bytes(), 10, 8);
      assertThat(between.clientSends(tiny[0])).as("header cut by the fragment").isEmpty();
      assertThat(between.sum(CoreCounter.DROP_TCP_HEADER)).isEqualTo(1);
    }
  }

  @Test
  void ofOtherProtocolsAreDropped() {
    try (TestSwitch between = new TestSwitch()) {
      byte[] echo = Packet.echo("198.51.100.7", "203.0.113.10").data(100).bytes();
      assertThat(between.clientSends(fragments(echo, 7, 64))).isEmpty();
      assertThat(between.ext0.sent()).isEmpty();
      assertThat(between.sum(CoreCounter.DROP_FRAGMENT)).isEqualTo(2);
    }
  }
}
