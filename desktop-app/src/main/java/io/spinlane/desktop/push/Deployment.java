package io.spinlane.desktop.push;

import io.spinlane.desktop.push.DeployMark.Kind;
import io.spinlane.desktop.remote.ConnectionStatus;
import io.spinlane.desktop.remote.ConnectionStatus.Running;
import io.spinlane.topology.diff.TopologyDiff;
import io.spinlane.topology.diff.TopologyMerge;
import io.spinlane.v1.Change;
import io.spinlane.v1.ChangeKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the drawing differs from what the agent runs, and from which revision the drawing began.
 *
 * <pre>
 *            ┌── mine ───▶ drawing ──┐
 *   base ────┤                       ├── changes: what a push would do
 *            └── theirs ─▶ running ──┘
 * </pre>
 *
 * <p>Belongs to one thread.
 */
public final class Deployment {
  private Running running = Running.NOTHING;
  private Running base = Running.NOTHING;
  private String place = "";

  /** Where the base is from: who comes back to the same agent has begun from the same revision. */
  private String begunAt = "";

  private boolean connected;
  private int expected;
  private Topology drawing = Topology.getDefaultInstance();
  private List<Change> changes = List.of();
  private List<Change> theirs = List.of();
  private final List<Runnable> listeners = new ArrayList<>();

  /** Has someone told after everything that may make a difference. */
  public void listen(Runnable listener) {
    listeners.add(listener);
  }

  /** The connection changed, or what the agent runs; the drawing is as given. */
  public void agentChanged(ConnectionStatus status, Topology drawn) {
    boolean first = status.connected() && !status.place().equals(begunAt);
    boolean startedOver = status.connected() && startedOver(base, status.running());
    running = status.running();
    connected = status.connected();
    if (first || startedOver) {
      base = running;
    }
    if (connected) {
      place = status.place();
      begunAt = place;
    }
    drawingChanged(drawn);
  }

  /** The host has forgotten the base: it counts from the start, or another has its number. */
  private static boolean startedOver(Running base, Running now) {
    return now.revision() < base.revision()
        || (now.revision() == base.revision() && !now.info().equals(base.info()));
  }

  /** The drawing changed. */
  public void drawingChanged(Topology drawn) {
    drawing = drawn;
    if (known()) {
      compare();
    }
    listeners.forEach(Runnable::run);
  }

  private void compare() {
    changes = TopologyDiff.configurationBetween(running.topology(), drawing);
    theirs =
        behind()
            ? TopologyDiff.configurationBetween(base.topology(), running.topology())
            : List.of();
    if (changes.isEmpty() || theirs.isEmpty()) {
      base = running;
      theirs = List.of();
    }
  }

  /** The drawing was pushed as what runs now, or taken over or merged from it. */
  public void rebase(Topology drawn) {
    rebase(drawn, running);
  }

  /** As {@link #rebase(Topology)}; by now something newer may run. */
  public void rebase(Topology drawn, Running from) {
    base = from;
    drawingChanged(drawn);
  }

  /** The agent was left. */
  public void forget(Topology drawn) {
    place = "";
    running = Running.NOTHING;
    connected = false;
    changes = List.of();
    theirs = List.of();
    drawingChanged(drawn);
  }

  /** Changes that a push would make; places on the canvas are none. */
  public List<Change> changes() {
    return changes;
  }

  /** What others have changed since the drawing began. */
  public List<Change> theirs() {
    return theirs;
  }

  /** What was changed here since the drawing began. */
  public List<Change> mine() {
    return TopologyDiff.configurationBetween(base.topology(), drawing);
  }

  /** The drawing, what runs, and what both began from, as they are now. */
  public Sides sides() {
    return new Sides(base.topology(), drawing, running);
  }

  /** What runs, with the boxes where they are drawn. */
  public Topology takenOver() {
    Topology moved =
        base.topology().toBuilder().clearLayout().putAllLayout(drawing.getLayoutMap()).build();
    return TopologyMerge.of(base.topology(), moved, running.topology()).merged(Set.of());
  }

  /** How each element that differs does so, by its id. */
  public Map<String, DeployMark> marks() {
    Map<String, DeployMark> marks = new HashMap<>();
    if (!known()) {
      return marks;
    }
    Set<ElementRef> my = theirs.isEmpty() ? Set.of() : elements(mine());
    Set<ElementRef> others = elements(theirs);
    for (Change change : changes) {
      ElementRef element = change.getElement();
      Kind kind =
          !others.contains(element)
              ? change.getKind() == ChangeKind.CHANGE_KIND_ADDED ? Kind.NEW : Kind.CHANGED
              : my.contains(element) ? Kind.BOTH : Kind.THEIRS;
      marks.put(element.getId(), new DeployMark(kind, change.getPropertiesList()));
    }
    return marks;
  }

  private static Set<ElementRef> elements(List<Change> changes) {
    Set<ElementRef> elements = new HashSet<>();
    changes.forEach(change -> elements.add(change.getElement()));
    return elements;
  }

  /** An agent is there to be compared with. */
  public boolean known() {
    return !place.isEmpty();
  }

  /** A push is possible. */
  public boolean connected() {
    return connected;
  }

  /** What the drawing began from. */
  public Running base() {
    return base;
  }

  /** What the agent runs. */
  public Running running() {
    return running;
  }

  /** Another revision runs than the drawing began from. */
  public boolean behind() {
    return known() && running.revision() != base.revision();
  }

  /** Someone else has pushed since: what runs is neither drawn nor what the drawing began from. */
  public boolean drifted() {
    return behind() && !changes.isEmpty() && expected == 0;
  }

  /** The host is being changed from here; what comes of it is nobody else's doing. */
  public void expectChange() {
    expected++;
  }

  /** The change has come, or failed. */
  public void changeCame() {
    expected--;
    listeners.forEach(Runnable::run);
  }
}
