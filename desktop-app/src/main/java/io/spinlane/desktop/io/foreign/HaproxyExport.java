package io.spinlane.desktop.io.foreign;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import io.spinlane.desktop.io.foreign.Exporting.Serving;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.PortRange;
import io.spinlane.v1.AccessAction;
import io.spinlane.v1.AccessRule;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.ConnectionTimeouts;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.HealthCheck;
import io.spinlane.v1.HttpCheck;
import io.spinlane.v1.Persistence;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.stream.Collectors;

/** Writes TCP services as proxies of HAProxy (HAProxy configuration manual, sections 4 and 5). */
final class HaproxyExport {
  private static final int MOST_WEIGHT = 256;

  private final Topology topology;
  private final Exporting drawing;
  private final StringBuilder text = new StringBuilder();

  private HaproxyExport(Topology topology) {
    this.topology = topology;
    this.drawing = new Exporting(topology);
  }

  static Exported write(Topology topology) {
    HaproxyExport export = new HaproxyExport(topology);
    export.text.append("# TCP services of a Spinlane drawing.\n");
    export.drawing.services().forEach(export::service);
    return new Exported(ForeignFormat.HAPROXY, export.text.toString(), export.drawing.leftOut());
  }

  private void service(Serving serving) {
    Service service = serving.service();
    ForwardingMode mode = Defaults.mode(service);
    if (service.getProtocol() == Protocol.PROTOCOL_UDP) {
      drawing.leave(serving.id(), "udp");
      return;
    }
    if (mode != ForwardingMode.FORWARDING_MODE_NAT
        && mode != ForwardingMode.FORWARDING_MODE_FULL_NAT) {
      drawing.leave(serving.id(), "proxyMode");
      return;
    }
    List<PortRange> ports = serving.ports().stream().filter(each -> each.first() != 0).toList();
    if (ports.size() < serving.ports().size()) {
      drawing.leave(serving.id(), "anyPort");
    }
    if (ports.isEmpty()) {
      return;
    }
    if (service.getSynCookies()) {
      drawing.leave(serving.id(), "synCookies");
    }
    if (service.hasRateLimit()) {
      drawing.leave(serving.id(), "rateLimit");
    }
    front(serving, ports);
    back(serving, ports.getFirst().first());
  }

  private void front(Serving serving, List<PortRange> ports) {
    text.append("\nfrontend ").append(serving.id()).append('\n');
    line("mode tcp");
    for (PortRange each : ports) {
      String address = serving.vip().v6() ? "[" + serving.vip() + "]" : serving.vip().toString();
      line("bind " + address + ":" + each);
    }
    for (AccessRule rule : drawing.access(serving.service())) {
      boolean allow = rule.getAction() == AccessAction.ACCESS_ACTION_ALLOW;
      String what = allow ? "accept" : "reject";
      line("tcp-request connection " + what + " if { src " + rule.getPrefix() + " }");
    }
    if (Exporting.deniesOthers(serving.service())) {
      line("tcp-request connection reject");
    }
    ConnectionTimeouts timeouts = Defaults.timeouts(topology, serving.service());
    line("timeout client " + time(timeouts.getTcpEstablished()));
    line("timeout client-fin " + time(timeouts.getTcpFin()));
    line("default_backend " + serving.id() + "-servers");
  }

  private void back(Serving serving, int port) {
    Service service = serving.service();
    Pool pool = serving.pool();
    text.append("\nbackend ").append(serving.id()).append("-servers\n");
    line("mode tcp");
    balance(serving);
    if (Defaults.mode(service) == ForwardingMode.FORWARDING_MODE_NAT) {
      line("source " + (serving.vip().v6() ? "[::]" : "0.0.0.0") + " usesrc clientip");
    }
    ConnectionTimeouts timeouts = Defaults.timeouts(topology, service);
    line("timeout connect " + time(timeouts.getTcpSyn()));
    line("timeout server " + time(timeouts.getTcpEstablished()));
    line("timeout server-fin " + time(timeouts.getTcpFin()));
    persistence(serving);
    if (pool.hasHealth()) {
      check(pool);
    }
    if (pool.hasLoadReports()) {
      drawing.leave(pool.getId(), "loadReports");
    }
    List<Backend> backends = drawing.backends(serving, pool);
    List<Backend> spare =
        drawing
            .pool(service.getFallbackPool())
            .map(each -> drawing.backends(serving, each))
            .orElse(List.of());
    for (Backend backend : backends) {
      server(backend, pool, port, heaviest(backends), "");
    }
    if (!spare.isEmpty()) {
      line("option allbackups");
      for (Backend backend : spare) {
        server(backend, Pool.getDefaultInstance(), port, heaviest(spare), " backup");
      }
    }
  }

  private void balance(Serving serving) {
    String algorithm =
        switch (Defaults.scheduler(serving.service())) {
          case SCHEDULER_ROUND_ROBIN, SCHEDULER_WEIGHTED_ROUND_ROBIN -> "roundrobin";
          case SCHEDULER_LEAST_CONNECTIONS -> "leastconn";
          case SCHEDULER_POWER_OF_TWO -> "random(2)";
          case SCHEDULER_SOURCE_HASH -> "source";
          default -> "";
        };
    if (algorithm.isEmpty()) {
      drawing.leave(serving.id(), "schedulerInstead", "random(2)");
    }
    line("balance " + (algorithm.isEmpty() ? "random(2)" : algorithm));
    if (algorithm.equals("source")) {
      line("hash-type consistent");
    }
  }

  private void persistence(Serving serving) {
    if (!serving.service().hasPersistence()) {
      return;
    }
    Persistence persistence = serving.service().getPersistence();
    String type = serving.vip().v6() ? "ipv6" : "ip";
    line(
        "stick-table type %s size 1m expire %s"
            .formatted(type, time(Defaults.timeout(persistence))));
    line(
        "stick on src,ipmask(%d,%d)"
            .formatted(
                Defaults.ipv4PrefixLength(persistence), Defaults.ipv6PrefixLength(persistence)));
  }

  private void check(Pool pool) {
    HealthCheck health = pool.getHealth();
    switch (health.getCheckCase()) {
      case HTTP -> {
        HttpCheck http = health.getHttp();
        String path = http.getPath().isEmpty() ? "/" : http.getPath();
        if (!Exporting.isPlain(path)) {
          drawing.leave(pool.getId(), "words", path);
          path = "/";
        }
        line("option httpchk GET " + path);
        if (!http.getHost().isEmpty() && Exporting.isPlain(http.getHost())) {
          line("http-check send hdr Host " + http.getHost());
        } else if (!http.getHost().isEmpty()) {
          drawing.leave(pool.getId(), "words", http.getHost());
        }
        line(
            "http-check expect status "
                + (http.getExpectedStatusesCount() == 0
                    ? "200-399"
                    : http.getExpectedStatusesList().stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(","))));
        line("timeout check " + time(Defaults.timeout(health)));
      }
      case UDP, ICMP -> drawing.leave(pool.getId(), "proxyCheck");
      default -> line("timeout check " + time(Defaults.timeout(health)));
    }
  }

  private static int heaviest(List<Backend> backends) {
    return backends.stream().mapToInt(Defaults::weight).max().orElse(0);
  }

  private void server(Backend backend, Pool pool, int port, int heaviest, String more) {
    String host = backend.getAddress();
    String address = host.contains(":") ? "[" + host + "]" : host;
    StringBuilder server = new StringBuilder("server ").append(backend.getId()).append(' ');
    server.append(address);
    if (backend.getPort() != 0) {
      server.append(':').append(backend.getPort());
    }
    server.append(" weight ").append(weight(backend, heaviest));
    if (Defaults.state(backend) == BackendState.BACKEND_STATE_MAINTENANCE) {
      server.append(" disabled");
    }
    HealthCheck health = pool.getHealth();
    boolean checks =
        pool.hasHealth()
            && health.getCheckCase() != HealthCheck.CheckCase.UDP
            && health.getCheckCase() != HealthCheck.CheckCase.ICMP;
    if (checks) {
      int own = health.hasHttp() ? health.getHttp().getPort() : health.getTcp().getPort();
      server.append(" check inter ").append(time(Defaults.interval(health)));
      server.append(" rise ").append(Defaults.rise(health));
      server.append(" fall ").append(Defaults.fall(health));
      if (own != 0 || backend.getPort() == 0) {
        server.append(" port ").append(own == 0 ? port : own);
      }
      if (health.hasHttp() && health.getHttp().getTls()) {
        server.append(" check-ssl verify none");
      }
    }
    line(server.append(more).toString());
  }

  /** HAProxy's weights end at 256: larger ones become smaller in proportion. */
  private int weight(Backend backend, int heaviest) {
    int weight = Defaults.weight(backend);
    if (weight == 0 || Defaults.state(backend) == BackendState.BACKEND_STATE_DRAIN) {
      return 0;
    }
    if (heaviest <= MOST_WEIGHT) {
      return weight;
    }
    drawing.leave(backend.getId(), "weightScaled", MOST_WEIGHT);
    return Math.max(1, (int) ((long) weight * MOST_WEIGHT / heaviest));
  }

  private static String time(Duration duration) {
    long millis = Math.max(1, Durations.toMillis(duration));
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  private void line(String line) {
    text.append("    ").append(line).append('\n');
  }
}
