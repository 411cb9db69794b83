package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.Icmpv6.OVERRIDE;
import static io.spinlane.agent.engine.Icmpv6.SOLICITED;
import static io.spinlane.agent.engine.Route.INSIDE6;
import static io.spinlane.agent.engine.Route.VIP6;
import static io.spinlane.agent.engine.TestSwitch.EXT0;
import static io.spinlane.agent.engine.TestSwitch.GATEWAY;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.telemetry.CoreCounter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The switch among IPv6 neighbours, RFC 4861. */
class NeighbourDiscoveryTest {
  private static final String ROUTER = "2001:db8:e::fe";
  private static final String BACKEND = "2001:db8:1::11";
  private static final Route NAT = new Route("NAT", true, false, true);

  /** Knows nobody yet. */
  private final TestSwitch between = new TestSwitch(0, NAT.topology());

  @AfterEach
  void everyFrameIsAccountedFor() {
    between.close();
  }

  @Test
  void answersForItsAddressesAndLearnsWhoAsked() {
    settle();
    Packet[] asked = {
      Icmpv6.solicitation(GATEWAY, ROUTER, VIP6),
      Icmpv6.solicitation(GATEWAY, ROUTER, "2001:db8:e::1"),
      // To ask whether he is still there, one speaks to him alone (RFC 4861 §7.3.1).
      Packet.icmp(ROUTER, VIP6, 135, 0, 0).ttl(255).data(Packet.address6(VIP6)).from(GATEWAY),
      Icmpv6.solicitation(GATEWAY, "fe80::fe", VIP6)
    };
    assertThat(answers(asked))
        .containsExactly(
            answer(VIP6, ROUTER),
            answer("2001:db8:e::1", ROUTER),
            answer(VIP6, ROUTER),
            answer(VIP6, "fe80::fe"));
    assertThat(between.counted())
        .containsOnly(Map.entry(CoreCounter.NDP_SOLICITATIONS_ANSWERED, 4L));
    between.int0.arrive(Icmpv6.solicitation(server(11), BACKEND, INSIDE6).bytes());
    between.step();
    assertThat(between.clientSends(NAT.request().bytes()))
        .as("the way is known")
        .anyMatch(frame -> Packet.get16(frame, 54 + 2) == 8080);
  }

  private List<byte[]> answers(Packet... questions) {
    for (Packet question : questions) {
      between.ext0.arrive(question.bytes());
    }
    between.step();
    return between.ext0.sent();
  }

  private static byte[] answer(String target, String to) {
    return Icmpv6.advertisement(EXT0, target, to, SOLICITED | OVERRIDE).to(GATEWAY).bytes();
  }

  /** Somebody wants the address of the VIP for himself (RFC 4862 §5.4.3). */
  @Test
  void tellsAllNodesThatAnAddressIsTaken() {
    settle();
    assertThat(answers(Icmpv6.solicitation(GATEWAY, "::", VIP6)))
        .containsExactly(
            Icmpv6.advertisement(EXT0, VIP6, Icmpv6.ALL_NODES, OVERRIDE)
                .to(Icmpv6.ALL_NODES_MAC)
                .bytes());
  }

  @Test
  void ignoresWhatIsNotForIt() {
    settle();
    assertThat(
            answers(
                Icmpv6.solicitation(GATEWAY, ROUTER, "2001:db8:e::99"),
                Icmpv6.solicitation(GATEWAY, "::", "2001:db8:e::99"),
                Icmpv6.solicitation(GATEWAY, ROUTER, INSIDE6),
                Icmpv6.advertisement(EXT0, VIP6, Icmpv6.ALL_NODES, OVERRIDE)
                    .to(Icmpv6.ALL_NODES_MAC)))
        .isEmpty();
    assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.NDP_IGNORED, 4L));
  }

  @Test
  void countsConflicts() {
    settle();
    assertThat(
            answers(
                Icmpv6.advertisement(GATEWAY, VIP6, Icmpv6.ALL_NODES, OVERRIDE)
                    .to(Icmpv6.ALL_NODES_MAC)))
        .isEmpty();
    assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.NDP_CONFLICTS, 1L));
  }

  @Test
  void announcesItsAddressesThreeTimes() {
    byte[] announcement =
        Icmpv6.advertisement(EXT0, VIP6, Icmpv6.ALL_NODES, OVERRIDE)
            .to(Icmpv6.ALL_NODES_MAC)
            .bytes();
    int heard = 0;
    for (int second = 0; second < 6; second++) {
      between.after(1000);
      heard += (int) between.ext0.sent().stream().filter(f -> equal(f, announcement)).count();
    }
    assertThat(heard).isEqualTo(3);
  }

  private static boolean equal(byte[] left, byte[] right) {
    return Arrays.equals(left, right);
  }

  @Test
  void asksAndHoldsUntilTheNeighbourAnswers() {
    settle();
    assertThat(between.clientSends(NAT.request().bytes()))
        .containsExactly(Icmpv6.solicitation(INT0, INSIDE6, BACKEND).bytes());
    between.int0.arrive(
        Icmpv6.advertisement(server(11), BACKEND, INSIDE6, SOLICITED | OVERRIDE).to(INT0).bytes());
    between.step();
    between.step();
    assertThat(between.int0.sent())
        .containsExactly(
            NAT.towardsBackend(NAT.packet(NAT.client(), NAT.backend()).ttl(63)).bytes());
    assertThat(between.counted())
        .containsOnly(
            Map.entry(CoreCounter.CONNECTIONS_NEW, 1L),
            Map.entry(CoreCounter.FRAMES_HELD, 1L),
            Map.entry(CoreCounter.NDP_SOLICITATIONS_SENT, 1L),
            Map.entry(CoreCounter.NDP_ADVERTISEMENTS_RECEIVED, 1L),
            Map.entry(CoreCounter.FORWARD_PACKETS, 1L));
  }

  @Test
  void givesUpOnWhoDoesNotAnswer() {
    settle();
    between.clientSends(NAT.request().bytes());
    for (int i = 0; i < 40; i++) {
      between.after(100);
    }
    assertThat(between.counted())
        .containsEntry(CoreCounter.DROP_NEIGHBOUR_UNRESOLVED, 1L)
        .containsEntry(CoreCounter.NDP_SOLICITATIONS_SENT, 6L);
  }

  /** A neighbour that moves to another hardware address says so unasked. */
  @Test
  void believesNewsOfAKnownNeighbour() {
    settle();
    between.int0.arrive(Icmpv6.solicitation(server(11), BACKEND, INSIDE6).bytes());
    between.step();
    between.int0.arrive(
        Icmpv6.advertisement(server(12), BACKEND, Icmpv6.ALL_NODES, OVERRIDE)
            .to(Icmpv6.ALL_NODES_MAC)
            .bytes());
    between.step();
    between.int0.sent();
    assertThat(between.clientSends(NAT.request().bytes()))
        .containsExactly(
            NAT.packet(NAT.client(), NAT.backend()).ttl(63).from(INT0).to(server(12)).bytes());
  }

  private void settle() {
    for (int second = 0; second < 6; second++) {
      between.after(1000);
    }
    between.ext0.sent();
    between.int0.sent();
    between.mark();
  }

  /** RFC 6583: senders who make up addresses on the link cannot keep a real neighbour out. */
  @Test
  void strangersOnTheLinkFillNoTableForGood() {
    settle();
    between.introduce6();
    for (int stranger = 0; stranger < 24_000; stranger += 32) {
      for (int i = 0; i < 32; i++) {
        exchange("2001:db8:e::1:%x".formatted(stranger + i));
      }
      between.step();
      between.ext0.sent();
      between.int0.sent();
    }
    assertThat(between.sum(CoreCounter.DROP_NEIGHBOUR_QUEUE_FULL)).as("full").isPositive();
    for (int second = 0; second < 6; second++) {
      between.after(1000);
    }
    between.introduce6();
    between.mark();
    for (int neighbour = 0; neighbour < 10; neighbour++) {
      exchange("2001:db8:e::2:%x".formatted(neighbour));
    }
    between.step();
    assertThat(between.counted())
        .containsEntry(CoreCounter.NDP_SOLICITATIONS_SENT, 10L)
        .containsEntry(CoreCounter.FRAMES_HELD, 10L)
        .doesNotContainKey(CoreCounter.DROP_NEIGHBOUR_QUEUE_FULL);
  }

  /** A client on the link opens a connection, and its back-end answers. */
  private void exchange(String host) {
    String client = Route.end(host, 4000);
    between.ext0.arrive(NAT.packet(client, NAT.vip()).bytes());
    Packet answer = NAT.packet(NAT.backend(), client).flags(0x12);
    between.int0.arrive(NAT.fromBackend(answer).bytes());
  }
}
