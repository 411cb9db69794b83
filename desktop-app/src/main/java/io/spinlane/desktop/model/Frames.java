package io.spinlane.desktop.model;

import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Box;
import io.spinlane.v1.CacheInfo;
import io.spinlane.v1.Core;
import io.spinlane.v1.CpuInfo;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The frames around the cores: package, in it NUMA node, in it the cache of the last level that
 * several CPUs share. Frames that hold the same cores are one. Pure.
 */
public final class Frames {
  /** Between a frame and what it holds. */
  private static final double PADDING = 8;

  /** Cores that share something; the ones inside share more. */
  record Group(String key, String title, Set<String> cores, List<Group> inner) {}

  private final Topology topology;
  private final Map<String, Area> areas;
  private final List<Frame> frames = new ArrayList<>();

  private Frames(Topology topology, Map<String, Area> areas) {
    this.topology = topology;
    this.areas = areas;
  }

  /**
   * Finds the frames of a drawing, outer ones before those in them.
   *
   * @param areas of all cards, by id
   * @param host what is known of the CPUs; cores on other CPUs are in no frame
   */
  public static List<Frame> of(Topology topology, Map<String, Area> areas, Inventory host) {
    Frames found = new Frames(topology, areas);
    groups(topology, host).forEach(group -> found.add(group, 0));
    found.frames.sort(Comparator.comparingInt(Frame::depth));
    return List.copyOf(found.frames);
  }

  /** The innermost sets of cores that belong together, for layouts. */
  public static List<Set<String>> innermost(Topology topology, Inventory host) {
    List<Set<String>> sets = new ArrayList<>();
    groups(topology, host).forEach(group -> leaves(group, sets));
    return sets;
  }

  private static void leaves(Group group, List<Set<String>> sets) {
    Set<String> loose = new LinkedHashSet<>(group.cores());
    for (Group inner : group.inner()) {
      leaves(inner, sets);
      loose.removeAll(inner.cores());
    }
    if (!loose.isEmpty()) {
      sets.add(loose);
    }
  }

  /** Packages with nodes and caches in them; cores on CPUs that are not known are in none. */
  static List<Group> groups(Topology topology, Inventory host) {
    Map<Integer, CpuInfo> cpus = new HashMap<>();
    host.getCpusList().forEach(cpu -> cpus.put(cpu.getCpu(), cpu));
    Map<Integer, Map<Integer, Map<String, Set<String>>>> packages = new TreeMap<>();
    Map<String, String> cacheTitles = new HashMap<>();
    for (Core core : topology.getCoresList()) {
      CpuInfo cpu = cpus.get(core.getCpu());
      if (cpu != null) {
        String cache = lastShared(cpu).map(Frames::key).orElse("");
        lastShared(cpu).ifPresent(info -> cacheTitles.put(cache, title(info)));
        packages
            .computeIfAbsent(cpu.getPackage(), _ -> new TreeMap<>())
            .computeIfAbsent(cpu.getNumaNode(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(cache, _ -> new LinkedHashSet<>())
            .add(core.getId());
      }
    }
    List<Group> found = new ArrayList<>();
    packages.forEach(
        (number, nodes) -> {
          List<Group> inner = new ArrayList<>();
          nodes.forEach((node, caches) -> inner.add(node(node, caches, cacheTitles)));
          found.add(group("package:" + number, Texts.get("frame.package", number), inner));
        });
    return found;
  }

  private static Group node(
      int number, Map<String, Set<String>> caches, Map<String, String> titles) {
    List<Group> inner = new ArrayList<>();
    Set<String> cores = new LinkedHashSet<>();
    caches.forEach(
        (cache, sharing) -> {
          cores.addAll(sharing);
          if (!cache.isEmpty()) {
            inner.add(new Group(cache, titles.getOrDefault(cache, ""), sharing, List.of()));
          }
        });
    return merged(new Group("node:" + number, Texts.get("frame.node", number), cores, inner));
  }

  private static Group group(String key, String title, List<Group> inner) {
    Set<String> cores = new LinkedHashSet<>();
    inner.forEach(group -> cores.addAll(group.cores()));
    return merged(new Group(key, title, cores, inner));
  }

  /** A frame just around another is the same frame with a longer title. */
  private static Group merged(Group outer) {
    if (outer.inner().size() != 1 || !outer.inner().getFirst().cores().equals(outer.cores())) {
      return outer;
    }
    Group inner = outer.inner().getFirst();
    return new Group(
        outer.key(), outer.title() + " · " + inner.title(), outer.cores(), inner.inner());
  }

  private static Optional<CacheInfo> lastShared(CpuInfo cpu) {
    return cpu.getCachesList().stream()
        .filter(cache -> cache.getSharedCpusCount() > 1)
        .filter(cache -> !cpu.getSmtSiblingsList().containsAll(cache.getSharedCpusList()))
        .max(Comparator.comparingInt(CacheInfo::getLevel));
  }

  private static String key(CacheInfo cache) {
    int first = cache.getSharedCpusList().stream().min(Integer::compare).orElse(0);
    return "cache:" + first;
  }

  private static String title(CacheInfo cache) {
    return Texts.get("frame.cache", cache.getLevel(), cache.getSizeBytes() >> 20);
  }

  /** Adds a group and those in it; the area it has, unless none of its cores is drawn. */
  private Optional<Area> add(Group group, int depth) {
    boolean collapsed = collapsed(topology, group.key());
    Set<String> loose = new LinkedHashSet<>(group.cores());
    Optional<Area> held = Optional.empty();
    if (!collapsed) {
      for (Group inner : group.inner()) {
        loose.removeAll(inner.cores());
        held = union(held, add(inner, depth + 1));
      }
    }
    held = union(held, around(loose));
    Optional<Area> area = collapsed ? box(group) : held.map(Frames::framed);
    area.ifPresent(
        place ->
            frames.add(
                new Frame(
                    group.key(),
                    group.title(),
                    group.cores(),
                    cpus(group.cores()),
                    place,
                    collapsed,
                    depth)));
    return area;
  }

  /** Numbers that follow each other are one range. */
  private String cpus(Set<String> cores) {
    BitSet cpus = new BitSet();
    topology.getCoresList().stream()
        .filter(core -> cores.contains(core.getId()))
        .forEach(core -> cpus.set(core.getCpu()));
    List<String> ranges = new ArrayList<>();
    for (int first = cpus.nextSetBit(0); first >= 0; first = cpus.nextSetBit(first)) {
      int end = cpus.nextClearBit(first);
      ranges.add(end - first == 1 ? String.valueOf(first) : first + "–" + (end - 1));
      first = end;
    }
    return Texts.get("frame.cpus", String.join(", ", ranges));
  }

  private static Optional<Area> union(Optional<Area> a, Optional<Area> b) {
    return a.isPresent() && b.isPresent() ? Optional.of(a.get().union(b.get())) : a.or(() -> b);
  }

  private Optional<Area> around(Collection<String> cores) {
    return cores.stream()
        .filter(areas::containsKey)
        .map(id -> areas.getOrDefault(id, new Area(0, 0, 0, 0)))
        .reduce(Area::union);
  }

  private static Area framed(Area cards) {
    return new Area(
        cards.x() - PADDING,
        cards.y() - PADDING - Frame.TITLE_HEIGHT,
        cards.width() + 2 * PADDING,
        cards.height() + 2 * PADDING + Frame.TITLE_HEIGHT);
  }

  /** In place of the uppermost of its cards: nothing else is there. */
  private Optional<Area> box(Group group) {
    return group.cores().stream()
        .filter(areas::containsKey)
        .map(id -> areas.getOrDefault(id, new Area(0, 0, 0, 0)))
        .min(Comparator.comparingDouble(Area::y).thenComparingDouble(Area::x))
        .map(card -> new Area(card.x(), card.y(), Cards.WIDTH, Frame.COLLAPSED_HEIGHT));
  }

  /** The person has collapsed the frame with a key. */
  public static boolean collapsed(Topology topology, String key) {
    return topology.getLayoutOrDefault(key, Box.getDefaultInstance()).getCollapsed();
  }

  /**
   * Plans to collapse frames or to open them; what an open one would cover moves down.
   *
   * @param titles of the frames by key
   * @param areas of all cards, by id
   */
  public static Edit collapse(
      Topology topology,
      Map<String, Area> areas,
      Inventory host,
      Map<String, String> titles,
      boolean collapsed) {
    Edit edit = Edits.collapse(titles, collapsed);
    if (collapsed) {
      return edit;
    }
    Map<String, Point> places =
        new FrameRoom(edit.change().apply(topology), host, areas).places(titles.keySet());
    return places.isEmpty() ? edit : edit.and(Edits.move(places));
  }

  /** Cores that stand behind a collapsed frame, with the area of the box in their place. */
  public static Map<String, Area> hidden(List<Frame> frames) {
    Map<String, Area> hidden = new LinkedHashMap<>();
    for (Frame frame : frames) {
      if (frame.collapsed()) {
        frame.cores().forEach(id -> hidden.put(id, frame.area()));
      }
    }
    return hidden;
  }
}
