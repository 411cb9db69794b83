package io.spinlane.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of a frame that its sender left to segmentation offload the pieces must fit, not the whole. */
class OffloadMtuTest {
  private static final int MTU = 1500;

  /** More than the MTU, less than a slot. */
  private static final int DATA = 1600;

  static List<Route> nat() {
    return Route.of("NAT", "FULL_NAT").stream().filter(Route::tcp).toList();
  }

  private static int headers(Route route) {
    return (route.ipv6() ? 40 : 20) + 20;
  }

  private static void send(TestSwitch between, Route route, int pieceBytes) {
    byte[] large = route.request().flags(Tcp.ACK).data(DATA).bytes();
    int gso = route.ipv6() ? Frame.GSO_TCP6 : Frame.GSO_TCP4;
    between.ext0.arriveUncut(large, gso, 14 + headers(route) - 20, pieceBytes);
    between.step();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nat")
  void passesWhatFitsInPieces(Route route) {
    try (TestSwitch between = route.open()) {
      route.begin(between);
      send(between, route, MTU - headers(route));
      assertThat(between.int0.sent()).singleElement().matches(frame -> frame.length > DATA);
      assertThat(between.counted()).containsOnly(Map.entry(CoreCounter.FORWARD_PACKETS, 1L));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("nat")
  void tellsTheSenderOfPiecesThatDoNot(Route route) {
    try (TestSwitch between = route.open()) {
      route.begin(between);
      send(between, route, MTU - headers(route) + 1);
      assertThat(between.int0.sent()).isEmpty();
      byte[] error = between.ext0.sent().getFirst();
      assertThat(PacketSums.wrongChecksums(error)).isEmpty();
      int message = 14 + headers(route) - 20;
      assertThat(error[message]).isEqualTo((byte) (route.ipv6() ? 2 : 3));
      int mtu = route.ipv6() ? Packet.get32(error, message + 4) : Packet.get16(error, message + 6);
      assertThat(mtu).isEqualTo(MTU);
      assertThat(between.counted())
          .containsOnly(
              Map.entry(CoreCounter.DROP_TOO_LARGE, 1L),
              Map.entry(CoreCounter.ICMP_ERRORS_SENT, 1L));
    }
  }
}
