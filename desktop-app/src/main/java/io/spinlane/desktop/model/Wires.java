package io.spinlane.desktop.model;

import io.spinlane.desktop.model.Wire.Kind;
import io.spinlane.topology.Defaults;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the wires out of a topology's references, and writes them back. Pure. */
public final class Wires {
  private Wires() {}

  /** Every wire whose both ends exist, each once. */
  public static List<Wire> of(Topology topology, Map<String, Element> elements) {
    Set<Wire> wires = new LinkedHashSet<>();
    for (Lane lane : topology.getLanesList()) {
      wires.add(new Wire(Kind.LANE, lane.getNic(), lane.getCore(), lane.getQueue()));
    }
    for (Vip vip : topology.getVipsList()) {
      vip.getNicsList().forEach(nic -> wires.add(Wire.of(Kind.ANNOUNCE, nic, vip.getId())));
    }
    for (Service service : topology.getServicesList()) {
      wires.add(Wire.of(Kind.SERVICE, service.getVip(), service.getId()));
      wires.add(Wire.of(Kind.POOL, service.getId(), service.getPool()));
    }
    for (Pool pool : topology.getPoolsList()) {
      for (Backend backend : pool.getBackendsList()) {
        wires.add(Wire.of(Kind.MEMBER, pool.getId(), backend.getId()));
      }
    }
    wires.removeIf(wire -> !endsExist(wire, elements));
    return List.copyOf(wires);
  }

  private static boolean endsExist(Wire wire, Map<String, Element> elements) {
    Element from = elements.get(wire.from());
    Element to = elements.get(wire.to());
    return from != null && to != null && from.kind() == leftOf(wire) && to.kind() == rightOf(wire);
  }

  private static ElementKind leftOf(Wire wire) {
    return switch (wire.kind()) {
      case LANE, ANNOUNCE -> ElementKind.ELEMENT_KIND_NIC;
      case SERVICE -> ElementKind.ELEMENT_KIND_VIP;
      case POOL -> ElementKind.ELEMENT_KIND_SERVICE;
      case MEMBER -> ElementKind.ELEMENT_KIND_POOL;
    };
  }

  private static ElementKind rightOf(Wire wire) {
    return switch (wire.kind()) {
      case LANE -> ElementKind.ELEMENT_KIND_CORE;
      case ANNOUNCE -> ElementKind.ELEMENT_KIND_VIP;
      case SERVICE -> ElementKind.ELEMENT_KIND_SERVICE;
      case POOL -> ElementKind.ELEMENT_KIND_POOL;
      case MEMBER -> ElementKind.ELEMENT_KIND_BACKEND;
    };
  }

  /** The topology with a wire; it takes the place of one that excludes it. */
  static Topology connect(Topology topology, Wire wire) {
    return switch (wire.kind()) {
      case LANE ->
          Lanes.assigned(topology, Map.of(new ReceiveQueue(wire.from(), wire.queue()), wire.to()));
      case ANNOUNCE ->
          Drawing.replace(
              topology,
              wire.to(),
              message -> {
                Vip vip = (Vip) message;
                return vip.getNicsList().contains(wire.from())
                    ? vip
                    : vip.toBuilder().addNics(wire.from()).build();
              });
      case SERVICE ->
          Drawing.replace(
              topology,
              wire.to(),
              message -> ((Service) message).toBuilder().setVip(wire.from()).build());
      case POOL ->
          Drawing.replace(
              topology,
              wire.from(),
              message -> ((Service) message).toBuilder().setPool(wire.to()).build());
      case MEMBER -> moveBackend(topology, wire.to(), wire.from());
    };
  }

  /** The topology without a wire. A back-end cannot leave its pool this way; nothing changes. */
  static Topology disconnect(Topology topology, Wire wire) {
    return switch (wire.kind()) {
      case LANE -> {
        Topology.Builder result = topology.toBuilder().clearLanes();
        topology.getLanesList().stream()
            .filter(lane -> !isLane(lane, wire))
            .forEach(result::addLanes);
        yield result.build();
      }
      case ANNOUNCE ->
          Drawing.replace(
              topology, wire.to(), message -> References.withoutNic((Vip) message, wire.from()));
      case SERVICE ->
          Drawing.replace(
              topology, wire.to(), message -> ((Service) message).toBuilder().clearVip().build());
      case POOL ->
          Drawing.replace(
              topology,
              wire.from(),
              message -> ((Service) message).toBuilder().clearPool().build());
      case MEMBER -> topology;
    };
  }

  private static boolean isLane(Lane lane, Wire wire) {
    return lane.getNic().equals(wire.from())
        && lane.getQueue() == wire.queue()
        && lane.getCore().equals(wire.to());
  }

  private static Topology moveBackend(Topology topology, String backendId, String poolId) {
    Element backend = Drawing.index(topology).get(backendId);
    if (backend == null || backend.pool().equals(poolId)) {
      return topology;
    }
    Topology without = References.removeFromPools(topology, Set.of(backendId));
    return Drawing.add(
        without, new Element(backend.kind(), backend.id(), backend.message(), poolId));
  }

  /** The lowest receive queue of a NIC that no core polls, or -1. */
  public static int freeQueue(Topology topology, Nic nic) {
    for (int queue = 0; queue < Defaults.queues(nic); queue++) {
      int wanted = queue;
      boolean polled =
          topology.getLanesList().stream()
              .anyMatch(lane -> lane.getNic().equals(nic.getId()) && lane.getQueue() == wanted);
      if (!polled) {
        return queue;
      }
    }
    return -1;
  }
}
