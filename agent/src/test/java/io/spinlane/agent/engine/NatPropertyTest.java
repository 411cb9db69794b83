package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random packets through the switch and back. What arrives must be what was sent but for addresses,
 * ports and TTL, with every checksum right when all of it is added up again.
 */
class NatPropertyTest {
  private static final int ROUNDS = 2_000;
  private static final int ETHERNET = 14;

  /** Different in each run; put a printed one here to see a failure again. */
  private final long seed = new Random().nextLong();

  private final Random random = new Random(seed);

  @Test
  void rewritesThereAndBack() {
    try (TestSwitch between = new TestSwitch()) {
      for (int round = 0; round < ROUNDS; round++) {
        if (round % 200 == 0) {
          between.introduce();
          between.ext0.sent();
          between.int0.sent();
        }
        boolean tcp = random.nextBoolean();
        boolean partial = random.nextInt(4) == 0;
        byte[] data = data();
        String client = "198.51.100.%d:%d".formatted(1 + random.nextInt(200), 1 + round);
        String vip = tcp ? "203.0.113.10:80" : "203.0.113.10:53";
        String backend = tcp ? "10.0.0.11:8080" : "10.0.0.21:53";
        int host = tcp ? 11 : 21;
        String what = "seed %d round %d".formatted(seed, round);
        boolean without = !tcp && !partial && random.nextInt(4) == 0;

        byte[] request = packet(tcp, client, vip, data, without).flagsIf(tcp, Tcp.SYN).bytes();
        if (partial) {
          arrivePartial(between.ext0, request.clone());
        } else {
          between.ext0.arrive(request);
        }
        between.step();
        check(what, between.int0.sent(), request, client, backend, without);

        byte[] reply =
            packet(tcp, backend, client, data, without).from(server(host)).to(INT0).bytes();
        if (partial) {
          arrivePartial(between.int0, reply.clone());
        } else {
          between.int0.arrive(reply);
        }
        between.step();
        check(what, between.ext0.sent(), reply, vip, client, without);

        if (tcp) {
          between.clientSends(Packet.tcp(client, vip).flags(Tcp.RST).bytes());
        }
        between.after(tcp ? 0 : 40);
        if (round % 100 == 99) {
          expire(between);
        }
      }
    }
  }

  /** The table of the test switch is small. */
  private static void expire(TestSwitch between) {
    for (int i = 0; i < 20; i++) {
      between.after(8_000);
    }
    between.introduce();
    between.ext0.sent();
    between.int0.sent();
  }

  /** Odd lengths, nothing at all, and words that make sums of 0x0000 and 0xffff. */
  private byte[] data() {
    byte[] data = new byte[random.nextInt(5) == 0 ? random.nextInt(4) : random.nextInt(1400)];
    switch (random.nextInt(3)) {
      case 0 -> random.nextBytes(data);
      case 1 -> Arrays.fill(data, (byte) 0xff);
      default -> {}
    }
    return data;
  }

  private Packet packet(boolean tcp, String from, String to, byte[] data, boolean without) {
    Packet packet = tcp ? Packet.tcp(from, to) : Packet.udp(from, to);
    packet.ttl(2 + random.nextInt(254)).data(data);
    return without ? packet.noUdpChecksum() : packet;
  }

  /** As a sender with checksum offload: the field holds the pseudo-header's sum. */
  private static void arrivePartial(TestNic nic, byte[] frame) {
    byte[] packet = Arrays.copyOfRange(frame, ETHERNET, frame.length);
    int offset = packet[9] == Packet.TCP ? 16 : 6;
    Packet.put16(frame, ETHERNET + 20 + offset, PacketSums.pseudo(packet, 20));
    nic.arrivePartial(frame, ETHERNET + 20, offset);
  }

  private static void check(
      String what, List<byte[]> sent, byte[] before, String from, String to, boolean without) {
    assertThat(sent).as(what).hasSize(1);
    byte[] after = sent.getFirst();
    assertThat(PacketSums.wrongChecksums(after)).as(what).isEmpty();
    if (before[ETHERNET + 9] == Packet.UDP) {
      boolean none = Packet.get16(after, ETHERNET + 26) == 0;
      assertThat(none).as("%s: no checksum made of one, none of none", what).isEqualTo(without);
    }
    byte[] expected =
        (before[ETHERNET + 9] == Packet.TCP ? Packet.tcp(from, to) : Packet.udp(from, to)).bytes();
    byte[] undone = after.clone();
    System.arraycopy(before, 0, undone, 0, ETHERNET);
    assertThat(Arrays.copyOfRange(undone, 26, 38))
        .as("%s: addresses and ports", what)
        .isEqualTo(Arrays.copyOfRange(expected, 26, 38));
    assertThat(undone[22]).as("%s: TTL", what).isEqualTo((byte) (before[22] - 1));
    int checksum = ETHERNET + 20 + (before[ETHERNET + 9] == Packet.TCP ? 16 : 6);
    for (int[] rewritten : new int[][] {{22, 1}, {24, 14}, {checksum, 2}}) {
      System.arraycopy(before, rewritten[0], undone, rewritten[0], rewritten[1]);
    }
    assertThat(undone).as("%s: everything else", what).isEqualTo(before);
  }

  /** RFC 768: a sum of zero is sent as 0xffff, since zero says that there is none. */
  @Test
  void neverMakesAChecksumOfNone() {
    try (TestSwitch between = new TestSwitch()) {
      assertThat(between.clientSends(Packet.udp("198.51.100.7:9", "203.0.113.10:53").bytes()))
          .hasSize(1);
      int edges = 0;
      for (int word = 0; word <= 0xffff; word++) {
        byte[] data = {(byte) (word >>> 8), (byte) word};
        byte[] expected = Packet.udp("203.0.113.10:53", "198.51.100.7:9").data(data).bytes();
        if (Packet.get16(expected, ETHERNET + 26) == 0xffff) {
          edges++;
          Packet reply = Packet.udp("10.0.0.21:53", "198.51.100.7:9").data(data);
          byte[] sent = between.serverSends(reply.from(server(21)).to(INT0).bytes()).getFirst();
          assertThat(Packet.get16(sent, ETHERNET + 26)).isEqualTo(0xffff);
        }
      }
      assertThat(edges).as("words that make it zero").isPositive();
    }
  }
}
