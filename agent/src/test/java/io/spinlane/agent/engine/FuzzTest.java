package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.EXT0;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static io.spinlane.agent.engine.TestSwitch.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged packets of all kinds into a switch whose plan changes: no exception, every frame counted
 * as one thing, none lost, and nothing sent that is not a frame of the switch's.
 *
 * <p>Frames: {@code -Dspinlane.fuzz.frames=10000000} for a long run; {@code -Dspinlane.fuzz.seed}
 * for one seen before.
 */
class FuzzTest {
  private static final int FRAMES = Integer.getInteger("spinlane.fuzz.frames", 200_000);
  private static final int IN_ONE_STEP = 40;
  private static final int BETWEEN_PLANS = 5_000;
  private static final int LARGEST = 1700;
  private static final List<Route> ROUTES = Route.all();
  private static final int[] OFFLOADS = {Frame.GSO_TCP4, Frame.GSO_TCP6, Frame.GSO_UDP};

  private final long seed = Long.getLong("spinlane.fuzz.seed", new Random().nextLong());
  private final Random random = new Random(seed);

  @Test
  void survivesAnything() {
    Route route = ROUTES.get(random.nextInt(ROUTES.size()));
    TestSwitch between = route.open();
    byte[] last = {};
    try {
      for (int sent = 0; sent < FRAMES; sent += IN_ONE_STEP) {
        if (sent % BETWEEN_PLANS == 0) {
          route = ROUTES.get(random.nextInt(ROUTES.size()));
          between.apply(route.topology());
          between.introduce();
          between.introduce6();
        }
        for (int i = 0; i < IN_ONE_STEP; i++) {
          last = frame(route);
          boolean inside = last.length > 5 && last[5] == 2;
          TestNic nic = inside != (random.nextInt(16) == 0) ? between.int0 : between.ext0;
          arrive(nic, last);
        }
        between.after(random.nextInt(50));
        check(between.ext0.sent(), EXT0);
        check(between.int0.sent(), INT0);
      }
      between.close();
    } catch (RuntimeException | AssertionError e) {
      throw new AssertionError(
          "seed %d, %s, last frame %s".formatted(seed, route, HexFormat.of().formatHex(last)), e);
    }
  }

  /** Some with a partial checksum, some to be cut, described rightly or not. */
  private void arrive(TestNic nic, byte[] frame) {
    switch (random.nextInt(16)) {
      case 0 -> nic.arrivePartial(frame, 34 + random.nextInt(60), random.nextInt(20));
      case 1 -> {
        int start = random.nextBoolean() ? 34 : random.nextBoolean() ? 54 : random.nextInt(100);
        nic.arriveUncut(frame, OFFLOADS[random.nextInt(OFFLOADS.length)], start, pieceBytes());
      }
      default -> nic.arrive(frame);
    }
  }

  private int pieceBytes() {
    return random.nextInt(8) == 0 ? random.nextInt(8) : random.nextInt(LARGEST);
  }

  private static void check(List<byte[]> frames, String mac) {
    for (byte[] frame : frames) {
      assertThat(frame.length).isBetween(42, LARGEST + 100);
      assertThat(Packet.source(frame)).isEqualTo(Packet.mac(mac));
    }
  }

  private byte[] frame(Route route) {
    byte[] frame = valid(route).bytes();
    for (int damage = random.nextInt(4); damage > 0; damage--) {
      frame = damaged(frame);
    }
    if (random.nextInt(4) != 0) {
      PacketSums.mend(frame);
    }
    return frame;
  }

  private byte[] damaged(byte[] frame) {
    if (frame.length < 20) {
      return frame;
    }
    int at = 12 + random.nextInt(frame.length - 12);
    switch (random.nextInt(8)) {
      case 0 -> {
        return Arrays.copyOf(frame, at);
      }
      case 1 -> {
        return Arrays.copyOf(frame, Math.min(LARGEST, frame.length + random.nextInt(600)));
      }
      case 2 -> frame[at] = (byte) (random.nextBoolean() ? 0 : 0xff);
      case 3 ->
          frame[12 + random.nextInt(Math.min(60, frame.length - 12))] ^=
              (byte) (1 << random.nextInt(8));
      case 4 -> frame[at] = (byte) random.nextInt();
      case 5 -> frame[random.nextInt(12)] ^= (byte) random.nextInt();
      case 6 -> {
        int to = 12 + random.nextInt(frame.length - 12);
        int bytes = random.nextInt(frame.length - Math.max(at, to) + 1);
        System.arraycopy(frame, at, frame, to, bytes);
      }
      default -> frame[at] ^= (byte) (1 << random.nextInt(8));
    }
    return frame;
  }

  private Packet valid(Route now) {
    // The ends of any service; the packets of the plan's own ways more often than others.
    Route route = random.nextInt(4) == 0 ? ROUTES.get(random.nextInt(ROUTES.size())) : now;
    String client = route.client(4000 + random.nextInt(64));
    // Those behind a tunnel of the other family answer as the VIP only.
    String backend = route.crossed() ? route.vip() : route.backend();
    String other = random.nextBoolean() ? route.vip() : backend;
    boolean toSwitch = !route.crossed() && random.nextBoolean();
    Packet request = flagged(route, route.packet(client, route.vip())).data(dataBytes());
    Packet reply =
        flagged(
                route,
                route.packet(
                    backend, toSwitch ? route.localEnd(1024 + random.nextInt(600)) : client))
            .data(dataBytes())
            .from(server(route.host()))
            .to(INT0);
    return switch (random.nextInt(16)) {
      case 0 -> Packet.echo(route.clientHost(), route.vipHost()).data(dataBytes());
      case 1 -> Icmpv6.solicitation(TestSwitch.GATEWAY, "2001:db8:e::fe", Route.VIP6);
      case 2 -> Icmpv6.solicitation(server(11), "::", Route.INSIDE6);
      case 3 ->
          Icmpv6.advertisement(server(12), "2001:db8:1::12", Route.INSIDE6, random.nextInt())
              .to(INT0);
      case 4 -> Packet.arp(1 + random.nextInt(2), server(13), "10.0.0.13", INT0, Route.INSIDE);
      case 5 -> error(route, client, client, backend, request);
      case 6 -> error(route, client, other, client, request);
      case 7 -> tunnelled(route, request);
      case 8 -> extended(route, request);
      case 9 -> extended(route, reply);
      case 10, 11, 12 -> reply;
      default -> request;
    };
  }

  private Packet flagged(Route route, Packet packet) {
    int[] flags = {2, 2, 2, 0x10, 0x12, 0x11, 4, 0x18};
    return packet
        .flagsIf(route.tcp(), flags[random.nextInt(flags.length)])
        .ttl(random.nextInt(8) == 0 ? random.nextInt(3) : 64);
  }

  private int dataBytes() {
    return random.nextInt(8) == 0 ? random.nextInt(1460) : random.nextInt(40);
  }

  private Packet error(Route route, String client, String from, String to, Packet request) {
    byte[] quoted =
        random.nextBoolean() ? request.packet() : route.packet(from, to).data(30).packet();
    boolean ipv6 = quoted[0] >>> 4 == 6;
    int type = ipv6 ? 1 + random.nextInt(4) : new int[] {3, 3, 11, 12}[random.nextInt(4)];
    Packet error =
        Packet.icmp(
            ipv6 ? Route.CLIENT6 : Route.CLIENT,
            random.nextBoolean()
                ? (ipv6 ? Route.VIP6 : Route.VIP)
                : random.nextBoolean() ? (ipv6 ? Route.INSIDE6 : Route.INSIDE) : host(client, ipv6),
            type,
            random.nextInt(6),
            random.nextInt(3000));
    return error.data(Arrays.copyOf(quoted, random.nextInt(quoted.length + 1)));
  }

  private static String host(String client, boolean ipv6) {
    String host = Packet.host(client);
    return host.indexOf(':') >= 0 == ipv6 ? host : ipv6 ? Route.CLIENT6 : Route.CLIENT;
  }

  /** About a packet in a tunnel. */
  private Packet tunnelled(Route route, Packet request) {
    byte[] inner = request.packet();
    int protocol = inner[0] >>> 4 == 6 ? 41 : 4;
    byte[] outer =
        (random.nextBoolean()
                ? Packet.ip(protocol, route.inside(), route.backendHost(), 0)
                : Packet.udp(route.localEnd(50_000), Route.end(route.backendHost(), 6080))
                    .data(new byte[] {0, (byte) protocol, 0, 0}))
            .data(inner)
            .packet();
    boolean ipv6 = route.backendIpv6();
    return Packet.icmp(
            ipv6 ? "2001:db8:1::fe" : "10.0.0.254",
            route.inside(),
            ipv6 ? 2 : 3,
            ipv6 ? 0 : 4,
            random.nextInt(1500))
        .data(Arrays.copyOf(outer, Math.min(900, random.nextInt(outer.length + 1))))
        .to(INT0);
  }

  private Packet extended(Route route, Packet packet) {
    if (!route.ipv6()) {
      return random.nextBoolean()
          ? packet.options(4 * random.nextInt(6))
          : packet.set16(6, random.nextBoolean() ? 0x2000 : random.nextInt(40));
    }
    List<Integer> types = new ArrayList<>(List.of(0, 43, 44, 51, 60));
    for (int headers = random.nextInt(4); headers >= 0; headers--) {
      packet.extension(
          types.get(random.nextInt(types.size())), 0, 0, 0, random.nextInt(3), 0, 0, 0, 0);
    }
    return packet;
  }
}
