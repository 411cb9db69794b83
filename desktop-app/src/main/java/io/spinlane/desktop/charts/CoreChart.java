package io.spinlane.desktop.charts;

import io.spinlane.desktop.live.Series;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.text.Texts;
import java.util.concurrent.TimeUnit;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Packets/s (filled, left axis) and bits/s (line, right axis) of one core. */
final class CoreChart extends Region {
  /** What the time axis spans. */
  static final long SPAN_NS = TimeUnit.MINUTES.toNanos(5);

  private static final double LEFT = 64;
  private static final double RIGHT = 64;
  private static final double TOP = 26;
  private static final double BOTTOM = 20;
  private static final int MINUTES = 5;
  private static final Font TEXT = Font.font(11);
  private static final Font TITLE = Font.font("System", javafx.scene.text.FontWeight.BOLD, 12);

  private final String core;
  private final Canvas surface = new Canvas();
  private double[] packets = new double[0];
  private double[] bits = new double[0];
  private double packetsTop = 1;
  private double bitsTop = 1;

  CoreChart(String core) {
    this.core = core;
    setId("chart-" + core);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    getStyleClass().add("core-chart");
    getChildren().add(surface);
    setMinSize(300, 84);
    setPrefSize(440, 150);
  }

  @Override
  protected void layoutChildren() {
    surface.setWidth(getWidth());
    surface.setHeight(getHeight());
  }

  /** Share of the time axis at a pixel from the left, below 0 or above 1 outside of it. */
  double timeShare(double x) {
    return (x - LEFT) / plotWidth();
  }

  private double plotWidth() {
    return Math.max(1, getWidth() - LEFT - RIGHT);
  }

  private double plotHeight() {
    return Math.max(1, getHeight() - TOP - BOTTOM);
  }

  /**
   * Draws anew.
   *
   * @param endNs time at the right edge
   * @param crosshair share of the time axis, negative for none
   * @param stale the newest values are older than they should be
   */
  void paint(Series series, long endNs, double crosshair, boolean stale, Ink ink) {
    int width = (int) plotWidth();
    if (packets.length != width) {
      packets = new double[width];
      bits = new double[width];
    }
    series.means(endNs - SPAN_NS, endNs, packets, false);
    series.means(endNs - SPAN_NS, endNs, bits, true);
    bridge(packets);
    bridge(bits);
    packetsTop = Units.niceCeiling(largest(packets));
    bitsTop = Units.niceCeiling(largest(bits));
    GraphicsContext pen = surface.getGraphicsContext2D();
    pen.clearRect(0, 0, getWidth(), getHeight());
    Color packetInk = stale ? ink.stale() : ink.lane();
    Color bitInk = stale ? ink.stale() : ink.selected();
    paintAxes(pen, ink, packetInk, bitInk);
    paintArea(pen, packets, packetsTop, packetInk);
    paintLine(pen, bits, bitsTop, bitInk);
    paintCaption(pen, crosshair, ink, packetInk, bitInk);
  }

  /** Columns between two samples that are close get the mean of both sides. */
  private static void bridge(double[] values) {
    int last = -1;
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        for (int gap = last + 1; last >= 0 && i - last <= 4 && gap < i; gap++) {
          values[gap] = values[last] + (values[i] - values[last]) * (gap - last) / (i - last);
        }
        last = i;
      }
    }
  }

  private static double largest(double[] values) {
    double largest = 0;
    for (double value : values) {
      largest = Double.isNaN(value) ? largest : Math.max(largest, value);
    }
    return largest;
  }

  private void paintAxes(GraphicsContext pen, Ink ink, Color left, Color right) {
    pen.setLineWidth(1);
    pen.setFont(TEXT);
    pen.setTextBaseline(VPos.CENTER);
    for (int step = 0; step <= 2; step++) {
      double y = Math.round(TOP + plotHeight() * (1 - step / 2.0)) + 0.5;
      pen.setStroke(ink.dot());
      pen.strokeLine(LEFT, y, LEFT + plotWidth(), y);
      pen.setFill(left);
      pen.setTextAlign(TextAlignment.RIGHT);
      pen.fillText(Units.packets(packetsTop * step / 2), LEFT - 6, y);
      pen.setFill(right);
      pen.setTextAlign(TextAlignment.LEFT);
      pen.fillText(Units.bits(bitsTop * step / 2), LEFT + plotWidth() + 6, y);
    }
    pen.setFill(ink.caption());
    pen.setTextAlign(TextAlignment.CENTER);
    for (int minute = 0; minute <= MINUTES; minute++) {
      double x = LEFT + plotWidth() * (1 - (double) minute / MINUTES);
      String text = minute == 0 ? Texts.get("charts.now") : Texts.get("charts.minutes", minute);
      pen.fillText(text, x, TOP + plotHeight() + 11);
    }
  }

  private double y(double value, double top) {
    return TOP + plotHeight() * (1 - Math.clamp(value / top, 0, 1));
  }

  private void paintArea(GraphicsContext pen, double[] values, double top, Color color) {
    pen.setFill(color.deriveColor(0, 1, 1, 0.22));
    double floor = TOP + plotHeight();
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        double y = y(values[i], top);
        pen.fillRect(LEFT + i, y, 1, floor - y);
      }
    }
    paintLine(pen, values, top, color);
  }

  private void paintLine(GraphicsContext pen, double[] values, double top, Color color) {
    pen.setStroke(color);
    pen.setLineWidth(1.5);
    pen.beginPath();
    boolean drawing = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        drawing = false;
      } else if (drawing) {
        pen.lineTo(LEFT + i, y(values[i], top));
      } else {
        pen.moveTo(LEFT + i, y(values[i], top));
        drawing = true;
      }
    }
    pen.stroke();
  }

  /** The name, and the values under the crosshair, else the newest. */
  private void paintCaption(
      GraphicsContext pen, double crosshair, Ink ink, Color packetInk, Color bitInk) {
    int at = packets.length - 1;
    if (crosshair >= 0 && crosshair <= 1) {
      at = (int) Math.min(packets.length - 1, crosshair * packets.length);
      pen.setStroke(ink.caption());
      pen.setLineWidth(1);
      pen.strokeLine(LEFT + at + 0.5, TOP, LEFT + at + 0.5, TOP + plotHeight());
    } else {
      while (at > 0 && Double.isNaN(packets[at])) {
        at--;
      }
    }
    pen.setTextAlign(TextAlignment.LEFT);
    pen.setFont(TITLE);
    pen.setFill(ink.text());
    pen.fillText(core, LEFT, 12);
    String packetText = Units.packets(packets[at]);
    String bitText = Units.bits(bits[at]);
    pen.setTextAlign(TextAlignment.RIGHT);
    double right = LEFT + plotWidth();
    pen.setFill(bitInk);
    pen.fillText("― " + bitText, right, 12);
    pen.setFill(packetInk);
    pen.fillText("▆ " + packetText, right - 110, 12);
    setAccessibleText(Texts.get("charts.spoken", core, packetText, bitText));
  }
}
