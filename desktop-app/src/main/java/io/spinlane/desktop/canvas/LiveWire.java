package io.spinlane.desktop.canvas;

/** What the monitor may show on a wire. Called on the JavaFX thread; equal values cost nothing. */
public interface LiveWire {
  /**
   * Width by load.
   *
   * @param share of the busiest wire's recent maximum, 0 to 1
   */
  void showShare(double share);

  /** A label at the middle, such as "310 kpps"; empty: none. */
  void showLabel(String label);

  /** Greys the wire, because what it shows is older than it should be. */
  void showStale(boolean stale);

  /** Takes everything live off the wire. */
  void clearLive();
}
