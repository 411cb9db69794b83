package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Area;
import io.spinlane.v1.ElementKind;
import javafx.scene.paint.Color;

/** Draws the cards of the small map, each as a block in the colour of its kind. */
public final class MapPainter {
  private static final double LEAST = 1.5;

  private MapPainter() {}

  /**
   * Draws one card.
   *
   * @param area on the map, in pixels
   */
  public static void paint(Surface surface, CardInk ink, ElementKind kind, Area area) {
    Color color = kind == ElementKind.ELEMENT_KIND_NOTE ? ink.noteEdge() : ink.tile(kind);
    surface.fillRect(
        area.x(),
        area.y(),
        Math.max(LEAST, area.width()),
        Math.max(LEAST, area.height()),
        0,
        color);
  }
}
