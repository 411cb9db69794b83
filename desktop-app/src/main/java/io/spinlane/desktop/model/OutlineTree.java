package io.spinlane.desktop.model;

import io.spinlane.desktop.model.Branch.Drawn;
import io.spinlane.desktop.model.Branch.Polled;
import io.spinlane.desktop.model.Branch.Shared;
import io.spinlane.desktop.model.Frames.Group;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Inventory;
import io.spinlane.v1.Service;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What of a drawing is under what. Wires say it, and the host for its cores; what nothing leads to
 * is in groups of its own.
 *
 * <pre>
 *   NICs                  NIC → queue and the core that polls it
 *   Cores                 package, NUMA node, cache → core
 *   VIPs                  VIP → service → pool, fallback pool → back-end
 *   Services without VIP  service → ...
 *   Pools without service pool → back-end
 *   Notes
 * </pre>
 *
 * <p>Pure.
 */
public final class OutlineTree {
  private final DesignModel model;
  private final Inventory host;
  private final Predicate<Branch> wanted;
  private final Map<String, List<Wire>> wires = new HashMap<>();
  private final Map<String, Optional<Branch>> known = new HashMap<>();

  /** Ids of what some wire or service leads to. */
  private final Set<String> led = new HashSet<>();

  private OutlineTree(DesignModel model, Inventory host, Predicate<Branch> wanted) {
    this.model = model;
    this.host = host;
    this.wanted = wanted;
    for (Wire wire : model.wires()) {
      wires.computeIfAbsent(wire.from(), _ -> new ArrayList<>()).add(wire);
      led.add(wire.to());
    }
    for (Element element : model.elements().values()) {
      fallback(element).ifPresent(pool -> led.add(pool.id()));
    }
  }

  /**
   * The outline of what is drawn.
   *
   * @param host what is known of the CPUs; cores on others are in no piece of it
   * @param wanted decides about elements and queues; what leads to a wanted one stays
   * @return the line above all groups, which says nothing itself
   */
  public static Branch of(DesignModel model, Inventory host, Predicate<Branch> wanted) {
    return new OutlineTree(model, host, wanted).root();
  }

  private Branch root() {
    List<Branch> groups = new ArrayList<>();
    List<Branch> cores = cores();
    add(groups, "nics", roots(ElementKind.ELEMENT_KIND_NIC, false));
    add(groups, "cores", cores);
    add(groups, "vips", roots(ElementKind.ELEMENT_KIND_VIP, false));
    add(groups, "services", roots(ElementKind.ELEMENT_KIND_SERVICE, true));
    add(groups, "pools", roots(ElementKind.ELEMENT_KIND_POOL, true));
    add(groups, "notes", roots(ElementKind.ELEMENT_KIND_NOTE, false));
    return new Branch("", "", new Branch.Group(), groups);
  }

  private static void add(List<Branch> groups, String key, List<Branch> inner) {
    if (!inner.isEmpty()) {
      String title = Texts.get("outline.group." + key);
      String words = Texts.get("outline.group", title, count(inner));
      groups.add(new Branch(key, words, new Branch.Group(), inner));
    }
  }

  /** Elements in lines that are not under another element. */
  private static int count(Collection<Branch> lines) {
    return lines.stream()
        .mapToInt(line -> line.subject() instanceof Shared ? count(line.inner()) : 1)
        .sum();
  }

  private List<Branch> roots(ElementKind kind, boolean loose) {
    return model.elements().values().stream()
        .filter(element -> element.kind() == kind && !(loose && led.contains(element.id())))
        .flatMap(element -> branch(element).stream())
        .toList();
  }

  // ---- the host ----

  private List<Branch> cores() {
    Set<String> left = new LinkedHashSet<>();
    model.elements().values().stream()
        .filter(element -> element.kind() == ElementKind.ELEMENT_KIND_CORE)
        .forEach(core -> left.add(core.id()));
    return pieces(Frames.groups(model.topology(), host), left);
  }

  /** Pieces of the host, and the cores that are in none of them. */
  private List<Branch> pieces(List<Group> groups, Set<String> cores) {
    List<Branch> lines = new ArrayList<>();
    Set<String> left = new LinkedHashSet<>(cores);
    for (Group group : groups) {
      List<Branch> inner = pieces(group.inner(), group.cores());
      left.removeAll(group.cores());
      if (!inner.isEmpty()) {
        lines.add(new Branch(group.key(), group.title(), new Shared(group.cores()), inner));
      }
    }
    left.forEach(id -> model.element(id).flatMap(this::branch).ifPresent(lines::add));
    return lines;
  }

  // ---- what leads to what ----

  private Optional<Branch> branch(Element element) {
    Optional<Branch> branch = known.get(element.id());
    if (branch == null) {
      branch = grown(element.id(), element.id(), new Drawn(element), under(element));
      known.put(element.id(), branch);
    }
    return branch;
  }

  private Optional<Branch> grown(
      String key, String words, Branch.Subject subject, List<Branch> inner) {
    Branch branch = new Branch(key, words, subject, inner);
    return inner.isEmpty() && !wanted.test(branch) ? Optional.empty() : Optional.of(branch);
  }

  private List<Branch> under(Element element) {
    List<Branch> inner = new ArrayList<>();
    for (Wire wire : wires.getOrDefault(element.id(), List.of())) {
      if (wire.kind() == Wire.Kind.LANE) {
        queue(wire).ifPresent(inner::add);
      } else if (wire.kind() != Wire.Kind.ANNOUNCE) {
        model.element(wire.to()).flatMap(this::branch).ifPresent(inner::add);
      }
    }
    fallback(element)
        .flatMap(this::branch)
        .map(pool -> with(pool, Texts.get("outline.fallback", pool.words())))
        .ifPresent(inner::add);
    return inner;
  }

  private static Branch with(Branch branch, String words) {
    return new Branch(branch.key(), words, branch.subject(), branch.inner());
  }

  private Optional<Branch> queue(Wire lane) {
    String words = Texts.get("outline.queue", lane.queue(), lane.to());
    return grown("queue:" + lane.queue() + ":" + lane.to(), words, new Polled(lane), List.of());
  }

  /** The pool a service falls back to, unless it is the one it uses anyway. */
  private Optional<Element> fallback(Element element) {
    return element.message() instanceof Service service
            && !service.getFallbackPool().equals(service.getPool())
        ? model
            .element(service.getFallbackPool())
            .filter(pool -> pool.kind() == ElementKind.ELEMENT_KIND_POOL)
        : Optional.empty();
  }
}
