package io.spinlane.desktop.charts;

import io.spinlane.desktop.live.LiveStats;
import io.spinlane.desktop.live.Series;
import io.spinlane.desktop.monitor.Seen;
import io.spinlane.desktop.painter.Drawable;
import io.spinlane.desktop.painter.Ink;
import io.spinlane.desktop.text.Texts;
import io.spinlane.topology.file.AtomicFile;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** All cores side by side on one time axis, with one crosshair through all of them. */
public final class ChartsPane extends BorderPane {
  private static final double NO_CROSSHAIR = -1;

  /** How far an arrow key moves the crosshair: five seconds. */
  private static final double STEP = 1 / 60.0;

  private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(200);

  private final Map<String, CoreChart> charts = new LinkedHashMap<>();
  private final Map<String, Series> frozen = new LinkedHashMap<>();
  private final FlowPane flow = new FlowPane(12, 12);
  private final ToggleButton pause = new ToggleButton(Texts.get("charts.pause"));
  private final FlowPane bar = new FlowPane();
  private final Label empty = new Label(Texts.get("charts.empty"));
  private final Supplier<Ink> ink;
  private @Nullable LiveStats stats;
  private double crosshair = NO_CROSSHAIR;
  private @Nullable CoreChart chosen;
  private long frozenEndNs;
  private long paintedNs;
  private @Nullable Ink paintedInk;
  private boolean dirty = true;

  /**
   * Charts without data.
   *
   * @param ink the colours now
   */
  public ChartsPane(Supplier<Ink> ink) {
    this.ink = ink;
    setId("charts");
    pause.setId("charts-pause");
    pause.selectedProperty().addListener((_, _, paused) -> pause(paused));
    empty.getStyleClass().add("hint");
    empty.setId("charts-empty");
    empty.setWrapText(true);
    Label legend = new Label(Texts.get("charts.legend"));
    legend.getStyleClass().add("hint");
    bar.getChildren().addAll(pause, legend);
    bar.getStyleClass().add("charts-bar");
    flow.getStyleClass().add("charts-flow");
    ScrollPane scroll = new ScrollPane(new StackPane(flow, empty));
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("edge-to-edge");
    setTop(bar);
    setCenter(scroll);
    widthProperty().addListener((_, _, _) -> fitColumns());
    heightProperty().addListener((_, _, _) -> fitColumns());
  }

  /** As many columns as have room; the charts share the width. */
  private void fitColumns() {
    double room = getWidth() - 40;
    int columns = (int) Math.clamp(Math.floor(room / 420), 1, Math.max(1, charts.size()));
    for (CoreChart chart : charts.values()) {
      chart.setPrefWidth(Math.max(300, Math.floor(room / columns - 14)));
      chart.setPrefHeight(Math.clamp(getHeight() - 56, 84, 220));
    }
    dirty = true;
  }

  private void pause(boolean paused) {
    pause.setText(Texts.get(paused ? "charts.resume" : "charts.pause"));
    frozen.clear();
    if (paused && stats != null) {
      frozenEndNs = stats.nowNs();
      stats.histories().forEach((id, series) -> frozen.put(id, copy(series)));
    }
    dirty = true;
  }

  /** Puts something at the end of the line above the charts. */
  public void addToBar(Node node) {
    bar.getChildren().add(node);
  }

  /** Something was measured. */
  public boolean hasData() {
    return stats != null && !stats.histories().isEmpty();
  }

  /** The charts stand still. */
  public boolean paused() {
    return pause.isSelected();
  }

  /** Stops the charts where they are, or lets them go on with what is measured now. */
  public void togglePause() {
    pause.setSelected(!pause.isSelected());
  }

  /** Id of the core whose chart had the focus last, if it is still there. */
  public Optional<String> chosen() {
    return Optional.ofNullable(chosen).map(CoreChart::core).filter(charts::containsKey);
  }

  /** What the chosen chart says at the crosshair, or at its end; empty when none is chosen. */
  public String chosenText() {
    return chosen().isPresent() && chosen != null ? chosen.getAccessibleText() : "";
  }

  /** The charts as they are now, or were when they were paused, for a picture. */
  public Drawable sheet(String title) {
    return new ChartSheet(title, taken(), endNs());
  }

  /**
   * All samples now, or when the charts were paused, as CSV.
   *
   * @param now the time of the day
   */
  public AtomicFile.Content numbers(Instant now) {
    Map<String, Series> taken = taken();
    long nowNs = stats == null ? 0 : stats.nowNs();
    return out -> StatisticsCsv.write(out, taken, nowNs, now);
  }

  private long endNs() {
    return pause.isSelected() || stats == null ? frozenEndNs : stats.nowNs();
  }

  private Map<String, Series> taken() {
    Map<String, Series> taken = new LinkedHashMap<>();
    if (pause.isSelected() || stats == null) {
      taken.putAll(frozen);
    } else {
      stats.histories().forEach((id, series) -> taken.put(id, copy(series)));
    }
    return taken;
  }

  private static Series copy(Series series) {
    Series copy = LiveStats.newSeries();
    copy.copyOf(series);
    return copy;
  }

  /** A frame of the window; paints only what can be seen and has changed. */
  public void frame(LiveStats live, boolean fresh) {
    stats = live;
    long now = live.nowNs();
    Map<String, Series> shown = pause.isSelected() ? frozen : live.histories();
    if (!charts.keySet().equals(shown.keySet())) {
      rebuild(shown);
    }
    boolean visible = Seen.now(this);
    boolean due = !pause.isSelected() && now - paintedNs >= EVERY_NS;
    Ink colours = ink.get();
    if (!visible || !(dirty || due || !colours.equals(paintedInk))) {
      return;
    }
    dirty = false;
    paintedNs = now;
    paintedInk = colours;
    long end = pause.isSelected() ? frozenEndNs : now;
    boolean stale = !pause.isSelected() && live.stale();
    charts.forEach(
        (id, chart) -> {
          Series series = shown.get(id);
          if (series != null) {
            chart.paint(series, end, crosshair, stale, colours);
          }
        });
  }

  private void rebuild(Map<String, Series> shown) {
    charts.keySet().retainAll(shown.keySet());
    for (String id : shown.keySet()) {
      charts.computeIfAbsent(id, this::newChart);
    }
    flow.getChildren().setAll(charts.values());
    empty.setVisible(charts.isEmpty());
    fitColumns();
  }

  private CoreChart newChart(String id) {
    CoreChart chart = new CoreChart(id);
    chart.setOnMouseMoved(event -> point(chart, event));
    chart.setOnMousePressed(_ -> chart.requestFocus());
    chart.setOnKeyPressed(this::step);
    chart
        .focusedProperty()
        .addListener(
            (_, _, focused) -> {
              if (focused) {
                chosen = chart;
              }
            });
    chart.setOnMouseExited(
        _ -> {
          crosshair = NO_CROSSHAIR;
          dirty = true;
        });
    return chart;
  }

  /** The arrow keys lead the crosshair through all charts, from now backwards. */
  private void step(KeyEvent event) {
    double by =
        switch (event.getCode()) {
          case LEFT -> -STEP;
          case RIGHT -> STEP;
          default -> 0;
        };
    if (by != 0) {
      double from = crosshair < 0 ? 1 : crosshair;
      crosshair = Math.clamp(from + by, 0, 1);
      dirty = true;
      event.consume();
    }
  }

  private void point(CoreChart chart, MouseEvent event) {
    crosshair = chart.timeShare(event.getX());
    dirty = true;
  }
}
