package io.spinlane.desktop.monitor;

import io.spinlane.desktop.live.FrameCost;
import io.spinlane.desktop.live.LiveStats;
import java.util.List;
import javafx.animation.AnimationTimer;

/** The one timer: once a frame it takes the new samples and has everyone show them. */
public final class Pulse extends AnimationTimer {
  /** Someone who shows live numbers. */
  @FunctionalInterface
  public interface Viewer {
    /**
     * A frame begins.
     *
     * @param fresh new samples came since the last frame
     */
    void frame(LiveStats stats, boolean fresh);
  }

  private final LiveStats stats;
  private final List<Viewer> viewers;
  private final FrameCost cost = new FrameCost();

  /** A timer that does not run yet. */
  public Pulse(LiveStats stats, List<Viewer> viewers) {
    this.stats = stats;
    this.viewers = List.copyOf(viewers);
  }

  @Override
  public void handle(long frameNs) {
    long begin = System.nanoTime();
    boolean fresh = stats.drain() > 0;
    for (Viewer viewer : viewers) {
      viewer.frame(stats, fresh);
    }
    cost.add(System.nanoTime() - begin);
  }

  /** What the frames cost. */
  public FrameCost cost() {
    return cost;
  }
}
