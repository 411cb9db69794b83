package io.spinlane.desktop.export;

import io.spinlane.desktop.painter.Outline;
import io.spinlane.desktop.painter.Surface;
import io.spinlane.desktop.painter.Type;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import javafx.scene.paint.Color;

/** Pixels in memory. */
final class RasterSurface implements Surface {
  private final Graphics2D pen;

  /** Draws with a pen whose scale and place are set. */
  RasterSurface(Graphics2D pen) {
    this.pen = pen;
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
  }

  @Override
  public void fill(Outline outline, Color fill) {
    pen.setColor(awt(fill));
    pen.fill(path(outline));
  }

  @Override
  public void stroke(Outline outline, Color stroke, double lineWidth, double... dashes) {
    float[] lengths = new float[dashes.length];
    for (int i = 0; i < dashes.length; i++) {
      lengths[i] = (float) dashes[i];
    }
    pen.setColor(awt(stroke));
    pen.setStroke(
        new BasicStroke(
            (float) lineWidth,
            BasicStroke.CAP_ROUND,
            BasicStroke.JOIN_ROUND,
            10,
            lengths.length == 0 ? null : lengths,
            0));
    pen.draw(path(outline));
  }

  @Override
  public void text(String text, double x, double baseline, Type type, Align align, Color fill) {
    pen.setColor(awt(fill));
    Shape letters =
        AffineTransform.getTranslateInstance(x - Typeface.shift(text, type, align), baseline)
            .createTransformedShape(Typeface.outline(text, type));
    pen.fill(letters);
    if (type.bold()) {
      pen.fill(Typeface.boldLine(letters, type));
    }
  }

  @Override
  public double width(String text, Type type) {
    return Typeface.width(text, type);
  }

  private static java.awt.Color awt(Color color) {
    return new java.awt.Color(
        (float) color.getRed(),
        (float) color.getGreen(),
        (float) color.getBlue(),
        (float) color.getOpacity());
  }

  private static Path2D path(Outline outline) {
    Path2D.Double path = new Path2D.Double();
    outline.draw(
        new Outline.Pen() {
          @Override
          public void moveTo(double x, double y) {
            path.moveTo(x, y);
          }

          @Override
          public void lineTo(double x, double y) {
            path.lineTo(x, y);
          }

          @Override
          public void curveTo(double x1, double y1, double x2, double y2, double x, double y) {
            path.curveTo(x1, y1, x2, y2, x, y);
          }

          @Override
          public void close() {
            path.closePath();
          }
        });
    return path;
  }
}
