package io.spinlane.desktop.assign;

import io.spinlane.desktop.assign.Reason.Kind;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.v1.Core;
import io.spinlane.v1.CoreRole;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Picks the cores that may poll: one of each physical core, none that shares one with the control
 * core unless nothing else is left, and new ones where a NUMA node has queues and no core.
 */
final class Candidates {
  private final Topology topology;
  private final Locality locality;
  private final List<Candidate> all = new ArrayList<>();
  private final List<Reason> notes = new ArrayList<>();
  private final Set<Integer> takenPhysical = new HashSet<>();

  /**
   * Picks.
   *
   * @param moving queues that want a core
   * @param polling ids of cores that poll something that does not move
   * @param polledNow ids of cores that poll anything
   */
  Candidates(
      Topology topology,
      Locality locality,
      Collection<ReceiveQueue> moving,
      Set<String> polling,
      Set<String> polledNow) {
    this.topology = topology;
    this.locality = locality;
    if (!locality.known()) {
      notes.add(Reason.of(Kind.NO_HOST));
    }
    Set<Integer> control = controlCpus();
    List<Core> apart = new ArrayList<>();
    List<Core> shared = new ArrayList<>();
    sort(control, apart, shared);
    pick(apart, polling, polledNow);
    topology.getCoresList().forEach(core -> takenPhysical.add(physical(core.getCpu())));
    control.forEach(cpu -> takenPhysical.add(physical(cpu)));
    addNew(moving);
    if (all.isEmpty()) {
      shared.forEach(core -> notes.add(Reason.of(Kind.CONTROL_SHARED, core.getId())));
      pick(shared, polling, polledNow);
    }
  }

  List<Candidate> all() {
    return all;
  }

  List<Reason> notes() {
    return notes;
  }

  private int physical(int cpu) {
    return locality.physicalCore(cpu);
  }

  /** CPUs of drawn control cores; without one, the CPU that one would get. */
  private Set<Integer> controlCpus() {
    Set<Integer> control =
        topology.getCoresList().stream()
            .filter(core -> core.getRole() == CoreRole.CORE_ROLE_CONTROL)
            .map(Core::getCpu)
            .collect(Collectors.toSet());
    if (control.isEmpty()) {
      SpareCpus.of(topology, locality).stream().findFirst().ifPresent(control::add);
    }
    for (int cpu : control) {
      List<Integer> siblings = locality.siblings(cpu);
      notes.add(
          siblings.isEmpty()
              ? Reason.of(Kind.CONTROL_FREE, cpu)
              : Reason.of(Kind.CONTROL_FREE_SMT, cpu, join(siblings)));
    }
    return control;
  }

  private static String join(List<Integer> cpus) {
    return cpus.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  /** The drawn cores that may poll at all, each CPU once. */
  private void sort(Set<Integer> control, List<Core> apart, List<Core> shared) {
    Set<Integer> controlPhysical = control.stream().map(this::physical).collect(Collectors.toSet());
    Set<Integer> cpus = new HashSet<>(control);
    for (Core core : topology.getCoresList()) {
      boolean switches = core.getRole() == CoreRole.CORE_ROLE_SWITCH;
      if (switches && locality.usable(core.getCpu()) && cpus.add(core.getCpu())) {
        (controlPhysical.contains(physical(core.getCpu())) ? shared : apart).add(core);
      }
    }
  }

  /** Takes one of each physical core, rather one that polls something than one that does not. */
  private void pick(List<Core> eligible, Set<String> polling, Set<String> polledNow) {
    Map<Integer, Core> chosen = new HashMap<>();
    eligible.stream()
        .sorted(
            Comparator.comparing((Core core) -> !polling.contains(core.getId()))
                .thenComparing(core -> !polledNow.contains(core.getId())))
        .forEach(
            core -> {
              Core other = chosen.putIfAbsent(physical(core.getCpu()), core);
              if (other != null) {
                notes.add(Reason.of(Kind.SIBLING_IDLE, core.getId(), other.getId()));
              }
            });
    for (Core core : eligible) {
      if (core.equals(chosen.get(physical(core.getCpu())))) {
        all.add(new Candidate(core.getId(), core.getCpu(), true));
      }
    }
  }

  /**
   * Where a node has queues and no core, its spare CPUs; the same where no core is drawn at all.
   */
  private void addNew(Collection<ReceiveQueue> moving) {
    Map<String, Nic> nics =
        topology.getNicsList().stream()
            .collect(Collectors.toMap(Nic::getId, nic -> nic, (first, _) -> first));
    Map<Integer, Integer> wanted = new TreeMap<>();
    int anywhere = 0;
    for (ReceiveQueue queue : moving) {
      Nic nic = nics.get(queue.nic());
      OptionalInt node = nic == null ? OptionalInt.empty() : locality.nodeOf(nic);
      if (node.isPresent()) {
        wanted.merge(node.getAsInt(), 1, Integer::sum);
      } else {
        anywhere++;
      }
    }
    boolean none = all.isEmpty();
    wanted.forEach(
        (node, count) -> {
          if (all.stream().noneMatch(one -> isOn(one.cpu(), node))) {
            draw(count, node);
          }
        });
    if (none && all.isEmpty()) {
      draw(Math.max(anywhere, 1), -1);
    }
  }

  private boolean isOn(int cpu, int node) {
    return locality.nodeOf(cpu).equals(OptionalInt.of(node));
  }

  /** Adds new cores on spare CPUs of a node; -1: of any. */
  private void draw(int count, int node) {
    int left = count;
    Map<String, Object> taken = new HashMap<>(Drawing.index(topology));
    all.forEach(one -> taken.put(one.id(), one));
    for (int cpu : locality.usable()) {
      boolean fits = node < 0 || isOn(cpu, node);
      if (left > 0 && fits && takenPhysical.add(physical(cpu))) {
        String id = Drawing.freeId(taken, "switch");
        Candidate core = new Candidate(id, cpu, false);
        taken.put(id, core);
        all.add(core);
        left--;
      }
    }
  }
}
