package io.spinlane.agent.control;

import io.spinlane.agent.control.RevisionStore.Stored;
import io.spinlane.agent.engine.Clock;
import io.spinlane.agent.engine.ConnectionReader;
import io.spinlane.agent.engine.Dataplane;
import io.spinlane.agent.nic.Nic;
import io.spinlane.agent.nic.NicInfo;
import io.spinlane.agent.plan.Plan;
import io.spinlane.agent.plan.PlanCompiler;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.Elements;
import io.spinlane.topology.diff.ContentHash;
import io.spinlane.topology.diff.TopologyDiff;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.EventType;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.PlanAcknowledged;
import io.spinlane.v1.PlanCompiled;
import io.spinlane.v1.PlanPublished;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.Revision;
import io.spinlane.v1.RevisionStored;
import io.spinlane.v1.Severity;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Makes topologies run: rules, NICs, plan, data plane, store, event, in this order; whatever fails,
 * the revision that ran before runs on.
 *
 * <p>Any thread; the work itself is done on one thread of the master, one topology at a time.
 */
public final class Master implements AutoCloseable {
  /**
   * What a master works with.
   *
   * @param inventory what topologies are checked against
   * @param arrange told each topology once its cores run by it, on the master's thread
   * @param connectionCapacity of the data plane's table, which only a restart changes
   */
  public record Parts(
      Dataplane dataplane,
      NicDrivers drivers,
      RevisionStore store,
      EventLog events,
      Supplier<Inventory> inventory,
      Consumer<Topology> arrange,
      Clock clock,
      InstantSource wall,
      long connectionCapacity) {}

  /** Makes one topology of another. */
  public interface Change {
    Topology apply(Topology running) throws Refusal;
  }

  private static final Logger LOG = System.getLogger(Master.class.getName());
  private static final long CLOSE_WITHIN_SECONDS = 4;

  /** Places of the connection table read in one go, about a millisecond of the master's time. */
  private static final int READ_AT_ONCE = 1 << 16;

  private final Parts parts;
  private final PlanCompiler compiler = new PlanCompiler();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("master").daemon().factory());
  private volatile Stored running = Stored.NOTHING;
  private Map<String, Nic> nics = Map.of();
  private long generation;

  /** Opened for topologies that do not run; a core that hangs may still be using them. */
  private final List<NicDrivers.Opened> inDoubt = new ArrayList<>();

  public Master(Parts parts) {
    this.parts = parts;
  }

  /** What runs; number 0 before anything was applied. */
  public Stored running() {
    return running;
  }

  /** A stored revision. */
  public Optional<Stored> find(long number) {
    return number == 0 ? Optional.of(running) : parts.store().find(number);
  }

  /**
   * Stored revisions, newest first.
   *
   * @param before only older ones than this number
   * @param limit at most as many
   */
  public List<Revision> list(long before, int limit) throws Refusal {
    try {
      return parts.store().list(before, limit);
    } catch (IOException e) {
      throw new Refusal.Host("The stored revisions cannot be read: " + e.getMessage() + ".", e);
    }
  }

  /** What the rules say about a topology on this host. */
  public List<Diagnostic> check(Topology topology) {
    List<Diagnostic> found = new ArrayList<>(Rules.check(topology, parts.inventory().get()));
    if (Defaults.capacity(topology) != parts.connectionCapacity()) {
      found.add(
          Diagnostic.newBuilder()
              .setSeverity(Severity.SEVERITY_WARNING)
              .setCode("CAPACITY_NEEDS_RESTART")
              .setElement(Elements.TOPOLOGY)
              .setField("connections.capacity")
              .setMessage(
                  "The running connection table holds "
                      + parts.connectionCapacity()
                      + " connections and keeps its size while it runs.")
              .setHint("Restart the agent when the new size is needed.")
              .build());
    }
    return List.copyOf(found);
  }

  /** What applying a topology would change and whom it would touch; nothing changes. */
  public PreviewTopologyResponse preview(Topology topology) throws Refusal, InterruptedException {
    Stored now = running;
    List<Diagnostic> diagnostics = check(topology);
    PreviewTopologyResponse.Builder preview =
        PreviewTopologyResponse.newBuilder()
            .setBaseRevision(now.revision().getNumber())
            .addAllChanges(TopologyDiff.between(now.topology(), topology))
            .addAllDiagnostics(diagnostics);
    if (!Rules.hasErrors(diagnostics)) {
      preview.addAllImpacts(Impact.of(now.topology(), topology, connections()));
    }
    return preview.build();
  }

  /** Live connections by service and back-end. */
  private Map<Impact.Flow, Long> connections() throws Refusal, InterruptedException {
    Map<Impact.Flow, Long> counts = new HashMap<>();
    ConnectionReader reader = parts.dataplane().connections();
    for (int from = 0; from < reader.entries(); from += READ_AT_ONCE) {
      int first = from;
      onThread(
          () -> {
            int end = Math.min(reader.entries(), first + READ_AT_ONCE);
            for (int entry = first; entry < end; entry++) {
              if (reader.read(entry)) {
                String service = compiler.serviceId(reader.service());
                String backend = compiler.backendId(reader.backend());
                counts.merge(new Impact.Flow(service, backend), 1L, Long::sum);
              }
            }
            return counts;
          });
    }
    return counts;
  }

  /**
   * Applies a topology and waits until it runs and is stored.
   *
   * @param progress told each step, on the master's thread
   * @throws Refusal when it does not run; what ran before does
   */
  public Revision apply(ApplyTopologyRequest request, Consumer<ApplyProgress> progress)
      throws Refusal, InterruptedException {
    return onThread(() -> attempt(request, progress));
  }

  /**
   * Applies what a change makes of the running topology, whichever that is by then.
   *
   * @param change called on the master's thread
   * @return the new revision, or the running one when the change changes nothing
   * @throws Refusal when the result does not run; what ran before does
   */
  public Revision change(String author, String note, Change change)
      throws Refusal, InterruptedException {
    return onThread(
        () -> {
          Topology next = change.apply(running.topology());
          if (next.equals(running.topology())) {
            return running.revision();
          }
          return attempt(
              ApplyTopologyRequest.newBuilder()
                  .setTopology(next)
                  .setBaseRevision(running.revision().getNumber())
                  .setAuthor(author)
                  .setNote(note)
                  .build(),
              _ -> {});
        });
  }

  /**
   * Runs a stored revision again, under its own number.
   *
   * @throws Refusal when this host cannot run it any more
   */
  public void restore(Stored stored) throws Refusal, InterruptedException {
    onThread(
        () -> {
          refuseErrors(check(stored.topology()));
          publish(stored.topology(), _ -> {}, List.of());
          running = stored;
          event(
              EventType.EVENT_TYPE_REVISION_APPLIED,
              Severity.SEVERITY_INFO,
              "Revision " + stored.revision().getNumber() + " runs again after a start.");
          return stored.revision();
        });
  }

  /** Ends the switch cores and closes all NICs. */
  @Override
  public void close() {
    thread.execute(
        () -> {
          event(
              EventType.EVENT_TYPE_AGENT_STOPPING,
              Severity.SEVERITY_INFO,
              "The agent is stopping.");
          parts.dataplane().close();
          parts.drivers().close();
        });
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(Level.WARNING, "the switch cores did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Revision attempt(ApplyTopologyRequest request, Consumer<ApplyProgress> progress)
      throws Refusal {
    try {
      return applyNow(request, progress);
    } catch (Refusal e) {
      String who = request.getAuthor().isEmpty() ? "" : " from " + request.getAuthor();
      event(
          EventType.EVENT_TYPE_REVISION_REFUSED,
          Severity.SEVERITY_WARNING,
          "A topology" + who + " was refused. " + e.sentence());
      throw e;
    }
  }

  private Revision applyNow(ApplyTopologyRequest request, Consumer<ApplyProgress> progress)
      throws Refusal {
    Stored before = running;
    if (!request.getOverwrite() && request.getBaseRevision() != before.revision().getNumber()) {
      throw new Refusal.Stale(before.revision(), request.getBaseRevision());
    }
    Topology topology = request.getTopology();
    List<Diagnostic> diagnostics = check(topology);
    refuseErrors(diagnostics);
    DurableFile staged = null;
    try {
      Stored next = new Stored(revision(request), topology);
      staged = parts.store().stage(next);
      publish(topology, progress, diagnostics);
      commit(staged, before);
      running = next;
      event(
          EventType.EVENT_TYPE_REVISION_APPLIED,
          Severity.SEVERITY_INFO,
          "Revision "
              + next.revision().getNumber()
              + (request.getAuthor().isEmpty() ? "" : " by " + request.getAuthor())
              + " runs.");
      progress.accept(
          ApplyProgress.newBuilder()
              .setStored(RevisionStored.newBuilder().setRevision(next.revision()))
              .build());
      return next.revision();
    } catch (IOException e) {
      throw new Refusal.Host("The revision cannot be stored: " + e.getMessage() + ".", e);
    } finally {
      if (staged != null) {
        staged.discard();
      }
    }
  }

  /** Makes what already runs count; when that cannot be, what ran before is made to run again. */
  private void commit(DurableFile staged, Stored before) throws IOException, Refusal {
    try {
      staged.commit();
    } catch (IOException e) {
      publish(before.topology(), _ -> {}, List.of());
      throw e;
    }
  }

  /** Opens NICs, compiles, and waits until every core works by the plan. */
  private void publish(
      Topology topology, Consumer<ApplyProgress> progress, List<Diagnostic> warnings)
      throws Refusal {
    NicDrivers.Opened opened;
    try {
      opened = parts.drivers().open(topology);
    } catch (IOException e) {
      throw new Refusal.Host(String.valueOf(e.getMessage()), e);
    }
    boolean published = false;
    try {
      long startNs = parts.clock().nanoTime();
      Plan plan = compile(topology, opened.nics());
      progress.accept(
          ApplyProgress.newBuilder()
              .setCompiled(
                  PlanCompiled.newBuilder()
                      .setGeneration(plan.generation())
                      .setDurationNs(parts.clock().nanoTime() - startNs)
                      .addAllWarnings(warnings))
              .build());
      parts.dataplane().apply(plan, opened.nics(), new Steps(plan.generation(), progress));
      published = true;
      nics = Map.copyOf(opened.nics());
      opened.commit();
      closeDoubtful();
      parts.arrange().accept(topology);
    } catch (IOException | IllegalArgumentException e) {
      throw new Refusal.Host(String.valueOf(e.getMessage()), e);
    } finally {
      if (!published) {
        inDoubt.add(opened);
        if (takeBack()) {
          closeDoubtful();
        }
      }
    }
  }

  /** Lets every core work by what ran before; false when one does not. */
  private boolean takeBack() {
    try {
      Plan plan = compile(running.topology(), nics);
      parts.dataplane().apply(plan, nics, new Steps(plan.generation(), _ -> {}));
      return true;
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "the plan that ran before is not taken up again: {0}", e.getMessage());
      return false;
    }
  }

  /** Every core works by a plan without them, so none uses them any more. */
  private void closeDoubtful() {
    inDoubt.forEach(NicDrivers.Opened::abort);
    inDoubt.clear();
  }

  private Plan compile(Topology topology, Map<String, Nic> open) {
    List<NicInfo> infos = open.values().stream().map(Nic::info).toList();
    return compiler.compile(topology, ++generation, infos);
  }

  private Revision revision(ApplyTopologyRequest request) throws IOException {
    return Revision.newBuilder()
        .setNumber(parts.store().nextNumber())
        .setCreateTime(EventLog.timestamp(parts.wall().instant()))
        .setAuthor(request.getAuthor())
        .setNote(request.getNote())
        .setContentHash(ContentHash.of(request.getTopology()))
        .build();
  }

  private static void refuseErrors(List<Diagnostic> diagnostics) throws Refusal {
    if (Rules.hasErrors(diagnostics)) {
      throw new Refusal.Invalid(diagnostics);
    }
  }

  private void event(EventType type, Severity severity, String message) {
    parts.events().add(type, severity, Elements.TOPOLOGY, message, running.revision().getNumber());
  }

  private <T> T onThread(Callable<T> work) throws Refusal, InterruptedException {
    try {
      return thread.submit(work).get();
    } catch (RejectedExecutionException e) {
      throw new Refusal.Host("The agent is stopping.", e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Refusal refusal -> throw refusal;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new AssertionError(e);
      }
    }
  }

  /** Passes the data plane's progress on in the contract's words. */
  private final class Steps implements Dataplane.Progress {
    private final long plan;
    private final Consumer<ApplyProgress> progress;

    Steps(long plan, Consumer<ApplyProgress> progress) {
      this.plan = plan;
      this.progress = progress;
    }

    @Override
    public void published(long published) {
      compiler.published();
      progress.accept(
          ApplyProgress.newBuilder()
              .setPublished(PlanPublished.newBuilder().setGeneration(published))
              .build());
    }

    @Override
    public void acknowledged(String coreId, long delayNs) {
      progress.accept(
          ApplyProgress.newBuilder()
              .setAcknowledged(
                  PlanAcknowledged.newBuilder()
                      .setGeneration(plan)
                      .setCore(coreId)
                      .setDelayNs(delayNs))
              .build());
    }
  }
}
