package io.spinlane.desktop.model;

import com.google.protobuf.Message;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Box;
import io.spinlane.v1.ElementKind;
import io.spinlane.v1.Nic;
import io.spinlane.v1.Topology;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Every edit a person can make, with its name. */
public final class Edits {
  private Edits() {}

  /** Adds an element at a place. */
  public static Edit add(Element element, Point place) {
    return Edit.of(
        Texts.get("edit.add", element.id()),
        topology -> at(Drawing.add(topology, element), element.id(), place));
  }

  /** Adds a back-end at a place, and the pool it needs, because none is drawn yet. */
  public static Edit addWithPool(Element pool, Point poolPlace, Element backend, Point place) {
    UnaryOperator<Topology> addPool = add(pool, poolPlace).change();
    UnaryOperator<Topology> addBackend = add(backend, place).change();
    return Edit.of(
        Texts.get("edit.add", backend.id()), topology -> addBackend.apply(addPool.apply(topology)));
  }

  /** Removes elements with everything that points at them; a pool takes its back-ends along. */
  public static Edit remove(Map<String, Element> elements, Set<String> ids) {
    Set<String> all = new LinkedHashSet<>(ids);
    for (Element element : elements.values()) {
      if (element.kind() == ElementKind.ELEMENT_KIND_BACKEND && ids.contains(element.pool())) {
        all.add(element.id());
      }
    }
    return Edit.of(named("edit.remove", all), topology -> References.remove(topology, all));
  }

  /** Moves elements, all in one step; those that are no longer drawn are left out. */
  public static Edit move(Map<String, Point> places) {
    return Edit.of(named("edit.move", places.keySet()), topology -> moved(topology, places));
  }

  /** Moves an element onto a wire, which it joins. */
  public static Edit join(Join join, Map<String, Point> places) {
    return connect(join.next()).and(move(places));
  }

  /** Moves elements under a name of its own, such as "Align left edges". */
  public static Edit arrange(String name, Map<String, Point> places) {
    return Edit.of(name, topology -> moved(topology, places));
  }

  /** Moves elements by arrow keys; a run of key presses is one step. */
  public static Edit nudge(Map<String, Point> places) {
    return new Edit(
        named("edit.move", places.keySet()),
        "nudge " + places.keySet(),
        topology -> moved(topology, places));
  }

  /** Gives a note another size; its place stays. */
  public static Edit resize(String id, Area area) {
    return Edit.of(
        Texts.get("edit.resize", id),
        topology ->
            Drawing.index(topology).containsKey(id)
                ? topology.toBuilder()
                    .putLayout(
                        id,
                        box(topology, id, new Point(area.x(), area.y())).toBuilder()
                            .setWidth(area.width())
                            .setHeight(area.height())
                            .build())
                    .build()
                : topology);
  }

  /**
   * Fixes elements where they are, or lets them go again.
   *
   * @param areas of the elements; one whose place nobody has chosen yet gets it now
   */
  public static Edit lock(Map<String, Area> areas, boolean locked) {
    return Edit.of(
        named(locked ? "edit.lock" : "edit.unlock", areas.keySet()),
        topology -> {
          Topology.Builder result = topology.toBuilder();
          Set<String> drawn = Drawing.index(topology).keySet();
          areas.forEach(
              (id, area) -> {
                if (drawn.contains(id) && Placement.locked(topology, id) != locked) {
                  Box box = box(topology, id, new Point(area.x(), area.y()));
                  result.putLayout(id, box.toBuilder().setLocked(locked).build());
                }
              });
          return result.build();
        });
  }

  /** Collapses frames into boxes, or opens them; the keys are {@link Frame#key()}. */
  public static Edit collapse(Map<String, String> titles, boolean collapsed) {
    String name = collapsed ? "edit.collapse" : "edit.expand";
    return Edit.of(
        titles.size() == 1
            ? Texts.get(name + ".one", titles.values().iterator().next())
            : Texts.get(name + ".many", titles.size()),
        topology -> {
          Topology.Builder result = topology.toBuilder();
          for (String key : titles.keySet()) {
            if (collapsed) {
              result.putLayout(key, Box.newBuilder().setCollapsed(true).build());
            } else {
              result.removeLayout(key);
            }
          }
          return result.build();
        });
  }

  /**
   * Changes one property of an element; typing on in the same field is one step.
   *
   * @param path the property as in diagnostics, such as "sim.clients"
   * @param label the property's name for people
   */
  public static Edit set(String id, String path, String label, UnaryOperator<Message> change) {
    return setAll(List.of(id), path, label, change);
  }

  /** As above, of several elements in one step. */
  public static Edit setAll(
      List<String> ids, String path, String label, UnaryOperator<Message> change) {
    return new Edit(
        ids.size() == 1
            ? Texts.get("edit.set", label, ids.getFirst())
            : Texts.get("edit.set.many", label, ids.size()),
        "set " + ids + " " + path,
        topology -> {
          Topology changed = Drawing.replaceAll(topology, ids, change);
          return path.equals("queues") ? trimmed(changed, ids) : changed;
        });
  }

  private static Topology trimmed(Topology topology, List<String> ids) {
    Topology result = topology;
    for (Nic nic : topology.getNicsList()) {
      if (ids.contains(nic.getId())) {
        result = References.trimLanes(result, nic);
      }
    }
    return result;
  }

  /** Changes one property of the switch as a whole. */
  public static Edit setTopology(String path, String label, UnaryOperator<Topology> change) {
    return new Edit(Texts.get("edit.setTopology", label), "set " + path, change);
  }

  /** Gives an element another id; whatever points at it follows. */
  public static Edit rename(String id, String newId) {
    return Edit.of(
        Texts.get("edit.rename", id, newId),
        topology -> References.rename(topology, Map.of(id, newId)));
  }

  /** Draws a wire. */
  public static Edit connect(Wire wire) {
    return Edit.of(
        Texts.get("edit.connect", wire.from(), wire.to()),
        topology -> Wires.connect(topology, wire));
  }

  /** Leads one end of a wire elsewhere. */
  public static Edit reattach(Wire wire, Wire next) {
    return Edit.of(
        Texts.get("edit.reattach", next.from(), next.to()),
        topology ->
            // a lane's place in the file is its queue's; other references must be free first
            wire.kind() == Wire.Kind.LANE
                ? Wires.disconnect(Wires.connect(topology, next), wire)
                : Wires.connect(Wires.disconnect(topology, wire), next));
  }

  /** Takes wires away, all in one step; a back-end stays in its pool. */
  public static Edit disconnect(Collection<Wire> wires) {
    Wire first = wires.iterator().next();
    return Edit.of(
        wires.size() == 1
            ? Texts.get("edit.disconnect", first.from(), first.to())
            : Texts.get("edit.disconnect.many", wires.size()),
        topology -> {
          Topology left = topology;
          for (Wire wire : wires) {
            left = Wires.disconnect(left, wire);
          }
          return left;
        });
  }

  private static Topology moved(Topology topology, Map<String, Point> places) {
    Topology.Builder result = topology.toBuilder();
    Set<String> drawn = Drawing.index(topology).keySet();
    places.forEach(
        (id, place) -> {
          if (drawn.contains(id)) {
            result.putLayout(id, box(topology, id, place));
          }
        });
    return result.build();
  }

  private static Topology at(Topology topology, String id, Point place) {
    return topology.toBuilder().putLayout(id, box(topology, id, place)).build();
  }

  private static Box box(Topology topology, String id, Point place) {
    return topology.getLayoutOrDefault(id, Box.getDefaultInstance()).toBuilder()
        .setX(place.x())
        .setY(place.y())
        .build();
  }

  private static String named(String key, Set<String> ids) {
    return ids.size() == 1
        ? Texts.get(key + ".one", ids.iterator().next())
        : Texts.get(key + ".many", ids.size());
  }
}
