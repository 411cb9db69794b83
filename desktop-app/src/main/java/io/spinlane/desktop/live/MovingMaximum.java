package io.spinlane.desktop.live;

import java.util.concurrent.TimeUnit;

/** The largest value of the recent past: follows a rise at once, forgets half of it in a while. */
public final class MovingMaximum {
  private static final double HALF_LIFE_NS = TimeUnit.SECONDS.toNanos(20);

  private double maximum;
  private long lastNs;

  /** Takes the largest value of now. NaN counts as nothing. */
  public void offer(double value, long nowNs) {
    double kept = maximum * Math.pow(0.5, Math.max(0, nowNs - lastNs) / HALF_LIFE_NS);
    maximum = Double.isNaN(value) ? kept : Math.max(kept, value);
    lastNs = nowNs;
  }

  /** A value's share of the maximum, 0 to 1; 0 while there is no maximum. */
  public double share(double value) {
    return maximum <= 0 || Double.isNaN(value) ? 0 : Math.clamp(value / maximum, 0, 1);
  }
}
