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

  private static final double SMALL = 18;
  private static final double SMALL_SCALE = 0.7;

  private static final Map<Icon, String> PATHS = new EnumMap<>(Icon.class);

  private Glyphs() {}

  /** The tile of an element. */
  static Region tile(Element element) {
    return tile(element.kind(), Signs.of(element));
  }

  /** The tile of something in the palette. */
  static Region tile(NewElement item) {
    return tile(item.kind(), Signs.of(item));
  }

  private static Region tile(ElementKind kind, Icon icon) {
    SVGPath shape = shape(icon);
    shape.setScaleX(SCALE);
    shape.setScaleY(SCALE);
    StackPane tile = new StackPane(shape);
    tile.getStyleClass().addAll("glyph-tile", "tint-" + Kinds.key(kind));
    tile.setMinSize(TILE, TILE);
    tile.setMaxSize(TILE, TILE);
    tile.setMouseTransparent(true);
    return tile;
  }

  /** The small sign of an element in lists, in the colour of its kind. */
  static Region sign(Element element) {
    SVGPath shape = shape(Signs.of(element));
    shape.getStyleClass().add("sign-" + Kinds.key(element.kind()));
    shape.setScaleX(SMALL_SCALE);
    shape.setScaleY(SMALL_SCALE);
    StackPane sign = new StackPane(shape);
    sign.setMinSize(SMALL, SMALL);
    sign.setMaxSize(SMALL, SMALL);
    return sign;
  }

  private static SVGPath shape(Icon icon) {
    SVGPath shape = new SVGPath();
    shape.setContent(PATHS.computeIfAbsent(icon, wanted -> wanted.drawing().strokePath()));
    shape.getStyleClass().add("glyph");
    return shape;
  }
}
