package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.painter.BackdropPainter;
import io.spinlane.desktop.painter.CanvasSurface;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.text.Texts;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** The paper under the drawing, with the lanes' captions along the top. */
final class Backdrop extends Region {
  private static final double CAPTION_HEIGHT = 30;

  private final Canvas paper = new Canvas();
  private final CanvasSurface brush = new CanvasSurface(paper.getGraphicsContext2D());
  private final List<Label> captions = new ArrayList<>();
  private final Region bar = new Region();
  private Viewport viewport = Viewport.IDENTITY;
  private Ink ink = Ink.LIGHT;

  Backdrop() {
    setManaged(false);
    setMouseTransparent(true);
    bar.getStyleClass().add("lane-bar");
    getChildren().addAll(paper, bar);
    for (int lane = 0; lane < BackdropPainter.LANES; lane++) {
      Label caption = new Label(Texts.get("lane." + lane));
      caption.getStyleClass().add("lane-caption");
      captions.add(caption);
      getChildren().add(caption);
    }
  }

  void show(Viewport shown, Ink theme) {
    viewport = shown;
    ink = theme;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    paper.setWidth(getWidth());
    paper.setHeight(getHeight());
    BackdropPainter.paint(
        brush, ink, getWidth(), getHeight(), viewport.zoom(), viewport.left(), viewport.top());
    bar.resizeRelocate(0, 0, getWidth(), CAPTION_HEIGHT);
    for (int lane = 0; lane < captions.size(); lane++) {
      double width = BackdropPainter.laneWidth(lane) * viewport.zoom();
      captions
          .get(lane)
          .resizeRelocate(viewport.screenX(BackdropPainter.laneX(lane)), 0, width, CAPTION_HEIGHT);
    }
  }
}
