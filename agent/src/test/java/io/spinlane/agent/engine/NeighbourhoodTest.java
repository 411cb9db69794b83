package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.EXT0;
import static io.spinlane.agent.engine.TestSwitch.GATEWAY;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ARP: who is answered, who is believed, and what waits meanwhile. */
class NeighbourhoodTest {
  private static final String CLIENT = "198.51.100.7:4000";
  private static final String VIP = "203.0.113.10";
  private static final String STRANGER = "02:00:00:00:00:77";
  private static final byte[] SYN = Packet.tcp(CLIENT, VIP + ":80").flags(Tcp.SYN).bytes();

  private TestSwitch between = new TestSwitch();

  @AfterEach
  void everyFrameIsAccountedFor() {
    between.close();
  }

  private void restart(long startNs) {
    between.close();
    between = new TestSwitch(startNs, TestSwitch.NICS + TestSwitch.CORE + services());
  }

  private static String services() {
    return TestSwitch.SERVICES + TestSwitch.POOLS;
  }

  @ParameterizedTest
  @ValueSource(strings = {VIP, "203.0.113.1"})
  void answersForItsAddresses(String address) {
    between.ext0.arrive(Packet.arpRequest(STRANGER, "203.0.113.77", address).bytes());
    between.step();
    assertThat(between.ext0.sent())
        .containsExactly(Packet.arp(2, EXT0, address, STRANGER, "203.0.113.77").bytes());
    assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.ARP_REQUESTS_ANSWERED, 1L));
  }

  @Test
  void answersAProbeFromNobody() {
    between.ext0.arrive(Packet.arpRequest(STRANGER, "0.0.0.0", VIP).bytes());
    between.step();
    assertThat(between.ext0.sent())
        .containsExactly(Packet.arp(2, EXT0, VIP, STRANGER, "0.0.0.0").bytes());
  }

  @Test
  void answersForAVipOnItsNicsOnly() {
    between.int0.arrive(
        Packet.arpRequest(server(11), "10.0.0.11", VIP).bytes(),
        Packet.arpRequest(server(11), "10.0.0.11", "10.0.0.99").bytes());
    between.step();
    assertThat(between.int0.sent()).isEmpty();
    assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.ARP_IGNORED, 2L));
  }

  @Test
  void noticesWhoClaimsItsAddress() {
    between.ext0.arrive(
        Packet.arpRequest(STRANGER, VIP, VIP).bytes(), Packet.arpRequest(EXT0, VIP, VIP).bytes());
    between.step();
    assertThat(between.ext0.sent()).isEmpty();
    assertThat(between.counted())
        .containsOnly(
            Map.entry(CoreCounter.ARP_CONFLICTS, 1L), Map.entry(CoreCounter.ARP_IGNORED, 1L));
  }

  @Test
  void announcesEachAddressThreeTimes() {
    restart(0);
    for (int second = 0; second < 6; second++) {
      between.after(1000);
    }
    byte[] vip = Packet.arpRequest(EXT0, VIP, VIP).bytes();
    byte[] own = Packet.arpRequest(EXT0, "203.0.113.1", "203.0.113.1").bytes();
    byte[] inner = Packet.arpRequest(INT0, "10.0.0.1", "10.0.0.1").bytes();
    assertThat(between.ext0.sent()).containsExactlyInAnyOrder(vip, own, vip, own, vip, own);
    assertThat(between.int0.sent()).containsExactly(inner, inner, inner);
    assertThat(between.sum(CoreCounter.ARP_ANNOUNCEMENTS_SENT)).isEqualTo(9);
  }

  /** The master applies a drawing again within seconds; what is new is still announced thrice. */
  @Test
  void announcesWhatIsNewOnly() {
    String more =
        (TestSwitch.NICS + TestSwitch.CORE + services())
            .replace("vips: [", "vips: [{id: www2, address: 203.0.113.20, nics: [ext0]}, ");
    between.apply(more);
    between.after(500);
    between.apply(more);
    for (int second = 0; second < 6; second++) {
      between.after(1000);
    }
    byte[] announcement = Packet.arpRequest(EXT0, "203.0.113.20", "203.0.113.20").bytes();
    assertThat(between.ext0.sent()).containsExactly(announcement, announcement, announcement);
    assertThat(between.int0.sent()).isEmpty();
  }

  /** A clock's origin is arbitrary: nanoTime may be negative. */
  @ParameterizedTest
  @ValueSource(longs = {0, -10_000_000_000L, Long.MAX_VALUE - 10_000_000_000L})
  void holdsTheFirstPacketAndAsks(long startNs) {
    restart(startNs);
    for (int second = 0; second < 4; second++) {
      between.after(1000);
    }
    between.int0.sent();
    between.mark();
    assertThat(between.clientSends(SYN))
        .containsExactly(Packet.arpRequest(INT0, "10.0.0.1", "10.0.0.11").bytes());
    assertThat(between.counted())
        .containsEntry(CoreCounter.FRAMES_HELD, 1L)
        .containsEntry(CoreCounter.ARP_REQUESTS_SENT, 1L)
        .doesNotContainKey(CoreCounter.FORWARD_PACKETS);
    between.int0.arrive(Packet.arp(2, server(11), "10.0.0.11", INT0, "10.0.0.1").bytes());
    between.step();
    assertThat(between.int0.sent())
        .containsExactly(
            Packet.tcp(CLIENT, "10.0.0.11:8080")
                .flags(Tcp.SYN)
                .ttl(63)
                .from(INT0)
                .to(server(11))
                .bytes());
    assertThat(between.counted())
        .containsEntry(CoreCounter.ARP_REPLIES_RECEIVED, 1L)
        .containsEntry(CoreCounter.FORWARD_PACKETS, 1L);
  }

  @Test
  void asksAgainAndGivesUpAfterThreeSeconds() {
    restart(0);
    between.after(4000);
    between.int0.sent();
    between.mark();
    between.clientSends(SYN);
    for (int i = 0; i < 29; i++) {
      between.after(100);
    }
    assertThat(between.counted())
        .containsEntry(CoreCounter.ARP_REQUESTS_SENT, 6L)
        .doesNotContainKey(CoreCounter.DROP_NEIGHBOUR_UNRESOLVED);
    between.after(200);
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_NEIGHBOUR_UNRESOLVED, 1L);
    between.int0.arrive(Packet.arpRequest(server(11), "10.0.0.11", "10.0.0.1").bytes());
    between.step();
    assertThat(between.counted()).doesNotContainKey(CoreCounter.FORWARD_PACKETS);
  }

  @Test
  void holdsNoMoreThanEightForOneNeighbour() {
    restart(0);
    between.mark();
    for (int i = 0; i < 10; i++) {
      between.ext0.arrive(SYN);
    }
    between.step();
    assertThat(between.counted())
        .containsEntry(CoreCounter.FRAMES_HELD, 8L)
        .containsEntry(CoreCounter.DROP_NEIGHBOUR_QUEUE_FULL, 2L);
    between.int0.sent();
    between.introduce();
    between.int0.sent();
    between.after(2);
    assertThat(between.counted()).containsEntry(CoreCounter.FORWARD_PACKETS, 8L);
  }

  @Test
  void freesWhatItHoldsWhenTheNicGoes() {
    restart(0);
    between.clientSends(SYN);
    between.apply(
        """
        nics: [{id: ext0, driver: SIM, side: CLIENT, addresses: [203.0.113.1/24]}]
        cores: [{id: sw1, cpu: 1, role: SWITCH}]
        lanes: [{nic: ext0, queue: 0, core: sw1}]
        """);
    assertThat(between.sum(CoreCounter.DROP_NEIGHBOUR_UNRESOLVED)).isEqualTo(1);
    assertThat(between.int0.closed()).isTrue();
  }

  /** A stranger on the link may not fill the table, nor say where others are. */
  @Test
  void believesNeighboursOfConnectedPrefixesOnly() {
    restart(0);
    between.ext0.arrive(
        Packet.arpRequest(STRANGER, "192.0.2.9", VIP).bytes(), // not of a connected prefix
        Packet.arpRequest("03:00:00:00:00:01", "203.0.113.254", VIP).from(STRANGER).bytes());
    between.int0.arrive(
        Packet.arpRequest(STRANGER, "10.0.0.11", "10.0.0.99").bytes()); // talks past the switch
    between.step();
    between.int0.sent();
    between.mark();
    assertThat(between.clientSends(SYN))
        .containsExactly(Packet.arpRequest(INT0, "10.0.0.1", "10.0.0.11").bytes());
  }

  @Test
  void followsANeighbourThatMoves() {
    between.int0.arrive(Packet.arpRequest(STRANGER, "10.0.0.11", "10.0.0.11").bytes());
    between.step();
    List<byte[]> sent = between.clientSends(SYN);
    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst())
        .isEqualTo(
            Packet.tcp(CLIENT, "10.0.0.11:8080")
                .flags(Tcp.SYN)
                .ttl(63)
                .from(INT0)
                .to(STRANGER)
                .bytes());
  }

  @Test
  void asksForAnOldNeighbourWhileItStillSends() {
    between.after(TimeUnit.SECONDS.toMillis(31));
    List<byte[]> sent = between.clientSends(SYN);
    assertThat(sent).hasSize(2).contains(Packet.arpRequest(INT0, "10.0.0.1", "10.0.0.11").bytes());
    assertThat(between.counted()).containsEntry(CoreCounter.FORWARD_PACKETS, 1L);
    between.after(TimeUnit.SECONDS.toMillis(16));
    assertThat(between.clientSends(SYN))
        .as("45 s without an answer")
        .containsExactly(Packet.arpRequest(INT0, "10.0.0.1", "10.0.0.11").bytes());
    assertThat(between.counted()).containsEntry(CoreCounter.FRAMES_HELD, 1L);
  }

  @Test
  void replyGoesToTheGatewayOfItsRoute() {
    between.clientSends(SYN);
    byte[] reply =
        Packet.tcp("10.0.0.11:8080", CLIENT).flags(0x12).from(server(11)).to(INT0).bytes();
    assertThat(between.serverSends(reply))
        .containsExactly(
            Packet.tcp(VIP + ":80", CLIENT).flags(0x12).ttl(63).from(EXT0).to(GATEWAY).bytes());
  }
}
