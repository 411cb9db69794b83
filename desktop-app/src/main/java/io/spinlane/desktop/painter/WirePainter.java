package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws wires in canvas units; the caller sets the surface's scale and place. */
public final class WirePainter {
  private static final double REST_WIDTH = 1.6;
  private static final double FULL_WIDTH = 9;

  /** Larger than a port's dot, which lies above it. */
  private static final double HANDLE = 17;

  private static final Font LABEL = Font.font(11);

  private WirePainter() {}

  /** Width of a wire that carries a share of the maximum, in canvas units. */
  public static double width(double share) {
    return share < 0
        ? REST_WIDTH
        : REST_WIDTH + (FULL_WIDTH - REST_WIDTH) * Math.clamp(share, 0, 1);
  }

  /** Draws one wire. */
  public static void paint(
      GraphicsContext surface, Ink ink, Wire wire, WirePath path, WireLook look) {
    Color color = look.stale() ? ink.stale() : ink.wire(wire.kind());
    double width = width(look.share());
    surface.setLineCap(StrokeLineCap.ROUND);
    surface.setLineDashes();
    if (look.selected()) {
      surface.setStroke(ink.selected().deriveColor(0, 1, 1, 0.35));
      curve(surface, path, width + 7);
    }
    if (wire.kind() == Wire.Kind.ANNOUNCE) {
      surface.setLineDashes(2, 6);
    }
    surface.setStroke(look.selected() ? ink.selected() : color);
    curve(surface, path, width);
    surface.setLineDashes();
    if (look.selected()) {
      handle(surface, ink, path.start());
      handle(surface, ink, path.end());
    }
    if (!look.label().isEmpty() && labelWidth(look) <= path.end().x() - path.start().x()) {
      label(surface, ink, path.at(0.5), look, color);
    }
  }

  /** Draws a wire that is being pulled, towards its loose end. */
  public static void paintRubber(GraphicsContext surface, Color color, WirePath path) {
    surface.setLineCap(StrokeLineCap.ROUND);
    surface.setLineDashes(6, 6);
    surface.setStroke(color);
    curve(surface, path, 2);
    surface.setLineDashes();
  }

  /** Draws a broad band along a wire that something is about to join. */
  public static void paintMark(GraphicsContext surface, Color color, WirePath path) {
    surface.setLineCap(StrokeLineCap.ROUND);
    surface.setLineDashes();
    surface.setStroke(color.deriveColor(0, 1, 1, 0.4));
    curve(surface, path, 12);
  }

  /** Where a selected wire can be taken to lead it elsewhere. */
  private static void handle(GraphicsContext surface, Ink ink, Point at) {
    surface.setFill(ink.selected());
    surface.fillOval(at.x() - HANDLE / 2, at.y() - HANDLE / 2, HANDLE, HANDLE);
  }

  private static void curve(GraphicsContext surface, WirePath path, double width) {
    surface.setLineWidth(width);
    surface.beginPath();
    surface.moveTo(path.start().x(), path.start().y());
    surface.bezierCurveTo(
        path.start().x() + path.reach(),
        path.start().y(),
        path.end().x() - path.reach(),
        path.end().y(),
        path.end().x(),
        path.end().y());
    surface.stroke();
  }

  /** About; a label that does not fit between two cards is not drawn over them. */
  private static double labelWidth(WireLook look) {
    return 8 + look.label().length() * 6.2;
  }

  private static void label(
      GraphicsContext surface, Ink ink, Point middle, WireLook look, Color color) {
    surface.setFont(LABEL);
    surface.setTextAlign(TextAlignment.CENTER);
    surface.setTextBaseline(VPos.CENTER);
    double width = labelWidth(look);
    surface.setFill(ink.paper().deriveColor(0, 1, 1, 0.88));
    surface.fillRoundRect(middle.x() - width / 2, middle.y() - 9, width, 18, 8, 8);
    surface.setStroke(color.deriveColor(0, 1, 1, 0.5));
    surface.setLineWidth(1);
    surface.strokeRoundRect(middle.x() - width / 2, middle.y() - 9, width, 18, 8, 8);
    surface.setFill(look.stale() ? ink.stale() : ink.text());
    surface.fillText(look.label(), middle.x(), middle.y());
  }
}
