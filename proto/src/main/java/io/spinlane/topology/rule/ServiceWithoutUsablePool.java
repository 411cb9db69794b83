package io.spinlane.topology.rule;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.topology.Defaults;
import io.spinlane.topology.Elements;
import io.spinlane.topology.Serving;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import java.util.List;

/** Connections to a service have nowhere to go. */
final class ServiceWithoutUsablePool implements DrawingRule {
  @Override
  public String code() {
    return "SERVICE_WITHOUT_USABLE_POOL";
  }

  @Override
  public void check(TopologyIndex index, Reporter reporter) {
    for (Service service : index.topology().getServicesList()) {
      ElementRef ref = Elements.ref(service);
      String id = service.getId();
      Pool pool = index.pool(service.getPool());
      if (service.getPool().isEmpty()) {
        reporter.error(
            ref,
            "pool",
            sentence("SERVICE_WITHOUT_USABLE_POOL", id),
            sentence("SERVICE_WITHOUT_USABLE_POOL.hint"));
      } else if (pool != null && pool.getBackendsCount() == 0) {
        reporter.error(
            ref,
            "pool",
            sentence("SERVICE_WITHOUT_USABLE_POOL.empty", id, pool.getId()),
            sentence("SERVICE_WITHOUT_USABLE_POOL.empty.hint"));
      } else if (pool != null
          && Serving.backends(service, pool, index.pool(service.getFallbackPool())).isEmpty()) {
        refuses(service, pool, reporter);
      }
    }
  }

  private static void refuses(Service service, Pool pool, Reporter reporter) {
    List<String> wanted = service.getRequiredCapabilitiesList();
    boolean inept =
        !wanted.isEmpty() && pool.getBackendsList().stream().anyMatch(Defaults::takesConnections);
    reporter.warning(
        Elements.ref(service),
        inept ? "requiredCapabilities" : "pool",
        inept
            ? sentence(
                "SERVICE_WITHOUT_USABLE_POOL.inept",
                service.getId(),
                pool.getId(),
                String.join(", ", wanted))
            : sentence("SERVICE_WITHOUT_USABLE_POOL.refuses", service.getId(), pool.getId()),
        inept
            ? sentence("SERVICE_WITHOUT_USABLE_POOL.inept.hint")
            : sentence("SERVICE_WITHOUT_USABLE_POOL.refuses.hint"));
  }
}
