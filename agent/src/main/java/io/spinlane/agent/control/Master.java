package io.spinlane.agent.control;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.agent.control.RevisionStore.Stored;
import io.spinlane.agent.engine.Clock;
import io.spinlane.agent.engine.Dataplane;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.Elements;
import io.spinlane.topology.diff.ContentHash;
import io.spinlane.topology.diff.TopologyDiff;
import io.spinlane.topology.rule.Reporter;
import io.spinlane.topology.rule.Rules;
import io.spinlane.v1.ApplyProgress;
import io.spinlane.v1.ApplyTopologyRequest;
import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.EventType;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.PreviewTopologyResponse;
import io.spinlane.v1.Revision;
import io.spinlane.v1.RevisionStored;
import io.spinlane.v1.Sentence;
import io.spinlane.v1.Severity;
import io.spinlane.v1.Topology;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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

  private final Parts parts;
  private final Publisher publisher;
  private final LiveConnections connections;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("master").daemon().factory());
  private volatile Stored running = Stored.NOTHING;

  public Master(Parts parts) {
    this.parts = parts;
    this.publisher =
        new Publisher(parts.dataplane(), parts.drivers(), parts.arrange(), parts.clock());
    this.connections =
        new LiveConnections(this::onThread, parts.dataplane().connections(), publisher.ids());
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
      throw new Refusal.Host(sentence("refused.unlisted", e.getMessage()), e);
    }
  }

  /** What the rules say about a topology on this host. */
  public List<Diagnostic> check(Topology topology) {
    List<Diagnostic> found = new ArrayList<>(Rules.check(topology, parts.inventory().get()));
    if (Defaults.capacity(topology) != parts.connectionCapacity()) {
      new Reporter("CAPACITY_NEEDS_RESTART", found)
          .warning(
              Elements.TOPOLOGY,
              "connections.capacity",
              sentence("CAPACITY_NEEDS_RESTART", parts.connectionCapacity()),
              sentence("CAPACITY_NEEDS_RESTART.hint"));
    }
    return List.copyOf(found);
  }

  /** The connections of the switch. */
  public LiveConnections connections() {
    return connections;
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
      preview.addAllImpacts(Impact.of(now.topology(), topology, connections.count()));
    }
    return preview.build();
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
          publisher.publish(stored.topology(), running.topology(), _ -> {}, List.of());
          running = stored;
          event(
              EventType.EVENT_TYPE_REVISION_APPLIED,
              Severity.SEVERITY_INFO,
              List.of(sentence("event.runsAgain", stored.revision().getNumber())));
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
              List.of(sentence("event.stopping")));
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
      String author = request.getAuthor();
      List<Sentence> told = new ArrayList<>();
      told.add(author.isEmpty() ? sentence("event.refused") : sentence("event.refused.by", author));
      told.addAll(e.sentences());
      event(EventType.EVENT_TYPE_REVISION_REFUSED, Severity.SEVERITY_WARNING, told);
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
      publisher.publish(topology, before.topology(), progress, diagnostics);
      commit(staged, before);
      running = next;
      event(
          EventType.EVENT_TYPE_REVISION_APPLIED,
          Severity.SEVERITY_INFO,
          List.of(runs(next.revision())));
      progress.accept(
          ApplyProgress.newBuilder()
              .setStored(RevisionStored.newBuilder().setRevision(next.revision()))
              .build());
      return next.revision();
    } catch (IOException e) {
      throw new Refusal.Host(sentence("refused.unstored", e.getMessage()), e);
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
      publisher.publish(before.topology(), before.topology(), _ -> {}, List.of());
      throw e;
    }
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

  private static Sentence runs(Revision revision) {
    return revision.getAuthor().isEmpty()
        ? sentence("event.runs", revision.getNumber())
        : sentence("event.runs.by", revision.getNumber(), revision.getAuthor());
  }

  private void event(EventType type, Severity severity, List<Sentence> sentences) {
    parts
        .events()
        .add(type, severity, Elements.TOPOLOGY, sentences, running.revision().getNumber());
  }

  <T> T onThread(Callable<T> work) throws Refusal, InterruptedException {
    try {
      return thread.submit(work).get();
    } catch (RejectedExecutionException e) {
      throw new Refusal.Host(sentence("refused.stopping"), e);
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case Refusal refusal -> throw refusal;
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new AssertionError(e);
      }
    }
  }
}
