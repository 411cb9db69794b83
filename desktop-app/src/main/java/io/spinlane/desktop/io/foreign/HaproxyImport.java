package io.spinlane.desktop.io.foreign;

import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Protocol;
import io.spinlane.v1.Service;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the TCP proxies of a haproxy.cfg (HAProxy configuration manual, sections 2 and 4): each
 * bound address of a frontend becomes a VIP with a service, each backend a pool.
 */
final class HaproxyImport {
  private static final Set<String> SECTIONS =
      Set.of(
          "global",
          "defaults",
          "frontend",
          "backend",
          "listen",
          "peers",
          "resolvers",
          "userlist",
          "mailers",
          "program",
          "http-errors",
          "ring",
          "log-forward",
          "cache",
          "fcgi-app",
          "crt-store",
          "traces",
          "acme",
          "log-profile");

  private final Reading reading = new Reading();
  private final Draft draft = new Draft();
  private final Map<String, HaproxyProxy> backends = new HashMap<>();
  private final Map<String, Statement> defaults = new HashMap<>();
  private @Nullable Statement lastDefaults;

  private HaproxyImport() {}

  static Imported read(String text) throws BrokenFileException {
    List<Statement> file = Blocks.inSections(Words.haproxy(text), SECTIONS);
    HaproxyImport importer = new HaproxyImport();
    importer.sections(file);
    return new Imported(
        ForeignFormat.HAPROXY,
        importer.draft.build(),
        Optional.empty(),
        importer.reading.finish(file));
  }

  private void sections(List<Statement> file) {
    Map<Statement, HaproxyProxy> proxies = new java.util.LinkedHashMap<>();
    for (Statement section : file) {
      switch (section.keyword()) {
        case "defaults" -> {
          reading.used(section);
          lastDefaults = section;
          defaults.put(section.argument(1), section);
        }
        case "frontend", "backend", "listen" -> proxies.put(section, proxy(section));
        case "global" -> reading.leave(section, Texts.get("foreign.reason.global"));
        default -> reading.leave(section, Texts.get("foreign.reason.section", section.keyword()));
      }
    }
    for (HaproxyProxy proxy : proxies.values()) {
      if (!proxy.section().keyword().equals("frontend")) {
        backends.put(proxy.section().argument(1), proxy);
      }
    }
    for (HaproxyProxy proxy : proxies.values()) {
      if (!proxy.tcp()) {
        reading.leave(proxy.section(), Texts.get("foreign.reason.httpMode"));
      } else if (proxy.section().keyword().equals("backend")) {
        reading.used(proxy.section());
      } else {
        frontend(proxy);
      }
    }
    for (HaproxyProxy proxy : proxies.values()) {
      if (proxy.tcp() && !proxy.section().keyword().equals("frontend")) {
        HaproxyServers.pool(reading, draft, proxy); // Also pools that no service uses yet.
      }
    }
  }

  private HaproxyProxy proxy(Statement section) {
    List<Word> words = section.words();
    boolean named = words.size() > 3 && words.get(2).text().equals("from");
    Statement inherited = named ? defaults.get(words.get(3).text()) : lastDefaults;
    return new HaproxyProxy(section, inherited, reading);
  }

  private void frontend(HaproxyProxy front) {
    reading.used(front.section());
    Optional<HaproxyProxy> back = backend(front);
    Service.Builder service = Service.newBuilder().setProtocol(Protocol.PROTOCOL_TCP);
    front.access(service);
    back.ifPresent(
        proxy -> {
          HaproxyServers servers = HaproxyServers.pool(reading, draft, proxy);
          service
              .setPool(servers.pool())
              .setFallbackPool(servers.fallback())
              .setScheduler(proxy.scheduler())
              .setMode(proxy.mode());
        });
    HaproxyProxy.timeouts(front, back.orElse(front), service);
    String name = front.section().argument(1);
    new HaproxyBinds(reading, draft).services(front, name.isEmpty() ? "tcp" : name, service);
  }

  /** Where a frontend sends to by default; a listen section is its own. */
  private Optional<HaproxyProxy> backend(HaproxyProxy front) {
    Optional<Statement> chosen = front.setting("default_backend");
    if (chosen.isEmpty()) {
      return front.section().keyword().equals("listen") ? Optional.of(front) : Optional.empty();
    }
    HaproxyProxy backend = backends.get(chosen.get().argument(1));
    if (backend == null || !backend.tcp()) {
      reading.bend(chosen.get(), Texts.get("foreign.reason.noBackend", chosen.get().argument(1)));
      return Optional.empty();
    }
    reading.used(chosen.get());
    return Optional.of(backend);
  }
}
