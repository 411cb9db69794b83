package io.spinlane.topology.diff;

import com.google.protobuf.Message;
import io.spinlane.topology.Elements;
import io.spinlane.v1.Box;
import io.spinlane.v1.Topology;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings two drawings together that began from the same one.
 *
 * <pre>
 *            ┌── mine ───┐
 *   base ────┤           ├──▶ merged: what either changed, and a choice where both did
 *            └── theirs ─┘
 * </pre>
 *
 * <p>Elements keep the order of mine, with new ones of theirs behind. A box on the canvas is where
 * I have put it, or else where they have. Nothing that led somewhere in both drawings leads nowhere
 * in the merged one: an element that one side has removed and the other has newly connected
 * something to is a conflict. What else two changes make of each other, such as two cores on one
 * CPU, the rules tell of what comes out like of any drawing. Immutable; any thread: 2,000 elements
 * take some tens of milliseconds.
 */
public final class TopologyMerge {
  private final Topology base;
  private final Topology mine;
  private final Topology theirs;
  private final List<MergeConflict> conflicts;

  private TopologyMerge(Topology base, Topology mine, Topology theirs) {
    this.base = base;
    this.mine = mine;
    this.theirs = theirs;
    Set<MergeConflict> found = new LinkedHashSet<>();
    Topology _ =
        make(
            conflict -> {
              found.add(conflict);
              return false;
            });
    conflicts = List.copyOf(found);
  }

  /** The merge of two drawings. */
  public static TopologyMerge of(Topology base, Topology mine, Topology theirs) {
    return new TopologyMerge(base, mine, theirs);
  }

  /** What somebody must decide; empty when nobody is in the other's way. */
  public List<MergeConflict> conflicts() {
    return conflicts;
  }

  /**
   * The drawing that comes out.
   *
   * @param forTheirs the conflicts that are decided for them; all others are for me
   */
  public Topology merged(Set<MergeConflict> forTheirs) {
    return make(forTheirs::contains);
  }

  private Topology make(Predicate<MergeConflict> theirsWins) {
    if (theirs.equals(base) || theirs.equals(mine)) {
      return mine;
    }
    if (withoutBoxes(mine).equals(withoutBoxes(base))) {
      Set<String> ids = new HashSet<>();
      Elements.of(theirs).forEach(element -> ids.add(element.ref().getId()));
      return theirs.toBuilder().clearLayout().putAllLayout(layout(ids)).build();
    }
    Side before = Side.of(base);
    Side my = Side.of(mine);
    Side their = Side.of(theirs);
    Set<List<Object>> names = new LinkedHashSet<>(my.elements().keySet());
    names.addAll(their.elements().keySet());
    Message whole =
        new MessageMerge(Elements.TOPOLOGY, theirsWins)
            .merge(Drawn.whole(base), Drawn.whole(mine), Drawn.whole(theirs));
    Removals removals = new Removals(before, my, their, names, theirsWins);
    Sheet sheet = new Sheet((Topology) whole);
    for (List<Object> name : names) {
      Drawn ours = my.elements().get(name);
      Drawn others = their.elements().get(name);
      if (ours != null && others != null) {
        Drawn old = before.elements().get(name);
        sheet.add(both(old, ours, others, theirsWins), ours.pool(), others.pool());
      } else if (removals.stays(name)) {
        sheet.add(ours != null ? ours : Objects.requireNonNull(others));
      }
    }
    Topology merged = LooseEnds.tie(sheet.topology(), before, my, their);
    Set<String> ids = new HashSet<>();
    Elements.of(merged).forEach(element -> ids.add(element.ref().getId()));
    return merged.toBuilder().putAllLayout(layout(ids)).build();
  }

  private static Topology withoutBoxes(Topology topology) {
    return topology.toBuilder().clearLayout().build();
  }

  /** An element that both have. */
  private static Drawn both(
      @Nullable Drawn old, Drawn ours, Drawn others, Predicate<MergeConflict> theirsWins) {
    Message nothing = ours.properties().getDefaultInstanceForType();
    Message properties =
        new MessageMerge(ours.ref(), theirsWins)
            .merge(
                old == null ? nothing : old.properties(), ours.properties(), others.properties());
    String was = old == null ? "" : old.pool();
    String pool = ours.pool();
    if (!others.pool().equals(pool) && !others.pool().equals(was)) {
      boolean free = pool.equals(was);
      if (free
          || theirsWins.test(
              MergeConflict.property(ours.ref(), "pool", was, pool, others.pool()))) {
        pool = others.pool();
      }
    }
    return new Drawn(ours.element(), properties, pool);
  }

  /** Boxes of what came out; those that belong to no element stay with me. */
  private Map<String, Box> layout(Set<String> ids) {
    Map<String, Box> layout = new LinkedHashMap<>(mine.getLayoutMap());
    theirs
        .getLayoutMap()
        .forEach(
            (id, box) -> {
              Box my = mine.getLayoutMap().get(id);
              boolean left = my == null || my.equals(base.getLayoutMap().get(id));
              if (left && ids.contains(id)) {
                layout.put(id, box);
              }
            });
    Set<String> gone = new HashSet<>();
    for (Topology each : List.of(base, mine, theirs)) {
      Elements.of(each).forEach(element -> gone.add(element.ref().getId()));
    }
    gone.removeAll(ids);
    layout.keySet().removeAll(gone);
    return layout;
  }
}
