package io.spinlane.desktop.model;

import io.spinlane.topology.file.TopologyFiles;
import io.spinlane.v1.Box;
import io.spinlane.v1.Topology;
import java.util.Map;

/**
 * Keeps every place of a drawing where a file may have it, whoever put it there: what was drawn can
 * be opened again once it is saved, and any view can show it. Pure.
 */
final class Places {
  private Places() {}

  /** The drawing with places that are too far moved nearer, and those that are none left out. */
  static Topology within(Topology topology) {
    Topology.Builder near = null;
    for (Map.Entry<String, Box> place : topology.getLayoutMap().entrySet()) {
      Box box = place.getValue();
      if (!isNear(box)) {
        near = near == null ? topology.toBuilder() : near;
        if (isFinite(box)) {
          near.putLayout(place.getKey(), nearer(box));
        } else {
          near.removeLayout(place.getKey());
        }
      }
    }
    return near == null ? topology : near.build();
  }

  private static boolean isNear(Box box) {
    return near(box.getX()) == box.getX()
        && near(box.getY()) == box.getY()
        && near(box.getWidth()) == box.getWidth()
        && near(box.getHeight()) == box.getHeight();
  }

  private static boolean isFinite(Box box) {
    return Double.isFinite(box.getX() + box.getY() + box.getWidth() + box.getHeight());
  }

  private static Box nearer(Box box) {
    return box.toBuilder()
        .setX(near(box.getX()))
        .setY(near(box.getY()))
        .setWidth(near(box.getWidth()))
        .setHeight(near(box.getHeight()))
        .build();
  }

  private static double near(double value) {
    return Math.clamp(value, -TopologyFiles.FARTHEST, TopologyFiles.FARTHEST);
  }
}
