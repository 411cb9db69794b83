package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.LaneColumns;
import io.spinlane.desktop.painter.BackdropPainter;
import io.spinlane.desktop.painter.CanvasSurface;
import io.spinlane.desktop.painter.FrameFace;
import io.spinlane.desktop.painter.FramePainter;
import io.spinlane.desktop.painter.Ink;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;

/** The paper under the drawing, with the lanes and the frames around cores. */
final class Backdrop extends Region {
  private final Canvas paper = new Canvas();
  private final CanvasSurface brush = new CanvasSurface(paper.getGraphicsContext2D());
  private LaneColumns lanes = LaneColumns.USUAL;
  private Viewport viewport = Viewport.IDENTITY;
  private Ink ink = Ink.LIGHT;
  private List<FrameFace> frames = List.of();

  Backdrop() {
    setManaged(false);
    setMouseTransparent(true);
    getChildren().add(paper);
  }

  void show(Viewport shown, Ink theme) {
    viewport = shown;
    ink = theme;
    requestLayout();
  }

  /** Draws the open ones of the frames around cores, outer ones first. */
  void show(List<FrameFace> around) {
    frames = around.stream().filter(face -> !face.frame().collapsed()).toList();
    requestLayout();
  }

  /** Draws the lanes where they are now. */
  void show(LaneColumns now) {
    if (!now.equals(lanes)) {
      lanes = now;
      requestLayout();
    }
  }

  private void paintFrames() {
    GraphicsContext pen = paper.getGraphicsContext2D();
    double zoom = viewport.zoom();
    boolean far = Detail.at(zoom) != Detail.FULL;
    pen.setTransform(zoom, 0, 0, zoom, -viewport.left() * zoom, -viewport.top() * zoom);
    frames.forEach(frame -> FramePainter.paint(brush, ink, frame, far));
    pen.setTransform(1, 0, 0, 1, 0, 0);
  }

  @Override
  protected void layoutChildren() {
    paper.setWidth(getWidth());
    paper.setHeight(getHeight());
    BackdropPainter.paint(
        brush,
        ink,
        lanes,
        getWidth(),
        getHeight(),
        viewport.zoom(),
        viewport.left(),
        viewport.top());
    paintFrames();
  }
}
