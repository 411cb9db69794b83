package io.spinlane.desktop.monitor;

import io.spinlane.topology.Defaults;
import io.spinlane.topology.Serving;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The states that follow from what runs, whatever the traffic does. Pure. */
final class RunningState {
  /** How a state looks; the signs differ in shape as well as in colour. */
  enum Look {
    GOOD("●", "good"),
    WARN("▲", "warn"),
    BAD("✖", "bad"),
    DRAINS("◆", "info"),
    OFF("■", "off"),
    IDLE("○", "off");

    final String shape;
    final String style;

    Look(String shape, String style) {
      this.shape = shape;
      this.style = style;
    }
  }

  /**
   * A state.
   *
   * @param key of its word, under "state."
   * @param arguments of the word
   */
  record State(Look look, String key, List<Object> arguments) {
    State(Look look, String key) {
      this(look, key, List.of());
    }
  }

  private RunningState() {}

  /** By id, the states of all VIPs, services, pools and back-ends. */
  static Map<String, State> of(Topology running) {
    Map<String, State> states = new HashMap<>();
    Map<String, Pool> pools = new HashMap<>();
    running.getPoolsList().forEach(pool -> pools.put(pool.getId(), pool));
    for (Pool pool : pools.values()) {
      pool.getBackendsList().forEach(each -> states.put(each.getId(), backend(each)));
      states.put(pool.getId(), pool(pool));
    }
    Map<String, Boolean> served = new HashMap<>();
    for (Service service : running.getServicesList()) {
      State state = service(service, pools);
      states.put(service.getId(), state);
      served.merge(service.getVip(), state.look() != Look.BAD, Boolean::logicalOr);
    }
    for (Vip vip : running.getVipsList()) {
      Boolean serves = served.get(vip.getId());
      states.put(
          vip.getId(),
          serves == null
              ? new State(Look.IDLE, "noService")
              : serves ? new State(Look.GOOD, "serves") : new State(Look.BAD, "noBackend"));
    }
    return states;
  }

  private static State backend(Backend backend) {
    if (Defaults.state(backend) == BackendState.BACKEND_STATE_MAINTENANCE) {
      return new State(Look.OFF, "maintenance");
    }
    return Defaults.takesConnections(backend)
        ? new State(Look.GOOD, "up")
        : new State(Look.DRAINS, "drains");
  }

  private static State pool(Pool pool) {
    int all = pool.getBackendsCount();
    long up = pool.getBackendsList().stream().filter(Defaults::takesConnections).count();
    Look look = up == 0 ? Look.BAD : up < all ? Look.WARN : Look.GOOD;
    return new State(look, "pool", List.of(up, all));
  }

  private static State service(Service service, Map<String, Pool> pools) {
    Pool first = pools.get(service.getPool());
    List<Backend> able = Serving.backends(service, first, null);
    if (!able.isEmpty()) {
      return new State(Look.GOOD, "serves");
    }
    return Serving.backends(service, first, pools.get(service.getFallbackPool())).isEmpty()
        ? new State(Look.BAD, "noBackend")
        : new State(Look.WARN, "fallback");
  }
}
