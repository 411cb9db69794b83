package io.spinlane.desktop.canvas;

import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;

/** A small filled line of samples; takes its colour from the style sheet. */
final class Sparkline extends Region {
  private final Canvas surface = new Canvas();
  private final Region ink = new Region();
  private double[] kept = new double[0];
  private int count;
  private double ceiling = 1;

  Sparkline() {
    ink.getStyleClass().add("sparkline-ink");
    ink.setVisible(false);
    getStyleClass().add("sparkline");
    setMouseTransparent(true);
    getChildren().addAll(ink, surface);
  }

  /** Samples, oldest first; the array is copied into one that is kept and reused. */
  void show(double[] samples, int sampleCount, double top) {
    if (kept.length < sampleCount) {
      kept = new double[sampleCount];
    }
    System.arraycopy(samples, 0, kept, 0, sampleCount);
    count = sampleCount;
    ceiling = Math.max(top, Double.MIN_NORMAL);
    paint();
  }

  void clear() {
    count = 0;
    paint();
  }

  @Override
  protected void layoutChildren() {
    surface.setWidth(getWidth());
    surface.setHeight(getHeight());
    paint();
  }

  private void paint() {
    GraphicsContext pen = surface.getGraphicsContext2D();
    double width = surface.getWidth();
    double height = surface.getHeight();
    pen.clearRect(0, 0, width, height);
    Color color = color();
    pen.setStroke(color.deriveColor(0, 1, 1, 0.35));
    pen.setLineWidth(1);
    pen.strokeLine(0, height - 0.5, width, height - 0.5);
    if (count < 2) {
      return;
    }
    double step = width / (count - 1);
    pen.setFill(color.deriveColor(0, 1, 1, 0.18));
    pen.beginPath();
    pen.moveTo(0, height);
    for (int i = 0; i < count; i++) {
      pen.lineTo(i * step, y(i, height));
    }
    pen.lineTo(width, height);
    pen.closePath();
    pen.fill();
    pen.setStroke(color);
    pen.setLineWidth(1.4);
    pen.beginPath();
    pen.moveTo(0, y(0, height));
    for (int i = 1; i < count; i++) {
      pen.lineTo(i * step, y(i, height));
    }
    pen.stroke();
  }

  private double y(int i, double height) {
    return height - 1 - (height - 2) * Math.clamp(kept[i] / ceiling, 0, 1);
  }

  private Color color() {
    if (ink.getBackground() == null || ink.getBackground().getFills().isEmpty()) {
      return Color.GRAY;
    }
    Paint paint = ink.getBackground().getFills().getFirst().getFill();
    return paint instanceof Color color ? color : Color.GRAY;
  }
}
