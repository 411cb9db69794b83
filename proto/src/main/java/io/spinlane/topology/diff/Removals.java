package io.spinlane.topology.diff;

import io.spinlane.topology.diff.MergeConflict.Kind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.PropertyChange;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Decides about elements that only one drawing still has.
 *
 * <ul>
 *   <li>New ones stay, and those go that the side which still has them has left alone.
 *   <li>About one that was changed, or that something new is connected to or drawn in, somebody
 *       must decide. Back-ends go and stay with such a pool, lanes with such a NIC.
 *   <li>What is kept by such a decision brings back what it names and what is in it.
 * </ul>
 */
final class Removals {
  private final Side base;
  private final Predicate<MergeConflict> theirsWins;
  private final Map<List<Object>, Boolean> stays = new HashMap<>();
  private final Set<List<Object>> asked = new HashSet<>();

  /**
   * The decisions.
   *
   * @param names of all elements, those of mine first
   * @param theirsWins asked once for each conflict, in the order of the names
   */
  Removals(
      Side base,
      Side mine,
      Side theirs,
      Set<List<Object>> names,
      Predicate<MergeConflict> theirsWins) {
    this.base = base;
    this.theirsWins = theirsWins;
    Map<ElementRef, Set<ElementRef>> neededByMine = mine.newlyNeeded(base);
    Map<ElementRef, Set<ElementRef>> neededByTheirs = theirs.newlyNeeded(base);
    for (List<Object> name : names) {
      Drawn my = mine.elements().get(name);
      Drawn their = theirs.elements().get(name);
      if (my != null && their == null) {
        decide(name, my, neededByMine, Kind.THEIRS_REMOVED);
      } else if (my == null && their != null) {
        decide(name, their, neededByTheirs, Kind.MINE_REMOVED);
      }
    }
    bringBack(mine, theirs);
    bringBack(theirs, mine);
  }

  /** Whether an element that only one has is in the merged drawing. */
  boolean stays(List<Object> name) {
    return stays.getOrDefault(name, false);
  }

  private void decide(
      List<Object> name, Drawn kept, Map<ElementRef, Set<ElementRef>> neededBy, Kind kind) {
    ElementRef owner = Side.owner(kept);
    if (owner != null && asked.contains(Side.name(owner))) {
      asked.add(name);
      stays.put(name, stays(Side.name(owner)));
      return;
    }
    Drawn old = base.elements().get(name);
    if (old == null) {
      stays.put(name, true);
      return;
    }
    List<ElementRef> needing = List.copyOf(neededBy.getOrDefault(kept.ref(), Set.of()));
    if (kept.same(old) && needing.isEmpty()) {
      stays.put(name, false);
      return;
    }
    String changed = changes(old, kept);
    boolean iRemoved = kind == Kind.MINE_REMOVED;
    boolean forThem =
        theirsWins.test(
            new MergeConflict(
                kept.ref(),
                kind,
                "",
                "",
                iRemoved ? "" : changed,
                iRemoved ? changed : "",
                needing));
    asked.add(name);
    stays.put(name, iRemoved == forThem);
  }

  private static String changes(Drawn old, Drawn now) {
    List<PropertyChange> changes = TopologyDiff.properties(old.properties(), now.properties());
    List<String> said =
        changes.stream()
            .map(one -> one.getPath() + ": " + one.getNewValue())
            .collect(Collectors.toCollection(ArrayList::new));
    if (!old.pool().equals(now.pool())) {
      said.addFirst("pool: " + now.pool());
    }
    return String.join(", ", said);
  }

  /** Has come back what a kept element needs and nobody has decided against. */
  private void bringBack(Side side, Side other) {
    Map<ElementRef, List<ElementRef>> needs = side.needs();
    Deque<ElementRef> kept = new ArrayDeque<>();
    side.elements()
        .forEach(
            (name, drawn) -> {
              if (asked.contains(name) && stays(name)) {
                kept.add(drawn.ref());
              }
            });
    while (!kept.isEmpty()) {
      for (ElementRef needed : needs.getOrDefault(kept.remove(), List.of())) {
        List<Object> name = Side.name(needed);
        boolean gone = side.has(needed) && !other.has(needed) && !stays(name);
        if (gone && asked.add(name)) {
          stays.put(name, true);
          kept.add(needed);
        }
      }
    }
  }
}
