package io.spinlane.agent.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Frame;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A frame larger than the MTU goes into a tunnel as the segments it stands for. */
class SegmenterTest {
  private static final String CLIENT = "198.51.100.7:4000";
  private static final String VIP = "203.0.113.10:80";
  private static final int ETHERNET = 14;
  private static final int OUTER = 20;
  private static final int HEADERS = 40;
  private static final int PSH = 8;

  private final TestSwitch between =
      new TestSwitch(
          0,
          TestSwitch.NICS
              + TestSwitch.CORE
              + TestSwitch.SERVICES.replace("protocol: TCP", "mode: IPIP, protocol: TCP")
              + TestSwitch.POOLS);

  SegmenterTest() {
    between.meet();
  }

  @AfterEach
  void everyFrameIsAccountedFor() {
    between.close();
  }

  private static Packet segment(int dataBytes) {
    return Packet.tcp(CLIENT, VIP).sequence(0xffff_ff00).data(dataBytes);
  }

  @ParameterizedTest(name = "{0} bytes in pieces of {1}")
  @CsvSource({"1500, 500, 3", "1501, 500, 4", "1499, 500, 3", "501, 500, 2", "40, 7, 6"})
  void cutsWhatATunnelCannotCarryWhole(int dataBytes, int pieceBytes, int pieces) {
    between.clientSends(Packet.tcp(CLIENT, VIP).flags(Tcp.SYN).bytes());
    between.mark();
    byte[] whole = segment(dataBytes).flags(Tcp.ACK | Tcp.FIN | PSH).bytes();
    between.ext0.arriveUncut(whole, Frame.GSO_TCP4, ETHERNET + OUTER, pieceBytes);
    between.step();
    List<byte[]> sent = between.int0.sent();
    assertThat(sent).hasSize(pieces);
    List<Byte> data = new ArrayList<>();
    for (int i = 0; i < pieces; i++) {
      byte[] outer = sent.get(i);
      assertThat(Packet.get16(outer, ETHERNET + 2)).isEqualTo(outer.length - ETHERNET);
      assertThat(outer[ETHERNET + 9]).as("IP in IP").isEqualTo((byte) 4);
      byte[] inner = inner(outer);
      assertThat(PacketSums.wrongChecksums(inner)).isEmpty();
      assertThat(Packet.get32(inner, ETHERNET + 24)).isEqualTo(0xffff_ff00 + i * pieceBytes);
      boolean last = i == pieces - 1;
      assertThat((int) inner[ETHERNET + 33]).isEqualTo(last ? Tcp.ACK | Tcp.FIN | PSH : Tcp.ACK);
      for (int at = ETHERNET + HEADERS; at < inner.length; at++) {
        data.add(inner[at]);
      }
    }
    byte[] joined = new byte[data.size()];
    for (int i = 0; i < joined.length; i++) {
      joined[i] = data.get(i);
    }
    assertThat(joined)
        .isEqualTo(Arrays.copyOfRange(whole, ETHERNET + HEADERS, whole.length))
        .hasSize(dataBytes);
    assertThat(between.counted()).containsEntry(CoreCounter.SEGMENTS_CUT, (long) pieces);
  }

  /** The frame without its outer header. */
  private static byte[] inner(byte[] outer) {
    byte[] inner = new byte[outer.length - OUTER];
    System.arraycopy(outer, 0, inner, 0, ETHERNET);
    System.arraycopy(outer, ETHERNET + OUTER, inner, ETHERNET, outer.length - ETHERNET - OUTER);
    return inner;
  }

  @Test
  void dropsWhatItsDescriptionDoesNotFit() {
    between.clientSends(Packet.tcp(CLIENT, VIP).flags(Tcp.SYN).bytes());
    between.mark();
    between.ext0.arriveUncut(segment(0).bytes(), Frame.GSO_TCP4, ETHERNET + OUTER, 500);
    between.ext0.arriveUncut(segment(9).bytes(), Frame.GSO_TCP4, ETHERNET + OUTER, 0);
    between.step();
    assertThat(between.int0.sent()).isEmpty();
    assertThat(between.counted()).containsEntry(CoreCounter.DROP_TUNNEL_OFFLOAD, 2L);
  }
}
