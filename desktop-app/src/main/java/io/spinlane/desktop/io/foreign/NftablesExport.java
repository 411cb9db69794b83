package io.spinlane.desktop.io.foreign;

import io.spinlane.desktop.io.foreign.Exporting.Serving;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.PortRange;
import io.spinlane.v1.AccessAction;
import io.spinlane.v1.AccessRule;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;

/** Writes NAT services as nftables rules for the kernel's own translation (nft(8)). */
final class NftablesExport {
  private final Exporting drawing;
  private final StringBuilder access = new StringBuilder();
  private final StringBuilder translate = new StringBuilder();
  private final StringBuilder leaving = new StringBuilder();

  private NftablesExport(Topology topology) {
    this.drawing = new Exporting(topology);
  }

  static Exported write(Topology topology) {
    NftablesExport export = new NftablesExport(topology);
    export.drawing.services().forEach(export::service);
    String text =
        "#!/usr/sbin/nft -f\n# NAT services of a Spinlane drawing.\n\n"
            + "table inet spinlane {\n"
            + chain("access", "filter hook prerouting priority raw", export.access)
            + chain("services", "nat hook prerouting priority dstnat", export.translate)
            + chain("leaving", "nat hook postrouting priority srcnat", export.leaving)
            + "}\n";
    return new Exported(ForeignFormat.NFTABLES, text, export.drawing.leftOut());
  }

  private static String chain(String name, String hook, CharSequence rules) {
    String head = "    type " + hook + "; policy accept;\n";
    return rules.isEmpty() ? "" : "  chain " + name + " {\n" + head + rules + "  }\n";
  }

  private void service(Serving serving) {
    Service service = serving.service();
    ForwardingMode mode = Defaults.mode(service);
    boolean fullNat = mode == ForwardingMode.FORWARDING_MODE_FULL_NAT;
    if (mode != ForwardingMode.FORWARDING_MODE_NAT && !fullNat) {
      drawing.leave(serving.id(), "proxyMode");
      return;
    }
    List<Backend> takers = takers(serving);
    if (takers.isEmpty()) {
      drawing.leave(serving.id(), "noTaker");
      return;
    }
    tellWhatStays(serving);
    for (PortRange ports : serving.ports()) {
      String match = match(serving, ports);
      access(service, match);
      translate(serving, match, takers);
    }
    if (fullNat) {
      rule(
          leaving,
          "ct original %s daddr %s ct status dnat masquerade"
              .formatted(family(serving), serving.vip()));
    }
  }

  private void tellWhatStays(Serving serving) {
    Service service = serving.service();
    if (service.getSynCookies()) {
      drawing.leave(serving.id(), "synCookies");
    }
    if (service.hasRateLimit()) {
      drawing.leave(serving.id(), "rateLimit");
    }
    if (service.hasTimeouts()) {
      drawing.leave(serving.id(), "timeouts");
    }
    if (service.hasPersistence()) {
      drawing.leave(serving.id(), "persistence");
    }
    if (!service.getFallbackPool().isEmpty()) {
      drawing.leave(serving.id(), "fallback");
    }
    if (serving.pool().hasHealth()) {
      drawing.leave(serving.pool().getId(), "health");
    }
    if (serving.pool().hasLoadReports()) {
      drawing.leave(serving.pool().getId(), "loadReports");
    }
  }

  /** Those of one kind: a map's values all have a port, or none. */
  private List<Backend> takers(Serving serving) {
    List<Backend> takers = new ArrayList<>();
    for (Backend backend : drawing.backends(serving, serving.pool())) {
      if (!Defaults.takesConnections(backend)) {
        drawing.leave(backend.getId(), "takesNone");
      } else if (!takers.isEmpty()
          && (takers.getFirst().getPort() == 0) != (backend.getPort() == 0)) {
        drawing.leave(backend.getId(), "mixedPorts");
      } else {
        takers.add(backend);
      }
    }
    return takers;
  }

  private static String family(Serving serving) {
    return serving.vip().v6() ? "ip6" : "ip";
  }

  private static String protocol(Serving serving) {
    return serving.service().getProtocol() == Protocol.PROTOCOL_UDP ? "udp" : "tcp";
  }

  private static String match(Serving serving, PortRange ports) {
    String address = family(serving) + " daddr " + serving.vip();
    return ports.first() == 0
        ? address + " meta l4proto " + protocol(serving)
        : address + " " + protocol(serving) + " dport " + ports;
  }

  private void access(Service service, String match) {
    for (AccessRule rule : drawing.access(service)) {
      String family = rule.getPrefix().contains(":") ? "ip6" : "ip";
      if (match.startsWith(family + " ")) {
        boolean allow = rule.getAction() == AccessAction.ACCESS_ACTION_ALLOW;
        String verdict = allow ? "accept" : "drop";
        rule(access, "%s %s saddr %s %s".formatted(match, family, rule.getPrefix(), verdict));
      }
    }
    if (Exporting.deniesOthers(service)) {
      rule(access, match + " drop");
    }
  }

  private void translate(Serving serving, String match, List<Backend> takers) {
    boolean weighted =
        switch (Defaults.scheduler(serving.service())) {
          case SCHEDULER_ROUND_ROBIN -> false;
          default -> true;
        };
    String family = family(serving);
    StringBuilder map = new StringBuilder();
    long from = 0;
    for (Backend backend : takers) {
      long weight = weighted ? Defaults.weight(backend) : 1;
      map.append(map.isEmpty() ? "" : ", ").append(from);
      map.append(weight == 1 ? "" : "-" + (from + weight - 1));
      map.append(" : ").append(backend.getAddress());
      map.append(backend.getPort() == 0 ? "" : " . " + backend.getPort());
      from += weight;
    }
    boolean ports = takers.getFirst().getPort() != 0;
    rule(
        translate,
        "%s dnat %s %sto %s map { %s }"
            .formatted(match, family, ports ? "addr . port " : "", turn(serving, from), map));
  }

  private String turn(Serving serving, long slots) {
    String family = family(serving);
    return switch (Defaults.scheduler(serving.service())) {
      case SCHEDULER_ROUND_ROBIN, SCHEDULER_WEIGHTED_ROUND_ROBIN -> "numgen inc mod " + slots;
      case SCHEDULER_SOURCE_HASH -> "jhash %s saddr mod %d seed 0x5".formatted(family, slots);
      case SCHEDULER_MAGLEV -> {
        drawing.leave(serving.id(), "plainHash");
        yield "jhash %s saddr . %s sport mod %d seed 0x5"
            .formatted(family, protocol(serving), slots);
      }
      default -> {
        drawing.leave(serving.id(), "schedulerInstead", "numgen random");
        yield "numgen random mod " + slots;
      }
    };
  }

  private static void rule(StringBuilder chain, String rule) {
    chain.append("    ").append(rule).append('\n');
  }
}
