package io.spinlane.topology;

import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Route;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.List;

/** Every field that names another element. */
public final class References {
  /**
   * One field that names another element.
   *
   * @param field its name in the contract's JSON; an entry of a list with its place, "nics[0]"
   * @param target what kind of element it must name
   * @param id what it names, empty when nothing
   * @param required true when it must name something
   */
  public record Reference(
      ElementRef from, String field, ElementKind target, String id, boolean required) {
    /** The element it names. */
    public ElementRef named() {
      return Elements.ref(target, id);
    }
  }

  private References() {}

  /** All of them, also those that name nothing or nobody, in the order of the drawing. */
  public static List<Reference> of(Topology topology) {
    List<Reference> all = new ArrayList<>();
    for (Lane lane : topology.getLanesList()) {
      ElementRef from = Elements.ref(lane);
      all.add(new Reference(from, "nic", ElementKind.ELEMENT_KIND_NIC, lane.getNic(), true));
      all.add(new Reference(from, "core", ElementKind.ELEMENT_KIND_CORE, lane.getCore(), true));
    }
    for (Vip vip : topology.getVipsList()) {
      for (int i = 0; i < vip.getNicsCount(); i++) {
        all.add(
            new Reference(
                Elements.ref(vip),
                "nics[" + i + "]",
                ElementKind.ELEMENT_KIND_NIC,
                vip.getNics(i),
                true));
      }
    }
    for (Service service : topology.getServicesList()) {
      ElementRef from = Elements.ref(service);
      ElementKind pool = ElementKind.ELEMENT_KIND_POOL;
      all.add(new Reference(from, "vip", ElementKind.ELEMENT_KIND_VIP, service.getVip(), true));
      all.add(new Reference(from, "pool", pool, service.getPool(), false));
      all.add(new Reference(from, "fallbackPool", pool, service.getFallbackPool(), false));
    }
    for (Route route : topology.getRoutesList()) {
      all.add(
          new Reference(
              Elements.ref(route), "nic", ElementKind.ELEMENT_KIND_NIC, route.getNic(), false));
    }
    return all;
  }
}
