package io.spinlane.desktop.io.foreign;

import io.spinlane.desktop.text.Said;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.IpAddress;
import io.spinlane.topology.PortRange;
import io.spinlane.v1.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where a frontend listens: one service for each address, with all ports bound there. */
final class HaproxyBinds {
  private final Reading reading;
  private final Draft draft;
  private final Map<String, List<String>> portsByVip = new LinkedHashMap<>();

  HaproxyBinds(Reading reading, Draft draft) {
    this.reading = reading;
    this.draft = draft;
  }

  /** Draws the services of a frontend. */
  void services(HaproxyProxy front, String name, Service.Builder service) {
    for (Statement bind : front.settings("bind")) {
      bind(bind);
    }
    portsByVip.forEach(
        (vip, ports) -> {
          Service.Builder one = service.clone().setVip(vip).addAllPorts(ports);
          draft.service(name, one);
        });
  }

  private void bind(Statement bind) {
    if (bind.words().size() < 2) {
      reading.leave(bind, Texts.get("foreign.reason.bind", ""));
      return;
    }
    reading.used(bind);
    for (String place : bind.argument(1).split(",", -1)) {
      Optional<String> problem = place(place.strip());
      problem.ifPresent(reason -> reading.leave(bind, bind.words().get(1), reason));
      if (place.isEmpty()) {
        break;
      }
    }
    List<Word> words = bind.words();
    for (int i = 2; i < words.size(); i++) {
      switch (words.get(i).text()) {
        case "name", "id", "nice", "backlog", "maxconn", "thread", "process" -> {
          if (!words.get(i).text().equals("name")) {
            reading.leave(bind, words.get(i), Texts.get("foreign.reason.bindOption"));
          }
          i++; // Its value.
        }
        case "transparent", "v4v6", "v6only" -> {} // Says what a VIP is anyway.
        case "ssl" -> reading.leave(bind, words.get(i), Texts.get("foreign.reason.tls"));
        default -> reading.leave(bind, words.get(i), Texts.get("foreign.reason.bindOption"));
      }
    }
  }

  /** One "address:ports"; what is wrong with it, if anything is. */
  private Optional<String> place(String written) {
    String place = written.replaceFirst("^(ipv4|ipv6|tcp|tcp4|tcp6)@", "");
    int colon = place.lastIndexOf(':');
    if (place.startsWith("/") || place.contains("@") || colon < 0) {
      return Optional.of(Texts.get("foreign.reason.bind", written));
    }
    String address = place.substring(0, colon).replaceAll("^\\[|]$", "");
    PortRange ports;
    try {
      ports = PortRange.parse(place.substring(colon + 1));
    } catch (IllegalArgumentException e) {
      return Optional.of(Said.why(e));
    }
    Optional<IpAddress> parsed = Reading.parse(address);
    boolean every = address.isEmpty() || address.equals("*");
    every |= parsed.isPresent() && parsed.get().isUnspecified();
    if (!every && parsed.isEmpty()) {
      return Optional.of(Texts.get("foreign.reason.address", address));
    }
    String vip = every ? draft.vipWithoutAddress() : draft.vip(parsed.orElseThrow());
    List<String> known = portsByVip.computeIfAbsent(vip, _ -> new ArrayList<>());
    if (!known.contains(ports.toString())) {
      known.add(ports.toString());
    }
    return every ? Optional.of(Texts.get("foreign.reason.everyAddress")) : Optional.empty();
  }
}
