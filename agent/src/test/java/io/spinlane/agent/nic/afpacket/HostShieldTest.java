package io.spinlane.agent.nic.afpacket;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import io.spinlane.agent.lab.NetworkLab;
import io.spinlane.agent.nic.afpacket.HostShield.Claim;
import io.spinlane.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A host whose own addresses answer until the shield claims them, and a peer that asks. */
class HostShieldTest {
  private static final int TCP = 6;
  private static final int PORT = 8080;

  /** How long an answer may take on a machine with much else to do. */
  private static final String PATIENCE_SECONDS = "30";

  private @Nullable NetworkLab lab;
  private @Nullable HostShield shield;
  private LabNamespace host;
  private LabNamespace peer;

  @BeforeEach
  void build() throws IOException {
    List.of("ping", "python3").forEach(Needs::program);
    lab = new NetworkLab();
    shield = HostShield.open();
    host = lab.namespace("host");
    peer = lab.namespace("peer");
    lab.connect(peer, "eth0", host, "eth0");
    host.address("eth0", "10.9.0.1/24").address("eth0", "10.9.0.2/24");
    peer.address("eth0", "10.9.0.9/24");
  }

  @AfterEach
  void tearDown() throws IOException {
    if (shield != null) {
      shield.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void keepsTheHostFromAnsweringForWhatIsClaimed() throws Exception {
    try (AfPacketNic nic = open(HostTraffic.SHARED)) {
      assertThat(nic.linkUp()).isTrue();
      assertAnswers("10.9.0.1");

      claim(Claim.to(address("10.9.0.1")));
      assertSilent("10.9.0.1");
      assertAnswers("10.9.0.2");
      peer.run("ip", "neighbour", "flush", "all");
      assertSilent("10.9.0.1");
      assertThat(peer.run("ip", "neighbour", "show", "10.9.0.1")).doesNotContain("lladdr");

      claim();
      assertAnswers("10.9.0.1");
    }
  }

  @Test
  void doesTheSameForIpv6() throws Exception {
    addIpv6(host, "fd00::1/64", "fd00::2/64");
    addIpv6(peer, "fd00::9/64");
    serve("fd00::9");
    try (AfPacketNic nic = open(HostTraffic.SHARED)) {
      assertThat(nic.linkUp()).isTrue();
      assertAnswers("fd00::1");
      claim(Claim.to(address("fd00::1")), Claim.from(address("fd00::9"), TCP, PORT));
      assertSilent("fd00::1");
      assertAnswers("fd00::2");
      peer.run("ip", "-6", "neighbour", "flush", "all");
      assertSilent("fd00::1");
      assertThat(peer.run("ip", "-6", "neighbour", "show", "fd00::1")).doesNotContain("lladdr");
      assertHostFetches("[fd00::9]");
    }
  }

  private static void addIpv6(LabNamespace namespace, String... addresses) throws IOException {
    namespace.run("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=0");
    for (String address : addresses) {
      namespace.run("ip", "address", "add", address, "dev", "eth0", "nodad");
    }
  }

  @Test
  void keepsTheHostFromResettingWhatBackendsSend() throws Exception {
    try (AfPacketNic nic = open(HostTraffic.SHARED)) {
      assertThat(nic.linkUp()).isTrue();
      assertRefused(8080);
      claim(Claim.from(address("10.9.0.9"), TCP, 8080));
      assertUnanswered(8080);
      assertRefused(8081);
      claim(Claim.from(address("10.9.0.9"), TCP, 0));
      assertUnanswered(8081);
    }
    assertRefused(8080);
  }

  @Test
  void letsTheHostItselfTalkToABackend() throws Exception {
    serve("10.9.0.9");
    try (AfPacketNic nic = open(HostTraffic.SHARED)) {
      assertThat(nic.linkUp()).isTrue();
      claim(Claim.from(address("10.9.0.9"), TCP, PORT));
      assertHostFetches("10.9.0.9");
    }
  }

  @Test
  void hidesAWholeDevice() throws Exception {
    try (AfPacketNic nic = open(HostTraffic.NONE)) {
      assertThat(nic.linkUp()).isTrue();
      assertSilent("10.9.0.1");
    }
    assertAnswers("10.9.0.1");
  }

  private AfPacketNic open(HostTraffic traffic) throws IOException {
    return AfPacketNic.open(
        Wire.config(host, "eth0", 1, traffic), 1, Objects.requireNonNull(shield));
  }

  private void claim(Claim... claims) throws IOException {
    Objects.requireNonNull(shield).update(Set.of(claims));
  }

  /** One answer is enough: the kernel may still be giving up on a neighbour it did not find. */
  private void assertAnswers(String address) throws IOException {
    LabProgram.Result ping = peer.tryRun("ping", "-c", "1", "-w", PATIENCE_SECONDS, address);
    assertThat(ping.exit()).as(ping.output()).isZero();
  }

  private void assertSilent(String address) throws IOException {
    LabProgram.Result ping = peer.tryRun("ping", "-c", "1", "-W", "1", address);
    assertThat(ping.exit()).as(ping.output()).isEqualTo(1); // ping(8): no answer.
  }

  private void assertRefused(int sourcePort) throws IOException {
    assertThat(connect(sourcePort, PATIENCE_SECONDS)).contains("refused");
  }

  private void assertUnanswered(int sourcePort) throws IOException {
    assertThat(connect(sourcePort, "1")).contains("timed out");
  }

  /** What a connection attempt of the peer's, from a source port, ends in. */
  private String connect(int sourcePort, String seconds) throws IOException {
    return peer.tryRun(
            "python3",
            "-c",
            """
            import socket
            s = socket.socket()
            s.settimeout(%s)
            s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            s.bind(('0.0.0.0', %d))
            s.connect(('10.9.0.1', 99))
            """
                .formatted(seconds, sourcePort))
        .output();
  }

  /** A web server at the peer's. */
  private void serve(String address) throws IOException {
    String port = Integer.toString(PORT);
    LabProgram server = peer.start("python3", "-u", "-m", "http.server", port, "--bind", address);
    server.awaitOutput("Serving HTTP");
  }

  private void assertHostFetches(String from) throws IOException {
    String url = "http://" + from + ":" + PORT + "/";
    String script =
        "import urllib.request as r; print(r.urlopen('%s', timeout=%s).status)"
            .formatted(url, PATIENCE_SECONDS);
    assertThat(host.run("python3", "-c", script)).as("the host's own request").contains("200");
  }

  private static InetAddress address(String text) throws IOException {
    return InetAddress.getByName(text);
  }
}
