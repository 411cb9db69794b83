package io.spinlane.topology.rule;

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
      String name = "The service " + service.getId();
      Pool pool = index.pool(service.getPool());
      if (service.getPool().isEmpty()) {
        reporter.error(ref, "pool", name + " has no pool.", "Connect it to a pool.");
      } else if (pool != null && pool.getBackendsCount() == 0) {
        reporter.error(
            ref,
            "pool",
            name + " is served by the pool " + pool.getId() + ", which has no back-end.",
            "Add a back-end to the pool.");
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
        "The service "
            + service.getId()
            + " refuses new connections: no back-end of the pool "
            + pool.getId()
            + (inept
                ? " that takes any has the capabilities " + String.join(", ", wanted) + "."
                : " takes any."),
        inept
            ? "Give a back-end these capabilities, or the service a fallback pool."
            : "Give a back-end the state UP and a weight above 0.");
  }
}
