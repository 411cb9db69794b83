package io.spinlane.desktop.canvas;

import io.spinlane.v1.ElementKind;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/** The sign of each kind of element: a coloured tile with a white shape. */
public final class Glyphs {
  private Glyphs() {}

  /** A tile of 32 × 32; the style sheet gives it the kind's colour. */
  public static Region tile(ElementKind kind) {
    SVGPath shape = new SVGPath();
    shape.setContent(path(kind));
    shape.getStyleClass().add("glyph");
    StackPane tile = new StackPane(shape);
    tile.getStyleClass().addAll("glyph-tile", "tint-" + io.spinlane.desktop.model.Kinds.key(kind));
    tile.setMinSize(32, 32);
    tile.setMaxSize(32, 32);
    tile.setMouseTransparent(true);
    return tile;
  }

  private static String path(ElementKind kind) {
    return switch (kind) {
      case ELEMENT_KIND_NIC ->
          "M2 3h14v9h-3v3h-2v-3h-1v3h-2v-3h-1v3H5v-3H2z M5 6v2h2V6z M9 6v2h2V6z M12 6v2h1V6z";
      case ELEMENT_KIND_CORE ->
          "M5 5h8v8H5z M6 1h1.5v3H6z M10.5 1H12v3h-1.5z M6 14h1.5v3H6z M10.5 14H12v3h-1.5z"
              + " M1 6h3v1.5H1z M1 10.5h3V12H1z M14 6h3v1.5h-3z M14 10.5h3V12h-3z";
      case ELEMENT_KIND_VIP ->
          "M9 1a6 6 0 0 1 6 6c0 4-6 10-6 10S3 11 3 7a6 6 0 0 1 6-6z M9 4.6a2.4 2.4 0 1 0 0 4.8"
              + " 2.4 2.4 0 0 0 0-4.8z";
      case ELEMENT_KIND_SERVICE ->
          "M1 8h5V3l5 6-5 6v-5H1z M12 3h5v2.4h-5z M12 7.8h5v2.4h-5z M12 12.6h5V15h-5z";
      case ELEMENT_KIND_POOL -> "M2 2h6v6H2z M10 2h6v6h-6z M2 10h6v6H2z M10 10h6v6h-6z";
      case ELEMENT_KIND_BACKEND -> "M2 2h14v6H2z M4 4v2h2V4z M2 10h14v6H2z M4 12v2h2v-2z";
      default -> "M3 2h12v9l-4 5H3z M5 5v1.5h8V5z M5 8v1.5h8V8z";
    };
  }
}
