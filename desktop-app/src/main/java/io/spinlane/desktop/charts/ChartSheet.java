package io.spinlane.desktop.charts;

import io.spinlane.desktop.live.Series;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.painter.Drawable;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.painter.Surface;
import java.util.LinkedHashMap;
import java.util.Map;

/** The charts of all cores below each other, as they were at one moment. */
final class ChartSheet implements Drawable {
  private static final double WIDTH = 860;
  private static final double HEIGHT = 190;
  private static final double GAP = 18;
  private static final double MARGIN = 24;

  private final String title;
  private final Map<String, Series> charts;
  private final long endNs;

  /**
   * A sheet of series that nobody changes any more.
   *
   * @param endNs time at the right edge
   */
  ChartSheet(String title, Map<String, Series> charts, long endNs) {
    this.title = title;
    this.charts = new LinkedHashMap<>(charts);
    this.endNs = endNs;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public Area area() {
    double height = charts.size() * (HEIGHT + GAP) - GAP;
    return new Area(0, 0, WIDTH, Math.max(1, height)).grow(MARGIN);
  }

  @Override
  public int pieces() {
    return charts.size();
  }

  @Override
  public void paint(Surface surface, Ink ink, Area visible, Runnable each) {
    ChartPainter painter = new ChartPainter();
    double top = 0;
    for (Map.Entry<String, Series> chart : charts.entrySet()) {
      Area area = new Area(0, top, WIDTH, HEIGHT);
      if (area.overlaps(visible)) {
        surface.begin(chart.getKey());
        painter.paint(surface, ink, area, chart.getKey(), chart.getValue(), endNs, -1, false);
        surface.end();
      }
      top += HEIGHT + GAP;
      each.run();
    }
  }
}
