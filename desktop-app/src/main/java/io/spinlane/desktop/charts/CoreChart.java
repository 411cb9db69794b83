package io.spinlane.desktop.charts;

import io.spinlane.desktop.live.Series;
import io.spinlane.desktop.model.Area;
import io.spinlane.desktop.painter.CanvasSurface;
import io.spinlane.desktop.painter.Ink;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.layout.Region;

/** The chart of one core on the screen. */
final class CoreChart extends Region {
  private final String core;
  private final Canvas surface = new Canvas();
  private final CanvasSurface brush = new CanvasSurface(surface.getGraphicsContext2D());
  private final ChartPainter painter = new ChartPainter();

  CoreChart(String core) {
    this.core = core;
    setId("chart-" + core);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    setAccessibleText(core);
    setFocusTraversable(true);
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

  /** The id of its core. */
  String core() {
    return core;
  }

  /** Share of the time axis at a pixel from the left, below 0 or above 1 outside of it. */
  double timeShare(double x) {
    return (x - ChartPainter.LEFT) / ChartPainter.plotWidth(getWidth());
  }

  /**
   * Draws anew.
   *
   * @param endNs time at the right edge
   * @param crosshair share of the time axis, negative for none
   * @param stale the newest values are older than they should be
   */
  void paint(Series series, long endNs, double crosshair, boolean stale, Ink ink) {
    surface.getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
    Area area = new Area(0, 0, getWidth(), getHeight());
    setAccessibleText(painter.paint(brush, ink, area, core, series, endNs, crosshair, stale));
  }
}
