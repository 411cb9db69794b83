package io.spinlane.topology.diff;

import io.spinlane.v1.Backend;
import io.spinlane.v1.Core;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Note;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Route;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A topology that is put together element by element. */
final class Sheet {
  /** A back-end, and the pools it may be in, the one it should be in first. */
  private record Member(Backend backend, List<String> pools) {}

  private final Topology.Builder topology;
  private final List<Member> members = new ArrayList<>();

  /**
   * A sheet without elements.
   *
   * @param whole name, description and connection settings
   */
  Sheet(Topology whole) {
    topology = whole.toBuilder();
  }

  /**
   * Adds an element.
   *
   * @param otherPools for a back-end: where it may be when its own pool is not added
   */
  void add(Drawn drawn, String... otherPools) {
    switch (drawn.properties()) {
      case Nic nic -> topology.addNics(nic);
      case Core core -> topology.addCores(core);
      case Lane lane -> topology.addLanes(lane);
      case Vip vip -> topology.addVips(vip);
      case Pool pool -> topology.addPools(pool);
      case Backend backend ->
          members.add(
              new Member(
                  backend, Stream.concat(Stream.of(drawn.pool()), Stream.of(otherPools)).toList()));
      case Service service -> topology.addServices(service);
      case Route route -> topology.addRoutes(route);
      case Note note -> topology.addNotes(note);
      default -> throw new IllegalStateException("no such element: " + drawn.ref());
    }
  }

  /** What was added; back-ends whose pools somebody decided to remove are not in it. */
  Topology topology() {
    Map<String, Pool.Builder> pools = new LinkedHashMap<>();
    topology.getPoolsBuilderList().forEach(pool -> pools.putIfAbsent(pool.getId(), pool));
    for (Member member : members) {
      for (String id : member.pools()) {
        Pool.Builder pool = pools.get(id);
        if (pool != null) {
          pool.addBackends(member.backend());
          break;
        }
      }
    }
    return topology.build();
  }
}
