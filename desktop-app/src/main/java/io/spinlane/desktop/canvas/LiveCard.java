package io.spinlane.desktop.canvas;

import org.jspecify.annotations.Nullable;

/**
 * What the monitor may show on an element's card. Called on the JavaFX thread, at most once per
 * frame; equal values cost nothing.
 */
public interface LiveCard {
  /**
   * Numbers in words.
   *
   * @param headline the number that matters most, such as "1.25 Mpps · 8.1 Gb/s"
   * @param detail a second line, such as "busy 43 % · 12 pkt/poll"; empty: none
   */
  void showNumbers(String headline, String detail);

  /**
   * A sparkline. Only cores have the room; other cards ignore it.
   *
   * @param samples values from 0, oldest first; read during the call and not kept
   * @param count how many of the array's first values count
   * @param ceiling the value at the top of the sparkline; larger ones are clipped
   */
  void showSamples(double[] samples, int count, double ceiling);

  /** Greys everything live, because it is older than it should be. */
  void showStale(boolean stale);

  /** The state of what runs, as a sign on the card; null: the element does not run. */
  void showState(@Nullable CardSign sign);

  /** Takes all numbers off the card. */
  void clearLive();
}
