package io.spinlane.agent.nic.sim;

import io.spinlane.v1.Topology;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;

/**
 * The simulated networks of one agent: opens its SIM NICs and tells them, with every topology, what
 * machines are behind them.
 *
 * <p>Any thread; methods take turns, and none of them waits for a core.
 */
public final class SimWorld {
  private final LongSupplier clockNs;
  private final List<SimNic> nics = new CopyOnWriteArrayList<>();
  private final AddressBook book = new AddressBook();
  private final SimPlanner planner;

  /**
   * A world without NICs.
   *
   * @param clockNs nanoseconds that never go back, such as {@link System#nanoTime}; moved by hand,
   *     the world is reproducible
   */
  public SimWorld(LongSupplier clockNs) {
    this.clockNs = clockNs;
    this.planner = new SimPlanner(clockNs, book);
  }

  /**
   * Opens a NIC. The machines behind it are those of the last {@link #update}, or none before.
   *
   * @param lanes how many cores transmit
   */
  public synchronized SimNic open(SimConfig config, int lanes) {
    SimNic nic = new SimNic(config, lanes, this, planner.plan(config.id(), null), clockNs, book);
    nics.add(nic);
    return nic;
  }

  /**
   * Takes over a topology, NICs open or opened later: new services get clients, new back-ends get
   * servers, rates and sizes change, and machines that are not drawn any more fall silent.
   */
  public synchronized void update(Topology topology) {
    planner.topology(topology);
    for (SimNic nic : nics) {
      nic.plan(planner.plan(nic.info().id(), nic.plan()));
    }
  }

  /** What all machines have counted behind the NICs that are open. */
  public synchronized SimStatistics statistics() {
    Map<SimStatistic, Long> values = new EnumMap<>(SimStatistic.class);
    Map<String, Long> served = new HashMap<>();
    for (SimNic nic : nics) {
      for (SimQueue queue : nic.queues()) {
        for (SimStatistic which : SimStatistic.values()) {
          values.merge(which, queue.counters.get(which), Long::sum);
        }
      }
      for (Host host : nic.plan().hosts().all()) {
        if (host.listens()) {
          served.put(book.address(host.address()).toString(), host.served().get());
        }
      }
    }
    return new SimStatistics(values, served);
  }

  /** The way past the switch: from a server that owns the VIP to the client. Any thread. */
  void carry(Conversation from, Segment out) {
    for (int i = 0; i < nics.size(); i++) { // No iterator: called for every answer.
      if (nics.get(i).post(from, out)) {
        return;
      }
    }
  }

  synchronized void forget(SimNic nic) {
    nics.remove(nic);
  }
}
