package io.spinlane.desktop.model;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.spinlane.topology.Defaults;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Route;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.Map;
import java.util.Set;

/** Keeps the fields that hold ids of other elements right when elements go or are renamed. Pure. */
final class References {
  private References() {}

  /** The topology without some elements and without everything that pointed at them. */
  static Topology remove(Topology topology, Set<String> ids) {
    Topology.Builder result = removeFromPools(topology, ids).toBuilder();
    Topology present = result.build();
    for (FieldDescriptor list : Drawing.lists(present)) {
      result.clearField(list);
      for (Message message : Drawing.messages(present, list)) {
        if (!ids.contains(Drawing.idOf(message))) {
          result.addRepeatedField(list, forget(message, ids));
        }
      }
    }
    result.clearLanes();
    for (Lane lane : topology.getLanesList()) {
      if (!ids.contains(lane.getNic()) && !ids.contains(lane.getCore())) {
        result.addLanes(lane);
      }
    }
    result.clearRoutes();
    for (Route route : topology.getRoutesList()) {
      if (!ids.contains(route.getNic())) {
        result.addRoutes(route);
      }
    }
    ids.forEach(result::removeLayout);
    return result.build();
  }

  static Topology removeFromPools(Topology topology, Set<String> backendIds) {
    Topology.Builder result = topology.toBuilder();
    for (int p = 0; p < topology.getPoolsCount(); p++) {
      Pool pool = topology.getPools(p);
      if (pool.getBackendsList().stream().anyMatch(b -> backendIds.contains(b.getId()))) {
        Pool.Builder kept = pool.toBuilder().clearBackends();
        pool.getBackendsList().stream()
            .filter(backend -> !backendIds.contains(backend.getId()))
            .forEach(kept::addBackends);
        result.setPools(p, kept);
      }
    }
    return result.build();
  }

  private static Message forget(Message message, Set<String> ids) {
    return switch (message) {
      case Vip vip -> {
        Vip left = vip;
        for (String id : ids) {
          left = withoutNic(left, id);
        }
        yield left;
      }
      case Service service -> {
        Service.Builder left = service.toBuilder();
        if (ids.contains(service.getVip())) {
          left.clearVip();
        }
        if (ids.contains(service.getPool())) {
          left.clearPool();
        }
        if (ids.contains(service.getFallbackPool())) {
          left.clearFallbackPool();
        }
        yield left.build();
      }
      default -> message;
    };
  }

  static Vip withoutNic(Vip vip, String nic) {
    if (!vip.getNicsList().contains(nic)) {
      return vip;
    }
    Vip.Builder left = vip.toBuilder().clearNics();
    vip.getNicsList().stream().filter(id -> !id.equals(nic)).forEach(left::addNics);
    return left.build();
  }

  /** The topology with every id, and every field that holds one, translated. */
  static Topology rename(Topology topology, Map<String, String> names) {
    Topology.Builder result = topology.toBuilder();
    for (FieldDescriptor list : Drawing.lists(topology)) {
      int row = 0;
      for (Message message : Drawing.messages(topology, list)) {
        result.setRepeatedField(list, row++, renamed(message, names));
      }
    }
    for (Lane.Builder lane : result.getLanesBuilderList()) {
      lane.setNic(name(names, lane.getNic())).setCore(name(names, lane.getCore()));
    }
    for (Route.Builder route : result.getRoutesBuilderList()) {
      route.setNic(name(names, route.getNic()));
    }
    result.clearLayout();
    topology.getLayoutMap().forEach((id, box) -> result.putLayout(name(names, id), box));
    return result.build();
  }

  private static Message renamed(Message message, Map<String, String> names) {
    Message self = Drawing.withId(message, name(names, Drawing.idOf(message)));
    return switch (self) {
      case Vip vip -> {
        Vip.Builder translated = vip.toBuilder().clearNics();
        vip.getNicsList().forEach(nic -> translated.addNics(name(names, nic)));
        yield translated.build();
      }
      case Service service ->
          service.toBuilder()
              .setVip(name(names, service.getVip()))
              .setPool(name(names, service.getPool()))
              .setFallbackPool(name(names, service.getFallbackPool()))
              .build();
      case Pool pool -> {
        Pool.Builder translated = pool.toBuilder();
        translated
            .getBackendsBuilderList()
            .forEach(backend -> backend.setId(name(names, backend.getId())));
        yield translated.build();
      }
      default -> self;
    };
  }

  /** The topology without lanes of receive queues the NIC no longer has. */
  static Topology trimLanes(Topology topology, Nic nic) {
    Topology.Builder result = topology.toBuilder().clearLanes();
    for (Lane lane : topology.getLanesList()) {
      if (!lane.getNic().equals(nic.getId()) || lane.getQueue() < Defaults.queues(nic)) {
        result.addLanes(lane);
      }
    }
    return result.getLanesCount() == topology.getLanesCount() ? topology : result.build();
  }

  private static String name(Map<String, String> names, String id) {
    return names.getOrDefault(id, id);
  }
}
