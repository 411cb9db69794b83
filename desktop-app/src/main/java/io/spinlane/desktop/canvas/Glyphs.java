package io.spinlane.desktop.canvas;

import io.spinlane.desktop.model.Element;
import io.spinlane.desktop.model.Kinds;
import io.spinlane.desktop.model.NewElement;
import io.spinlane.desktop.painter.Signs;
import io.spinlane.icons.Icon;
import io.spinlane.v1.ElementKind;
import java.util.EnumMap;
import java.util.Map;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/** The sign of each kind of element: a coloured tile with the project's icon in white. */
final class Glyphs {
  private static final double TILE = 32;

  /** The icons are drawn on 24 units; this is their size inside a tile. */
  private static final double SCALE = 0.8;

  private static final Map<Icon, String> PATHS = new EnumMap<>(Icon.class);

  private Glyphs() {}

  /** The tile of an element. */
  static Region tile(Element element) {
    return tile(element.kind(), Signs.of(element));
  }

  /** The tile of something in the palette. */
  static Region tile(NewElement item) {
    boolean control = item == NewElement.CONTROL_CORE;
    return tile(item.kind(), control ? Icon.CONTROL_CORE : Signs.of(item.kind()));
  }

  private static Region tile(ElementKind kind, Icon icon) {
    SVGPath shape = new SVGPath();
    shape.setContent(PATHS.computeIfAbsent(icon, wanted -> wanted.drawing().strokePath()));
    shape.getStyleClass().add("glyph");
    shape.setScaleX(SCALE);
    shape.setScaleY(SCALE);
    StackPane tile = new StackPane(shape);
    tile.getStyleClass().addAll("glyph-tile", "tint-" + Kinds.key(kind));
    tile.setMinSize(TILE, TILE);
    tile.setMaxSize(TILE, TILE);
    tile.setMouseTransparent(true);
    return tile;
  }
}
