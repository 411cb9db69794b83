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
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * What operators do to one back-end. Each change is a new revision of the running topology, so that
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
   * Gives a back-end another state.
   *
   * @param note why, for the history; empty: what was done
   * @return the revision with it
   * @throws Refusal when the running topology has no such back-end, or the result does not run
   */
  public Revision setState(String id, BackendState state, String author, String note)
      throws Refusal, InterruptedException {
    String name = EnumNames.shortName(state);
    String what = "back-end " + id + " has the state " + name;
    Sentence told =
        author.isEmpty()
            ? sentence("event.state." + name, id)
            : sentence("event.state." + name + ".by", id, author);
    return change(
        id,
        backend ->
            Defaults.state(backend) == state
                ? backend
                : backend.toBuilder().setState(state).build(),
        author,
        note.isEmpty() ? what : note,
        EventType.EVENT_TYPE_BACKEND_STATE_CHANGED,
        told);
  }

  /** Gives a back-end another weight, 0 to 65535; otherwise as {@link #setState}. */
  public Revision setWeight(String id, int weight, String author, String note)
      throws Refusal, InterruptedException {
    String what = "back-end " + id + " has the weight " + weight;
    Sentence told =
        author.isEmpty()
            ? sentence("event.weight", id, weight)
            : sentence("event.weight.by", id, weight, author);
    return change(
        id,
        backend ->
            Defaults.weight(backend) == weight
                ? backend
                : backend.toBuilder().setWeight(weight).build(),
        author,
        note.isEmpty() ? what : note,
        EventType.EVENT_TYPE_WEIGHTS_CHANGED,
        told);
  }

  /** Connections a back-end has now. */
  public long connections(String id) {
    return telemetry
        .snapshot()
        .group(TelemetryKind.BACKEND)
        .value(id, BackendCounter.CONNECTIONS_ACTIVE);
  }

  private Revision change(
      String id,
      Function<Backend, Backend> change,
      String author,
      String note,
      EventType type,
      Sentence told)
      throws Refusal, InterruptedException {
    AtomicBoolean changed = new AtomicBoolean();
    Revision revision =
        master.change(
            author,
            note,
            topology -> {
              Topology next = with(topology, id, change);
              changed.set(!next.equals(topology));
              return next;
            });
    if (changed.get()) {
      events.add(
          type,
          Severity.SEVERITY_INFO,
          Elements.ref(ElementKind.ELEMENT_KIND_BACKEND, id),
          List.of(told),
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
