package io.spinlane.desktop.io.foreign;

import com.google.protobuf.Duration;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.HttpCheck;
import java.util.List;
import java.util.Optional;

/** How a backend section has its servers checked: by connecting, or by a request over HTTP. */
final class HaproxyChecks {
  private final Optional<HttpCheck> http;
  private final Optional<Duration> timeout;

  HaproxyChecks(Reading reading, HaproxyProxy proxy) {
    proxy.setting("option", "tcp-check").ifPresent(reading::used);
    timeout = proxy.timeout("check");
    http = proxy.setting("option", "httpchk").map(option -> read(reading, option, proxy));
  }

  /** The request; empty when a connection is all. */
  Optional<HttpCheck> http() {
    return http;
  }

  /** How long it may take. */
  Optional<Duration> timeout() {
    return timeout;
  }

  private static HttpCheck read(Reading reading, Statement option, HaproxyProxy proxy) {
    reading.used(option);
    HttpCheck.Builder http = HttpCheck.newBuilder().setPath("/");
    boolean method = !option.argument(3).isEmpty();
    String path = option.argument(method ? 3 : 2);
    if (!path.isEmpty()) {
      http.setPath(path);
    }
    if (method && !option.argument(2).equals("GET")) {
      reading.leave(option, option.words().get(2), Texts.get("foreign.reason.httpGet"));
    }
    for (Statement send : proxy.settings("http-check", "send")) {
      send(reading, send, http);
    }
    for (Statement expect : proxy.settings("http-check", "expect")) {
      expect(reading, expect, http);
    }
    return http.build();
  }

  private static void send(Reading reading, Statement send, HttpCheck.Builder http) {
    reading.used(send);
    List<Word> words = send.words();
    for (int i = 2; i < words.size(); i++) {
      String value = send.argument(i + 1);
      switch (words.get(i).text()) {
        case "meth" -> {
          if (!value.equals("GET")) {
            reading.leave(send, words.get(i), Texts.get("foreign.reason.httpGet"));
          }
          i++;
        }
        case "uri" -> {
          http.setPath(value);
          i++;
        }
        case "ver" -> i++;
        case "hdr" -> {
          if (value.equalsIgnoreCase("host")) {
            http.setHost(send.argument(i + 2));
          } else {
            reading.leave(send, words.get(i), Texts.get("foreign.reason.header", value));
          }
          i += 2;
        }
        default -> reading.leave(send, words.get(i), Texts.get("foreign.reason.httpGet"));
      }
    }
  }

  private static void expect(Reading reading, Statement expect, HttpCheck.Builder http) {
    boolean plain = expect.words().size() == 4 && expect.argument(2).equals("status");
    String list = expect.argument(3);
    if (!plain
        || !list.matches("[1-5][0-9]{2}(-[1-5][0-9]{2})?(,[1-5][0-9]{2}(-[1-5][0-9]{2})?)*")) {
      reading.leave(expect, Texts.get("foreign.reason.expect"));
      return;
    }
    reading.used(expect);
    for (String part : list.split(",", -1)) {
      int first = Integer.parseInt(part.substring(0, 3));
      int last = part.length() > 3 ? Integer.parseInt(part.substring(4)) : first;
      for (int status = first; status <= last; status++) {
        http.addExpectedStatuses(status);
      }
    }
  }
}
