package io.spinlane.desktop.matrix;

import io.spinlane.desktop.assign.QueueRates;
import io.spinlane.desktop.live.LiveStats;
import java.util.concurrent.TimeUnit;

/** Brings the rates of now into the table, while it is in sight. JavaFX thread. */
public final class MatrixHeat {
  private static final long EVERY_NS = TimeUnit.MILLISECONDS.toNanos(400);

  private final MatrixView view;
  private final QueueRates rates;
  private boolean shown;
  private long shownNs;

  /** Rates for a table. */
  public MatrixHeat(MatrixView view, QueueRates rates) {
    this.view = view;
    this.rates = rates;
  }

  /** A frame begins. */
  public void frame(LiveStats stats, boolean fresh) {
    if (!view.isVisible()) {
      return;
    }
    if (!rates.known()) {
      if (shown) {
        shown = false;
        view.showRates(null, stats.nowNs());
      }
    } else if (!shown || stats.nowNs() - shownNs >= EVERY_NS) {
      shown = true;
      shownNs = stats.nowNs();
      view.showRates(rates, shownNs);
    }
  }
}
