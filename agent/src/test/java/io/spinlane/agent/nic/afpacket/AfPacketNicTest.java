package io.spinlane.agent.nic.afpacket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import io.spinlane.agent.lab.NetworkLab;
import io.spinlane.agent.nic.NicStatistic;
import io.spinlane.testing.Needs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Real frames between real stacks: two hosts joined by a wire made of two NICs of ours. */
class AfPacketNicTest {
  private @Nullable NetworkLab lab;
  private LabNamespace left;
  private LabNamespace middle;
  private LabNamespace right;

  @BeforeEach
  void build() throws IOException {
    lab = new NetworkLab();
    left = lab.namespace("left");
    middle = lab.namespace("middle");
    right = lab.namespace("right");
    lab.connect(left, "eth0", middle, "west");
    lab.connect(right, "eth0", middle, "east");
    left.address("eth0", "10.9.0.1/24");
    right.address("eth0", "10.9.0.2/24");
  }

  @AfterEach
  void tearDown() throws IOException {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void carriesPingsAndTcpInFramesThatWereNeverCut() throws Exception {
    try (Wire wire = new Wire(middle, 1)) {
      ping();
      stream();
      wire.end();
      assertThat(wire.longest).isGreaterThan(9000);
      assertThat(wire.tooLarge()).isZero();
      assertThat(wire.count(NicStatistic.TRANSMIT_REFUSED)).isZero();
    }
  }

  @Test
  void carriesTcpToADeviceThatCutsNothing() throws Exception {
    middle.run("ethtool", "-K", "west", "tso", "off");
    middle.run("ethtool", "-K", "east", "tso", "off", "tx", "off");
    try (Wire wire = new Wire(middle, 1)) {
      stream();
      wire.end();
      assertThat(wire.tooLarge()).isZero();
    }
  }

  @Test
  void carriesIpv6() throws Exception {
    for (LabNamespace host : new LabNamespace[] {left, right}) {
      host.run("sysctl", "-qw", "net.ipv6.conf.eth0.disable_ipv6=0");
    }
    left.run("ip", "address", "add", "fd00::1/64", "dev", "eth0", "nodad");
    right.run("ip", "address", "add", "fd00::2/64", "dev", "eth0", "nodad");
    try (Wire wire = new Wire(middle, 1)) {
      stream("-6", "-c", "fd00::2");
      wire.end();
      assertThat(wire.longest).isGreaterThan(9000);
      assertThat(wire.tooLarge()).isZero();
    }
  }

  @Test
  void carriesUdp() throws Exception {
    try (Wire wire = new Wire(middle, 1)) {
      stream("-u", "-b", "200M", "-l", "1400", "-n", "20M");
      wire.end();
      assertThat(wire.tooLarge()).isZero();
    }
  }

  @Test
  void spreadsFlowsOverQueues() throws Exception {
    try (Wire wire = new Wire(middle, 2)) {
      ping();
      stream("-P", "8");
      wire.end();
      assertThat(wire.carried).doesNotContain(0);
      assertThat(wire.tooLarge()).isZero();
    }
  }

  @Test
  void namesTheDevicesThereAre() {
    assertThatThrownBy(() -> open("nosuch0"))
        .hasMessage("NIC nosuch0: no device nosuch0; there are: east, lo, west");
  }

  @Test
  void saysHowToBringADeviceUp() throws IOException {
    middle.run("ip", "link", "set", "west", "down");
    assertThatThrownBy(() -> open("west"))
        .hasMessage("NIC west: device west is down; ip -n " + middle.name() + " link set west up");
  }

  private void open(String device) throws IOException {
    try (HostShield shield = HostShield.open();
        AfPacketNic nic =
            AfPacketNic.open(Wire.config(middle, device, 1, HostTraffic.NONE), 1, shield)) {
      throw new AssertionError("opened " + nic.info());
    }
  }

  private void ping() throws IOException {
    assertThat(left.run("ping", "-c", "3", "-i", "0.2", "-W", "2", "10.9.0.2"))
        .contains("3 received");
  }

  private void stream(String... options) throws IOException {
    Needs.program("iperf3");
    LabProgram server = right.start("iperf3", "-s", "-1", "--forceflush");
    server.awaitOutput("Server listening");
    List<String> client = new ArrayList<>(List.of("iperf3", "-c", "10.9.0.2", "-n", "200M"));
    client.addAll(List.of(options));
    left.run(client.toArray(String[]::new));
  }
}
