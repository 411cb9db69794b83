package io.spinlane.desktop.model;

import io.spinlane.desktop.model.History.Step;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The drawing that is open: an immutable topology, its undo list, and who wants to know when it
 * changes. Belongs to one thread; snapshots it hands out may go anywhere.
 */
public final class DesignModel {
  /** Told after every change, on the model's thread. */
  @FunctionalInterface
  public interface Listener {
    /** {@code before} and {@code after} share every element that did not change. */
    void changed(Topology before, Topology after);
  }

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private final History history = new History();
  private final Selection selection = new Selection();
  private final Typing typing = new Typing();
  private Topology topology = Topology.getDefaultInstance();
  private Topology saved = topology;
  private Map<String, Element> elements = Map.of();
  private List<Wire> wires = List.of();
  private int openings;

  /** What is drawn now. */
  public Topology topology() {
    return topology;
  }

  /** All elements by id. */
  public Map<String, Element> elements() {
    return elements;
  }

  /** The element with an id. */
  public Optional<Element> element(String id) {
    return Optional.ofNullable(elements.get(id));
  }

  /** All wires whose both ends exist. */
  public List<Wire> wires() {
    return wires;
  }

  /** What is selected; it never holds what is no longer drawn. */
  public Selection selection() {
    return selection;
  }

  /** What is typed and not written yet. */
  public Typing typing() {
    return typing;
  }

  /** Registers a listener; the handle ends it. */
  public Runnable listen(Listener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** How many drawings were opened: another number is another drawing. */
  public int openings() {
    return openings;
  }

  /** Starts over with another drawing, which counts as saved; nothing of it is selected. */
  public void open(Topology opened) {
    history.clear();
    selection.clear();
    saved = opened;
    openings++;
    become(Places.within(opened));
  }

  /**
   * Applies an edit. One that continues another starts again from where that one began; when it
   * comes out there, nothing has happened and nothing is left to undo.
   *
   * @return false when it changed nothing; then there is nothing to undo either
   */
  public boolean apply(Edit edit) {
    Step continued = history.mergeTarget(edit);
    Topology before = continued == null ? topology : continued.before(topology);
    Topology after = Places.within(edit.change().apply(before));
    if (after.equals(topology)) {
      return false;
    }
    if (continued != null && after.equals(before)) {
      history.dropTop();
      become(before);
      return true;
    }
    history.record(Step.of(edit.name(), before, after), edit.mergeKey(), continued != null);
    become(after);
    return true;
  }

  /** Ends a run of merged edits, for example when a field loses the focus. */
  public void endMerge() {
    history.seal();
  }

  /** Takes the last edit back; nothing happens when there is none. */
  public void undo() {
    travel(-1);
  }

  /** Makes the last edit taken back again; nothing happens when there is none. */
  public void redo() {
    travel(1);
  }

  /**
   * Undoes or redoes several steps as one change, as far as there are any, and selects what came
   * back or changed.
   *
   * @param steps how many to redo; negative: to undo
   */
  public void travel(int steps) {
    Topology there = topology;
    boolean moved = false;
    for (int i = 0; i < Math.abs(steps); i++) {
      Step step = steps < 0 ? history.undo() : history.redo();
      if (step == null) {
        break;
      }
      there = steps < 0 ? step.before(there) : step.after(there);
      moved = true;
    }
    if (moved) {
      Touched.Moment before = moment();
      // even when equal: a step fits only the order of the layout it was made in
      become(there);
      Touched.by(before, moment(), selection.picked()).ifPresent(selection::select);
    }
  }

  /** Names of what can be undone, newest first. */
  public List<String> undoNames() {
    return history.doneNames();
  }

  /** Names of what can be redone, next first. */
  public List<String> redoNames() {
    return history.undoneNames();
  }

  /** The drawing given is now in the file; the one of a save that took its time may be older. */
  public void markSaved(Topology written) {
    history.seal();
    saved = written;
    tell(topology);
  }

  /** The drawing differs from what was opened or saved last. */
  public boolean dirty() {
    return !topology.equals(saved);
  }

  private Touched.Moment moment() {
    return new Touched.Moment(topology, elements, wires);
  }

  private void become(Topology next) {
    Topology before = topology;
    topology = next;
    elements = Drawing.index(next);
    wires = Wires.of(next, elements);
    selection.retain(elements, wires);
    tell(before);
  }

  private void tell(Topology before) {
    for (Listener listener : listeners) {
      listener.changed(before, topology);
    }
  }
}
