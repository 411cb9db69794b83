package io.spinlane.desktop.model;

import com.google.protobuf.Message;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Backend;
import io.spinlane.v1.Box;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Lane;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A piece of a drawing on its way through the clipboard: a topology, from here or written
 * elsewhere. Its elements are what is pasted, with or without a place in the layout; what else the
 * layout names is nothing. Only a pool that has no place while its back-ends have theirs, and says
 * nothing of its own, is there to tell where the back-ends belong.
 */
public final class Fragment {
  private Fragment() {}

  /** Copies elements with the places they have. */
  public static Topology copy(
      Topology topology, Map<String, Element> elements, Set<String> ids, Map<String, Area> areas) {
    Topology.Builder fragment = Topology.newBuilder();
    Map<String, Pool.Builder> holders = new LinkedHashMap<>();
    for (String id : ids) {
      Element element = elements.get(id);
      Area area = areas.get(id);
      if (element == null || area == null) {
        continue;
      }
      // a copy is as large as the original, and free to be moved
      Box box = topology.getLayoutOrDefault(id, Box.getDefaultInstance());
      fragment.putLayout(id, box.toBuilder().setX(area.x()).setY(area.y()).clearLocked().build());
      boolean insidePool = ids.contains(element.pool());
      if (element.kind() != ElementKind.ELEMENT_KIND_BACKEND) {
        add(fragment, element, ids);
      } else if (!insidePool) {
        holders
            .computeIfAbsent(element.pool(), pool -> Pool.newBuilder().setId(pool))
            .addBackends((Backend) element.message());
      }
    }
    holders.values().forEach(fragment::addPools);
    for (Lane lane : topology.getLanesList()) {
      if (ids.contains(lane.getNic())) {
        fragment.addLanes(lane);
      }
    }
    return fragment.build();
  }

  private static void add(Topology.Builder fragment, Element element, Set<String> ids) {
    Message message = element.message();
    if (message instanceof Pool pool) {
      Pool.Builder kept = pool.toBuilder().clearBackends();
      pool.getBackendsList().stream()
          .filter(backend -> ids.contains(backend.getId()))
          .forEach(kept::addBackends);
      message = kept.build();
    }
    Drawing.append(fragment, element.kind(), message);
  }

  /** Ids of the elements a fragment brings. */
  public static Set<String> ids(Topology fragment) {
    Set<String> ids = new LinkedHashSet<>(Drawing.index(fragment).keySet());
    for (Pool pool : fragment.getPoolsList()) {
      if (onlyHolds(fragment, pool)) {
        ids.remove(pool.getId());
      }
    }
    return ids;
  }

  private static boolean onlyHolds(Topology fragment, Pool pool) {
    Pool bare =
        Pool.newBuilder().setId(pool.getId()).addAllBackends(pool.getBackendsList()).build();
    return pool.getBackendsCount() > 0
        && pool.equals(bare)
        && !fragment.containsLayout(pool.getId())
        && pool.getBackendsList().stream().map(Backend::getId).allMatch(fragment::containsLayout);
  }

  /** Something to paste: the edit, and the ids the new elements will have. */
  public record Paste(Edit edit, Set<String> ids) {
    /** What is there now. */
    public String sentence() {
      return ids.size() == 1
          ? Texts.get("edit.pasted.one", ids.iterator().next())
          : Texts.get("edit.pasted.many", ids.size());
    }
  }

  /**
   * How far a fragment must be moved so that none of its cards hides another one completely: not at
   * all, or by as many steps right and down as it was pasted before.
   *
   * @param taken where the cards of the drawing are
   */
  public static Point clear(Topology fragment, Map<String, Area> taken, double step) {
    Set<Point> corners = new HashSet<>();
    taken.values().forEach(area -> corners.add(new Point(area.x(), area.y())));
    Set<String> ids = ids(fragment);
    double shift = 0;
    while (hides(fragment, ids, corners, shift)) {
      shift += step;
    }
    return new Point(shift, shift);
  }

  private static boolean hides(
      Topology fragment, Set<String> ids, Set<Point> corners, double shift) {
    return fragment.getLayoutMap().entrySet().stream()
        .filter(entry -> ids.contains(entry.getKey()))
        .map(entry -> new Point(entry.getValue().getX() + shift, entry.getValue().getY() + shift))
        .anyMatch(corners::contains);
  }

  /** A fragment whose elements all have a place, with the top left of them at one. */
  public static Topology at(Topology fragment, Point corner) {
    Map<String, Element> elements = Drawing.index(fragment);
    elements.keySet().retainAll(ids(fragment));
    Map<String, Area> areas = Placement.areas(fragment, elements);
    double left = areas.values().stream().mapToDouble(Area::x).min().orElse(0);
    double top = areas.values().stream().mapToDouble(Area::y).min().orElse(0);
    Topology.Builder placed = fragment.toBuilder();
    areas.forEach(
        (id, area) ->
            placed.putLayout(
                id,
                fragment.getLayoutOrDefault(id, Box.getDefaultInstance()).toBuilder()
                    .setX(area.x() - left + corner.x())
                    .setY(area.y() - top + corner.y())
                    .build()));
    return placed.build();
  }

  /**
   * Plans to paste a fragment with new ids. What has no place in it gets a free one.
   *
   * @param shift how far what has a place is moved, in canvas units, right and down
   */
  public static Paste paste(Topology topology, Topology fragment, Point shift) {
    Topology renamed = References.rename(fragment, freshNames(topology, fragment));
    Set<String> ids = ids(renamed);
    String name =
        ids.size() == 1
            ? Texts.get("edit.paste.one", ids.iterator().next())
            : Texts.get("edit.paste.many", ids.size());
    return new Paste(Edit.of(name, before -> merged(before, renamed, ids, shift)), ids);
  }

  private static Map<String, String> freshNames(Topology topology, Topology fragment) {
    Map<String, Object> taken = new LinkedHashMap<>(Drawing.index(topology));
    FreeIds free = new FreeIds(taken);
    Map<String, String> names = new LinkedHashMap<>();
    Set<String> ids = ids(fragment);
    for (String id : Drawing.index(fragment).keySet()) {
      boolean holder = !ids.contains(id);
      boolean there = taken.get(id) instanceof Element(_, _, Pool _, _);
      if (holder && there) {
        continue; // its back-ends go where they came from
      }
      String fresh = taken.containsKey(id) ? free.next(id.replaceFirst("[0-9]+$", "")) : id;
      taken.put(fresh, fresh);
      names.put(id, fresh);
    }
    return names;
  }

  private static Topology merged(Topology before, Topology fragment, Set<String> ids, Point shift) {
    Set<String> present = Drawing.index(before).keySet();
    List<Element> added = new ArrayList<>();
    for (Element element : Drawing.index(fragment).values()) {
      boolean backend = element.kind() == ElementKind.ELEMENT_KIND_BACKEND;
      if (!ids.contains(element.id())) {
        if (!present.contains(element.id())) {
          Pool empty = ((Pool) element.message()).toBuilder().clearBackends().build();
          added.add(new Element(element.kind(), element.id(), empty, ""));
        }
      } else if (!backend || !ids.contains(element.pool())) {
        added.add(element);
      }
    }
    return connected(placed(Drawing.addAll(before, added), fragment, ids, shift), fragment, ids);
  }

  private static Topology placed(
      Topology topology, Topology fragment, Set<String> ids, Point shift) {
    Topology.Builder result = topology.toBuilder();
    for (String id : ids) {
      Box box = fragment.getLayoutMap().get(id);
      if (box != null) {
        result.putLayout(
            id,
            box.toBuilder()
                .setX(box.getX() + shift.x())
                .setY(box.getY() + shift.y())
                .clearLocked()
                .build());
      }
    }
    Map<String, Area> areas = Placement.areas(result.build(), Drawing.index(topology));
    for (String id : ids) {
      Area area = areas.get(id);
      if (area != null && !result.containsLayout(id)) {
        result.putLayout(id, Box.newBuilder().setX(area.x()).setY(area.y()).build());
      }
    }
    return result.build();
  }

  /** Keeps the references that lead somewhere in the new drawing. */
  private static Topology connected(Topology topology, Topology fragment, Set<String> pasted) {
    Set<String> ids = Drawing.index(topology).keySet();
    Topology result =
        Drawing.replaceAll(topology, pasted, message -> withoutDangling(message, ids));
    Map<ReceiveQueue, String> cores = Lanes.of(fragment);
    cores.keySet().removeIf(queue -> !pasted.contains(queue.nic()));
    cores.values().removeIf(core -> !ids.contains(core));
    return Lanes.assigned(result, cores);
  }

  private static Message withoutDangling(Message message, Set<String> ids) {
    return switch (message) {
      case Vip vip -> {
        Vip.Builder kept = vip.toBuilder().clearNics();
        vip.getNicsList().stream().filter(ids::contains).forEach(kept::addNics);
        yield kept.build();
      }
      case Service service -> {
        Service.Builder kept = service.toBuilder();
        kept.setVip(ids.contains(service.getVip()) ? service.getVip() : "");
        kept.setPool(ids.contains(service.getPool()) ? service.getPool() : "");
        boolean fallback = ids.contains(service.getFallbackPool());
        yield kept.setFallbackPool(fallback ? service.getFallbackPool() : "").build();
      }
      default -> message;
    };
  }
}
