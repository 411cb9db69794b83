package io.spinlane.agent.engine;

import io.spinlane.agent.balance.BackendLoads;
import io.spinlane.agent.balance.ConnectionTable;
import io.spinlane.agent.balance.ExpiryWheel;
import io.spinlane.agent.balance.FragmentTable;
import io.spinlane.agent.balance.LocalPorts;
import io.spinlane.agent.balance.PersistenceTable;
import io.spinlane.agent.balance.SourceRates;
import io.spinlane.agent.balance.SynCookies;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.packet.FrameStore;
import io.spinlane.agent.plan.CorePlan;
import io.spinlane.agent.plan.NicPlan;
import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.agent.switching.NeighbourTable;
import io.spinlane.agent.telemetry.CoreCounters;
import io.spinlane.agent.telemetry.Telemetry;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All switch cores of an agent with what they share: NICs, the plan buffer, connections, neighbours
 * and counters.
 *
 * <p>{@link #apply}, {@link #step} and {@link #close} are for one thread, the master's; {@link
 * #telemetry} is for any.
 */
public final class Dataplane implements AutoCloseable {
  /** Told how a plan makes its way, on the calling thread. */
  public interface Progress {
    void published(long generation);

    void acknowledged(String coreId, long delayNs);
  }

  private static final long ACKNOWLEDGE_WITHIN_NS = 5_000_000_000L;
  private static final long STOP_WITHIN_MS = 2_000;

  /** So many connections there are room for, for each client that is remembered. */
  private static final long CONNECTIONS_OF_A_CLIENT = 4;

  private final FrameStore store;
  private final Clock clock;
  private final @Nullable IntConsumer pin;
  private final long startNs;
  private final SharedTables tables;
  private final QueueOwners owners = new QueueOwners(Plan.MAX_QUEUES);
  private final PlanBuffer buffer;
  private final AtomicReferenceArray<@Nullable CoreCounters> counters =
      new AtomicReferenceArray<>(Plan.MAX_CORES);
  private final Telemetry telemetry;
  private final Map<Integer, SwitchCore> cores = new TreeMap<>();
  private final Map<Integer, CoreThread> threads = new HashMap<>();
  private Map<String, Nic> nics = Map.of();

  /** Wheels of cores that have ended, until there is a core to go on with them. */
  private final List<ExpiryWheel> orphans = new ArrayList<>();

  private Dataplane(FrameStore store, Clock clock, long capacity, @Nullable IntConsumer pin) {
    this.store = store;
    this.clock = clock;
    this.pin = pin;
    this.startNs = clock.nanoTime();
    // A replay is the same every time; a live switch's buckets and cookies are no sender's to know.
    Random random = pin == null ? new Random(1) : new SecureRandom();
    long seed = random.nextLong();
    this.tables =
        new SharedTables(
            new ConnectionTable(capacity, seed),
            new BackendChooser.Shared(
                new BackendLoads(Plan.MAX_BACKENDS),
                new PersistenceTable(Math.max(1, capacity / CONNECTIONS_OF_A_CLIENT), seed),
                seed),
            new LocalPorts(Plan.MAX_ADDRESSES),
            new NeighbourTable(),
            new SourceRates(SourceRates.STANDARD_CAPACITY, seed, startNs),
            new FragmentTable(FragmentTable.STANDARD_CAPACITY, seed),
            new SynCookies(random.nextLong(), random.nextLong(), startNs),
            new AtomicIntegerArray(Plan.MAX_SERVICES));
    Plan empty = new PlanCompiler().compile(Topology.getDefaultInstance(), 0, List.of());
    this.buffer = new PlanBuffer(new PlanBuffer.Published(empty, new Nic[0], startNs));
    this.telemetry = new TelemetryReader(buffer, counters);
  }

  /**
   * Cores run on threads of their own.
   *
   * @param connectionCapacity connections the table holds
   * @param pin called first on each core's thread with its CPU number
   */
  public static Dataplane threaded(
      FrameStore store, Clock clock, long connectionCapacity, IntConsumer pin) {
    return new Dataplane(store, clock, connectionCapacity, pin);
  }

  /** Cores run only when {@link #step} is called; for replays and tests. */
  public static Dataplane stepped(FrameStore store, Clock clock, long connectionCapacity) {
    return new Dataplane(store, clock, connectionCapacity, null);
  }

  /** All counters. Any thread. */
  public Telemetry telemetry() {
    return telemetry;
  }

  /** Connections of every back-end, and weights for those the master sets. As it says itself. */
  public BackendLoads loads() {
    return tables.choices().loads();
  }

  /** Reads connections; the master's thread only. */
  public ConnectionReader connections() {
    return new ConnectionReader(
        tables.connections(), () -> (int) ((clock.nanoTime() - startNs) / 1_000_000));
  }

  /**
   * Makes a plan the running one: starts its new cores, publishes, waits until every core works by
   * it, then ends cores and closes NICs that are no longer part of it.
   *
   * @param next compiled with the infos of these NICs
   * @param open every NIC of the plan by id; the data plane owns them from now on
   * @throws IllegalArgumentException when a NIC is missing; nothing has changed then
   * @throws IOException when a core does not acknowledge within 5 s
   */
  public void apply(Plan next, Map<String, Nic> open, Progress progress) throws IOException {
    @Nullable Nic[] byRow = new Nic[next.nicRows()];
    for (int row = 0; row < byRow.length; row++) {
      NicPlan nic = next.nic(row);
      if (nic != null) {
        byRow[row] = open.get(nic.info().id());
        if (byRow[row] == null) {
          throw new IllegalArgumentException("NIC " + nic.info().id() + " is not open");
        }
      }
    }
    for (int row = 0; row < next.coreRows(); row++) {
      CorePlan core = next.core(row);
      if (core != null) {
        ensure(core);
      }
    }
    long publishedNs = clock.nanoTime();
    buffer.publish(new PlanBuffer.Published(next, byRow, publishedNs));
    progress.published(next.generation());
    awaitAcknowledgements(next, publishedNs, progress);
    endMissingCores(next);
    Map<String, Nic> before = nics;
    nics = Map.copyOf(open);
    for (Nic nic : before.values()) {
      if (!nics.containsValue(nic)) {
        nic.close();
      }
    }
  }

  private void ensure(CorePlan plan) {
    int row = plan.row();
    CoreThread running = threads.get(row);
    if (running != null) {
      running.idle(plan.idle());
    }
    if (cores.containsKey(row)) {
      return;
    }
    CoreCounters own = counters.get(row);
    if (own == null) {
      own = new CoreCounters(Plan.MAX_QUEUES, Plan.MAX_NICS, Plan.MAX_SERVICES, Plan.MAX_BACKENDS);
      counters.set(row, own);
    }
    SwitchCore core = new SwitchCore(row, store, own, clock, startNs, buffer, owners, tables);
    cores.put(row, core);
    if (pin != null) {
      threads.put(row, new CoreThread(core, plan.id(), plan.cpu(), plan.idle(), pin));
    }
  }

  private void awaitAcknowledgements(Plan plan, long publishedNs, Progress progress)
      throws IOException {
    Map<Integer, SwitchCore> waiting = new TreeMap<>(cores);
    long deadlineNs = clock.nanoTime() + ACKNOWLEDGE_WITHIN_NS;
    while (!waiting.isEmpty()) {
      if (pin == null) {
        step();
      }
      waiting
          .values()
          .removeIf(
              core -> {
                boolean done = core.acknowledged() == plan.generation();
                CorePlan corePlan = plan.core(core.row());
                if (done && corePlan != null) {
                  progress.acknowledged(
                      corePlan.id(), Math.max(0, core.acknowledgedNs() - publishedNs));
                }
                return done;
              });
      if (!waiting.isEmpty()) {
        if (clock.nanoTime() - deadlineNs > 0) {
          throw new IOException(
              waiting.keySet().stream()
                  .map(row -> silence(row, plan))
                  .collect(Collectors.joining("; ")));
        }
        LockSupport.parkNanos(20_000);
      }
    }
  }

  /** Why a core has not acknowledged, as far as can be known. */
  private String silence(int row, Plan plan) {
    CorePlan core = plan.core(row);
    CoreThread thread = threads.get(row);
    String name = core == null ? "a switch core that was to end" : "switch core " + core.id();
    return thread == null || thread.failure() == null
        ? name + " did not take the plan up within 5 s"
        : name + " has failed (" + thread.failure() + "): restart the agent";
  }

  private void endMissingCores(Plan plan) throws IOException {
    for (Integer row : List.copyOf(cores.keySet())) {
      if (plan.core(row) == null) {
        SwitchCore core = end(row);
        orphans.addAll(core.close());
      }
    }
    cores.values().stream()
        .findFirst()
        .ifPresent(
            heir -> {
              orphans.forEach(heir::adoptWheel);
              orphans.clear();
            });
  }

  private SwitchCore end(Integer row) throws IOException {
    SwitchCore core = cores.remove(row);
    CoreThread thread = threads.remove(row);
    if (core == null) {
      throw new IllegalStateException("no core in row " + row);
    }
    if (thread != null) {
      thread.stop();
      try {
        if (!thread.join(STOP_WITHIN_MS)) {
          throw new IOException("switch core in row " + row + " did not stop within 2 s");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while a switch core was stopping", e);
      }
    }
    return core;
  }

  /** One round of every core, in the order of their rows; only for a stepped data plane. */
  public int step() {
    if (pin != null) {
      throw new IllegalStateException("cores run on their own threads");
    }
    int work = 0;
    for (SwitchCore core : cores.values()) {
      work += core.doWork();
    }
    return work;
  }

  /** Ends all cores, then closes all NICs. A core that hangs keeps the NICs from being closed. */
  @Override
  public void close() {
    threads.values().forEach(CoreThread::stop);
    boolean ended = true;
    for (Integer row : List.copyOf(cores.keySet())) {
      try {
        end(row).close();
      } catch (IOException e) {
        ended = false;
        System.getLogger("io.spinlane.agent.engine")
            .log(System.Logger.Level.ERROR, "while stopping", e);
      }
    }
    if (ended) {
      nics.values().forEach(Nic::close);
      tables.connections().close();
      tables.choices().clients().close();
    }
    nics = Map.of();
  }
}
