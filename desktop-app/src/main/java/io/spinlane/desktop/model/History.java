package io.spinlane.desktop.model;

import io.spinlane.v1.Topology;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was done and undone, newest first, at most {@link #LIMIT} steps each way. */
final class History {
  /** A step shares all unchanged elements with its neighbours, so a thousand cost little. */
  static final int LIMIT = 1000;

  record Step(String name, String mergeKey, Topology before, Topology after) {}

  private final Deque<Step> done = new ArrayDeque<>();
  private final Deque<Step> undone = new ArrayDeque<>();
  private boolean mergeable;

  void clear() {
    done.clear();
    undone.clear();
    mergeable = false;
  }

  /** The next edit starts an entry of its own even if its key says otherwise. */
  void seal() {
    mergeable = false;
  }

  /** The step the edit continues, or null when it begins a new one. */
  @Nullable Step mergeTarget(Edit edit) {
    Step top = done.peek();
    boolean continues =
        mergeable
            && top != null
            && !edit.mergeKey().isEmpty()
            && top.mergeKey().equals(edit.mergeKey());
    return continues ? top : null;
  }

  void record(Step step, boolean replacesTop) {
    if (replacesTop) {
      done.pop();
    }
    done.push(step);
    undone.clear();
    mergeable = true;
    if (done.size() > LIMIT) {
      done.removeLast();
    }
  }

  /** Forgets the newest step, because its last edit took it back. */
  void dropTop() {
    done.pop();
    mergeable = false;
  }

  @Nullable Step undo() {
    mergeable = false;
    return shift(done, undone);
  }

  @Nullable Step redo() {
    mergeable = false;
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
