package io.spinlane.agent.nic.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.nic.sim.Endpoint.Outcome;
import io.spinlane.agent.nic.sim.TcpEndpoint.State;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TcpEndpointTest {
  private static final int CLIENT_SEQUENCE = -3; // Numbers wrap around early.
  private static final int SERVER_SEQUENCE = 0x7fff_fffe;
  private static final int REQUEST_BYTES = 200;
  private static final int RESPONSE_BYTES = 4000;
  private static final int MSS = 1460;

  private final TcpEndpoint client = new TcpEndpoint();
  private final TcpEndpoint server = new TcpEndpoint();
  private final Segment segment = new Segment();
  private long nowNs;

  /** What one segment does to a client that has sent its SYN (RFC 9293 section 3.10.7.3). */
  @ParameterizedTest
  @CsvSource({
    // flags, acknowledgment after the client's own, next state, outcome, answered with a reset
    "18, 1, ESTABLISHED, OPEN, false",
    "18, 2, SYN_SENT, OPEN, true",
    "18, 0, SYN_SENT, OPEN, true",
    "16, 2, SYN_SENT, OPEN, true",
    "16, 1, SYN_SENT, OPEN, false",
    "20, 1, CLOSED, RESET, false",
    "20, 2, SYN_SENT, OPEN, false",
    "4, 0, SYN_SENT, OPEN, false",
  })
  void inSynSent(int flags, int acknowledgment, State next, Outcome outcome, boolean reset) {
    connect();
    segment.set(flags, SERVER_SEQUENCE, CLIENT_SEQUENCE + acknowledgment, 1000);
    assertThat(client.receive(segment, nowNs)).isEqualTo(reset);
    assertThat(client.state()).isEqualTo(next);
    assertThat(client.outcome()).isEqualTo(outcome);
  }

  /** What one segment does to a server that has sent its SYN-ACK (section 3.10.7.4). */
  @ParameterizedTest
  @CsvSource({
    // flags, sequence after the client's SYN, acknowledgment after the server's own, …
    "16, 1, 1, ESTABLISHED, OPEN, false",
    "16, 1, 2, SYN_RECEIVED, OPEN, true",
    "16, 1, 0, SYN_RECEIVED, OPEN, true",
    "2, 0, 0, SYN_RECEIVED, OPEN, false",
    "4, 1, 0, CLOSED, RESET, false",
    "4, 100000, 0, SYN_RECEIVED, OPEN, false",
    "4, 2, 0, SYN_RECEIVED, OPEN, false",
    "17, 1, 1, LAST_ACK, OPEN, false",
  })
  void inSynReceived(
      int flags, int sequence, int acknowledgment, State next, Outcome outcome, boolean reset) {
    connect();
    accept();
    assertThat(server.send(segment, nowNs)).isTrue();
    segment.set(flags, CLIENT_SEQUENCE + sequence, SERVER_SEQUENCE + acknowledgment, 1000);
    assertThat(server.receive(segment, nowNs)).isEqualTo(reset);
    assertThat(server.state()).isEqualTo(next);
    assertThat(server.outcome()).isEqualTo(outcome);
  }

  @Test
  void exchangesARequestAndAResponseAndClosesBothWays() {
    connect();
    accept();
    talk(new BitSet());
    assertThat(client.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(client.state()).isEqualTo(State.CLOSED);
    assertThat(client.receivedBytes()).isEqualTo(RESPONSE_BYTES);
    assertThat(server.receivedBytes()).isEqualTo(REQUEST_BYTES);
    assertThat(server.state()).isEqualTo(State.TIME_WAIT);
    assertThat(server.outcome()).isEqualTo(Outcome.COMPLETED);
    server.elapse(nowNs + TcpEndpoint.TIME_WAIT_NS);
    assertThat(server.closed()).isTrue();
  }

  /** Whichever single segment is lost, everything arrives in the end. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8})
  void repairsTheLossOfAnySegment(int lost) {
    connect();
    accept();
    BitSet losses = new BitSet();
    losses.set(lost);
    talk(losses);
    assertThat(client.outcome()).isEqualTo(Outcome.COMPLETED);
    assertThat(client.receivedBytes()).isEqualTo(RESPONSE_BYTES);
    assertThat(server.receivedBytes()).isEqualTo(REQUEST_BYTES);
  }

  @Test
  void repairsRandomLosses() {
    for (long seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      BitSet losses = new BitSet();
      for (int i = 0; i < 1000; i++) {
        losses.set(i, random.nextInt(10) == 0);
      }
      nowNs = 0;
      connect();
      accept();
      talk(losses);
      assertThat(client.outcome()).as("seed %d", seed).isEqualTo(Outcome.COMPLETED);
      assertThat(client.receivedBytes()).as("seed %d", seed).isEqualTo(RESPONSE_BYTES);
      assertThat(server.receivedBytes()).as("seed %d", seed).isEqualTo(REQUEST_BYTES);
    }
  }

  @Test
  void givesUpWhenNobodyAnswers() {
    connect();
    int sent = 1;
    while (!client.closed()) {
      nowNs = client.deadlineNs();
      client.elapse(nowNs);
      sent += client.send(segment, nowNs) ? 1 : 0;
    }
    assertThat(client.outcome()).isEqualTo(Outcome.TIMED_OUT);
    assertThat(sent).isEqualTo(1 + TcpSending.REPETITIONS);
    // 1 + 2 + 4 … seconds: each timeout is twice the one before.
    assertThat(nowNs).isEqualTo(TcpSending.SYN_TIMEOUT_NS * ((2L << TcpSending.REPETITIONS) - 1));
  }

  @Test
  void losesPatienceWhenTheServerThinksForEver() {
    connect();
    accept(Long.MAX_VALUE / 4);
    talk(new BitSet());
    assertThat(client.outcome()).isEqualTo(Outcome.TIMED_OUT);
  }

  @Test
  void sendsNoMoreThanTheWindowHolds() {
    connect();
    accept();
    pass(server, client);
    pass(client, server);
    segment.set(Segment.ACK, CLIENT_SEQUENCE + 1, SERVER_SEQUENCE + 1, 2000);
    boolean _ = server.receive(segment, nowNs);
    pass(client, server);
    int inFlight = 0;
    // The client's request said 65535 again; take it back.
    segment.set(Segment.ACK, CLIENT_SEQUENCE + 1 + REQUEST_BYTES, SERVER_SEQUENCE + 1, 2000);
    boolean _ = server.receive(segment, nowNs);
    while (server.send(segment, nowNs)) {
      inFlight += segment.payloadBytes;
    }
    assertThat(inFlight).isBetween(MSS, 2000);
  }

  @Test
  void makesRoomForANewConnectionInTimeWait() {
    connect();
    accept();
    talk(new BitSet());
    segment.set(Segment.SYN, CLIENT_SEQUENCE + 100_000, 0, 1000);
    assertThat(server.givesWayTo(segment)).isTrue();
    segment.set(Segment.SYN, CLIENT_SEQUENCE, 0, 1000);
    assertThat(server.givesWayTo(segment)).as("an old SYN").isFalse();
  }

  private void connect() {
    client.connect(CLIENT_SEQUENCE, MSS, REQUEST_BYTES);
    assertThat(client.send(segment, nowNs)).isTrue();
    assertThat(segment.isFirst()).isTrue();
    assertThat(client.send(new Segment(), nowNs)).as("before an answer").isFalse();
  }

  private void accept() {
    accept(0);
  }

  private void accept(long thinkNs) {
    server.accept(segment, SERVER_SEQUENCE, MSS, RESPONSE_BYTES, thinkNs);
  }

  private void pass(TcpEndpoint from, TcpEndpoint to) {
    while (from.send(segment, nowNs)) {
      assertThat(to.receive(segment, nowNs)).isFalse();
    }
  }

  /** Lets both talk until neither has anything left to do, losing some segments by number. */
  private void talk(BitSet losses) {
    int number = 0;
    for (int round = 0; round < 1000; round++) {
      boolean any = false;
      for (TcpEndpoint from = client; ; from = server) {
        TcpEndpoint to = from == client ? server : client;
        while (from.send(segment, nowNs)) {
          any = true;
          if (!losses.get(number++)) {
            answerIfUnknown(to.receive(segment, nowNs), from);
          }
        }
        if (from == server) {
          break;
        }
      }
      if (!any) {
        boolean serverWaits = !server.closed() && server.state() != State.TIME_WAIT;
        if (client.closed() && !serverWaits) {
          return;
        }
        nowNs = Math.max(nowNs, Math.min(client.deadlineNs(), server.deadlineNs()));
        client.elapse(nowNs);
        server.elapse(nowNs);
      }
    }
  }

  /** As a machine without the connection does. */
  private void answerIfUnknown(boolean reset, TcpEndpoint to) {
    if (reset) {
      int sequence = segment.acknowledgment;
      segment.set(Segment.RST, sequence, 0, 0);
      boolean _ = to.receive(segment, nowNs);
    }
  }
}
