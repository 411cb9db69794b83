package io.spinlane.desktop.io.foreign;

import com.google.protobuf.util.Durations;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.IpAddress;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.HealthCheck;
import io.spinlane.v1.LoadReports;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what {@code ipvsadm -S} or {@code ipvsadm -Sn} prints (ipvsadm(8)). */
final class IpvsadmImport {
  /** What ipvsadm takes for -p without a time. */
  private static final int PERSISTENCE_SECONDS = 300;

  /** Names that -S without -n prints for ports; others need the machine's own /etc/services. */
  private static final Map<String, Integer> PORTS =
      Map.ofEntries(
          Map.entry("ftp", 21),
          Map.entry("ssh", 22),
          Map.entry("telnet", 23),
          Map.entry("smtp", 25),
          Map.entry("domain", 53),
          Map.entry("http", 80),
          Map.entry("pop3", 110),
          Map.entry("ntp", 123),
          Map.entry("imap2", 143),
          Map.entry("snmp", 161),
          Map.entry("ldap", 389),
          Map.entry("https", 443),
          Map.entry("submission", 587),
          Map.entry("ldaps", 636),
          Map.entry("imaps", 993),
          Map.entry("pop3s", 995),
          Map.entry("mysql", 3306),
          Map.entry("ms-wbt-server", 3389),
          Map.entry("postgresql", 5432),
          Map.entry("http-alt", 8080));

  private record Place(IpAddress address, int port) {}

  private record Virtual(
      String name, Place place, Service.Builder service, List<Backend> servers) {}

  private final Reading reading = new Reading();
  private final Map<String, Virtual> virtuals = new LinkedHashMap<>();

  private IpvsadmImport() {}

  static Imported read(String text) throws BrokenFileException {
    List<Statement> file = new ArrayList<>();
    for (Words.Line line : Words.shell(text)) {
      Word first = line.words().getFirst();
      boolean command = first.text().equals("ipvsadm") || first.text().endsWith("/ipvsadm");
      List<Word> words = command ? line.words().subList(1, line.words().size()) : line.words();
      if (!words.isEmpty()) {
        file.add(new Statement(words, List.of(), line.source()));
      }
    }
    IpvsadmImport importer = new IpvsadmImport();
    for (Statement each : file) {
      importer.line(each);
    }
    return new Imported(
        ForeignFormat.IPVSADM, importer.drawn(), Optional.empty(), importer.reading.finish(file));
  }

  private io.spinlane.v1.Topology drawn() {
    Draft draft = new Draft();
    for (Virtual virtual : virtuals.values()) {
      String pool =
          draft.pool(
              "pool-" + virtual.name(),
              virtual.servers(),
              HealthCheck.getDefaultInstance(),
              LoadReports.getDefaultInstance());
      draft.service(
          virtual.name(),
          virtual.service().setVip(draft.vip(virtual.place().address())).setPool(pool));
    }
    return draft.build();
  }

  private void line(Statement line) {
    switch (line.keyword()) {
      case "-A", "--add-service" -> service(line);
      case "-a", "--add-server" -> server(line);
      case "-C", "--clear" -> reading.used(line); // A drawing begins empty.
      case "--set", "--start-daemon" ->
          reading.leave(line, Texts.get("foreign.reason.ipvsSetting"));
      default -> {
        if (!line.keyword().startsWith("-")) {
          reading.leave(line, Texts.get("foreign.reason.notIpvsadm"));
        }
      }
    }
  }

  private void service(Statement line) {
    Optional<Key> key = key(line);
    if (key.isEmpty()) {
      return;
    }
    reading.used(line);
    String ports = key.get().place.port() == 0 ? "*" : String.valueOf(key.get().place.port());
    Service.Builder service =
        Service.newBuilder()
            .setProtocol(key.get().protocol)
            .addPorts(ports)
            .setMode(ForwardingMode.FORWARDING_MODE_NAT)
            .setScheduler(Scheduler.SCHEDULER_LEAST_CONNECTIONS); // "wlc" is IPVS's default.
    List<Word> words = line.words();
    for (int i = 3; i < words.size(); i++) {
      boolean value = i + 1 < words.size() && !words.get(i + 1).text().startsWith("-");
      Word option = words.get(i);
      if (value) {
        i++;
      }
      serviceOption(line, option, value ? words.get(i).text() : "", service);
    }
    String name = Draft.serviceName(key.get().protocol, ports);
    virtuals.putIfAbsent(
        key.get().text(), new Virtual(name, key.get().place, service, new ArrayList<>()));
  }

  private void serviceOption(Statement line, Word option, String value, Service.Builder service) {
    switch (option.text()) {
      case "-s", "--scheduler" ->
          IpvsWords.scheduler(value)
              .ifPresentOrElse(
                  service::setScheduler,
                  () -> reading.leave(line, option, Texts.get("foreign.reason.scheduler", value)));
      case "-p", "--persistent" -> {
        int seconds = value.matches("[0-9]{1,8}") ? Integer.parseInt(value) : PERSISTENCE_SECONDS;
        service.getPersistenceBuilder().setTimeout(Durations.fromSeconds(seconds));
      }
      case "-M", "--netmask" -> {
        if (value.matches("[0-9]{1,3}") && Integer.parseInt(value) <= 128) {
          service.getPersistenceBuilder().setIpv6PrefixLength(Integer.parseInt(value));
        } else {
          IpvsWords.prefixLength(value)
              .ifPresentOrElse(
                  length -> service.getPersistenceBuilder().setIpv4PrefixLength(length),
                  () -> reading.leave(line, option, Texts.get("foreign.reason.netmask", value)));
        }
      }
      case "-b", "--sched-flags" -> {
        boolean port = value.equals("mh-port") || value.equals("sh-port");
        if (port && service.getScheduler() == Scheduler.SCHEDULER_SOURCE_HASH) {
          service.setScheduler(Scheduler.SCHEDULER_MAGLEV);
        } else {
          reading.leave(line, option, Texts.get("foreign.reason.ipvsOption"));
        }
      }
      case "-6", "--ipv6" -> {} // Said by the address.
      default -> reading.leave(line, option, Texts.get("foreign.reason.ipvsOption"));
    }
  }

  private void server(Statement line) {
    Optional<Key> key = key(line);
    if (key.isEmpty()) {
      return;
    }
    Virtual virtual = virtuals.get(key.get().text());
    if (virtual == null) {
      reading.leave(line, Texts.get("foreign.reason.noService", key.get().text()));
      return;
    }
    reading.used(line);
    Backend.Builder backend = Backend.newBuilder().setWeight(1);
    ForwardingMode mode = ForwardingMode.FORWARDING_MODE_DSR; // -g is the default.
    List<Word> words = line.words();
    for (int i = 3; i < words.size(); i++) {
      String value = line.argument(i + 1);
      switch (words.get(i).text()) {
        case "-r", "--real-server" -> {
          Optional<Place> place = place(value);
          if (place.isEmpty()) {
            reading.leave(line, words.get(i), Texts.get("foreign.reason.address", value));
            return;
          }
          backend.setAddress(place.get().address().toString()).setPort(place.get().port());
          i++;
        }
        case "-w", "--weight" -> {
          if (value.matches("[0-9]{1,5}")) {
            backend.setWeight(Math.min(Integer.parseInt(value), 65_535));
          }
          i++;
        }
        case "-m", "--masquerading" -> mode = ForwardingMode.FORWARDING_MODE_NAT;
        case "-i", "--ipip" -> mode = ForwardingMode.FORWARDING_MODE_IPIP;
        case "-g", "--gatewaying" -> mode = ForwardingMode.FORWARDING_MODE_DSR;
        case "--tun-type" -> {
          mode = value.equals("gue") ? ForwardingMode.FORWARDING_MODE_GUE : mode;
          if (value.equals("gre")) {
            reading.leave(line, words.get(i), Texts.get("foreign.reason.mode", value));
          }
          i++;
        }
        case "-x", "--u-threshold", "-y", "--l-threshold" -> {
          if (!value.equals("0")) {
            reading.leave(line, words.get(i), Texts.get("foreign.reason.ipvsOption"));
          }
          i++;
        }
        case "--tun-port" -> {
          if (!value.equals("6080")) {
            reading.leave(line, words.get(i), Texts.get("foreign.reason.ipvsOption"));
          }
          i++;
        }
        case "--tun-nocsum" -> {}
        default -> reading.leave(line, words.get(i), Texts.get("foreign.reason.ipvsOption"));
      }
    }
    if (virtual.servers().isEmpty()) {
      virtual.service().setMode(mode);
    } else if (virtual.service().getMode() != mode) {
      reading.bend(line, Texts.get("foreign.reason.modeOfOne"));
    }
    virtual.servers().add(backend.build());
  }

  private record Key(Protocol protocol, Place place) {
    String text() {
      return Draft.serviceName(protocol, String.valueOf(place.port())) + "@" + place.address();
    }
  }

  /** Protocol and address of a line's service; leaves the line out when Spinlane has no such. */
  private Optional<Key> key(Statement line) {
    Protocol protocol;
    switch (line.argument(1)) {
      case "-t", "--tcp-service" -> protocol = Protocol.PROTOCOL_TCP;
      case "-u", "--udp-service" -> protocol = Protocol.PROTOCOL_UDP;
      case "-f", "--fwmark-service" -> {
        reading.leave(line, Texts.get("foreign.reason.fwmark"));
        return Optional.empty();
      }
      default -> {
        reading.leave(line, Texts.get("foreign.reason.protocol", line.argument(1)));
        return Optional.empty();
      }
    }
    Optional<Place> place = place(line.argument(2));
    if (place.isEmpty()) {
      reading.leave(line, Texts.get("foreign.reason.address", line.argument(2)));
    }
    return place.map(found -> new Key(protocol, found));
  }

  /** "192.0.2.1:80", "[2001:db8::1]:http", or an address alone for every port. */
  private static Optional<Place> place(String text) {
    boolean bracketed = text.startsWith("[");
    int colon = bracketed ? text.indexOf("]:") + 1 : text.lastIndexOf(':');
    boolean plainIpv6 = !bracketed && text.indexOf(':') != colon;
    String host = colon <= 0 || plainIpv6 ? text : text.substring(0, colon);
    String port = colon <= 0 || plainIpv6 ? "0" : text.substring(colon + 1);
    Optional<IpAddress> address = Reading.parse(host.replaceAll("^\\[|]$", ""));
    Optional<Integer> number =
        port.matches("[0-9]{1,5}")
            ? Optional.of(Integer.parseInt(port)).filter(value -> value <= 65_535)
            : Optional.ofNullable(PORTS.get(port));
    return address.isPresent() && number.isPresent()
        ? Optional.of(new Place(address.get(), number.get()))
        : Optional.empty();
  }
}
