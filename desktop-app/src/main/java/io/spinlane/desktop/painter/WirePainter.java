package io.spinlane.desktop.painter;

import io.spinlane.desktop.model.Point;
import io.spinlane.desktop.model.Wire;
import io.spinlane.desktop.model.WirePath;
import javafx.scene.paint.Color;

/** Draws wires in canvas units, on any surface. */
public final class WirePainter {
  private static final double REST_WIDTH = 1.6;
  private static final double FULL_WIDTH = 9;

  /** Larger than a port's dot, which lies above it. */
  private static final double HANDLE = 17;

  private static final double[] WHOLE = {};
  private static final double[] DOTTED = {2, 6};
  private static final double[] DASHED = {6, 6};

  private static final Type LABEL = Type.plain(11);

  private WirePainter() {}

  /** Width of a wire that carries a share of the maximum, in canvas units. */
  public static double width(double share) {
    return share < 0
        ? REST_WIDTH
        : REST_WIDTH + (FULL_WIDTH - REST_WIDTH) * Math.clamp(share, 0, 1);
  }

  /** Draws one wire. */
  public static void paint(Surface surface, Ink ink, Wire wire, WirePath path, WireLook look) {
    Color color = look.stale() ? ink.stale() : ink.wire(wire.kind());
    double width = width(look.share());
    Outline outline = outline(path);
    if (look.selected()) {
      surface.stroke(outline, ink.selected().deriveColor(0, 1, 1, 0.35), width + 7, WHOLE);
    }
    surface.stroke(
        outline,
        look.selected() ? ink.selected() : color,
        width,
        wire.kind() == Wire.Kind.ANNOUNCE ? DOTTED : WHOLE);
    if (look.selected()) {
      handle(surface, ink, path.start());
      handle(surface, ink, path.end());
    }
    if (!look.label().isEmpty() && labelWidth(look) <= path.end().x() - path.start().x()) {
      label(surface, ink, path.middle(), look, color);
    }
  }

  private static Outline outline(WirePath path) {
    Outline outline = new Outline().moveTo(path.start().x(), path.start().y());
    for (WirePath.Curve curve : path.curves()) {
      Point a = curve.start();
      Point b = curve.end();
      outline.curveTo(a.x() + curve.reach(), a.y(), b.x() - curve.reach(), b.y(), b.x(), b.y());
    }
    return outline;
  }

  /** Draws a wire that is being pulled, towards its loose end. */
  public static void paintRubber(Surface surface, Color color, WirePath path) {
    surface.stroke(outline(path), color, 2, DASHED);
  }

  /** Draws a broad band along a wire that something is about to join. */
  public static void paintMark(Surface surface, Color color, WirePath path) {
    surface.stroke(outline(path), color.deriveColor(0, 1, 1, 0.4), 12, WHOLE);
  }

  /** Draws a soft band along the wire that a click would select. */
  public static void paintHover(Surface surface, Color color, WirePath path) {
    surface.stroke(outline(path), color.deriveColor(0, 1, 1, 0.25), 9, WHOLE);
  }

  /** Where a selected wire can be taken to lead it elsewhere. */
  private static void handle(Surface surface, Ink ink, Point at) {
    surface.fillCircle(at.x(), at.y(), HANDLE / 2, ink.selected());
  }

  /** About; a label that does not fit between two cards is not drawn over them. */
  private static double labelWidth(WireLook look) {
    return 8 + look.label().length() * 6.2;
  }

  private static void label(Surface surface, Ink ink, Point middle, WireLook look, Color color) {
    double width = labelWidth(look);
    double left = middle.x() - width / 2;
    double top = middle.y() - 9;
    surface.fillRect(left, top, width, 18, 4, ink.paper().deriveColor(0, 1, 1, 0.88));
    surface.strokeRect(left, top, width, 18, 4, color.deriveColor(0, 1, 1, 0.5), 1);
    surface.text(
        look.label(),
        middle.x(),
        LABEL.baseline(middle.y()),
        LABEL,
        Surface.Align.CENTER,
        look.stale() ? ink.stale() : ink.text());
  }
}
