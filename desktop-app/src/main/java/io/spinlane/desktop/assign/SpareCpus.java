package io.spinlane.desktop.assign;

import io.spinlane.v1.Core;
import io.spinlane.v1.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** CPUs of a host that nothing drawn has. Pure. */
public final class SpareCpus {
  private SpareCpus() {}

  /**
   * The spare CPUs: first those whose physical core does nothing else, then siblings of busy ones,
   * each by number. Empty when no host is known.
   */
  public static List<Integer> of(Topology topology, Locality locality) {
    Set<Integer> used =
        topology.getCoresList().stream().map(Core::getCpu).collect(Collectors.toSet());
    Set<Integer> busy = used.stream().map(locality::physicalCore).collect(Collectors.toSet());
    List<Integer> spare = new ArrayList<>();
    List<Integer> siblings = new ArrayList<>();
    for (int cpu : locality.usable()) {
      if (!used.contains(cpu)) {
        (busy.contains(locality.physicalCore(cpu)) ? siblings : spare).add(cpu);
      }
    }
    spare.addAll(siblings);
    return spare;
  }
}
