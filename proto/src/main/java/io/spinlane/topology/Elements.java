package io.spinlane.topology;

import com.google.protobuf.Message;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Core;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.ElementRef;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Note;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Route;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The elements of a topology: their names, their order and their places in the message. */
public final class Elements {
  /** The topology as a whole. */
  public static final ElementRef TOPOLOGY = ref(ElementKind.ELEMENT_KIND_TOPOLOGY, "");

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

  /**
   * One element of a topology.
   *
   * @param ref its name
   * @param path its place, such as {@code pools[0].backends[2]}
   * @param message what was drawn
   */
  public record Element(ElementRef ref, String path, Message message) {}

  private Elements() {}

  /** Whether an element may be called so. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  /** Names an element. */
  public static ElementRef ref(ElementKind kind, String id) {
    return ElementRef.newBuilder().setKind(kind).setId(id).build();
  }

  /** Names a NIC. */
  public static ElementRef ref(Nic nic) {
    return ref(ElementKind.ELEMENT_KIND_NIC, nic.getId());
  }

  /** Names a core. */
  public static ElementRef ref(Core core) {
    return ref(ElementKind.ELEMENT_KIND_CORE, core.getId());
  }

  /** Names a lane by its queue, "nic/queue". */
  public static ElementRef ref(Lane lane) {
    return ref(ElementKind.ELEMENT_KIND_LANE, laneId(lane.getNic(), lane.getQueue()));
  }

  /** Names a VIP. */
  public static ElementRef ref(Vip vip) {
    return ref(ElementKind.ELEMENT_KIND_VIP, vip.getId());
  }

  /** Names a service. */
  public static ElementRef ref(Service service) {
    return ref(ElementKind.ELEMENT_KIND_SERVICE, service.getId());
  }

  /** Names a pool. */
  public static ElementRef ref(Pool pool) {
    return ref(ElementKind.ELEMENT_KIND_POOL, pool.getId());
  }

  /** Names a back-end. */
  public static ElementRef ref(Backend backend) {
    return ref(ElementKind.ELEMENT_KIND_BACKEND, backend.getId());
  }

  /** Names a route by its prefix. */
  public static ElementRef ref(Route route) {
    return ref(ElementKind.ELEMENT_KIND_ROUTE, route.getPrefix());
  }

  /** Names a note. */
  public static ElementRef ref(Note note) {
    return ref(ElementKind.ELEMENT_KIND_NOTE, note.getId());
  }

  /** The id of a lane, and of the receive queue it polls: "nic/queue" such as "ext0/0". */
  public static String laneId(String nic, int queue) {
    return nic + "/" + Integer.toUnsignedString(queue);
  }

  /** The kind as people say it: "NIC", "back-end". */
  public static String word(ElementKind kind) {
    return switch (kind) {
      case ELEMENT_KIND_NIC -> "NIC";
      case ELEMENT_KIND_VIP -> "VIP";
      case ELEMENT_KIND_BACKEND -> "back-end";
      case ELEMENT_KIND_UNSPECIFIED, UNRECOGNIZED -> "element";
      default -> kind.name().substring("ELEMENT_KIND_".length()).toLowerCase(Locale.ROOT);
    };
  }

  /** Every element in the order of the drawing; a pool's back-ends follow their pool. */
  public static List<Element> of(Topology topology) {
    List<Element> all = new ArrayList<>();
    for (int i = 0; i < topology.getNicsCount(); i++) {
      add(all, ref(topology.getNics(i)), "nics", i, topology.getNics(i));
    }
    for (int i = 0; i < topology.getCoresCount(); i++) {
      add(all, ref(topology.getCores(i)), "cores", i, topology.getCores(i));
    }
    for (int i = 0; i < topology.getLanesCount(); i++) {
      add(all, ref(topology.getLanes(i)), "lanes", i, topology.getLanes(i));
    }
    for (int i = 0; i < topology.getVipsCount(); i++) {
      add(all, ref(topology.getVips(i)), "vips", i, topology.getVips(i));
    }
    for (int i = 0; i < topology.getPoolsCount(); i++) {
      Pool pool = topology.getPools(i);
      add(all, ref(pool), "pools", i, pool);
      for (int j = 0; j < pool.getBackendsCount(); j++) {
        add(all, ref(pool.getBackends(j)), "pools[" + i + "].backends", j, pool.getBackends(j));
      }
    }
    for (int i = 0; i < topology.getServicesCount(); i++) {
      add(all, ref(topology.getServices(i)), "services", i, topology.getServices(i));
    }
    for (int i = 0; i < topology.getRoutesCount(); i++) {
      add(all, ref(topology.getRoutes(i)), "routes", i, topology.getRoutes(i));
    }
    for (int i = 0; i < topology.getNotesCount(); i++) {
      add(all, ref(topology.getNotes(i)), "notes", i, topology.getNotes(i));
    }
    return all;
  }

  private static void add(List<Element> all, ElementRef ref, String list, int i, Message message) {
    all.add(new Element(ref, list + "[" + i + "]", message));
  }
}
