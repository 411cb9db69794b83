package io.spinlane.topology.rule;

import io.spinlane.topology.Elements;
import io.spinlane.v1.Backend;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Route;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.List;

/** Every field that holds an address. */
final class Addresses {
  /** What an address is for. */
  enum Use {
    /** A single address that a machine has. */
    HOST,
    /** A machine's address with the length of its prefix. */
    INTERFACE,
    /** A prefix. */
    PREFIX
  }

  /** One field that holds an address. */
  record Field(ElementRef element, String name, String text, Use use) {}

  private Addresses() {}

  static List<Field> of(Topology topology) {
    List<Field> all = new ArrayList<>();
    for (Nic nic : topology.getNicsList()) {
      for (int i = 0; i < nic.getAddressesCount(); i++) {
        String name = "addresses[" + i + "]";
        all.add(new Field(Elements.ref(nic), name, nic.getAddresses(i), Use.INTERFACE));
      }
    }
    for (Vip vip : topology.getVipsList()) {
      all.add(new Field(Elements.ref(vip), "address", vip.getAddress(), Use.HOST));
    }
    topology.getPoolsList().stream()
        .flatMap(pool -> pool.getBackendsList().stream())
        .forEach(backend -> all.add(of(backend)));
    for (Service service : topology.getServicesList()) {
      for (int i = 0; i < service.getAccessRulesCount(); i++) {
        String name = "accessRules[" + i + "].prefix";
        String prefix = service.getAccessRules(i).getPrefix();
        all.add(new Field(Elements.ref(service), name, prefix, Use.PREFIX));
      }
    }
    for (Route route : topology.getRoutesList()) {
      all.add(new Field(Elements.ref(route), "prefix", route.getPrefix(), Use.PREFIX));
      all.add(new Field(Elements.ref(route), "via", route.getVia(), Use.HOST));
    }
    return all;
  }

  private static Field of(Backend backend) {
    return new Field(Elements.ref(backend), "address", backend.getAddress(), Use.HOST);
  }
}
