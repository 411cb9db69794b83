package io.spinlane.agent.engine;

import io.spinlane.agent.balance.BackendLoads;
import io.spinlane.agent.balance.BackendSelector;
import io.spinlane.agent.balance.Candidates;
import io.spinlane.agent.balance.Maglev;
import io.spinlane.agent.balance.Persistence;
import io.spinlane.agent.balance.PersistenceTable;
import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.plan.ServicePlan;

/**
 * Step 5: who serves a new connection. The back-end its client was with, where the service keeps
 * clients and that back-end still takes connections; else the one the scheduler chooses. One
 * core's.
 *
 * <p>Addresses are 128 bits, IPv4 as ::ffff:a.b.c.d.
 */
final class BackendChooser {
  /**
   * What the choosers of all cores go by.
   *
   * @param seed of what is drawn at random
   */
  record Shared(BackendLoads loads, PersistenceTable clients, long seed) {}

  private final CoreContext context;
  private final BackendLoads loads;
  private final PersistenceTable clients;
  private final BackendSelector selector;

  BackendChooser(CoreContext context, Shared shared) {
    this.context = context;
    this.loads = shared.loads;
    this.clients = shared.clients;
    this.selector = new BackendSelector(loads, context.row, Plan.MAX_SERVICES, shared.seed);
  }

  /**
   * Chooses.
   *
   * @param flowHash of addresses, ports and protocol alone, so that it is the same on every host
   * @return the row of the back-end, or −1 when nobody takes connections
   */
  int choose(ServicePlan service, long clientHigh, long clientLow, long flowHash) {
    Persistence persistence = service.persistence();
    if (persistence == null) {
      return select(service, clientHigh, clientLow, flowHash);
    }
    Candidates candidates = service.candidates();
    long high = persistence.prefixHigh(clientHigh, clientLow);
    long low = persistence.prefixLow(clientHigh, clientLow);
    int timeoutMs = persistence.timeoutMs();
    int known = clients.find(service.row(), high, low, timeoutMs, context.nowMs);
    if (known >= 0 && candidates.takes(known)) {
      return known;
    }
    int chosen = select(service, clientHigh, clientLow, flowHash);
    if (chosen < 0) {
      return -1;
    }
    int agreed = clients.put(service.row(), high, low, known, chosen, timeoutMs, context.nowMs);
    return candidates.takes(agreed) ? agreed : chosen;
  }

  /** As {@link #choose}, of a service that is stateless: the same for every packet of a flow. */
  static int hashed(ServicePlan service, long clientHigh, long clientLow, long flowHash) {
    return BackendSelector.hashed(
        service.candidates(), clientHash(clientHigh, clientLow), flowHash);
  }

  private static long clientHash(long clientHigh, long clientLow) {
    return Maglev.mix(Maglev.mix(clientHigh) + clientLow);
  }

  private int select(ServicePlan service, long clientHigh, long clientLow, long flowHash) {
    long clientHash = clientHash(clientHigh, clientLow);
    return selector.select(service.candidates(), service.row(), clientHash, flowHash);
  }

  /** A client has a connection still, so it is not forgotten yet. */
  void remember(ServicePlan service, long clientHigh, long clientLow) {
    Persistence persistence = service.persistence();
    if (persistence != null) {
      long high = persistence.prefixHigh(clientHigh, clientLow);
      long low = persistence.prefixLow(clientHigh, clientLow);
      clients.find(service.row(), high, low, persistence.timeoutMs(), context.nowMs);
    }
  }

  /** A connection to the back-end began. */
  void opened(int backend) {
    loads.opened(backend);
  }

  /** A connection to the back-end is forgotten. */
  void closed(int backend) {
    loads.closed(backend);
  }
}
