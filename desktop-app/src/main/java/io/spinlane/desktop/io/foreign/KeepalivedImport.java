package io.spinlane.desktop.io.foreign;

import com.google.protobuf.util.Durations;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.HealthCheck;
import io.spinlane.v1.LoadReports;
import io.spinlane.v1.Persistence;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the virtual servers of a keepalived.conf (keepalived.conf(5)). */
final class KeepalivedImport {
  /** What keepalived takes when a virtual server is persistent and does not say for how long. */
  private static final int PERSISTENCE_SECONDS = 360;

  private final Reading reading = new Reading();
  private final Draft draft = new Draft();

  private KeepalivedImport() {}

  static Imported read(String text) throws BrokenFileException {
    List<Statement> file = Blocks.inBraces(Words.keepalived(text));
    KeepalivedImport importer = new KeepalivedImport();
    file.forEach(importer::top);
    return new Imported(
        ForeignFormat.KEEPALIVED,
        importer.draft.build(),
        Optional.empty(),
        importer.reading.finish(file));
  }

  private void top(Statement statement) {
    switch (statement.keyword()) {
      case "virtual_server" -> virtualServer(statement);
      case "virtual_server_group" -> reading.leave(statement, Texts.get("foreign.reason.group"));
      case "include", "includer", "includem", "includew", "includeb", "includea" ->
          reading.leave(statement, Texts.get("foreign.reason.include"));
      default -> {
        if (statement.keyword().startsWith("vrrp_")) {
          reading.leave(statement, Texts.get("foreign.reason.vrrp"));
        }
      }
    }
  }

  private void virtualServer(Statement server) {
    switch (server.argument(1)) {
      case "fwmark" -> reading.leave(server, Texts.get("foreign.reason.fwmark"));
      case "group" -> reading.leave(server, Texts.get("foreign.reason.group"));
      default -> {
        Optional<IpAddress> vip = reading.address(server, server.argument(1));
        if (vip.isPresent()) {
          Optional<Integer> port =
              server.argument(2).isEmpty() ? Optional.of(0) : reading.number(server, 2, 0, 65_535);
          port.ifPresent(number -> virtualServer(server, vip.get(), number));
        }
      }
    }
  }

  private void virtualServer(Statement server, IpAddress vip, int port) {
    Optional<Protocol> protocol = protocol(server);
    if (protocol.isEmpty()) {
      return;
    }
    reading.used(server);
    String ports = port == 0 ? "*" : String.valueOf(port);
    Service.Builder service =
        Service.newBuilder()
            .setVip(draft.vip(vip))
            .setProtocol(protocol.get())
            .addPorts(ports)
            .setScheduler(Scheduler.SCHEDULER_WEIGHTED_ROUND_ROBIN)
            .setMode(ForwardingMode.FORWARDING_MODE_NAT);
    KeepalivedChecks checks = new KeepalivedChecks(reading, server);
    List<Backend> backends = new ArrayList<>();
    for (Statement each : server.block()) {
      setting(each, service);
      if (each.keyword().equals("real_server")) {
        realServer(each, service, checks).ifPresent(backends::add);
      }
    }
    schedulerFlags(server, service);
    String name = Draft.serviceName(protocol.get(), ports);
    HealthCheck health = checks.health();
    service.setPool(draft.pool("pool-" + name, backends, health, LoadReports.getDefaultInstance()));
    sorryServer(server, service, name);
    draft.service(name, service);
  }

  /** TCP unless it says otherwise; empty when Spinlane does not balance it. */
  private Optional<Protocol> protocol(Statement server) {
    for (Statement each : server.block()) {
      if (each.keyword().equals("protocol")) {
        reading.used(each);
        return switch (each.argument(1)) {
          case "TCP" -> Optional.of(Protocol.PROTOCOL_TCP);
          case "UDP" -> Optional.of(Protocol.PROTOCOL_UDP);
          default -> {
            String reason = Texts.get("foreign.reason.protocol", each.argument(1));
            reading.leave(server, reason);
            reading.bend(each, reason);
            yield Optional.empty();
          }
        };
      }
    }
    return Optional.of(Protocol.PROTOCOL_TCP);
  }

  private void setting(Statement each, Service.Builder service) {
    switch (each.keyword()) {
      case "lb_algo", "lvs_sched" ->
          IpvsWords.scheduler(each.argument(1))
              .ifPresentOrElse(
                  scheduler -> {
                    service.setScheduler(scheduler);
                    reading.used(each);
                  },
                  () -> {
                    reading.leave(each, Texts.get("foreign.reason.scheduler", each.argument(1)));
                  });
      case "lb_kind", "lvs_method" ->
          mode(each)
              .ifPresentOrElse(
                  mode -> {
                    service.setMode(mode);
                    reading.used(each);
                  },
                  () -> reading.leave(each, Texts.get("foreign.reason.mode", each.argument(1))));
      case "persistence_timeout" -> {
        int seconds =
            each.argument(1).isEmpty()
                ? PERSISTENCE_SECONDS
                : reading.number(each, 1, 1, 100_000_000).orElse(PERSISTENCE_SECONDS);
        reading.used(each);
        service.getPersistenceBuilder().setTimeout(Durations.fromSeconds(seconds));
      }
      case "persistence_granularity" -> granularity(each, service.getPersistenceBuilder());
      case "quorum" -> {
        if (each.argument(1).equals("1")) {
          reading.used(each);
        } else {
          reading.leave(each, Texts.get("foreign.reason.quorum"));
        }
      }
      default -> {} // Told at the end, unless somebody else understands it.
    }
  }

  private static Optional<ForwardingMode> mode(Statement statement) {
    return switch (statement.argument(1)) {
      case "NAT" -> Optional.of(ForwardingMode.FORWARDING_MODE_NAT);
      case "DR" -> Optional.of(ForwardingMode.FORWARDING_MODE_DSR);
      case "TUN" -> {
        String type = statement.argument(2).equals("type") ? statement.argument(3) : "ipip";
        yield switch (type) {
          case "ipip" -> Optional.of(ForwardingMode.FORWARDING_MODE_IPIP);
          case "gue" -> Optional.of(ForwardingMode.FORWARDING_MODE_GUE);
          default -> Optional.empty();
        };
      }
      default -> Optional.empty();
    };
  }

  /** A netmask for IPv4, a prefix length for IPv6. */
  private void granularity(Statement each, Persistence.Builder persistence) {
    String text = each.argument(1);
    if (text.contains(".")) {
      IpvsWords.prefixLength(text)
          .ifPresentOrElse(
              length -> {
                persistence.setIpv4PrefixLength(length);
                reading.used(each);
              },
              () -> reading.leave(each, Texts.get("foreign.reason.netmask", text)));
    } else {
      reading.number(each, 1, 1, 128).ifPresent(persistence::setIpv6PrefixLength);
    }
  }

  /** Flags that make a scheduler look at the client's port, too, stand on lines of their own. */
  private void schedulerFlags(Statement server, Service.Builder service) {
    boolean port = false;
    for (Statement each : server.block()) {
      if (each.keyword().equals("mh-port") || each.keyword().equals("sh-port")) {
        reading.used(each);
        port = true;
      }
    }
    if (port && service.getScheduler() == Scheduler.SCHEDULER_SOURCE_HASH) {
      service.setScheduler(Scheduler.SCHEDULER_MAGLEV);
    }
  }

  private Optional<Backend> realServer(
      Statement real, Service.Builder service, KeepalivedChecks checks) {
    Optional<IpAddress> address = reading.address(real, real.argument(1));
    Optional<Integer> port =
        real.argument(2).isEmpty() ? Optional.of(0) : reading.number(real, 2, 0, 65_535);
    if (address.isEmpty() || port.isEmpty()) {
      return Optional.empty();
    }
    reading.used(real);
    Backend.Builder backend =
        Backend.newBuilder().setAddress(address.get().toString()).setPort(port.get()).setWeight(1);
    for (Statement each : real.block()) {
      switch (each.keyword()) {
        case "weight" -> reading.number(each, 1, 0, 65_535).ifPresent(backend::setWeight);
        case "lvs_method" -> {
          if (mode(each).equals(Optional.of(service.getMode()))) {
            reading.used(each);
          } else {
            reading.leave(each, Texts.get("foreign.reason.modeOfOne"));
          }
        }
        default -> {}
      }
    }
    checks.server(real);
    return Optional.of(backend.build());
  }

  private void sorryServer(Statement server, Service.Builder service, String name) {
    for (Statement each : server.block()) {
      if (each.keyword().equals("sorry_server") && service.getFallbackPool().isEmpty()) {
        Optional<IpAddress> address = reading.address(each, each.argument(1));
        Optional<Integer> port =
            each.argument(2).isEmpty() ? Optional.of(0) : reading.number(each, 2, 0, 65_535);
        if (address.isPresent() && port.isPresent()) {
          reading.used(each);
          Backend backend =
              Backend.newBuilder()
                  .setId("sorry-" + address.get())
                  .setAddress(address.get().toString())
                  .setPort(port.get())
                  .build();
          service.setFallbackPool(
              draft.pool(
                  "sorry-" + name,
                  List.of(backend),
                  HealthCheck.getDefaultInstance(),
                  LoadReports.getDefaultInstance()));
        }
      }
    }
  }
}
