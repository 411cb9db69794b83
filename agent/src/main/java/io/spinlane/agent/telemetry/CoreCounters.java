package io.spinlane.agent.telemetry;

/**
 * All counters of one switch core: its own row, and a row for every queue, NIC, service and
 * back-end as this core sees it. The core writes, anyone reads; sums over cores are the truth.
 *
 * <p>Rows are numbered by the plan and stay with their id for the life of the agent.
 */
public final class CoreCounters {
  public final CounterTable core;
  public final CounterTable queues;
  public final CounterTable nics;
  public final CounterTable services;
  public final CounterTable backends;

  /** Tables with room for so many rows of each kind. */
  public CoreCounters(int queueRows, int nicRows, int serviceRows, int backendRows) {
    core = new CounterTable(1, CoreCounter.values().length);
    queues = new CounterTable(queueRows, QueueCounter.values().length);
    nics = new CounterTable(nicRows, NicCounter.values().length);
    services = new CounterTable(serviceRows, ServiceCounter.values().length);
    backends = new CounterTable(backendRows, BackendCounter.values().length);
  }

  /** Adds to one of the core's own counters. Only the core. */
  public void add(CoreCounter counter, long amount) {
    core.add(0, counter, amount);
  }
}
