package io.spinlane.desktop.charts;

import io.spinlane.desktop.live.Series;
import io.spinlane.desktop.live.Units;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.Outline;
import io.spinlane.desktop.painter.Surface;
import io.spinlane.desktop.painter.Surface.Align;
import io.spinlane.desktop.painter.Type;
import io.spinlane.desktop.text.Texts;
import java.util.concurrent.TimeUnit;
import javafx.scene.paint.Color;

/**
 * Draws packets/s (filled, left axis) and bits/s (line, right axis) of one core, on the screen or
 * into a file. Keeps its arrays between drawings; one thread.
 */
final class ChartPainter {
  /** What the time axis spans. */
  static final long SPAN_NS = TimeUnit.MINUTES.toNanos(5);

  /** Room for the left axis's numbers. */
  static final double LEFT = 64;

  private static final double RIGHT = 64;
  private static final double TOP = 26;
  private static final double BOTTOM = 20;

  /** Where the packets' number ends, left of the right edge. */
  private static final double PACKETS = 110;

  private static final int MINUTES = 5;
  private static final Type TEXT = Type.plain(11);
  private static final Type TITLE = Type.bold(12);

  private double[] packets = new double[0];
  private double[] bits = new double[0];
  private double packetsTop = 1;
  private double bitsTop = 1;

  /** Width of the time axis in a chart of some width. */
  static double plotWidth(double width) {
    return Math.max(1, width - LEFT - RIGHT);
  }

  /**
   * Draws.
   *
   * @param area the chart with its axes
   * @param endNs time at the right edge
   * @param crosshair share of the time axis, negative for none
   * @param stale the newest values are older than they should be
   * @return the numbers at the crosshair, or the newest, as a sentence
   */
  String paint(
      Surface surface,
      Ink ink,
      Area area,
      String core,
      Series series,
      long endNs,
      double crosshair,
      boolean stale) {
    read(series, endNs, (int) plotWidth(area.width()));
    Area plot =
        new Area(
            area.x() + LEFT,
            area.y() + TOP,
            plotWidth(area.width()),
            Math.max(1, area.height() - TOP - BOTTOM));
    Color packetInk = stale ? ink.stale() : ink.lane();
    Color bitInk = stale ? ink.stale() : ink.selected();
    paintAxes(surface, ink, plot, packetInk, bitInk);
    paintArea(surface, plot, packetInk);
    surface.stroke(line(bits, bitsTop, plot), bitInk, 1.5);
    return paintCaption(surface, ink, plot, core, crosshair, packetInk, bitInk);
  }

  private void read(Series series, long endNs, int width) {
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

  private void paintAxes(Surface surface, Ink ink, Area plot, Color left, Color right) {
    double end = plot.x() + plot.width();
    for (int step = 0; step <= 2; step++) {
      double y = Math.round(plot.y() + plot.height() * (1 - step / 2.0)) + 0.5;
      surface.stroke(new Outline().moveTo(plot.x(), y).lineTo(end, y), ink.dot(), 1);
      double base = TEXT.baseline(y);
      String packetText = Units.packets(packetsTop * step / 2);
      surface.text(packetText, plot.x() - 6, base, TEXT, Align.RIGHT, left);
      surface.text(Units.bits(bitsTop * step / 2), end + 6, base, TEXT, Align.LEFT, right);
    }
    double base = TEXT.baseline(plot.y() + plot.height() + 11);
    for (int minute = 0; minute <= MINUTES; minute++) {
      double x = plot.x() + plot.width() * (1 - (double) minute / MINUTES);
      String text = minute == 0 ? Texts.get("charts.now") : Texts.get("charts.minutes", minute);
      surface.text(text, x, base, TEXT, Align.CENTER, ink.caption());
    }
  }

  private static double y(double value, double top, Area plot) {
    return plot.y() + plot.height() * (1 - Math.clamp(value / top, 0, 1));
  }

  /** One outline for each stretch without a gap. */
  private void paintArea(Surface surface, Area plot, Color color) {
    double floor = plot.y() + plot.height();
    Outline under = new Outline();
    int open = -1;
    for (int i = 0; i <= packets.length; i++) {
      boolean known = i < packets.length && !Double.isNaN(packets[i]);
      if (known && open < 0) {
        open = i;
        under.moveTo(plot.x() + i, floor);
      }
      if (known) {
        under.lineTo(plot.x() + i, y(packets[i], packetsTop, plot));
      } else if (open >= 0) {
        under.lineTo(plot.x() + i - 1, floor).close();
        open = -1;
      }
    }
    if (!under.isEmpty()) {
      surface.fill(under, color.deriveColor(0, 1, 1, 0.22));
    }
    surface.stroke(line(packets, packetsTop, plot), color, 1.5);
  }

  private static Outline line(double[] values, double top, Area plot) {
    Outline line = new Outline();
    boolean drawing = false;
    for (int i = 0; i < values.length; i++) {
      if (Double.isNaN(values[i])) {
        drawing = false;
      } else if (drawing) {
        line.lineTo(plot.x() + i, y(values[i], top, plot));
      } else {
        line.moveTo(plot.x() + i, y(values[i], top, plot));
        drawing = true;
      }
    }
    return line;
  }

  private String paintCaption(
      Surface surface,
      Ink ink,
      Area plot,
      String core,
      double crosshair,
      Color packetInk,
      Color bitInk) {
    int at = packets.length - 1;
    if (crosshair >= 0 && crosshair <= 1) {
      at = (int) Math.min(packets.length - 1, crosshair * packets.length);
      double x = plot.x() + at + 0.5;
      surface.stroke(
          new Outline().moveTo(x, plot.y()).lineTo(x, plot.y() + plot.height()), ink.caption(), 1);
    } else {
      while (at > 0 && Double.isNaN(packets[at])) {
        at--;
      }
    }
    double base = TITLE.baseline(plot.y() - TOP + 12);
    double right = plot.x() + plot.width();
    String packetText = Units.packets(packets[at]);
    String bitText = Units.bits(bits[at]);
    surface.text(core, plot.x(), base, TITLE, Align.LEFT, ink.text());
    double bitLeft = right - surface.width(bitText, TITLE);
    surface.text(bitText, right, base, TITLE, Align.RIGHT, bitInk);
    surface.fillRect(bitLeft - 18, base - 5, 13, 2, 1, bitInk);
    double packetLeft = right - PACKETS - surface.width(packetText, TITLE);
    surface.text(packetText, right - PACKETS, base, TITLE, Align.RIGHT, packetInk);
    surface.fillRect(packetLeft - 15, base - 9, 10, 10, 2, packetInk);
    return Texts.get("charts.spoken", core, packetText, bitText);
  }
}
