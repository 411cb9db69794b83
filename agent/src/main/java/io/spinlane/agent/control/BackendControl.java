package io.spinlane.agent.control;

import static io.spinlane.topology.Sentences.sentence;

import io.spinlane.agent.telemetry.BackendCounter;
import io.spinlane.agent.telemetry.Telemetry;
import io.spinlane.agent.telemetry.TelemetryKind;
import io.spinlane.topology.Defaults;
import io.spinlane.topology.Elements;
import io.spinlane.topology.EnumNames;
import io.spinlane.v1.Backend;
import io.spinlane.v1.BackendState;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.EventType;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Revision;
import io.spinlane.v1.Sentence;
import io.spinlane.v1.Severity;
import io.spinlane.v1.Topology;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * What operators do to back-ends. Each change is a new revision of the running topology, so that
 * the drawing never shows another state than the one that runs. Any thread.
 */
public final class BackendControl {
  private final Master master;
  private final EventLog events;
  private final Telemetry telemetry;

  public BackendControl(Master master, EventLog events, Telemetry telemetry) {
    this.master = master;
    this.events = events;
    this.telemetry = telemetry;
  }

  /**
   * Gives back-ends another state, all of them in one revision, or none.
   *
   * @param note why, for the history; empty: what was done
   * @return the revision with it
   * @throws Refusal when the running topology lacks one of them, or the result does not run
   */
  public Revision setState(List<String> ids, BackendState state, String author, String note)
      throws Refusal, InterruptedException {
    String name = EnumNames.shortName(state);
    return change(
        ids,
        backend ->
            Defaults.state(backend) == state
                ? backend
                : backend.toBuilder().setState(state).build(),
        author,
        note.isEmpty() ? named(ids) + " the state " + name : note,
        EventType.EVENT_TYPE_BACKEND_STATE_CHANGED,
        id ->
            author.isEmpty()
                ? sentence("event.state." + name, id)
                : sentence("event.state." + name + ".by", id, author));
  }

  /** Gives back-ends another weight, 0 to 65535; otherwise as {@link #setState}. */
  public Revision setWeight(List<String> ids, int weight, String author, String note)
      throws Refusal, InterruptedException {
    return change(
        ids,
        backend ->
            Defaults.weight(backend) == weight
                ? backend
                : backend.toBuilder().setWeight(weight).build(),
        author,
        note.isEmpty() ? named(ids) + " the weight " + weight : note,
        EventType.EVENT_TYPE_WEIGHTS_CHANGED,
        id ->
            author.isEmpty()
                ? sentence("event.weight", id, weight)
                : sentence("event.weight.by", id, weight, author));
  }

  private static String named(List<String> ids) {
    return ids.size() == 1
        ? "back-end " + ids.getFirst() + " has"
        : "back-ends " + String.join(", ", ids) + " have";
  }

  /** Connections back-ends have now, all together. */
  public long connections(List<String> ids) {
    var group = telemetry.snapshot().group(TelemetryKind.BACKEND);
    return ids.stream().mapToLong(id -> group.value(id, BackendCounter.CONNECTIONS_ACTIVE)).sum();
  }

  private Revision change(
      List<String> ids,
      Function<Backend, Backend> change,
      String author,
      String note,
      EventType type,
      Function<String, Sentence> told)
      throws Refusal, InterruptedException {
    Set<String> changed = new LinkedHashSet<>();
    Revision revision =
        master.change(
            author,
            note,
            topology -> {
              changed.clear();
              Topology next = topology;
              for (String id : ids) {
                Topology before = next;
                next = with(before, id, change);
                if (!next.equals(before)) {
                  changed.add(id);
                }
              }
              return next;
            });
    for (String id : changed) {
      events.add(
          type,
          Severity.SEVERITY_INFO,
          Elements.ref(ElementKind.ELEMENT_KIND_BACKEND, id),
          List.of(told.apply(id)),
          revision.getNumber());
    }
    return revision;
  }

  private static Topology with(Topology topology, String id, Function<Backend, Backend> change)
      throws Refusal {
    for (int p = 0; p < topology.getPoolsCount(); p++) {
      Pool pool = topology.getPools(p);
      for (int b = 0; b < pool.getBackendsCount(); b++) {
        if (pool.getBackends(b).getId().equals(id)) {
          Pool changed = pool.toBuilder().setBackends(b, change.apply(pool.getBackends(b))).build();
          return topology.toBuilder().setPools(p, changed).build();
        }
      }
    }
    throw new Refusal.Missing(sentence("refused.noBackend", id));
  }
}
