package io.spinlane.desktop.layout;

import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.Cards;
import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Frame;
import io.spinlane.desktop.model.Grid;
import io.spinlane.desktop.model.Placement;
import io.spinlane.desktop.model.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Cards that a layout moves as one: a single card, the many back-ends of a pool or cores of a NUMA
 * node in rows, or the cores behind a collapsed frame.
 *
 * @param offsets where each card is, from the block's top left
 * @param width of what is to be seen, in canvas units
 * @param portY where wires arrive, below the top
 */
record Block(Map<String, Point> offsets, double width, double height, double portY) {
  private static final double GAP = 24;

  /** Between groups there is besides room for the ends of three frames and their titles. */
  static final double FRAME_GAP = 88;

  /** One card. */
  static Block of(Element card, Area area) {
    return new Block(Map.of(card.id(), new Point(0, 0)), area.width(), area.height(), Cards.PORT_Y);
  }

  /** Cards in rows. */
  static Block of(List<Element> cards, Map<String, Area> areas, int columns) {
    Map<String, Point> offsets = new LinkedHashMap<>();
    double y = 0;
    double height = 0;
    for (int row = 0; row * columns < cards.size(); row++) {
      double tallest = 0;
      for (int column = 0; column < columns && row * columns + column < cards.size(); column++) {
        String id = cards.get(row * columns + column).id();
        offsets.put(id, new Point(column * Grid.STEP_X, y));
        tallest = Math.max(tallest, Objects.requireNonNull(areas.get(id), id).height());
      }
      height = y + tallest;
      y += tallest + GAP;
    }
    double width = (Math.min(columns, cards.size()) - 1) * Grid.STEP_X + Cards.WIDTH;
    return new Block(offsets, width, height, columns == 1 ? Cards.PORT_Y : height / 2);
  }

  /** The box of a collapsed frame; the blocks behind it lie below each other, for when it opens. */
  static Block collapsed(List<Block> inside) {
    Map<String, Point> offsets = new LinkedHashMap<>();
    double y = 0;
    for (Block block : inside) {
      double top = y;
      block.offsets.forEach((id, offset) -> offsets.put(id, offset.plus(0, top)));
      y += block.height + GAP + FRAME_GAP;
    }
    return new Block(offsets, Cards.WIDTH, Frame.COLLAPSED_HEIGHT, Cards.PORT_Y);
  }

  /** A card of it; all are of one lane. */
  String first() {
    return offsets.keySet().iterator().next();
  }

  /** Its width in columns of the lane, gaps included. */
  double laneWidth() {
    return width + Placement.COLUMN_STEP - Cards.WIDTH;
  }
}
