package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.Packet.get16;
import static io.spinlane.agent.engine.Packet.get32;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that begin with a cookie: the handshakes on both sides, and all that follows. */
class SynProxyTest {
  private static final int TCP = 34;
  private static final String CLIENT = "198.51.100.7:4000";
  private static final String WEB = "203.0.113.10:80";
  private static final String BACKEND = "10.0.0.11:8080";
  private static final String OPTIONS = "020405b40101040201030308"; // MSS 1460, SACK, scale 8
  private static final int CLIENT_NUMBER = 0xffff_fff0;
  private static final int BACKEND_NUMBER = 0x7654_3210;

  private static TestSwitch switched(String mode) {
    String services =
        TestSwitch.SERVICES.replace("id: http,", "id: http, synCookies: true, mode: " + mode + ",");
    TestSwitch made =
        new TestSwitch(0, TestSwitch.NICS + TestSwitch.CORE + services + TestSwitch.POOLS);
    made.meet();
    return made;
  }

  private static byte[] only(List<byte[]> frames) {
    assertThat(frames).hasSize(1);
    assertThat(PacketSums.wrongChecksums(frames.getFirst())).isEmpty();
    return frames.getFirst();
  }

  private static int number(byte[] frame) {
    return get32(frame, TCP + 4);
  }

  private static int acknowledged(byte[] frame) {
    return get32(frame, TCP + 8);
  }

  private static String options(byte[] frame) {
    int end = TCP + ((frame[TCP + 12] & 0xf0) >> 2);
    return HexFormat.of().formatHex(Arrays.copyOfRange(frame, TCP + 20, end));
  }

  private static byte[] syn(String options) {
    return Packet.tcp(CLIENT, WEB)
        .flags(Tcp.SYN)
        .sequence(CLIENT_NUMBER)
        .tcpOptions(options)
        .bytes();
  }

  /** What the client sends from here on: data of so many bytes. */
  private static Packet fromClient(int cookie, int bytes) {
    return Packet.tcp(CLIENT, WEB)
        .sequence(CLIENT_NUMBER + 1)
        .acknowledgement(cookie + 1)
        .window(0x1234)
        .data(bytes);
  }

  private static Packet fromBackend(byte[] syn) {
    return Packet.tcp(BACKEND, end(syn, 26, TCP))
        .sequence(BACKEND_NUMBER)
        .acknowledgement(CLIENT_NUMBER + 1)
        .from(server(11))
        .to(INT0);
  }

  /** Address and port in a frame. */
  private static String end(byte[] frame, int address, int port) {
    return "%d.%d.%d.%d:%d"
        .formatted(
            frame[address] & 255,
            frame[address + 1] & 255,
            frame[address + 2] & 255,
            frame[address + 3] & 255,
            get16(frame, port));
  }

  /** The cookie that answers a SYN. */
  private static int challenge(TestSwitch between, String options) {
    between.ext0.arrive(syn(options));
    between.step();
    assertThat(between.int0.sent()).as("nothing reaches the back-end").isEmpty();
    byte[] answer = only(between.ext0.sent());
    assertThat(answer[TCP + 13]).isEqualTo((byte) (Tcp.SYN | Tcp.ACK));
    assertThat(acknowledged(answer)).isEqualTo(CLIENT_NUMBER + 1);
    assertThat(get16(answer, TCP + 14)).as("window").isZero();
    return number(answer);
  }

  private static byte[] synToBackend(TestSwitch between, int cookie) {
    return only(between.clientSends(fromClient(cookie, 0).bytes()));
  }

  /** The client's cookie, after the whole handshake with a back-end of that window scale. */
  private static int handshake(TestSwitch between, String backendOptions) {
    int cookie = challenge(between, OPTIONS);
    byte[] syn = synToBackend(between, cookie);
    Packet answer = fromBackend(syn).flags(Tcp.SYN | Tcp.ACK).window(0xfe88);
    byte[] open = only(between.serverSends(answer.tcpOptions(backendOptions).bytes()));
    assertThat(number(open)).isEqualTo(cookie + 1);
    between.int0.sent();
    return cookie;
  }

  /** The acknowledgement is lost; the client then asks whether the window has opened. */
  @ParameterizedTest
  @ValueSource(strings = {"NAT", "FULL_NAT"})
  void takesTheProbeOfAClosedWindowForTheAcknowledgement(String mode) {
    try (TestSwitch between = switched(mode)) {
      int cookie = challenge(between, OPTIONS);
      Packet probe = fromClient(cookie, 0).sequence(CLIENT_NUMBER);
      byte[] syn = only(between.clientSends(probe.bytes()));
      assertThat(syn[TCP + 13]).isEqualTo((byte) Tcp.SYN);
      assertThat(number(syn)).isEqualTo(CLIENT_NUMBER);
      Packet answer = fromBackend(syn).flags(Tcp.SYN | Tcp.ACK).window(0xfe88);
      byte[] open = only(between.serverSends(answer.tcpOptions("01030307").bytes()));
      assertThat(acknowledged(open)).isEqualTo(CLIENT_NUMBER + 1);
      byte[] ack = only(between.int0.sent());
      assertThat(number(ack)).isEqualTo(CLIENT_NUMBER + 1);
      byte[] request = only(between.clientSends(fromClient(cookie, 100).bytes()));
      assertThat(acknowledged(request)).isEqualTo(BACKEND_NUMBER + 1);
    }
  }

  /** One number too low is believed of nothing else, and two too low never. */
  @Test
  void believesNoOtherNumber() {
    try (TestSwitch between = switched("NAT")) {
      int cookie = challenge(between, OPTIONS);
      Packet[] wrong = {
        fromClient(cookie, 1).sequence(CLIENT_NUMBER),
        fromClient(cookie, 0).sequence(CLIENT_NUMBER - 1),
        fromClient(cookie, 0).sequence(CLIENT_NUMBER + 2),
        fromClient(cookie + 1, 0).sequence(CLIENT_NUMBER),
      };
      for (Packet each : wrong) {
        assertThat(between.clientSends(each.bytes())).isEmpty();
      }
      assertThat(between.counted()).containsEntry(CoreCounter.DROP_NOT_SYN, 4L);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"NAT", "FULL_NAT"})
  void shakesHandsWithBoth(String mode) {
    try (TestSwitch between = switched(mode)) {
      int cookie = challenge(between, OPTIONS);
      byte[] syn = synToBackend(between, cookie);
      assertThat(end(syn, 30, TCP + 2)).isEqualTo(BACKEND);
      assertThat(syn[TCP + 13]).isEqualTo((byte) Tcp.SYN);
      assertThat(number(syn)).isEqualTo(CLIENT_NUMBER);
      assertThat(acknowledged(syn)).isZero();
      assertThat(get16(syn, TCP + 14)).as("0x1234 scaled by 8").isEqualTo(0xffff);
      assertThat(options(syn)).isEqualTo("020405a00101040201030308"); // 1440: the class below

      between.int0.arrive(
          fromBackend(syn).flags(Tcp.SYN | Tcp.ACK).window(0xfe88).tcpOptions("01030307").bytes());
      between.step();
      byte[] open = only(between.ext0.sent());
      assertThat(end(open, 26, TCP)).isEqualTo(WEB);
      assertThat(end(open, 30, TCP + 2)).isEqualTo(CLIENT);
      assertThat(open[TCP + 13]).isEqualTo((byte) Tcp.ACK);
      assertThat(number(open)).isEqualTo(cookie + 1);
      assertThat(acknowledged(open)).isEqualTo(CLIENT_NUMBER + 1);
      assertThat(get16(open, TCP + 14)).isEqualTo(0xfe88 >> 7);
      byte[] ack = only(between.int0.sent());
      assertThat(end(ack, 26, TCP)).isEqualTo(end(syn, 26, TCP));
      assertThat(end(ack, 30, TCP + 2)).isEqualTo(BACKEND);
      assertThat(ack[TCP + 13]).isEqualTo((byte) Tcp.ACK);
      assertThat(number(ack)).isEqualTo(CLIENT_NUMBER + 1);
      assertThat(acknowledged(ack)).isEqualTo(BACKEND_NUMBER + 1);

      byte[] request = only(between.clientSends(fromClient(cookie, 100).bytes()));
      assertThat(number(request)).isEqualTo(CLIENT_NUMBER + 1);
      assertThat(acknowledged(request)).isEqualTo(BACKEND_NUMBER + 1);
      byte[] reply =
          only(
              between.serverSends(fromBackend(syn).sequence(BACKEND_NUMBER + 1).data(200).bytes()));
      assertThat(number(reply)).isEqualTo(cookie + 1);
      assertThat(reply).hasSize(TCP + 20 + 200);
      assertThat(between.sum(CoreCounter.SYN_COOKIES_SENT)).isEqualTo(1);
      assertThat(between.sum(CoreCounter.SYN_COOKIES_ACCEPTED)).isEqualTo(1);
      assertThat(between.sum(CoreCounter.CONNECTIONS_NEW)).isEqualTo(1);
    }
  }

  @Test
  void remembersNothingOfASyn() {
    try (TestSwitch between = switched("NAT")) {
      for (int i = 0; i < 2_000; i++) {
        byte[] syn = Packet.tcp("198.51.100.7:" + (i + 1), WEB).flags(Tcp.SYN).bytes();
        between.ext0.arrive(syn);
        between.step();
        only(between.ext0.sent());
        if (i % 1000 == 999) {
          between.introduce();
          between.ext0.sent();
        }
      }
      assertThat(between.sum(CoreCounter.CONNECTIONS_NEW)).isZero();
      assertThat(between.sum(CoreCounter.SYN_COOKIES_SENT)).isEqualTo(2_000);
    }
  }

  @Test
  void refusesWhatIsNoCookie() {
    try (TestSwitch between = switched("NAT")) {
      int cookie = challenge(between, OPTIONS);
      assertThat(between.clientSends(fromClient(cookie + 1, 0).bytes())).isEmpty();
      byte[] reset = only(between.ext0.sent());
      assertThat(reset[TCP + 13]).isEqualTo((byte) Tcp.RST);
      between.after(121_000);
      between.introduce();
      between.int0.sent();
      assertThat(between.clientSends(fromClient(cookie, 0).bytes())).as("too old").isEmpty();
      assertThat(between.sum(CoreCounter.DROP_NOT_SYN)).isEqualTo(2);
    }
  }

  @Test
  void offersOnlyWhatTheClientDoes() {
    try (TestSwitch between = switched("NAT")) {
      between.ext0.arrive(syn("020405b4"));
      between.step();
      byte[] answer = only(between.ext0.sent());
      assertThat(options(answer)).isEqualTo("020405b4");
      byte[] syn = synToBackend(between, number(answer));
      assertThat(options(syn)).isEqualTo("020405a0");
      assertThat(get16(syn, TCP + 14)).isEqualTo(0x1234);
    }
  }

  @Test
  void asksAgainWhenTheClientProbes() {
    try (TestSwitch between = switched("NAT")) {
      int cookie = challenge(between, OPTIONS);
      byte[] syn = synToBackend(between, cookie);
      byte[] again = only(between.clientSends(fromClient(cookie, 1).bytes()));
      assertThat(Arrays.copyOfRange(again, 14, again.length))
          .isEqualTo(Arrays.copyOfRange(syn, 14, syn.length));
    }
  }

  @Test
  void answersARepeatedSynAck() {
    try (TestSwitch between = switched("NAT")) {
      int cookie = challenge(between, OPTIONS);
      byte[] syn = synToBackend(between, cookie);
      byte[] synAck = fromBackend(syn).flags(Tcp.SYN | Tcp.ACK).tcpOptions("01030307").bytes();
      between.serverSends(synAck);
      between.int0.sent();
      byte[] open = only(between.serverSends(synAck));
      assertThat(number(open)).isEqualTo(cookie + 1);
      assertThat(acknowledged(only(between.int0.sent()))).isEqualTo(BACKEND_NUMBER + 1);
    }
  }

  @Test
  void passesARefusalOn() {
    try (TestSwitch between = switched("NAT")) {
      int cookie = challenge(between, OPTIONS);
      byte[] syn = synToBackend(between, cookie);
      byte[] refusal = fromBackend(syn).sequence(0).flags(Tcp.RST | Tcp.ACK).bytes();
      byte[] reset = only(between.serverSends(refusal));
      assertThat(reset[TCP + 13]).isEqualTo((byte) (Tcp.RST | Tcp.ACK));
      assertThat(number(reset)).isEqualTo(cookie + 1);
      byte[] stray = fromBackend(syn).acknowledgement(7).bytes();
      assertThat(between.serverSends(stray)).isEmpty();
      assertThat(between.sum(CoreCounter.DROP_HANDSHAKE)).isEqualTo(1);
    }
  }

  @ParameterizedTest(name = "scale {0}: {1} to the client, {2} to the back-end")
  @CsvSource({
    "01030307, 501, 4660",
    "01030309, 2004, 4660",
    "01030300, 3, 4660",
    "01010101, 3, 65535"
  })
  void translatesWindows(String backendOptions, int toClient, int toBackend) {
    try (TestSwitch between = switched("NAT")) {
      int cookie = handshake(between, backendOptions);
      byte[] reply =
          Packet.tcp(BACKEND, CLIENT).sequence(BACKEND_NUMBER + 1).window(501).data(9).bytes();
      byte[] sent = only(between.serverSends(fromServer(reply)));
      assertThat(get16(sent, TCP + 14)).isEqualTo(toClient);
      byte[] request = only(between.clientSends(fromClient(cookie, 10).bytes()));
      assertThat(get16(request, TCP + 14)).isEqualTo(toBackend);
    }
  }

  private static byte[] fromServer(byte[] frame) {
    byte[] addressed = frame.clone();
    byte[] macs = Packet.tcp(BACKEND, CLIENT).from(server(11)).to(INT0).bytes();
    System.arraycopy(macs, 0, addressed, 0, 12);
    return addressed;
  }

  @Test
  void translatesSelectiveAcknowledgements() {
    try (TestSwitch between = switched("NAT")) {
      int cookie = handshake(between, "01030307");
      byte[] block =
          Packet.tcp(CLIENT, WEB)
              .sequence(CLIENT_NUMBER + 1)
              .acknowledgement(cookie + 1)
              .tcpOptions("0101050a%08x%08x".formatted(cookie + 1001, cookie + 2001))
              .bytes();
      byte[] sent = only(between.clientSends(block));
      assertThat(options(sent))
          .isEqualTo("0101050a%08x%08x".formatted(BACKEND_NUMBER + 1001, BACKEND_NUMBER + 2001));
    }
  }

  /** Path MTU discovery: an error about a reply quotes it as the back-end sent it. */
  @Test
  void translatesErrorsAboutReplies() {
    try (TestSwitch between = switched("NAT")) {
      int cookie = handshake(between, "01030307");
      byte[] reply = Packet.tcp(WEB, CLIENT).sequence(cookie + 1).data(100).bytes();
      byte[] quoted = Arrays.copyOfRange(reply, 14, 14 + 20 + 8);
      byte[] error =
          Packet.echo("203.0.113.254", "203.0.113.10")
              .set8(20, 3)
              .set8(21, 4)
              .set16(24, 0)
              .set16(26, 1400)
              .data(quoted)
              .bytes();
      byte[] sent = only(between.clientSends(error));
      int inner = 14 + 20 + 8;
      assertThat(end(sent, inner + 12, inner + 20)).isEqualTo(BACKEND);
      assertThat(get32(sent, inner + 24)).isEqualTo(BACKEND_NUMBER + 1);
    }
  }

  @Test
  void beginsAnewAfterClosing() {
    try (TestSwitch between = switched("NAT")) {
      int cookie = handshake(between, "01030307");
      byte[] fin = fromClient(cookie, 0).flags(Tcp.FIN | Tcp.ACK).bytes();
      assertThat(between.clientSends(fin)).hasSize(1);
      int next = challenge(between, OPTIONS);
      byte[] syn = synToBackend(between, next);
      assertThat(syn[TCP + 13]).isEqualTo((byte) Tcp.SYN);
      assertThat(between.sum(CoreCounter.CONNECTIONS_NEW)).isEqualTo(2);
    }
  }
}
