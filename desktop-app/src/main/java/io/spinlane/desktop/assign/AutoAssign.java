package io.spinlane.desktop.assign;

import io.spinlane.desktop.model.Lanes;
import io.spinlane.desktop.model.ReceiveQueue;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Topology;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Proposes a core for every queue that wants one: the nearest first, among equally near ones so
 * that all carry about the same, and with as few moves as that takes. A spreading from nothing by
 * Graham's longest-processing-time rule (SIAM J. Appl. Math. 17, 1969) is the measure: for queues
 * that may go to the same cores its busiest core carries at most 4/3 of what it must. What people
 * have is kept, and mended where one move helps, unless that is clearly worse. Pure.
 */
public final class AutoAssign {
  /**
   * A difference of this share of a core's mean load is no reason to move anything: measured rates
   * always differ a little, and each move costs caches.
   */
  static final double STAY_SLACK = 0.05;

  private final Topology topology;
  private final Locality locality;
  private final Map<ReceiveQueue, Load> loads;
  private final Map<String, Nic> nics;
  private final Map<ReceiveQueue, String> now;
  private final List<ReceiveQueue> moving;
  private final Candidates candidates;
  private final Map<String, Double> loadOfCore = new HashMap<>();
  private final Map<String, Integer> lanesOfCore = new HashMap<>();
  private final Map<String, List<Candidate>> nearOfNic = new HashMap<>();

  private AutoAssign(
      Topology topology,
      Locality locality,
      Map<ReceiveQueue, Load> loads,
      Collection<ReceiveQueue> wanted) {
    this.topology = topology;
    this.locality = locality;
    this.loads = loads;
    nics =
        topology.getNicsList().stream()
            .collect(Collectors.toMap(Nic::getId, nic -> nic, (first, _) -> first));
    now = Lanes.of(topology);
    Set<ReceiveQueue> there = new LinkedHashSet<>(ReceiveQueue.of(topology));
    moving = wanted.stream().filter(there::contains).distinct().toList();
    Set<ReceiveQueue> leaving = Set.copyOf(moving);
    Set<String> polling = new HashSet<>();
    for (ReceiveQueue queue : there) {
      String core = now.get(queue);
      if (core != null && !leaving.contains(queue)) {
        polling.add(core);
        carry(core, queue);
      }
    }
    candidates = new Candidates(topology, locality, moving, polling, Set.copyOf(now.values()));
  }

  /** Every queue that no core polls, or whose core is not there or does not switch. */
  public static List<ReceiveQueue> unassigned(Topology topology) {
    Map<ReceiveQueue, String> now = Lanes.of(topology);
    Set<String> switching = Proposal.switchCores(topology);
    return ReceiveQueue.of(topology).stream()
        .filter(queue -> !switching.contains(now.getOrDefault(queue, "")))
        .toList();
  }

  /**
   * Proposes a core for some queues; all others stay where they are, and count as load.
   *
   * @param loads what each queue brings, from {@link Loads}
   * @param wanted the queues; those that the drawing does not have are left out
   */
  public static Proposal propose(
      Topology topology,
      Locality locality,
      Map<ReceiveQueue, Load> loads,
      Collection<ReceiveQueue> wanted) {
    return new AutoAssign(topology, locality, loads, wanted).propose();
  }

  private Proposal propose() {
    Map<ReceiveQueue, Candidate> chosen = candidates.all().isEmpty() ? Map.of() : spread();
    Map<ReceiveQueue, String> lanes = new LinkedHashMap<>();
    for (ReceiveQueue queue : moving) {
      Candidate core = chosen.get(queue);
      lanes.put(queue, core == null ? "" : core.id());
    }
    return new Proposal(
        topology, locality, loads, candidates.all(), lanes, Map.of(), candidates.notes());
  }

  private Map<ReceiveQueue, Candidate> spread() {
    double all = loads.values().stream().mapToDouble(Load::packetsPerSecond).sum();
    double slack = STAY_SLACK * all / candidates.all().size();
    Spreading mended = new Spreading(this::near, this::load, loadOfCore, lanesOfCore);
    moving.forEach(queue -> mended.keep(queue, now.getOrDefault(queue, "")));
    mended.fill(moving);
    mended.even(slack);
    Spreading fresh = new Spreading(this::near, this::load, loadOfCore, lanesOfCore);
    fresh.fill(moving);
    fresh.even(slack);
    boolean worse = mended.busiest() * (1 - STAY_SLACK) > fresh.busiest();
    return (worse ? fresh : mended).chosen();
  }

  private double load(ReceiveQueue queue) {
    Load load = loads.get(queue);
    return load == null ? 0 : load.packetsPerSecond();
  }

  private void carry(String core, ReceiveQueue queue) {
    loadOfCore.merge(core, load(queue), Double::sum);
    lanesOfCore.merge(core, 1, Integer::sum);
  }

  private List<Candidate> near(ReceiveQueue queue) {
    return nearOfNic.computeIfAbsent(queue.nic(), this::nearest);
  }

  private List<Candidate> nearest(String nicId) {
    Nic nic = nics.get(nicId);
    if (nic == null) {
      return candidates.all();
    }
    int nearest =
        candidates.all().stream()
            .mapToInt(core -> locality.distance(nic, core.cpu()))
            .min()
            .orElse(Locality.UNKNOWN);
    return candidates.all().stream()
        .filter(core -> locality.distance(nic, core.cpu()) == nearest)
        .toList();
  }
}
