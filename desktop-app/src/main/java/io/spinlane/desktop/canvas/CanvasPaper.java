package io.spinlane.desktop.canvas;

/** The paper of the canvas, for drags at its edge. */
record CanvasPaper(CanvasView view) implements EdgeScroller.Paper {
  @Override
  public double width() {
    return view.getWidth();
  }

  @Override
  public double height() {
    return view.getHeight();
  }

  @Override
  public void moveBy(double dx, double dy) {
    view.show(view.viewport().pan(-dx, -dy));
  }
}
