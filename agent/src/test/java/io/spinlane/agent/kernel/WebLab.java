package io.spinlane.agent.kernel;

import io.spinlane.agent.lab.LabNamespace;
import io.spinlane.agent.lab.LabProgram;
import io.spinlane.agent.lab.NetworkLab;
import io.spinlane.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The hosts around the switch, with their servers running. */
final class WebLab implements AutoCloseable {
  static final String VIP = "203.0.113.10";
  static final int SERVERS = 3;

  private static final String NGINX =
      """
      daemon off;
      user root;
      pid FOLDER/NAME.pid;
      error_log stderr;
      worker_processes 1;
      events { worker_connections 1024; }
      http {
        access_log FOLDER/NAME.log;
        client_body_temp_path FOLDER/NAME-body;
        proxy_temp_path FOLDER/NAME-proxy;
        fastcgi_temp_path FOLDER/NAME-fastcgi;
        uwsgi_temp_path FOLDER/NAME-uwsgi;
        scgi_temp_path FOLDER/NAME-scgi;
        server {
          listen 8080 backlog=1024;
          location / { default_type text/plain; return 200 "NAME\\n"; }
          location /file { alias FOLDER/file; }
          location /slow { alias FOLDER/file; limit_rate RATE; }
        }
      }
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
   * @param slowBytesPerSecond how fast {@code /slow} gives it out
   */
  WebLab(Path folder, long slowBytesPerSecond) throws IOException {
    List.of("nginx", "curl", "socat", "tcpdump", "tshark", "ethtool", "ping")
        .forEach(Needs::program);
    this.folder = folder;
    client = lab.namespace("client");
    agent = lab.namespace("agent");
    try {
      build(slowBytesPerSecond);
    } catch (IOException | RuntimeException | Error e) {
      lab.close();
      throw e;
    }
  }

  private void build(long slowBytesPerSecond) throws IOException {
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
      serve(web, "web" + i, slowBytesPerSecond);
    }
  }

  private void serve(LabNamespace web, String name, long slowBytesPerSecond) throws IOException {
    Path configuration = folder.resolve(name + ".conf");
    Files.writeString(
        configuration,
        NGINX
            .replace("FOLDER", folder.toString())
            .replace("NAME", name)
            .replace("RATE", Long.toString(slowBytesPerSecond)));
    LabProgram _ = web.start("nginx", "-c", configuration.toString());
    LabProgram _ = web.start("socat", "UDP4-RECVFROM:7007,fork", "EXEC:cat");
    web.run(
        "curl",
        "-s",
        "--retry",
        "40",
        "--retry-delay",
        "1",
        "--retry-connrefused",
        "http://127.0.0.1:8080/ready");
  }

  /** Requests a server has logged for a path prefix. */
  long logged(int server, String path) throws IOException {
    try (var lines = Files.lines(folder.resolve("web" + server + ".log"))) {
      return lines.filter(line -> line.contains("\"GET " + path)).count();
    }
  }

  @Override
  public void close() throws IOException {
    lab.close();
  }
}
