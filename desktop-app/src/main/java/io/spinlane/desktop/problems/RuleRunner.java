package io.spinlane.desktop.problems;

import io.spinlane.v1.Diagnostic;
import io.spinlane.v1.Topology;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Judges drawings off the thread that draws. While one is judged newer ones replace each other, so
 * that the newest is always judged and none between must be.
 */
public final class RuleRunner {
  private final AtomicReference<Topology> wanted = new AtomicReference<>();
  private final Function<Topology, List<Diagnostic>> rules;
  private final Executor worker;
  private final Consumer<List<Diagnostic>> result;

  /**
   * A runner.
   *
   * @param worker runs one task after the other
   * @param result called on the worker's thread
   */
  public RuleRunner(
      Function<Topology, List<Diagnostic>> rules,
      Executor worker,
      Consumer<List<Diagnostic>> result) {
    this.rules = rules;
    this.worker = worker;
    this.result = result;
  }

  /** Asks for a judgement; returns at once. Any thread. */
  public void judge(Topology topology) {
    if (wanted.getAndSet(topology) == null) {
      worker.execute(this::work);
    }
  }

  private void work() {
    Topology topology = wanted.getAndSet(null);
    if (topology != null) {
      List<Diagnostic> diagnostics = rules.apply(topology);
      if (wanted.get() == null) {
        result.accept(diagnostics);
      }
    }
  }
}
