package io.spinlane.desktop.assign;

import io.spinlane.desktop.model.ReceiveQueue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Spreads queues over cores, each only over those it may go to: the largest first, to the least
 * loaded core; then, as long as one queue's move helps, it is made. One thread.
 */
final class Spreading {
  private final Function<ReceiveQueue, List<Candidate>> near;
  private final ToDoubleFunction<ReceiveQueue> load;
  private final Map<ReceiveQueue, Candidate> chosen = new LinkedHashMap<>();
  private final Map<String, Double> loadOfCore;
  private final Map<String, Integer> lanesOfCore;

  /**
   * Nothing is spread yet.
   *
   * @param near the cores a queue may go to, never none
   * @param load what a queue brings
   * @param carried what cores carry that does not move
   * @param lanes how many queues cores poll that do not move
   */
  Spreading(
      Function<ReceiveQueue, List<Candidate>> near,
      ToDoubleFunction<ReceiveQueue> load,
      Map<String, Double> carried,
      Map<String, Integer> lanes) {
    this.near = near;
    this.load = load;
    loadOfCore = new HashMap<>(carried);
    lanesOfCore = new HashMap<>(lanes);
  }

  private double loadOf(Candidate core) {
    return loadOfCore.getOrDefault(core.id(), 0.0);
  }

  /** A queue is on this core to begin with, if it may be there. */
  void keep(ReceiveQueue queue, String core) {
    near.apply(queue).stream()
        .filter(one -> one.id().equals(core))
        .findFirst()
        .ifPresent(one -> put(queue, one));
  }

  private void put(ReceiveQueue queue, Candidate core) {
    Candidate before = chosen.put(queue, core);
    if (before != null) {
      loadOfCore.merge(before.id(), -load.applyAsDouble(queue), Double::sum);
      lanesOfCore.merge(before.id(), -1, Integer::sum);
    }
    loadOfCore.merge(core.id(), load.applyAsDouble(queue), Double::sum);
    lanesOfCore.merge(core.id(), 1, Integer::sum);
  }

  /** Gives a core to every queue that has none, those with the least choice first. */
  void fill(List<ReceiveQueue> queues) {
    List<ReceiveQueue> order = new ArrayList<>(queues);
    order.removeIf(chosen::containsKey);
    order.sort(
        Comparator.comparingInt((ReceiveQueue queue) -> near.apply(queue).size())
            .thenComparing(Comparator.comparingDouble(load).reversed()));
    Comparator<Candidate> least =
        Comparator.comparingDouble(this::loadOf)
            .thenComparingInt(core -> lanesOfCore.getOrDefault(core.id(), 0));
    for (ReceiveQueue queue : order) {
      put(queue, near.apply(queue).stream().min(least).orElseThrow());
    }
  }

  /**
   * Moves single queues to emptier cores while that takes more than a slack off the difference.
   * Each move makes the sum of the squares smaller, so this ends.
   */
  void even(double slack) {
    for (boolean moved = true; moved; ) {
      moved = false;
      for (Map.Entry<ReceiveQueue, Candidate> lane : List.copyOf(chosen.entrySet())) {
        double brings = load.applyAsDouble(lane.getKey());
        Candidate least =
            near.apply(lane.getKey()).stream()
                .min(Comparator.comparingDouble(this::loadOf))
                .orElseThrow();
        if (brings > 0 && loadOf(lane.getValue()) - brings > loadOf(least) + slack) {
          put(lane.getKey(), least);
          moved = true;
        }
      }
    }
  }

  /** What the busiest core carries. */
  double busiest() {
    return loadOfCore.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }

  /** Which core each queue goes to. */
  Map<ReceiveQueue, Candidate> chosen() {
    return chosen;
  }
}
