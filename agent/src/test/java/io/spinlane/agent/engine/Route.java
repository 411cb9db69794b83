package io.spinlane.agent.engine;

import static io.spinlane.agent.engine.TestSwitch.EXT0;
import static io.spinlane.agent.engine.TestSwitch.GATEWAY;
import static io.spinlane.agent.engine.TestSwitch.INT0;
import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.packet.Tcp;
import java.util.ArrayList;
import java.util.List;

/**
 * One way through the dual-stack {@link TestSwitch}: how, and what its ends are called.
 *
 * @param mode as topologies write it
 * @param ipv6 family of client and VIP
 * @param crossed whether the back-end is of the other family
 * @param tcp or UDP
 */
record Route(String mode, boolean ipv6, boolean crossed, boolean tcp) {
  static final String CLIENT = "198.51.100.7";
  static final String CLIENT6 = "2001:db8:c::7";
  static final String VIP = "203.0.113.10";
  static final String VIP6 = "2001:db8:e::10";
  static final String INSIDE = "10.0.0.1";
  static final String INSIDE6 = "2001:db8:1::1";

  /** Each mode with each family and protocol that it carries. */
  static List<Route> all() {
    List<Route> all = new ArrayList<>();
    for (String mode : List.of("NAT", "FULL_NAT", "DSR", "IPIP", "GUE")) {
      for (int bits = 0; bits < 8; bits++) {
        Route route = new Route(mode, (bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
        if (!route.crossed || route.wraps()) {
          all.add(route);
        }
      }
    }
    return all;
  }

  static List<Route> of(String... modes) {
    return all().stream().filter(route -> List.of(modes).contains(route.mode)).toList();
  }

  boolean wraps() {
    return mode.equals("IPIP") || mode.equals("GUE");
  }

  /** A switch whose services go this way. */
  TestSwitch open() {
    return TestSwitch.met(topology());
  }

  String topology() {
    String topology = TestSwitch.DUAL_STACK.replace("MODE", mode);
    return crossed
        ? topology
            .replace("pool: web}", "pool: wab}")
            .replace("pool: ns}", "pool: nas}")
            .replace("pool: web6}", "pool: web}")
            .replace("pool: ns6}", "pool: ns}")
            .replace("pool: wab}", "pool: web6}")
            .replace("pool: nas}", "pool: ns6}")
        : topology;
  }

  boolean backendIpv6() {
    return ipv6 != crossed;
  }

  String clientHost() {
    return ipv6 ? CLIENT6 : CLIENT;
  }

  String client() {
    return client(4000);
  }

  String client(int port) {
    return end(clientHost(), port);
  }

  String vipHost() {
    return ipv6 ? VIP6 : VIP;
  }

  String vip() {
    return end(vipHost(), tcp ? 80 : 53);
  }

  int host() {
    return tcp ? 11 : 21;
  }

  String backendHost() {
    return (backendIpv6() ? "2001:db8:1::" : "10.0.0.") + host();
  }

  String backend() {
    return end(backendHost(), tcp ? 8080 : 53);
  }

  /** The switch's address towards the back-end. */
  String inside() {
    return backendIpv6() ? INSIDE6 : INSIDE;
  }

  /** The switch's address towards clients. */
  String outside() {
    return ipv6 ? "2001:db8:e::1" : "203.0.113.1";
  }

  String localEnd(int port) {
    return end(inside(), port);
  }

  static String end(String host, int port) {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }

  /** A packet with these ends that opens a connection. */
  Packet packet(String from, String to) {
    return tcp ? Packet.tcp(from, to).flags(Tcp.SYN) : Packet.udp(from, to);
  }

  /** What the client sends first. */
  Packet request() {
    return packet(client(), vip()).from(GATEWAY).to(EXT0);
  }

  /** Makes a packet one that has just left towards the back-end. */
  Packet towardsBackend(Packet packet) {
    return packet.from(INT0).to(TestSwitch.server(host()));
  }

  Packet fromBackend(Packet packet) {
    return packet.from(TestSwitch.server(host())).to(INT0);
  }

  static Packet towardsClient(Packet packet) {
    return packet.from(EXT0).to(GATEWAY);
  }

  /** Opens the connection; returns the frame that went to the back-end. */
  byte[] begin(TestSwitch between) {
    byte[] out = between.clientSends(request().bytes()).getFirst();
    between.mark();
    return out;
  }

  /**
   * A packet in the tunnel of a mode, with only what depends on the flow's hash taken from what was
   * sent: the source port of GUE, the flow label over IPv6.
   */
  static Packet wrapped(
      String mode, byte[] inner, String from, String to, int trafficClass, byte[] actual) {
    int protocol = inner[0] >>> 4 == 6 ? 41 : 4;
    boolean overIpv6 = to.indexOf(':') >= 0;
    Packet outer;
    if (mode.equals("GUE")) {
      int port = Packet.get16(actual, 14 + (overIpv6 ? 40 : 20));
      assertThat(port).isBetween(49_152, 65_535);
      outer =
          Packet.udp(end(from, port), end(to, 6080))
              .data(new byte[] {0, (byte) protocol, 0, 0})
              .data(inner);
      outer = overIpv6 ? outer : outer.noUdpChecksum();
    } else {
      outer = Packet.ip(protocol, from, to, 0).data(inner);
    }
    if (overIpv6) {
      int label = Packet.get32(actual, 14) & 0xf_ffff;
      outer.set16(2, label).set8(1, label >>> 16);
    } else {
      outer.set16(4, 0);
    }
    return outer.trafficClass(trafficClass);
  }

  /** What the outer header of a tunnel frame varies by. */
  static int outerMark(Route route, byte[] frame) {
    int label = route.backendIpv6() ? Packet.get32(frame, 14) & 0xf_ffff : 0;
    int header = route.backendIpv6() ? 40 : 20;
    return 1 + label + (route.mode().equals("GUE") ? Packet.get16(frame, 14 + header) << 13 : 0);
  }

  /** Port that a FULL_NAT frame towards the back-end leaves from. */
  int localPort(byte[] frame) {
    return Packet.get16(frame, 14 + (backendIpv6() ? 40 : 20));
  }

  /** What the back-end sees the packets of this connection come from. */
  String seenByBackend(byte[] firstFrame) {
    return mode.equals("FULL_NAT") ? localEnd(localPort(firstFrame)) : client();
  }

  @Override
  public String toString() {
    String families = ipv6 ? "v6" : "v4";
    return mode
        + (crossed ? " " + families + (ipv6 ? " in v4" : " in v6") : " " + families)
        + (tcp ? " TCP" : " UDP");
  }
}
