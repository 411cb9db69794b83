package io.spinlane.desktop.io.foreign;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Drawing;
import io.spinlane.desktop.model.Edit;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.text.Texts;
import io.spinlane.v1.Box;
import io.spinlane.v1.Pool;
import io.spinlane.v1.Service;
import io.spinlane.v1.Topology;
import io.spinlane.v1.Vip;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds what was imported to a drawing. */
public final class Joining {
  private final Topology.Builder result;
  private final Set<String> taken;
  private final Map<String, String> names = new HashMap<>();
  private final List<String> added = new ArrayList<>();

  private Joining(Topology before) {
    result = before.toBuilder();
    taken = new HashSet<>(Drawing.index(before).keySet());
  }

  /**
   * One step that can be undone: everything gets an id nobody has and a free place in its lane; a
   * VIP whose address is drawn already is that VIP.
   */
  public static Edit edit(Imported imported) {
    return Edit.of(
        Texts.get("edit.foreign", imported.format().title()),
        before -> new Joining(before).join(imported.topology()));
  }

  private Topology join(Topology imported) {
    Map<String, String> vips = new HashMap<>();
    result.getVipsList().forEach(vip -> vips.putIfAbsent(vip.getAddress(), vip.getId()));
    for (Vip vip : imported.getVipsList()) {
      String drawn = vip.getAddress().isEmpty() ? null : vips.get(vip.getAddress());
      if (drawn == null) {
        result.addVips(vip.toBuilder().setId(fresh(vip.getId())));
      } else {
        names.put(vip.getId(), drawn);
      }
    }
    for (Pool pool : imported.getPoolsList()) {
      Pool.Builder named = pool.toBuilder().setId(fresh(pool.getId()));
      named.getBackendsBuilderList().forEach(backend -> backend.setId(fresh(backend.getId())));
      result.addPools(named);
    }
    for (Service service : imported.getServicesList()) {
      result.addServices(
          service.toBuilder()
              .setId(fresh(service.getId()))
              .setVip(named(service.getVip()))
              .setPool(named(service.getPool()))
              .setFallbackPool(named(service.getFallbackPool())));
    }
    return placed();
  }

  private String named(String id) {
    return names.getOrDefault(id, id);
  }

  private String fresh(String wanted) {
    String id = wanted;
    for (int n = 2; !taken.add(id); n++) {
      id = wanted + "-" + n;
    }
    names.put(wanted, id);
    added.add(id);
    return id;
  }

  private static Box box(Area area) {
    return Box.newBuilder().setX(area.x()).setY(area.y()).build();
  }

  /** Each below what its lane holds already. */
  private Topology placed() {
    Topology drawn = result.build();
    Map<String, Element> elements = Drawing.index(drawn);
    Map<String, Area> areas = new HashMap<>(Placement.areas(drawn, elements));
    added.forEach(areas::remove);
    Topology.Builder others = drawn.toBuilder();
    added.forEach(others::removeLayout);
    areas.forEach(
        (id, area) -> {
          if (!others.containsLayout(id)) {
            others.putLayout(id, box(area));
          }
        });
    Map<String, Area> all = Placement.areas(others.build(), elements);
    added.forEach(
        id -> {
          Area area = all.get(id);
          if (area != null) {
            result.putLayout(id, box(area));
          }
        });
    return result.build();
  }
}
