package io.spinlane.desktop.canvas;

import javafx.scene.layout.StackPane;

/** What stands in the middle of the canvas while nothing is drawn. */
final class EmptyState extends StackPane {
  private static final double SIDE = 20;
  private static final double TOP = 40;

  EmptyState() {
    setId("canvas-empty");
    setPickOnBounds(false);
    setManaged(false);
  }

  /** Puts it into a canvas of a size in pixels. */
  void place(double canvasWidth, double canvasHeight) {
    double width = Math.min(canvasWidth - 2 * SIDE, prefWidth(-1));
    double height = Math.min(canvasHeight - TOP - SIDE, prefHeight(width));
    double top = Math.max(TOP, (canvasHeight - height) / 2);
    resizeRelocate((canvasWidth - width) / 2, top, width, height);
  }
}
