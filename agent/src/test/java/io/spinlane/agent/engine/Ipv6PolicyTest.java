package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.Packet.get32;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cookies, fragments, rules and ceilings for clients that come by IPv6. */
class Ipv6PolicyTest {
  private static final int ETHERNET = 14;
  private static final int TRANSPORT = ETHERNET + 40;
  private static final String CLIENT = "[2001:db8:c::7]:4000";
  private static final String WEB = "[2001:db8:e::10]:80";
  private static final String DNS = "[2001:db8:e::10]:53";
  private static final String BACKEND = "[2001:db8:1::11]:8080";
  private static final int BACKEND_NUMBER = 0x7654_3210;

  private static TestSwitch switched(String more) {
    return TestSwitch.met(TestSwitch.DUAL_STACK.replace("mode: MODE", "mode: NAT" + more));
  }

  private static byte[] only(List<byte[]> frames) {
    assertThat(frames).hasSize(1);
    assertThat(PacketSums.wrongChecksums(frames.getFirst())).isEmpty();
    return frames.getFirst();
  }

  private static TestSwitch withCookies() {
    String plain = "protocol: TCP, ports: [\"80\"], mode: MODE";
    return TestSwitch.met(
        TestSwitch.DUAL_STACK
            .replace(plain, plain + ", synCookies: true")
            .replace("mode: MODE", "mode: NAT"));
  }

  @Test
  void shakesHandsWithBoth() {
    try (TestSwitch between = withCookies()) {
      between.ext0.arrive(
          Packet.tcp(CLIENT, WEB).flags(Tcp.SYN).sequence(99).tcpOptions("020405a0").bytes());
      between.step();
      byte[] challenge = only(between.ext0.sent());
      assertThat(get32(challenge, TRANSPORT + 8)).isEqualTo(100);
      int cookie = get32(challenge, TRANSPORT + 4);
      Packet ack = Packet.tcp(CLIENT, WEB).sequence(100).acknowledgement(cookie + 1);
      byte[] syn = only(between.clientSends(ack.bytes()));
      assertThat(syn[TRANSPORT + 13]).isEqualTo((byte) Tcp.SYN);
      assertThat(get32(syn, TRANSPORT + 4)).isEqualTo(99);
      between.int0.arrive(
          Packet.tcp(BACKEND, CLIENT)
              .flags(Tcp.SYN | Tcp.ACK)
              .sequence(BACKEND_NUMBER)
              .acknowledgement(100)
              .from(server(11))
              .to(INT0)
              .bytes());
      between.step();
      assertThat(get32(only(between.ext0.sent()), TRANSPORT + 4)).isEqualTo(cookie + 1);
      assertThat(get32(only(between.int0.sent()), TRANSPORT + 8)).isEqualTo(BACKEND_NUMBER + 1);
      byte[] request = only(between.clientSends(ack.data(100).bytes()));
      assertThat(get32(request, TRANSPORT + 8)).isEqualTo(BACKEND_NUMBER + 1);
    }
  }

  /** The fragments of a packet without extension headers. */
  private static byte[][] fragments(byte[] frame, int id, int bytesOfEach) {
    List<byte[]> all = new ArrayList<>();
    for (int at = 0; at < frame.length - TRANSPORT; at += bytesOfEach) {
      int bytes = Math.min(bytesOfEach, frame.length - TRANSPORT - at);
      boolean last = TRANSPORT + at + bytes == frame.length;
      byte[] fragment = Arrays.copyOf(frame, TRANSPORT + 8 + bytes);
      Packet.put16(fragment, ETHERNET + 4, 8 + bytes);
      fragment[ETHERNET + 6] = 44;
      Packet.put16(fragment, TRANSPORT, (frame[ETHERNET + 6] & 255) << 8);
      Packet.put16(fragment, TRANSPORT + 2, at | (last ? 0 : 1));
      Packet.put16(fragment, TRANSPORT + 4, 0);
      Packet.put16(fragment, TRANSPORT + 6, id);
      System.arraycopy(frame, TRANSPORT + at, fragment, TRANSPORT + 8, bytes);
      all.add(fragment);
    }
    return all.toArray(byte[][]::new);
  }

  /** The packet they are parts of. */
  private static byte[] together(List<byte[]> fragments) {
    int bytes = fragments.stream().mapToInt(fragment -> fragment.length - TRANSPORT - 8).sum();
    byte[] whole = Arrays.copyOf(fragments.getFirst(), TRANSPORT + bytes);
    Packet.put16(whole, ETHERNET + 4, bytes);
    whole[ETHERNET + 6] = fragments.getFirst()[TRANSPORT];
    for (byte[] fragment : fragments) {
      int at = Packet.get16(fragment, TRANSPORT + 2) & ~7;
      System.arraycopy(
          fragment, TRANSPORT + 8, whole, TRANSPORT + at, fragment.length - TRANSPORT - 8);
    }
    return whole;
  }

  @Test
  void sendsFragmentsAfterTheirFirst() {
    try (TestSwitch between = switched("")) {
      byte[][] parts = fragments(Packet.udp(CLIENT, DNS).data(3000).bytes(), 7, 1232);
      assertThat(between.clientSends(parts[1])).isEmpty();
      assertThat(between.sum(CoreCounter.DROP_FRAGMENT_UNKNOWN)).isEqualTo(1);
      byte[] whole = together(between.clientSends(parts));
      assertThat(PacketSums.wrongChecksums(whole)).isEmpty();
      byte[] expected = Packet.udp(CLIENT, "[2001:db8:1::21]:53").data(3000).bytes();
      assertThat(Arrays.copyOfRange(whole, ETHERNET + 8, whole.length))
          .isEqualTo(Arrays.copyOfRange(expected, ETHERNET + 8, expected.length));
    }
  }

  @Test
  void letsInByPrefix() {
    String rules = ", accessRules: [{action: DENY, prefix: '2001:db8:c::/64'}]";
    try (TestSwitch between = switched(rules)) {
      assertThat(between.clientSends(Packet.udp(CLIENT, DNS).data(9).bytes())).isEmpty();
      String other = "[2001:db8:c:1::7]:4000";
      assertThat(between.clientSends(Packet.udp(other, DNS).data(9).bytes())).hasSize(1);
      assertThat(between.sum(CoreCounter.DROP_ACCESS_DENIED)).isEqualTo(1);
    }
  }

  @Test
  void sharesACeilingInAPrefix() {
    String limit = ", rateLimit: {packetsPerSecond: 8, ipv6PrefixLength: 64}";
    try (TestSwitch between = switched(limit)) {
      List<byte[]> frames = new ArrayList<>();
      for (int host = 1; host <= 3; host++) {
        String client = "[2001:db8:c::%d]:4000".formatted(host);
        frames.add(Packet.udp(client, DNS).data(9).bytes());
      }
      assertThat(between.clientSends(frames.toArray(byte[][]::new))).hasSize(2);
      assertThat(between.sum(CoreCounter.DROP_RATE_PACKETS)).isEqualTo(1);
    }
  }
}
