package io.spinlane.desktop.canvas;

import io.spinlane.desktop.gesture.Viewport;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.model.WirePath;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.WirePainter;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** What shows only while a gesture lasts: marquee, rubber wire, ghost of a new card, a reason. */
final class Overlay extends Region {
  private static final double REASON_WIDTH = 320;

  private final Canvas wire = new Canvas();
  private final Region marquee = new Region();
  private final Region ghost = new Region();
  private final Label reason = new Label();
  private Viewport viewport = Viewport.IDENTITY;
  private Ink ink = Ink.LIGHT;

  Overlay() {
    setManaged(false);
    setMouseTransparent(true);
    marquee.getStyleClass().add("marquee");
    ghost.getStyleClass().add("ghost");
    reason.getStyleClass().add("reason");
    reason.setId("wire-reason");
    reason.setWrapText(true);
    getChildren().addAll(wire, ghost, marquee, reason);
    // each is placed by hand; a layout pass must not give it its preferred size
    getChildren().forEach(child -> child.setManaged(false));
    clear();
  }

  void show(Viewport shown, Ink theme) {
    viewport = shown;
    ink = theme;
  }

  void clear() {
    marquee.setVisible(false);
    ghost.setVisible(false);
    reason.setVisible(false);
    wire.setVisible(false);
  }

  void showMarquee(Area area) {
    place(marquee, area);
  }

  void showGhost(Area area) {
    place(ghost, area);
  }

  private void place(Region region, Area area) {
    region.setVisible(true);
    region.resizeRelocate(
        viewport.screenX(area.x()),
        viewport.screenY(area.y()),
        area.width() * viewport.zoom(),
        area.height() * viewport.zoom());
  }

  /** A rubber wire in canvas units, in the colour of the verdict under its end. */
  void showWire(WirePath path, boolean refused) {
    wire.setVisible(true);
    wire.setWidth(getWidth());
    wire.setHeight(getHeight());
    GraphicsContext pen = wire.getGraphicsContext2D();
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, getWidth(), getHeight());
    double zoom = viewport.zoom();
    pen.setTransform(zoom, 0, 0, zoom, -viewport.left() * zoom, -viewport.top() * zoom);
    WirePainter.paintRubber(pen, refused ? Color.web("#cf222e") : ink.selected(), path);
  }

  /** A sentence beside the mouse; empty takes it away. */
  void showReason(String sentence, double x, double y) {
    reason.setVisible(!sentence.isEmpty());
    reason.setText(sentence);
    reason.applyCss();
    double width = Math.min(REASON_WIDTH, reason.prefWidth(-1));
    double height = reason.prefHeight(width);
    reason.resizeRelocate(
        Math.max(4, Math.min(x + 16, getWidth() - width - 4)),
        Math.max(4, Math.min(y + 18, getHeight() - height - 4)),
        width,
        height);
  }
}
