package io.spinlane.desktop.io.foreign;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.Cidr;
import io.spinlane.v1.AccessAction;
import io.spinlane.v1.AccessRule;
import io.spinlane.v1.ConnectionTimeouts;
import io.spinlane.v1.ForwardingMode;
import io.spinlane.v1.Scheduler;
import io.spinlane.v1.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A frontend, backend or listen section together with the defaults it inherits.
 *
 * @param section the section itself
 * @param defaults the defaults section that applies, if there is one
 */
record HaproxyProxy(Statement section, @Nullable Statement defaults, Reading reading) {
  /** Settings with a keyword of one or two words: the section's own, else the defaults'. */
  List<Statement> settings(String... keyword) {
    List<Statement> own = in(section, keyword);
    return own.isEmpty() && defaults != null ? in(defaults, keyword) : own;
  }

  /** The last of them, which is the one that counts. */
  Optional<Statement> setting(String... keyword) {
    List<Statement> all = settings(keyword);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  private static List<Statement> in(Statement section, String... keyword) {
    return section.block().stream()
        .filter(each -> each.keyword().equals(keyword[0]))
        .filter(each -> keyword.length == 1 || each.argument(1).equals(keyword[1]))
        .toList();
  }

  /** It passes bytes on as they are. */
  boolean tcp() {
    Optional<Statement> mode = setting("mode");
    boolean tcp = mode.isEmpty() || mode.get().argument(1).equals("tcp");
    mode.filter(_ -> tcp).ifPresent(reading::used);
    return tcp;
  }

  /** By "balance" and "hash-type"; round robin unless it says otherwise. */
  Scheduler scheduler() {
    boolean weighted = HaproxyServers.weighted(this);
    Scheduler turns =
        weighted ? Scheduler.SCHEDULER_WEIGHTED_ROUND_ROBIN : Scheduler.SCHEDULER_ROUND_ROBIN;
    Optional<Statement> balance = setting("balance");
    if (balance.isEmpty()) {
      return turns;
    }
    String algorithm = balance.get().argument(1);
    String name = algorithm.replaceFirst("\\(.*", "");
    reading.used(balance.get());
    return switch (name) {
      case "roundrobin", "static-rr" -> turns;
      case "leastconn" -> Scheduler.SCHEDULER_LEAST_CONNECTIONS;
      case "random" -> Scheduler.SCHEDULER_POWER_OF_TWO;
      case "source" -> {
        setting("hash-type").ifPresent(reading::used);
        yield Scheduler.SCHEDULER_SOURCE_HASH;
      }
      default -> {
        reading.bend(balance.get(), Texts.get("foreign.reason.scheduler", algorithm));
        yield turns;
      }
    };
  }

  /** HAProxy's servers see HAProxy's address, unless it borrows the client's. */
  ForwardingMode mode() {
    Optional<Statement> source = setting("source");
    if (source.isPresent()
        && source.get().argument(2).equals("usesrc")
        && source.get().argument(3).startsWith("client")) {
      reading.used(source.get());
      return ForwardingMode.FORWARDING_MODE_NAT;
    }
    return ForwardingMode.FORWARDING_MODE_FULL_NAT;
  }

  /** A "timeout" of the proxy. */
  Optional<Duration> timeout(String which) {
    Optional<Statement> setting = setting("timeout", which);
    Optional<Duration> time = setting.flatMap(each -> Reading.time(each.argument(2)));
    setting.ifPresent(
        each -> {
          if (time.isPresent()) {
            reading.used(each);
          } else {
            reading.leave(each, Texts.get("foreign.reason.time", each.argument(2)));
          }
        });
    return time;
  }

  /** Both sides of a connection have one timeout here: the longer. */
  static void timeouts(HaproxyProxy front, HaproxyProxy back, Service.Builder service) {
    ConnectionTimeouts.Builder timeouts = ConnectionTimeouts.newBuilder();
    back.timeout("connect").ifPresent(timeouts::setTcpSyn);
    longer(front, "client", back, "server", timeouts::setTcpEstablished);
    longer(front, "client-fin", back, "server-fin", timeouts::setTcpFin);
    if (!timeouts.build().equals(ConnectionTimeouts.getDefaultInstance())) {
      service.setTimeouts(timeouts);
    }
  }

  private static void longer(
      HaproxyProxy front, String client, HaproxyProxy back, String server, Consumer<Duration> to) {
    Optional<Duration> of = front.timeout(client);
    Optional<Duration> and = back.timeout(server);
    if (of.isPresent() && and.isPresent() && !of.equals(and)) {
      boolean first = Durations.compare(of.get(), and.get()) > 0;
      to.accept(first ? of.get() : and.get());
      (first ? back.setting("timeout", server) : front.setting("timeout", client))
          .ifPresent(each -> back.reading.bend(each, Texts.get("foreign.reason.oneTimeout")));
    } else {
      of.or(() -> and).ifPresent(to);
    }
  }

  /** Rules by client address alone; they hold as long as none depends on the order. */
  void access(Service.Builder service) {
    List<AccessRule> rules = new ArrayList<>();
    boolean exact = true;
    for (Statement each : settings("tcp-request", "connection")) {
      Optional<List<AccessRule>> of = rules(each);
      exact &= of.isPresent();
      of.ifPresent(rules::addAll);
    }
    if (exact && !rules.isEmpty() && ordered(rules)) {
      settings("tcp-request", "connection").forEach(reading::used);
      service.addAllAccessRules(rules);
    } else {
      settings("tcp-request", "connection")
          .forEach(each -> reading.leave(each, Texts.get("foreign.reason.access")));
    }
  }

  /** "tcp-request connection accept if { src 10.0.0.0/8 }", or for everyone. */
  private static Optional<List<AccessRule>> rules(Statement each) {
    AccessAction action =
        switch (each.argument(2)) {
          case "accept" -> AccessAction.ACCESS_ACTION_ALLOW;
          case "reject" -> AccessAction.ACCESS_ACTION_DENY;
          default -> AccessAction.ACCESS_ACTION_UNSPECIFIED;
        };
    List<String> words = each.words().stream().map(Word::text).toList();
    boolean everyone = words.size() == 3;
    boolean bySource =
        words.size() > 7
            && words.subList(3, 6).equals(List.of("if", "{", "src"))
            && words.getLast().equals("}");
    if (action == AccessAction.ACCESS_ACTION_UNSPECIFIED || !(everyone || bySource)) {
      return Optional.empty();
    }
    List<String> prefixes =
        everyone ? List.of("0.0.0.0/0", "::/0") : words.subList(6, words.size() - 1);
    List<AccessRule> rules = new ArrayList<>();
    for (String prefix : prefixes) {
      try {
        rules.add(
            AccessRule.newBuilder()
                .setAction(action)
                .setPrefix(Cidr.parse(withLength(prefix)).toString())
                .build());
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return Optional.of(rules);
  }

  private static String withLength(String prefix) {
    return prefix.contains("/") ? prefix : prefix + (prefix.contains(":") ? "/128" : "/32");
  }

  /** HAProxy takes the first that holds, Spinlane the longest: the same if none is longer later. */
  private static boolean ordered(List<AccessRule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      Cidr first = Cidr.parse(rules.get(i).getPrefix());
      for (AccessRule rule : rules.subList(i + 1, rules.size())) {
        Cidr later = Cidr.parse(rule.getPrefix());
        if (first.address().v6() == later.address().v6()
            && later.prefixLength() >= first.prefixLength()
            && first.contains(later.address())) {
          return false;
        }
      }
    }
    return true;
  }
}
