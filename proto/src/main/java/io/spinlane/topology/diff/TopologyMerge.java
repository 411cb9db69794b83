package io.spinlane.topology.diff;

import com.google.protobuf.Message;
import io.spinlane.topology.Elements;
import io.spinlane.topology.diff.MergeConflict.Kind;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Box;
import io.spinlane.v1.Core;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Note;
import io.spinlane.v1.Pool;
import io.spinlane.v1.PropertyChange;
import io.spinlane.v1.Route;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
 * I have put it, or else where they have. References are not looked at: the rules judge what comes
 * out like any other drawing. Immutable.
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
    if (mine.equals(base)) {
      Set<String> ids = new HashSet<>();
      Elements.of(theirs).forEach(element -> ids.add(element.ref().getId()));
      return theirs.toBuilder().clearLayout().putAllLayout(layout(ids)).build();
    }
    Map<List<Object>, Drawn> before = Drawn.elements(base);
    Map<List<Object>, Drawn> my = Drawn.elements(mine);
    Map<List<Object>, Drawn> their = Drawn.elements(theirs);
    Set<List<Object>> names = new LinkedHashSet<>(my.keySet());
    names.addAll(their.keySet());
    Message whole =
        new MessageMerge(Elements.TOPOLOGY, theirsWins)
            .merge(Drawn.whole(base), Drawn.whole(mine), Drawn.whole(theirs));
    Sheet sheet = new Sheet((Topology) whole);
    Removals removals = new Removals(theirsWins);
    Set<String> myPools = touchedPools(before, my);
    Set<String> theirPools = touchedPools(before, their);
    for (List<Object> name : names) {
      Drawn old = before.get(name);
      Drawn ours = my.get(name);
      Drawn others = their.get(name);
      if (ours != null && others != null) {
        sheet.add(both(old, ours, others, theirsWins));
      } else if (ours != null) {
        if (removals.stays(old, ours, myPools, Kind.THEIRS_REMOVED)) {
          sheet.add(ours);
        }
      } else if (others != null && removals.stays(old, others, theirPools, Kind.MINE_REMOVED)) {
        sheet.add(others);
      }
    }
    return sheet.topology(this::layout);
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
              new MergeConflict(ours.ref(), Kind.PROPERTY, "pool", was, pool, others.pool()))) {
        pool = others.pool();
      }
    }
    return new Drawn(ours.element(), properties, pool);
  }

  /** Decides about elements that only one side still has. */
  private static final class Removals {
    private final Predicate<MergeConflict> theirsWins;

    /** Removed pools that somebody had to decide about: whether they stay, their back-ends too. */
    private final Map<String, Boolean> pools = new HashMap<>();

    Removals(Predicate<MergeConflict> theirsWins) {
      this.theirsWins = theirsWins;
    }

    /**
     * Whether an element stays.
     *
     * @param old how it was before both; null: it is new
     * @param kept how the side that still has it has it
     * @param touchedPools pools whose back-ends that side has changed
     */
    boolean stays(@Nullable Drawn old, Drawn kept, Set<String> touchedPools, Kind kind) {
      Boolean withPool = pools.get(kept.pool());
      if (withPool != null) {
        return withPool;
      }
      if (old == null) {
        return true;
      }
      boolean pool = kept.properties() instanceof Pool;
      if (kept.same(old) && !(pool && touchedPools.contains(kept.ref().getId()))) {
        return false;
      }
      String changed = changes(old, kept);
      boolean iRemoved = kind == Kind.MINE_REMOVED;
      boolean forThem =
          theirsWins.test(
              new MergeConflict(
                  kept.ref(), kind, "", "", iRemoved ? "" : changed, iRemoved ? changed : ""));
      boolean stays = iRemoved == forThem;
      if (pool) {
        pools.put(kept.ref().getId(), stays);
      }
      return stays;
    }
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

  /** Pools whose back-ends are not as they were. */
  private static Set<String> touchedPools(
      Map<List<Object>, Drawn> before, Map<List<Object>, Drawn> now) {
    Set<String> touched = new HashSet<>();
    now.forEach(
        (name, drawn) -> {
          Drawn old = before.get(name);
          if (drawn.properties() instanceof Backend && (old == null || !old.same(drawn))) {
            touched.add(drawn.pool());
          }
        });
    return touched;
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

  /** A topology that is put together element by element. */
  private static final class Sheet {
    private final Topology.Builder topology;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, List<Backend>> backends = new LinkedHashMap<>();

    Sheet(Topology whole) {
      topology = whole.toBuilder();
    }

    void add(Drawn drawn) {
      switch (drawn.properties()) {
        case Nic nic -> topology.addNics(nic);
        case Core core -> topology.addCores(core);
        case Lane lane -> topology.addLanes(lane);
        case Vip vip -> topology.addVips(vip);
        case Pool pool -> topology.addPools(pool);
        case Backend backend -> {
          backends.computeIfAbsent(drawn.pool(), _ -> new ArrayList<>()).add(backend);
          return;
        }
        case Service service -> topology.addServices(service);
        case Route route -> topology.addRoutes(route);
        case Note note -> topology.addNotes(note);
        default -> throw new IllegalStateException("no such element: " + drawn.ref());
      }
      ids.add(drawn.ref().getId());
    }

    /** Back-ends go with a pool that somebody decided to remove. */
    Topology topology(Function<Set<String>, Map<String, Box>> layout) {
      for (Pool.Builder pool : topology.getPoolsBuilderList()) {
        List<Backend> members = backends.remove(pool.getId());
        if (members != null) {
          pool.addAllBackends(members);
          members.forEach(backend -> ids.add(backend.getId()));
        }
      }
      return topology.putAllLayout(layout.apply(ids)).build();
    }
  }
}
