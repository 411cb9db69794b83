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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A piece of a drawing on its way through the clipboard: a topology whose layout names exactly the
 * elements that were copied. A pool that only holds copied back-ends is not in the layout.
 */
public final class Fragment {
  private Fragment() {}

  /** Copies elements with the places they have. */
  public static Topology copy(
      Topology topology, Map<String, Element> elements, Set<String> ids, Map<String, Area> areas) {
    Topology.Builder fragment = Topology.newBuilder();
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
        fragment.addPools(
            Pool.newBuilder().setId(element.pool()).addBackends((Backend) element.message()));
      }
    }
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

  /** Something to paste: the edit, and the ids the new elements will have. */
  public record Paste(Edit edit, Set<String> ids) {}

  /**
   * Plans to paste a fragment with new ids, moved a little so that it does not hide the original.
   *
   * @param shift how far, in canvas units, right and down
   */
  public static Paste paste(Topology topology, Topology fragment, double shift) {
    Map<String, String> names = freshNames(topology, fragment);
    Topology renamed = References.rename(fragment, names);
    Set<String> ids = new LinkedHashSet<>(renamed.getLayoutMap().keySet());
    String name =
        ids.size() == 1
            ? Texts.get("edit.paste.one", ids.iterator().next())
            : Texts.get("edit.paste.many", ids.size());
    return new Paste(Edit.of(name, before -> merged(before, renamed, shift)), ids);
  }

  private static Map<String, String> freshNames(Topology topology, Topology fragment) {
    Map<String, Object> taken = new LinkedHashMap<>(Drawing.index(topology));
    FreeIds free = new FreeIds(taken);
    Map<String, String> names = new LinkedHashMap<>();
    for (String id : fragment.getLayoutMap().keySet()) {
      String fresh = taken.containsKey(id) ? free.next(id.replaceFirst("[0-9]+$", "")) : id;
      taken.put(fresh, fresh);
      names.put(id, fresh);
    }
    return names;
  }

  private static Topology merged(Topology before, Topology fragment, double shift) {
    Set<String> present = Drawing.index(before).keySet();
    List<Element> added = new ArrayList<>();
    Map<String, Element> pasted = Drawing.index(fragment);
    for (Element element : pasted.values()) {
      boolean copied = fragment.containsLayout(element.id());
      boolean holder = element.kind() == ElementKind.ELEMENT_KIND_POOL && !copied;
      boolean alone =
          element.kind() == ElementKind.ELEMENT_KIND_BACKEND
              && !fragment.containsLayout(element.pool());
      if (holder && !present.contains(element.id())) {
        Pool empty = ((Pool) element.message()).toBuilder().clearBackends().build();
        added.add(new Element(element.kind(), element.id(), empty, ""));
      } else if (copied && (element.kind() != ElementKind.ELEMENT_KIND_BACKEND || alone)) {
        added.add(element);
      }
    }
    Topology.Builder placed = Drawing.addAll(before, added).toBuilder();
    fragment
        .getLayoutMap()
        .forEach(
            (id, box) ->
                placed.putLayout(
                    id, box.toBuilder().setX(box.getX() + shift).setY(box.getY() + shift).build()));
    return connected(placed.build(), fragment);
  }

  /** Keeps the references that lead somewhere in the new drawing. */
  private static Topology connected(Topology topology, Topology fragment) {
    Set<String> ids = Drawing.index(topology).keySet();
    Topology result =
        Drawing.replaceAll(
            topology, fragment.getLayoutMap().keySet(), message -> withoutDangling(message, ids));
    return Wires.connectLanes(
        result,
        fragment.getLanesList().stream()
            .filter(lane -> ids.contains(lane.getNic()) && ids.contains(lane.getCore()))
            .toList());
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
