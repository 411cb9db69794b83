package io.spinlane.topology;

import io.spinlane.v1.Backend;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which back-ends the new connections of a service go to. */
public final class Serving {
  private Serving() {}

  /**
   * Those of its pool that take connections and have every capability it asks for; when there is
   * none, those of its fallback pool; empty: its connections are refused.
   *
   * @param pool that serves it; null counts as empty
   * @param fallback its fallback pool; null: it has none
   */
  public static List<Backend> backends(
      Service service, @Nullable Pool pool, @Nullable Pool fallback) {
    List<Backend> first = able(service, pool);
    return first.isEmpty() ? able(service, fallback) : first;
  }

  private static List<Backend> able(Service service, @Nullable Pool pool) {
    return pool == null
        ? List.of()
        : pool.getBackendsList().stream()
            .filter(Defaults::takesConnections)
            .filter(each -> has(each, service.getRequiredCapabilitiesList()))
            .toList();
  }

  private static boolean has(Backend backend, List<String> capabilities) {
    return backend.getCapabilitiesList().containsAll(capabilities);
  }
}
