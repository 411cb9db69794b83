package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.EXT0;
import static io.spinlane.agent.engine.TestSwitch.GATEWAY;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.engine.ReferenceSwitch.Backend;
import io.spinlane.agent.engine.ReferenceSwitch.Ends;
import io.spinlane.agent.engine.ReferenceSwitch.Flow;
import io.spinlane.agent.engine.ReferenceSwitch.Permitted;
import io.spinlane.agent.engine.ReferenceSwitch.Service;
import io.spinlane.agent.packet.Tcp;
import io.spinlane.agent.telemetry.CoreCounter;
import io.spinlane.agent.telemetry.ServiceCounter;
import io.spinlane.agent.telemetry.TelemetryKind;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random flows, faults and plans through the real switch beside the {@link ReferenceSwitch}: frame
 * by frame the same bytes, the same refusals, the same counters.
 *
 * <p>{@code -Dspinlane.model.runs=500} for a long run; {@code -Dspinlane.model.seed} for one seen
 * before.
 */
class ModelBasedTest {
  private static final int RUNS = Integer.getInteger("spinlane.model.runs", 20);
  private static final int STEPS = 1_500;
  private static final int CLIENTS = 6;
  private static final int FIRST_CLIENT = 4000;
  private static final int[] FLAGS = {
    Tcp.SYN,
    Tcp.SYN,
    Tcp.SYN,
    Tcp.ACK,
    Tcp.ACK,
    Tcp.ACK,
    Tcp.ACK | Tcp.FIN,
    Tcp.RST,
    Tcp.SYN | Tcp.ACK
  };

  /** Longer than any connection is remembered, in steps short enough for the wheel. */
  private static final int LONGEST_S = 1_000;

  private TestSwitch between = new TestSwitch(0, TestSwitch.NICS);
  private ReferenceSwitch reference = new ReferenceSwitch();
  private Random random = new Random();
  private List<Service> plan = List.of();
  private final Deque<String> story = new ArrayDeque<>();
  private long nowMs;

  static LongStream seeds() {
    Long again = Long.getLong("spinlane.model.seed");
    return again != null ? LongStream.of(again) : new Random().longs(RUNS);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void doesAsTheReference(long seed) {
    random = new Random(seed);
    reference = new ReferenceSwitch();
    between.close();
    between = new TestSwitch(0, TestSwitch.DUAL_STACK.replace("MODE", "NAT"));
    nowMs = 0;
    try {
      replan();
      for (int step = 0; step < STEPS; step++) {
        act();
      }
      for (int second = 0; second < LONGEST_S; second++) {
        pass(1_000);
      }
      for (Service service : plan) {
        assertThat(active(service)).as("connections of %s at the end", service.id()).isZero();
      }
      assertThat(between.sum(CoreCounter.CONNECTIONS_EVICTED)).isZero();
      between.close();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "seed %d, the last steps:%n%s".formatted(seed, String.join("\n", story)), e);
    }
    between = new TestSwitch(0, TestSwitch.NICS);
  }

  private long active(Service service) {
    return between.value(TelemetryKind.SERVICE, service.id(), ServiceCounter.CONNECTIONS_ACTIVE);
  }

  private void act() {
    int what = random.nextInt(100);
    if (what < 55) {
      clientSends();
    } else if (what < 85) {
      backendAnswers();
    } else if (what < 92) {
      damaged();
    } else if (what < 97) {
      rest();
    } else {
      replan();
    }
  }

  private void tell(String step) {
    story.add(nowMs + " ms: " + step);
    if (story.size() > 25) {
      story.removeFirst();
    }
  }

  // ---- time and plans

  private void rest() {
    int seconds = new int[] {1, 2, 10, 31, 61, 125, 300}[random.nextInt(7)];
    tell("rest for " + seconds + " s");
    for (int second = 0; second < seconds; second++) {
      pass(1_000);
    }
    settle();
  }

  private void pass(long milliseconds) {
    nowMs += milliseconds;
    between.after(milliseconds);
    between.ext0.sent();
    between.int0.sent();
  }

  /** Everybody is known, and nothing waits. */
  private void settle() {
    between.introduce();
    between.introduce6();
    nowMs += 2;
    between.ext0.sent();
    between.int0.sent();
  }

  private void replan() {
    plan = RandomPlan.draw(random);
    between.apply(RandomPlan.topology(plan, random.nextBoolean()));
    reference.apply(plan);
    tell("plan\n    " + plan.stream().map(Service::toString).collect(Collectors.joining("\n    ")));
    for (int i = 0; i < 4; i++) {
      pass(1_000); // It announces itself.
    }
    settle();
  }

  /** What has happened to packets since the last mark. */
  private Map<CoreCounter, Long> counted() {
    Map<CoreCounter, Long> counted = between.counted();
    counted.remove(CoreCounter.CONNECTIONS_FORGOTTEN);
    counted.remove(CoreCounter.CONNECTIONS_CUT);
    return counted;
  }

  // ---- clients

  private Service anyService() {
    return plan.get(random.nextInt(plan.size()));
  }

  private void clientSends() {
    Service service = anyService();
    Ends key = new Ends(FIRST_CLIENT + random.nextInt(CLIENTS), service.id());
    int flags = FLAGS[random.nextInt(FLAGS.length)];
    byte[] data = data();
    Permitted permitted = reference.fromClient(key, flags, nowMs + 1);
    tell("client %s sends %s, permitted %s".formatted(key, flagNames(service, flags), permitted));
    Packet packet = packet(service, client(service, key), service.vip(), flags, data);
    between.mark();
    List<byte[]> out = between.clientSends(packet.from(GATEWAY).to(EXT0).bytes());
    nowMs++;
    if (out.isEmpty()) {
      refused(service, key, permitted, packet, flags);
    } else {
      assertThat(out).hasSize(1);
      forwarded(service, key, permitted, flags, data, out.getFirst());
      assertThat(between.ext0.sent()).as("towards the client").isEmpty();
    }
  }

  private void refused(Service service, Ends key, Permitted permitted, Packet packet, int flags) {
    List<CoreCounter> reasons =
        counted().keySet().stream().filter(CoreCounter::dropReason).toList();
    assertThat(reasons).as("reasons to refuse").hasSize(1);
    assertThat(permitted.refused()).as("reasons that it may be refused for").containsAll(reasons);
    List<byte[]> back = between.ext0.sent();
    if (service.route().tcp() && (flags & Tcp.RST) == 0) {
      assertThat(back).as("a reset").hasSize(1);
      assertThat(PacketSums.wrongChecksums(back.getFirst())).isEmpty();
      assertThat(back.getFirst()).isEqualTo(reset(service, key, packet, flags));
    } else {
      assertThat(back).isEmpty();
    }
    if (!reasons.contains(CoreCounter.DROP_BACKEND_MAINTENANCE) && permitted.flow() != null) {
      reference.forgotten(key);
    }
  }

  /** RFC 9293 §3.10.7.1. */
  private static byte[] reset(Service service, Ends key, Packet packet, int flags) {
    byte[] ip = packet.packet();
    int at = packet.payloadAt();
    int length = ip.length - at - 20 + ((flags & Tcp.SYN) >> 1) + (flags & Tcp.FIN);
    boolean acknowledged = (flags & Tcp.ACK) != 0;
    return Packet.tcp(service.vip(), client(service, key))
        .flags(acknowledged ? Tcp.RST : Tcp.RST | Tcp.ACK)
        .sequence(acknowledged ? Packet.get32(ip, at + 8) : 0)
        .acknowledgement(acknowledged ? 0 : Packet.get32(ip, at + 4) + length)
        .window(0)
        .unnumbered()
        .from(EXT0)
        .to(GATEWAY)
        .bytes();
  }

  private void forwarded(
      Service service, Ends key, Permitted permitted, int flags, byte[] data, byte[] out) {
    Backend taken =
        permitted.begins().stream().filter(each -> leads(out, each)).findFirst().orElse(null);
    Flow flow = permitted.flow();
    boolean opened = counted().containsKey(CoreCounter.CONNECTIONS_NEW);
    if (flow != null
        && permitted.known()
        && leads(out, flow.backend)
        && (!opened || taken == null)) {
      reference.passed(key, flags, nowMs);
    } else {
      assertThat(taken).as("a back-end that may serve; %s to %s", counted(), out[5]).isNotNull();
      assertThat(opened).as("a new connection").isTrue();
      flow = reference.began(key, Objects.requireNonNull(taken), nowMs);
      if (service.route().mode().equals("FULL_NAT")) {
        flow.localPort = service.route().localPort(out);
        assertThat(reference.localPorts(taken, nowMs)).containsOnlyOnce(flow.localPort);
      }
    }
    assertThat(out).isEqualTo(expected(service, key, flow, flags, data, out));
    assertThat(PacketSums.wrongChecksums(out)).isEmpty();
    assertThat(counted()).containsEntry(CoreCounter.FORWARD_PACKETS, 1L);
  }

  /** Whether a frame goes to the machine of a back-end. */
  private static boolean leads(byte[] frame, Backend backend) {
    return Arrays.equals(Arrays.copyOf(frame, 6), 0, 6, macBytes(server(backend.host())), 0, 6);
  }

  private static byte[] macBytes(String mac) {
    return Arrays.copyOf(Packet.udp("10.0.0.1:1", "10.0.0.2:1").to(mac).bytes(), 6);
  }

  private static byte[] expected(
      Service service, Ends key, Flow flow, int flags, byte[] data, byte[] actual) {
    Route route = service.route();
    String client = client(service, key);
    String to = Route.end(RandomPlan.host(service, flow.backend), flow.backend.port());
    Packet packet =
        switch (route.mode()) {
          case "NAT" -> packet(service, client, to, flags, data).ttl(63);
          case "FULL_NAT" ->
              packet(service, route.localEnd(flow.localPort), to, flags, data).ttl(63);
          case "DSR" -> packet(service, client, service.vip(), flags, data);
          default -> {
            byte[] inner = packet(service, client, service.vip(), flags, data).ttl(63).packet();
            yield Route.wrapped(
                route.mode(),
                inner,
                route.inside(),
                RandomPlan.host(service, flow.backend),
                0,
                actual);
          }
        };
    if (route.wraps()) {
      int varies = Route.outerMark(route, actual);
      assertThat(flow.outer == 0 || flow.outer == varies).as("same outer header").isTrue();
      flow.outer = varies;
    }
    return packet.from(INT0).to(server(flow.backend.host())).bytes();
  }

  private static String client(Service service, Ends key) {
    return service.route().client(key.client());
  }

  private static Packet packet(Service service, String from, String to, int flags, byte[] data) {
    return service.route().packet(from, to).flagsIf(service.route().tcp(), flags).data(data);
  }

  private byte[] data() {
    byte[] data = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(200)];
    random.nextBytes(data);
    return data;
  }

  private static String flagNames(Service service, int flags) {
    return service.route().tcp() ? "flags " + Integer.toHexString(flags) : "a datagram";
  }

  // ---- back-ends

  private void backendAnswers() {
    List<Service> here = plan.stream().filter(Service::answersHere).toList();
    if (here.isEmpty()) {
      return;
    }
    Service service = here.get(random.nextInt(here.size()));
    Ends key = new Ends(FIRST_CLIENT + random.nextInt(CLIENTS), service.id());
    Flow flow = reference.flow(key);
    Backend from = flow == null ? service.backends().getFirst() : flow.backend;
    boolean fullNat = service.route().mode().equals("FULL_NAT");
    String to =
        !fullNat
            ? client(service, key)
            : service.route().localEnd(flow == null ? 999 : flow.localPort);
    int flags =
        new int[] {Tcp.SYN | Tcp.ACK, Tcp.ACK, Tcp.ACK | Tcp.FIN, Tcp.RST}[random.nextInt(4)];
    byte[] data = data();
    boolean doubtful = flow == null || reference.isDoubtful(key, nowMs + 1);
    tell(
        "%s answers %s with %s, %s"
            .formatted(
                from.id(),
                key,
                flagNames(service, flags),
                flow == null ? "no flow" : doubtful ? "doubtful" : "certain"));
    Packet packet =
        packet(service, Route.end(RandomPlan.host(service, from), from.port()), to, flags, data);
    between.mark();
    List<byte[]> out = between.serverSends(packet.from(server(from.host())).to(INT0).bytes());
    nowMs++;
    List<byte[]> back = between.int0.sent();
    if (out.isEmpty()) {
      assertThat(doubtful).as("may be refused").isTrue();
      boolean resets = fullNat && service.route().tcp() && (flags & Tcp.RST) == 0;
      assertThat(back).as("back to the server").hasSize(resets ? 1 : 0);
      assertThat(counted())
          .containsEntry(fullNat ? CoreCounter.DROP_NO_SERVICE : CoreCounter.DROP_NOT_OURS, 1L);
      if (flow != null) {
        reference.forgotten(key);
      }
      return;
    }
    assertThat(flow).as("a connection").isNotNull();
    reference.answered(key, flags, nowMs);
    assertThat(out).hasSize(1);
    assertThat(back).isEmpty();
    assertThat(out.getFirst())
        .isEqualTo(
            Route.towardsClient(
                    packet(service, service.vip(), client(service, key), flags, data).ttl(63))
                .bytes());
    assertThat(PacketSums.wrongChecksums(out.getFirst())).isEmpty();
    assertThat(counted()).containsExactlyEntriesOf(Map.of(CoreCounter.FORWARD_PACKETS, 1L));
  }

  // ---- faults

  /** Something is wrong with the packet, so that it neither goes on nor changes anything. */
  private void damaged() {
    Service service = anyService();
    Ends key = new Ends(FIRST_CLIENT + random.nextInt(CLIENTS), service.id());
    boolean ipv6 = service.route().ipv6();
    Packet packet = packet(service, client(service, key), service.vip(), Tcp.RST, new byte[8]);
    packet.from(GATEWAY).to(EXT0);
    CoreCounter reason =
        switch (random.nextInt(3)) {
          case 0 -> {
            packet.set16(ipv6 ? 4 : 2, 5000);
            yield ipv6
                ? CoreCounter.DROP_IPV6_PAYLOAD_TOO_LONG
                : CoreCounter.DROP_IPV4_TOTAL_TOO_LONG;
          }
          case 1 -> {
            packet.set8(0, 0x55);
            yield ipv6 ? CoreCounter.DROP_IPV6_VERSION : CoreCounter.DROP_IPV4_VERSION;
          }
          default -> {
            packet.to("02:00:00:00:00:77");
            yield CoreCounter.DROP_NOT_FOR_US;
          }
        };
    tell("damaged packet of " + key);
    between.mark();
    assertThat(between.clientSends(packet.bytes())).isEmpty();
    nowMs++;
    assertThat(between.ext0.sent()).isEmpty();
    assertThat(counted()).containsExactlyEntriesOf(Map.of(reason, 1L));
  }
}
