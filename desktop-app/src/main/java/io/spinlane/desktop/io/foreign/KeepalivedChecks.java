package io.spinlane.desktop.io.foreign;

import com.google.protobuf.Duration;
import com.google.protobuf.util.Durations;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.HealthCheck;
import io.spinlane.v1.HttpCheck;
import io.spinlane.v1.IcmpCheck;
import io.spinlane.v1.TcpCheck;
import io.spinlane.v1.UdpCheck;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The health checks of a virtual server's real servers. Here a pool has one for all, so the first
 * decides and others are left out unless they say the same.
 */
final class KeepalivedChecks {
  private static final Set<String> CHECKERS =
      Set.of(
          "TCP_CHECK",
          "HTTP_GET",
          "SSL_GET",
          "UDP_CHECK",
          "PING_CHECK",
          "SMTP_CHECK",
          "DNS_CHECK",
          "MISC_CHECK",
          "BFD_CHECK",
          "FILE_CHECK");

  /** Seconds, with up to six places. */
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,8})(?:\\.([0-9]{1,6}))?");

  private static final Pattern STATUSES = Pattern.compile("([1-5][0-9]{2})(?:-([1-5][0-9]{2}))?");

  private final Reading reading;
  private final Statement virtualServer;
  private @Nullable HealthCheck health;

  KeepalivedChecks(Reading reading, Statement virtualServer) {
    this.reading = reading;
    this.virtualServer = virtualServer;
  }

  /** What the servers were checked by; the default instance when none was. */
  HealthCheck health() {
    return health == null ? HealthCheck.getDefaultInstance() : health;
  }

  /** Takes the checks of one real server. */
  void server(Statement real) {
    boolean found = false;
    for (Statement each : real.block()) {
      if (!CHECKERS.contains(each.keyword())) {
        continue;
      }
      if (found) {
        reading.leave(each, Texts.get("foreign.reason.oneCheck"));
        continue;
      }
      Optional<HealthCheck> check = check(each, real);
      if (check.isEmpty()) {
        reading.leave(each, Texts.get("foreign.reason.checker", each.keyword()));
      } else {
        found = true;
        take(each, check.get());
      }
    }
    if (!found && health != null) {
      reading.bend(real, Texts.get("foreign.reason.checkedToo"));
    }
  }

  private void take(Statement checker, HealthCheck check) {
    if (health == null) {
      health = check;
    } else if (!check.equals(health)) {
      reading.bend(checker, Texts.get("foreign.reason.sameCheck"));
    }
  }

  private Optional<HealthCheck> check(Statement checker, Statement real) {
    HealthCheck.Builder check = HealthCheck.newBuilder();
    int port = port(checker);
    switch (checker.keyword()) {
      case "TCP_CHECK" -> check.setTcp(TcpCheck.newBuilder().setPort(port));
      case "HTTP_GET", "SSL_GET" -> check.setHttp(http(checker, real).setPort(port));
      case "UDP_CHECK" -> check.setUdp(UdpCheck.newBuilder().setPort(port));
      case "PING_CHECK" -> check.setIcmp(IcmpCheck.getDefaultInstance());
      default -> {
        return Optional.empty();
      }
    }
    reading.used(checker);
    inherited(checker, real, "delay_loop").ifPresent(check::setInterval);
    inherited(checker, real, "connect_timeout").ifPresent(check::setTimeout);
    retries(checker, real).ifPresent(retry -> check.setFall(retry + 1));
    return Optional.of(check.build());
  }

  /** The checker's own port; 0 for the server's. */
  private int port(Statement checker) {
    for (Statement each : checker.block()) {
      if (each.keyword().equals("connect_port")) {
        return reading.number(each, 1, 1, 65_535).orElse(0);
      }
    }
    return 0;
  }

  /** The checker's setting, else the real server's, else the virtual server's. */
  private Optional<Statement> setting(Statement checker, Statement real, String keyword) {
    Optional<Statement> found = Optional.empty();
    for (Statement level : new Statement[] {virtualServer, real, checker}) {
      for (Statement each : level.block()) {
        if (each.keyword().equals(keyword)) {
          reading.used(each);
          found = Optional.of(each);
        }
      }
    }
    return found;
  }

  private Optional<Duration> inherited(Statement checker, Statement real, String keyword) {
    return setting(checker, real, keyword)
        .flatMap(
            each -> {
              Matcher time = SECONDS.matcher(each.argument(1));
              if (!time.matches()) {
                reading.bend(each, Texts.get("foreign.reason.seconds", each.argument(1)));
                return Optional.empty();
              }
              String fraction = time.group(2) == null ? "" : time.group(2);
              long micros = Long.parseLong((fraction + "000000").substring(0, 6));
              return Optional.of(
                  Durations.fromMicros(Long.parseLong(time.group(1)) * 1_000_000 + micros));
            });
  }

  private Optional<Integer> retries(Statement checker, Statement real) {
    return setting(checker, real, "retry").flatMap(each -> reading.number(each, 1, 0, 1000));
  }

  private HttpCheck.Builder http(Statement checker, Statement real) {
    HttpCheck.Builder http = HttpCheck.newBuilder().setTls(checker.keyword().equals("SSL_GET"));
    setting(checker, real, "virtualhost").ifPresent(each -> http.setHost(each.argument(1)));
    boolean found = false;
    for (Statement each : checker.block()) {
      if (each.keyword().equals("url")) {
        if (found) {
          reading.leave(each, Texts.get("foreign.reason.oneCheck"));
        } else {
          found = true;
          reading.used(each);
          url(each, http);
        }
      }
    }
    return http;
  }

  private void url(Statement url, HttpCheck.Builder http) {
    for (Statement each : url.block()) {
      switch (each.keyword()) {
        case "path" -> {
          reading.used(each);
          http.setPath(each.argument(1));
        }
        case "virtualhost" -> {
          reading.used(each);
          http.setHost(each.argument(1));
        }
        case "status_code" -> statuses(each, http);
        default -> {} // Told at the end.
      }
    }
  }

  private void statuses(Statement each, HttpCheck.Builder http) {
    reading.used(each);
    for (Word word : each.words().subList(1, each.words().size())) {
      Matcher range = STATUSES.matcher(word.text());
      if (!range.matches()) {
        reading.leave(each, word, Texts.get("foreign.reason.status", word.text()));
        continue;
      }
      int first = Integer.parseInt(range.group(1));
      int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
      for (int status = first; status <= last; status++) {
        http.addExpectedStatuses(status);
      }
    }
  }
}
