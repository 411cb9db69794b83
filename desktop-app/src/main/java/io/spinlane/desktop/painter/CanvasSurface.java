package io.spinlane.desktop.painter;

import java.util.HashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;

/** The screen. Made once for a canvas and used for every frame; the JavaFX thread. */
public final class CanvasSurface implements Surface {
  private final GraphicsContext canvas;
  private final Map<Type, Font> fonts = new HashMap<>();
  private final Outline.Pen pen = new CanvasPen();

  /** Draws onto a canvas, whose scale and place the caller sets. */
  public CanvasSurface(GraphicsContext canvas) {
    this.canvas = canvas;
  }

  @Override
  public void fillRect(double x, double y, double width, double height, double radius, Color fill) {
    canvas.setFill(fill);
    if (radius == 0) {
      canvas.fillRect(x, y, width, height);
    } else {
      canvas.fillRoundRect(x, y, width, height, 2 * radius, 2 * radius);
    }
  }

  @Override
  public void strokeRect(
      double x,
      double y,
      double width,
      double height,
      double radius,
      Color stroke,
      double lineWidth) {
    line(stroke, lineWidth);
    canvas.strokeRoundRect(x, y, width, height, 2 * radius, 2 * radius);
  }

  @Override
  public void fillCircle(double x, double y, double radius, Color fill) {
    canvas.setFill(fill);
    canvas.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
  }

  @Override
  public void fill(Outline outline, Color fill) {
    canvas.setFill(fill);
    canvas.beginPath();
    outline.draw(pen);
    canvas.fill();
  }

  @Override
  public void stroke(Outline outline, Color stroke, double lineWidth, double... dashes) {
    line(stroke, lineWidth);
    canvas.setLineDashes(dashes);
    canvas.beginPath();
    outline.draw(pen);
    canvas.stroke();
    canvas.setLineDashes();
  }

  private void line(Color stroke, double lineWidth) {
    canvas.setLineCap(StrokeLineCap.ROUND);
    canvas.setLineJoin(StrokeLineJoin.ROUND);
    canvas.setStroke(stroke);
    canvas.setLineWidth(lineWidth);
  }

  @Override
  public void text(String text, double x, double baseline, Type type, Align align, Color fill) {
    canvas.setFont(font(type));
    canvas.setTextBaseline(VPos.BASELINE);
    canvas.setTextAlign(
        switch (align) {
          case LEFT -> TextAlignment.LEFT;
          case CENTER -> TextAlignment.CENTER;
          case RIGHT -> TextAlignment.RIGHT;
        });
    canvas.setFill(fill);
    canvas.fillText(text, x, baseline);
  }

  @Override
  public double width(String text, Type type) {
    Text measured = new Text(text);
    measured.setFont(font(type));
    return measured.getLayoutBounds().getWidth();
  }

  private Font font(Type type) {
    return fonts.computeIfAbsent(
        type,
        wanted ->
            Font.font(
                Font.getDefault().getFamily(),
                wanted.bold() ? FontWeight.BOLD : FontWeight.NORMAL,
                wanted.size()));
  }

  private final class CanvasPen implements Outline.Pen {
    @Override
    public void moveTo(double x, double y) {
      canvas.moveTo(x, y);
    }

    @Override
    public void lineTo(double x, double y) {
      canvas.lineTo(x, y);
    }

    @Override
    public void curveTo(double x1, double y1, double x2, double y2, double x, double y) {
      canvas.bezierCurveTo(x1, y1, x2, y2, x, y);
    }

    @Override
    public void close() {
      canvas.closePath();
    }
  }
}
