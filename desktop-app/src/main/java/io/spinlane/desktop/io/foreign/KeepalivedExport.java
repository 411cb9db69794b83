package io.spinlane.desktop.io.foreign;

import io.spinlane.desktop.io.foreign.Exporting.Serving;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.PortRange;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.HealthCheck;
import io.spinlane.v1.HttpCheck;
import io.spinlane.v1.Persistence;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;

/** Writes services as virtual servers of keepalived (keepalived.conf(5)). */
final class KeepalivedExport {
  private static final int GUE_PORT = 6080;

  /** The one in which packets get another port. */
  private static final ForwardingMode TRANSLATES = ForwardingMode.FORWARDING_MODE_NAT;

  private final Exporting drawing;
  private final StringBuilder text = new StringBuilder();

  private KeepalivedExport(Topology topology) {
    this.drawing = new Exporting(topology);
  }

  static Exported write(Topology topology) {
    KeepalivedExport export = new KeepalivedExport(topology);
    export.text.append("# Services of a Spinlane drawing.\n");
    export.drawing.services().forEach(export::service);
    return new Exported(ForeignFormat.KEEPALIVED, export.text.toString(), export.drawing.leftOut());
  }

  private void service(Serving serving) {
    Service service = serving.service();
    String kind =
        switch (Defaults.mode(service)) {
          case FORWARDING_MODE_DSR -> "DR";
          case FORWARDING_MODE_IPIP -> "TUN";
          case FORWARDING_MODE_GUE -> "TUN type gue port " + GUE_PORT;
          case FORWARDING_MODE_FULL_NAT -> "";
          default -> "NAT";
        };
    if (kind.isEmpty()) {
      drawing.leave(serving.id(), "ipvsFullNat");
      return;
    }
    if (service.getSynCookies()) {
      drawing.leave(serving.id(), "synCookies");
    }
    if (service.getAccessRulesCount() > 0) {
      drawing.leave(serving.id(), "accessRules");
    }
    if (service.hasRateLimit()) {
      drawing.leave(serving.id(), "rateLimit");
    }
    if (service.hasTimeouts()) {
      drawing.leave(serving.id(), "timeouts");
    }
    for (PortRange ports : serving.ports()) {
      boolean any = ports.first() == 0;
      if (any && !service.hasPersistence()) {
        drawing.leave(serving.id(), "ipvsAnyPort");
      } else if (!any && ports.first() != ports.last()) {
        drawing.leave(serving.id(), "ipvsRange", ports);
      } else {
        virtualServer(serving, ports.first(), kind);
      }
    }
  }

  private void virtualServer(Serving serving, int port, String kind) {
    Service service = serving.service();
    Pool pool = serving.pool();
    List<Backend> backends = present(serving);
    if (backends.stream().noneMatch(Defaults::takesConnections)) {
      drawing.leave(serving.id(), "noTaker"); // keepalived wants a quorum of at least one.
      return;
    }
    text.append("\n# ").append(serving.id()).append("\nvirtual_server ");
    text.append(serving.vip()).append(' ').append(port).append(" {\n");
    if (pool.hasHealth()) {
      line(1, "delay_loop " + Exporting.seconds(Defaults.interval(pool.getHealth())));
    }
    scheduler(serving);
    line(1, "lb_kind " + kind);
    line(1, "protocol " + (service.getProtocol() == Protocol.PROTOCOL_UDP ? "UDP" : "TCP"));
    if (service.hasPersistence()) {
      Persistence persistence = service.getPersistence();
      line(1, "persistence_timeout " + Exporting.seconds(Defaults.timeout(persistence)));
      if (serving.vip().v6()) {
        line(1, "persistence_granularity " + Defaults.ipv6PrefixLength(persistence));
      } else {
        int length = Defaults.ipv4PrefixLength(persistence);
        line(1, "persistence_granularity " + IpvsWords.netmask(length));
      }
    }
    fallback(serving, port);
    if (pool.hasLoadReports()) {
      drawing.leave(pool.getId(), "loadReports");
    }
    for (Backend backend : backends) {
      realServer(backend, pool, kind.equals("NAT") ? backend.getPort() : port, port);
    }
    text.append("}\n");
  }

  /** Those that are not in maintenance; where packets are not translated, they keep their port. */
  private List<Backend> present(Serving serving) {
    List<Backend> present = new ArrayList<>();
    boolean translates = Defaults.mode(serving.service()) == TRANSLATES;
    for (Backend backend : drawing.backends(serving, serving.pool())) {
      if (Defaults.state(backend) == BackendState.BACKEND_STATE_MAINTENANCE) {
        drawing.leave(backend.getId(), "maintenance");
      } else {
        if (!translates && backend.getPort() != 0) {
          drawing.leave(backend.getId(), "keepsPort", backend.getPort());
        }
        present.add(backend);
      }
    }
    return present;
  }

  private void scheduler(Serving serving) {
    switch (Defaults.scheduler(serving.service())) {
      case SCHEDULER_ROUND_ROBIN -> line(1, "lb_algo rr");
      case SCHEDULER_WEIGHTED_ROUND_ROBIN -> line(1, "lb_algo wrr");
      case SCHEDULER_LEAST_CONNECTIONS -> line(1, "lb_algo wlc");
      case SCHEDULER_SOURCE_HASH -> line(1, "lb_algo mh");
      case SCHEDULER_MAGLEV -> {
        line(1, "lb_algo mh");
        line(1, "mh-port");
      }
      default -> {
        drawing.leave(serving.id(), "schedulerInstead", "wlc");
        line(1, "lb_algo wlc");
      }
    }
  }

  /** keepalived knows one server to fall back to. */
  private void fallback(Serving serving, int port) {
    drawing
        .pool(serving.service().getFallbackPool())
        .ifPresent(
            pool -> {
              List<Backend> backends = drawing.backends(serving, pool);
              for (int i = 0; i < backends.size(); i++) {
                Backend backend = backends.get(i);
                if (i == 0) {
                  boolean keeps =
                      Defaults.mode(serving.service()) != TRANSLATES || backend.getPort() == 0;
                  int own = keeps ? port : backend.getPort();
                  line(1, "sorry_server " + backend.getAddress() + " " + own);
                } else {
                  drawing.leave(backend.getId(), "oneFallback");
                }
              }
            });
  }

  private void realServer(Backend backend, Pool pool, int drawn, int port) {
    int own = drawn == 0 ? port : drawn;
    line(1, "real_server " + backend.getAddress() + " " + own + " {");
    boolean drains = Defaults.state(backend) == BackendState.BACKEND_STATE_DRAIN;
    line(2, "weight " + (drains ? 0 : Defaults.weight(backend)));
    if (pool.hasHealth()) {
      check(pool);
    }
    line(1, "}");
  }

  private void check(Pool pool) {
    HealthCheck health = pool.getHealth();
    switch (health.getCheckCase()) {
      case HTTP -> http(pool, health);
      case UDP -> {
        if (!health.getUdp().getSend().isEmpty() || !health.getUdp().getExpect().isEmpty()) {
          drawing.leave(pool.getId(), "udpPayload");
        }
        line(2, "UDP_CHECK {");
        end(health, health.getUdp().getPort());
      }
      case ICMP -> {
        line(2, "PING_CHECK {");
        end(health, 0);
      }
      default -> {
        line(2, "TCP_CHECK {");
        end(health, health.getTcp().getPort());
      }
    }
  }

  private void http(Pool pool, HealthCheck health) {
    HttpCheck http = health.getHttp();
    line(2, (http.getTls() ? "SSL_GET" : "HTTP_GET") + " {");
    line(3, "url {");
    String path = http.getPath().isEmpty() ? "/" : http.getPath();
    if (Exporting.isPlain(path)) {
      line(4, "path " + path);
    } else {
      drawing.leave(pool.getId(), "words", path);
      line(4, "path /");
    }
    if (http.getExpectedStatusesCount() == 0) {
      line(4, "status_code 200-399");
    } else {
      StringBuilder codes = new StringBuilder("status_code");
      http.getExpectedStatusesList().forEach(status -> codes.append(' ').append(status));
      line(4, codes.toString());
    }
    line(3, "}");
    if (!http.getHost().isEmpty()) {
      if (Exporting.isPlain(http.getHost())) {
        line(3, "virtualhost " + http.getHost());
      } else {
        drawing.leave(pool.getId(), "words", http.getHost());
      }
    }
    end(health, http.getPort());
  }

  private void end(HealthCheck health, int port) {
    if (port != 0) {
      line(3, "connect_port " + port);
    }
    line(3, "connect_timeout " + Exporting.seconds(Defaults.timeout(health)));
    line(3, "retry " + (Defaults.fall(health) - 1));
    line(2, "}");
  }

  private void line(int depth, String line) {
    text.append("    ".repeat(depth)).append(line).append('\n');
  }
}
