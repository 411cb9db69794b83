package io.spinlane.desktop.model;

import io.spinlane.v1.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was done and undone, newest first. The oldest steps are forgotten above {@link #LIMIT} steps
 * or {@link #LIMIT_BYTES}, but never the newest one, however large it is.
 */
final class History {
  /** More than anyone takes back. */
  static final int LIMIT = 1000;

  /** An eighth of the app's heap. A move costs 300 bytes, one of 2,000 elements 100 KB. */
  static final long LIMIT_BYTES = 32L << 20;

  /**
   * One step.
   *
   * @param change from the topology before to the one after
   * @param bytes about how much memory it keeps
   */
  record Step(String name, Delta change, long bytes) {
    static Step of(String name, Topology before, Topology after) {
      Delta change = Delta.between(before, after);
      return new Step(name, change, change.bytes() + name.length());
    }

    Topology before(Topology after) {
      return (Topology) change.back(after);
    }

    Topology after(Topology before) {
      return (Topology) change.forth(before);
    }
  }

  private final Deque<Step> done = new ArrayDeque<>();
  private final Deque<Step> undone = new ArrayDeque<>();

  /** Of both ways; only a new step adds to it. */
  private long bytes;

  /** Of the newest step; empty when nothing may continue it. */
  private String mergeKey = "";

  void clear() {
    done.clear();
    undone.clear();
    bytes = 0;
    seal();
  }

  /** The next edit starts an entry of its own even if its key says otherwise. */
  void seal() {
    mergeKey = "";
  }

  /** The step the edit continues, or null when it begins a new one. */
  @Nullable Step mergeTarget(Edit edit) {
    return !mergeKey.isEmpty() && mergeKey.equals(edit.mergeKey()) ? done.peek() : null;
  }

  /** A new step, in place of the newest one or above it; what was undone cannot be redone. */
  void record(Step step, String key, boolean replacesTop) {
    if (replacesTop) {
      bytes -= done.pop().bytes();
    }
    done.push(step);
    bytes += step.bytes();
    undone.forEach(gone -> bytes -= gone.bytes());
    undone.clear();
    mergeKey = key;
    while (done.size() > LIMIT || (bytes > LIMIT_BYTES && done.size() > 1)) {
      bytes -= done.removeLast().bytes();
    }
  }

  /** Forgets the newest step, because its last edit took it back. */
  void dropTop() {
    bytes -= done.pop().bytes();
    seal();
  }

  @Nullable Step undo() {
    seal();
    return shift(done, undone);
  }

  @Nullable Step redo() {
    seal();
    return shift(undone, done);
  }

  private static @Nullable Step shift(Deque<Step> from, Deque<Step> to) {
    Step step = from.poll();
    if (step != null) {
      to.push(step);
    }
    return step;
  }

  List<String> doneNames() {
    return names(done);
  }

  List<String> undoneNames() {
    return names(undone);
  }

  private static List<String> names(Deque<Step> steps) {
    List<String> names = new ArrayList<>(steps.size());
    steps.forEach(step -> names.add(step.name()));
    return names;
  }
}
