package io.spinlane.agent.kernel;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import io.spinlane.agent.lab.NetworkLab;
import io.spinlane.testing.Needs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The hosts around the switch, with their servers running, and the topology between them. */
final class WebLab implements AutoCloseable {
  static final String VIP = "203.0.113.10";
  static final int SERVERS = 3;

  /** TCP port 80 of the VIP to the three web servers, UDP port 7 to the first host's echo. */
  static final String TOPOLOGY =
      """
      name: lab
      nics:
        - {id: ext0, device: ext0, driver: AF_PACKET, side: CLIENT, addresses: [203.0.113.1/24]}
        - {id: int0, device: int0, driver: AF_PACKET, side: SERVER, addresses: [10.0.0.1/24]}
      cores:
        - {id: ctl, cpu: 0, role: CONTROL}
        - {id: sw1, cpu: 1, role: SWITCH, idle: BACKOFF}
      lanes:
        - {nic: ext0, queue: 0, core: sw1}
        - {nic: int0, queue: 0, core: sw1}
      vips: [{id: www, address: 203.0.113.10, nics: [ext0]}]
      pools:
        - id: web
          backends:
            - {id: web1, address: 10.0.0.11, port: 8080}
            - {id: web2, address: 10.0.0.12, port: 8080}
            - {id: web3, address: 10.0.0.13, port: 8080}
        - id: echo
          backends: [{id: echo1, address: 10.0.0.11, port: 7007}]
      services:
        - {id: http, vip: www, protocol: TCP, ports: ["80"], pool: web}
        - {id: udp, vip: www, protocol: UDP, ports: ["7"], pool: echo}
      """;

  private final NetworkLab lab = new NetworkLab();
  private final Path folder;
  final LabNamespace client;
  final LabNamespace agent;
  final List<LabNamespace> webs = new ArrayList<>();

  /**
   * Builds it all.
   *
   * @param folder holds {@code file}, which every server serves, and gets the servers' logs
   */
  WebLab(Path folder) throws IOException {
    List.of("socat", "tcpdump", "tshark", "ethtool", "ping", "tc", "python3")
        .forEach(Needs::program);
    this.folder = folder;
    client = lab.namespace("client");
    agent = lab.namespace("agent");
    try {
      build();
    } catch (IOException | RuntimeException | Error e) {
      lab.close();
      throw e;
    }
  }

  private void build() throws IOException {
    LabNamespace lan = lab.namespace("lan");
    lab.connect(client, "eth0", agent, "ext0");
    lab.connect(agent, "int0", lan, "agent");
    lan.run("ip", "link", "add", "br0", "type", "bridge");
    lan.run("ip", "link", "set", "br0", "up");
    lan.run("ip", "link", "set", "agent", "master", "br0");
    client.address("eth0", "203.0.113.2/24");
    for (int i = 1; i <= SERVERS; i++) {
      LabNamespace web = lab.namespace("web" + i);
      lab.connect(web, "eth0", lan, "web" + i);
      lan.run("ip", "link", "set", "web" + i, "master", "br0");
      web.address("eth0", "10.0.0.1" + i + "/24").route("default", "10.0.0.1");
      webs.add(web);
      WebServer.start(web, folder, "web" + i);
      LabProgram _ = web.start("socat", "UDP4-RECVFROM:7007,fork", "EXEC:cat");
    }
  }

  /** What comes back for a datagram to the VIP's port 7. */
  String echo(String text) throws IOException {
    return client
        .run(
            "python3",
            "-c",
            """
            import socket
            s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            s.settimeout(30)
            s.sendto(b'%s', ('%s', 7))
            print(s.recv(2048).decode())
            """
                .formatted(text, VIP))
        .strip();
  }

  /** Pings three times from the client; what ping(8) says of it. */
  String ping(String address) throws IOException {
    return client.run("ping", "-c", "3", "-i", "0.2", "-W", "30", address);
  }

  /** Lets every server send so much a second and no more, until {@link #fast}. */
  void slow(long bytesPerSecond) throws IOException {
    for (LabNamespace web : webs) {
      String rate = bytesPerSecond + "bps"; // tc(8): bytes.
      web.run(
          "tc", "qdisc", "add", "dev", "eth0", "root", "tbf", "rate", rate, "burst", "64kb",
          "latency", "1s");
    }
  }

  /** Ends what {@link #slow} began; what waits to be sent may be lost, and is sent again. */
  void fast() throws IOException {
    for (LabNamespace web : webs) {
      web.run("tc", "qdisc", "delete", "dev", "eth0", "root");
    }
  }

  /** Requests a server has logged for a path prefix. */
  long logged(int server, String path) throws IOException {
    return WebServer.logged(folder, "web" + server, path);
  }

  @Override
  public void close() throws IOException {
    lab.close();
  }
}
