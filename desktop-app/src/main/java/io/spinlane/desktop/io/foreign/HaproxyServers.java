package io.spinlane.desktop.io.foreign;

import com.google.protobuf.Duration;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.HealthCheck;
import io.spinlane.v1.LoadReports;
import io.spinlane.v1.LoadSource;
import io.spinlane.v1.TcpCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The servers of a backend section: those that serve, and those that only do when none of them can.
 *
 * @param pool id of the pool
 * @param fallback id of the pool of back-up servers; empty when there are none
 */
record HaproxyServers(String pool, String fallback) {
  /** Words of a server line that are followed by a value; from the manual, section 5.2. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "addr",
          "agent-addr",
          "agent-inter",
          "agent-send",
          "alpn",
          "ca-file",
          "check-alpn",
          "check-proto",
          "check-sni",
          "ciphers",
          "ciphersuites",
          "cookie",
          "crl-file",
          "crt",
          "downinter",
          "error-limit",
          "fastinter",
          "force-tlsv12",
          "id",
          "init-addr",
          "log-bufsize",
          "max-reuse",
          "maxconn",
          "maxqueue",
          "minconn",
          "namespace",
          "npn",
          "observe",
          "on-error",
          "on-marked-down",
          "on-marked-up",
          "pool-low-conn",
          "pool-max-conn",
          "pool-purge-delay",
          "proto",
          "redir",
          "resolve-net",
          "resolve-opts",
          "resolve-prefer",
          "resolvers",
          "slowstart",
          "sni",
          "socks4",
          "source",
          "tcp-ut",
          "track",
          "usesrc",
          "verify",
          "verifyhost",
          "ws");

  /** What a server line says, after the defaults for servers. */
  private static final class Options {
    private Optional<Integer> weight = Optional.empty();
    private boolean check;
    private boolean backup;
    private boolean disabled;
    private boolean tls;
    private int checkPort;
    private Optional<Duration> interval = Optional.empty();
    private int rise;
    private int fall;
    private boolean agentCheck;
    private int agentPort;
  }

  /** Any server of this proxy has a weight of its own. */
  static boolean weighted(HaproxyProxy proxy) {
    return proxy.section().block().stream()
        .filter(each -> each.keyword().equals("server"))
        .anyMatch(each -> each.words().stream().anyMatch(word -> word.text().equals("weight")));
  }

  /** Draws the pool of a backend or listen section. */
  static HaproxyServers pool(Reading reading, Draft draft, HaproxyProxy proxy) {
    List<Backend> serving = new ArrayList<>();
    List<Backend> waiting = new ArrayList<>();
    HealthCheck health = HealthCheck.getDefaultInstance();
    HealthCheck spareHealth = health;
    LoadReports reports = LoadReports.getDefaultInstance();
    HaproxyChecks checks = new HaproxyChecks(reading, proxy);
    boolean weighted = weighted(proxy);
    for (Statement each : proxy.settings("server")) {
      Options options = new Options();
      proxy.settings("default-server").forEach(line -> read(reading, line, 1, options));
      Optional<Backend> backend = server(reading, each, options, weighted);
      if (backend.isEmpty()) {
        continue;
      }
      List<Backend> pool = options.backup ? waiting : serving;
      HealthCheck own = health(options, checks);
      if (pool.isEmpty()) {
        health = options.backup ? health : own;
        spareHealth = options.backup ? own : spareHealth;
      } else if (!own.equals(options.backup ? spareHealth : health)) {
        reading.bend(each, Texts.get("foreign.reason.sameCheck"));
      }
      pool.add(backend.get());
      if (options.agentCheck && options.agentPort != 0) {
        reports =
            LoadReports.newBuilder()
                .setSource(LoadSource.LOAD_SOURCE_AGENT_CHECK)
                .setPort(options.agentPort)
                .build();
      }
    }
    if (!waiting.isEmpty()) {
      proxy.setting("option", "allbackups").ifPresent(reading::used);
    }
    String name = proxy.section().argument(1).isEmpty() ? "pool" : proxy.section().argument(1);
    boolean listens = proxy.section().keyword().equals("listen");
    if (listens && serving.isEmpty() && waiting.isEmpty()) {
      return new HaproxyServers("", "");
    }
    String pool = draft.pool(listens ? name + "-pool" : name, serving, health, reports);
    String fallback =
        waiting.isEmpty()
            ? ""
            : draft.pool(name + "-backup", waiting, spareHealth, LoadReports.getDefaultInstance());
    return new HaproxyServers(pool, fallback);
  }

  private static HealthCheck health(Options options, HaproxyChecks checks) {
    if (!options.check) {
      return HealthCheck.getDefaultInstance();
    }
    HealthCheck.Builder health = HealthCheck.newBuilder();
    checks
        .http()
        .ifPresentOrElse(
            http ->
                health.setHttp(
                    http.toBuilder()
                        .setTls(http.getTls() || options.tls)
                        .setPort(options.checkPort)),
            () -> health.setTcp(TcpCheck.newBuilder().setPort(options.checkPort)));
    options.interval.ifPresent(health::setInterval);
    checks.timeout().ifPresent(health::setTimeout);
    return health.setRise(options.rise).setFall(options.fall).build();
  }

  private static Optional<Backend> server(
      Reading reading, Statement each, Options options, boolean weighted) {
    String place = each.argument(2).replaceFirst("^(ipv4|ipv6|tcp|tcp4|tcp6)@", "");
    boolean bracketed = place.startsWith("[");
    int colon = bracketed ? place.indexOf("]:") + 1 : place.lastIndexOf(':');
    String host = (colon > 0 ? place.substring(0, colon) : place).replaceAll("^\\[|]$", "");
    String port = colon > 0 ? place.substring(colon + 1) : "";
    if (Reading.parse(host).isEmpty()) {
      reading.leave(each, Texts.get("foreign.reason.address", host));
      return Optional.empty();
    }
    if (!port.matches("[0-9]{0,5}") || (!port.isEmpty() && Integer.parseInt(port) > 65_535)) {
      reading.leave(each, Texts.get("foreign.reason.serverPort", port));
      return Optional.empty();
    }
    reading.used(each);
    read(reading, each, 3, options);
    Backend.Builder backend =
        Backend.newBuilder()
            .setId(each.argument(1))
            .setAddress(Reading.parse(host).orElseThrow().toString())
            .setPort(port.isEmpty() ? 0 : Integer.parseInt(port));
    if (options.weight.isPresent() || weighted) {
      backend.setWeight(options.weight.orElse(1));
    }
    if (options.disabled) {
      backend.setState(BackendState.BACKEND_STATE_MAINTENANCE);
    }
    return Optional.of(backend.build());
  }

  /** Reads the options of a server or default-server line. */
  private static void read(Reading reading, Statement line, int from, Options options) {
    reading.used(line);
    List<Word> words = line.words();
    for (int i = from; i < words.size(); i++) {
      boolean more = i + 1 < words.size();
      switch (words.get(i).text()) {
        case "check" -> options.check = true;
        case "no-check" -> options.check = false;
        case "backup" -> options.backup = true;
        case "no-backup" -> options.backup = false;
        case "disabled" -> options.disabled = true;
        case "enabled" -> options.disabled = false;
        case "check-ssl" -> options.tls = true;
        case "agent-check" -> options.agentCheck = true;
        case "weight", "inter", "rise", "fall", "port", "agent-port" -> {
          if (more) {
            value(reading, line, words.get(i), words.get(++i), options);
          }
        }
        default -> {
          boolean value = more && WITH_VALUE.contains(words.get(i).text());
          Word said = words.get(i);
          if (value) {
            Word next = words.get(++i);
            said = new Word(said.text() + " " + next.text(), false, said.line(), said.column());
          }
          // TLS towards the server is nothing a check by TLS alone would need a word about.
          reading.leave(line, said, Texts.get("foreign.reason.serverOption"));
        }
      }
    }
  }

  private static void value(
      Reading reading, Statement line, Word name, Word value, Options options) {
    Optional<Integer> number =
        value.text().matches("[0-9]{1,5}")
            ? Optional.of(Integer.parseInt(value.text()))
            : Optional.empty();
    switch (name.text()) {
      case "weight" -> options.weight = number;
      case "rise" -> options.rise = number.orElse(0);
      case "fall" -> options.fall = number.orElse(0);
      case "port" -> options.checkPort = number.orElse(0);
      case "agent-port" -> options.agentPort = number.orElse(0);
      default -> options.interval = Reading.time(value.text());
    }
    boolean time = name.text().equals("inter");
    if (time ? options.interval.isEmpty() : number.isEmpty()) {
      reading.leave(line, value, Texts.get("foreign.reason.value", name.text()));
    }
  }
}
