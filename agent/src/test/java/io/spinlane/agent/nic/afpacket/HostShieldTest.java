package io.spinlane.agent.nic.afpacket;

import static org.assertj.core.api.Assertions.assertThat;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import io.spinlane.agent.lab.NetworkLab;
import io.spinlane.agent.nic.afpacket.HostShield.Claim;
import io.spinlane.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A host whose own addresses answer until the shield claims them. */
class HostShieldTest {
  private static final int TCP = 6;

  @Test
  void keepsTheHostFromAnsweringForWhatIsClaimed() throws Exception {
    try (NetworkLab lab = new NetworkLab();
        HostShield shield = HostShield.open()) {
      LabNamespace host = lab.namespace("host");
      LabNamespace peer = lab.namespace("peer");
      lab.connect(peer, "eth0", host, "eth0");
      host.address("eth0", "10.9.0.1/24").address("eth0", "10.9.0.2/24");
      peer.address("eth0", "10.9.0.9/24");
      AfPacketConfig config = Wire.config(host, "eth0", 1, HostTraffic.SHARED);
      try (AfPacketNic nic = AfPacketNic.open(config, 1, shield)) {
        assertThat(nic.linkUp()).isTrue();
        assertThat(answers(peer, "10.9.0.1")).isTrue();

        shield.update(Set.of(Claim.to(address("10.9.0.1"))));
        assertThat(answers(peer, "10.9.0.1")).as("echo for a claimed address").isFalse();
        assertThat(answers(peer, "10.9.0.2")).as("echo for another address").isTrue();
        peer.run("ip", "neighbour", "flush", "all");
        assertThat(answers(peer, "10.9.0.1")).as("ARP for a claimed address").isFalse();
        assertThat(peer.run("ip", "neighbour", "show", "10.9.0.1")).doesNotContain("lladdr");

        shield.update(Set.of());
        assertThat(answersAgain(peer, "10.9.0.1")).as("echo after the claim ended").isTrue();
      }
    }
  }

  @Test
  void doesTheSameForIpv6() throws Exception {
    Needs.program("python3");
    try (NetworkLab lab = new NetworkLab();
        HostShield shield = HostShield.open()) {
      LabNamespace host = lab.namespace("host");
      LabNamespace peer = lab.namespace("peer");
      lab.connect(peer, "eth0", host, "eth0");
      addIpv6(host, "fd00::1/64", "fd00::2/64");
      addIpv6(peer, "fd00::9/64");
      LabProgram server =
          peer.start("python3", "-u", "-m", "http.server", "8080", "--bind", "fd00::9");
      server.awaitOutput("Serving HTTP");
      AfPacketConfig config = Wire.config(host, "eth0", 1, HostTraffic.SHARED);
      try (AfPacketNic nic = AfPacketNic.open(config, 1, shield)) {
        assertThat(nic.linkUp()).isTrue();
        assertThat(answers(peer, "fd00::1")).isTrue();
        shield.update(
            Set.of(Claim.to(address("fd00::1")), Claim.from(address("fd00::9"), TCP, 8080)));
        assertThat(answers(peer, "fd00::1")).as("echo for a claimed address").isFalse();
        assertThat(answers(peer, "fd00::2")).as("echo for another address").isTrue();
        peer.run("ip", "-6", "neighbour", "flush", "all");
        assertThat(answers(peer, "fd00::1")).as("NDP for a claimed address").isFalse();
        assertThat(peer.run("ip", "-6", "neighbour", "show", "fd00::1")).doesNotContain("lladdr");
        String script =
            "import urllib.request as r;"
                + " print(r.urlopen('http://[fd00::9]:8080/', timeout=5).status)";
        assertThat(host.run("python3", "-c", script)).as("the host's own").contains("200");
      }
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
    try (NetworkLab lab = new NetworkLab();
        HostShield shield = HostShield.open()) {
      LabNamespace host = lab.namespace("host");
      LabNamespace backend = lab.namespace("backend");
      lab.connect(backend, "eth0", host, "eth0");
      host.address("eth0", "10.9.0.1/24");
      backend.address("eth0", "10.9.0.9/24");
      AfPacketConfig config = Wire.config(host, "eth0", 1, HostTraffic.SHARED);
      try (AfPacketNic nic = AfPacketNic.open(config, 1, shield)) {
        assertThat(nic.linkUp()).isTrue();
        assertThat(connect(backend, 8080)).as("without a claim").contains("refused");
        shield.update(Set.of(Claim.from(address("10.9.0.9"), TCP, 8080)));
        assertThat(connect(backend, 8080)).as("from a back-end's port").contains("timed out");
        assertThat(connect(backend, 8081)).as("from another port").contains("refused");
        shield.update(Set.of(Claim.from(address("10.9.0.9"), TCP, 0)));
        assertThat(connect(backend, 8081)).as("from any port of it").contains("timed out");
      }
      assertThat(connect(backend, 8080)).as("after the NIC was closed").contains("refused");
    }
  }

  @Test
  void letsTheHostItselfTalkToABackend() throws Exception {
    Needs.program("python3");
    try (NetworkLab lab = new NetworkLab();
        HostShield shield = HostShield.open()) {
      LabNamespace host = lab.namespace("host");
      LabNamespace backend = lab.namespace("backend");
      lab.connect(backend, "eth0", host, "eth0");
      host.address("eth0", "10.9.0.1/24");
      backend.address("eth0", "10.9.0.9/24");
      LabProgram server = backend.start("python3", "-u", "-m", "http.server", "8080");
      server.awaitOutput("Serving HTTP");
      AfPacketConfig config = Wire.config(host, "eth0", 1, HostTraffic.SHARED);
      try (AfPacketNic nic = AfPacketNic.open(config, 1, shield)) {
        assertThat(nic.linkUp()).isTrue();
        shield.update(Set.of(Claim.from(address("10.9.0.9"), TCP, 8080)));
        String script =
            "import urllib.request as r;"
                + " print(r.urlopen('http://10.9.0.9:8080/', timeout=5).status)";
        assertThat(host.run("python3", "-c", script)).contains("200");
      }
    }
  }

  @Test
  void hidesAWholeDevice() throws Exception {
    try (NetworkLab lab = new NetworkLab();
        HostShield shield = HostShield.open()) {
      LabNamespace host = lab.namespace("host");
      LabNamespace peer = lab.namespace("peer");
      lab.connect(peer, "eth0", host, "eth0");
      host.address("eth0", "10.9.0.1/24");
      peer.address("eth0", "10.9.0.9/24");
      AfPacketConfig config = Wire.config(host, "eth0", 1, HostTraffic.NONE);
      try (AfPacketNic nic = AfPacketNic.open(config, 1, shield)) {
        assertThat(nic.linkUp()).isTrue();
        assertThat(answers(peer, "10.9.0.1")).isFalse();
      }
      assertThat(answers(peer, "10.9.0.1")).as("after the NIC was closed").isTrue();
    }
  }

  /** The kernel may still be giving up on the neighbour it could not find before. */
  private static boolean answersAgain(LabNamespace from, String address) throws IOException {
    return from.tryRun("ping", "-c", "1", "-w", "10", address).exit() == 0;
  }

  private static boolean answers(LabNamespace from, String address) throws IOException {
    Needs.program("ping");
    LabProgram.Result ping = from.tryRun("ping", "-c", "1", "-W", "1", address);
    return ping.exit() == 0;
  }

  /** What a connection attempt to the host, from a source port, ends in. */
  private static String connect(LabNamespace from, int sourcePort) throws IOException {
    Needs.program("python3");
    String script =
        "import socket; s = socket.socket(); s.settimeout(1);"
            + " s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1);"
            + " s.bind(('0.0.0.0', "
            + sourcePort
            + ")); s.connect(('10.9.0.1', 99))";
    return from.tryRun("python3", "-c", script).output();
  }

  private static InetAddress address(String text) throws IOException {
    return InetAddress.getByName(text);
  }
}
