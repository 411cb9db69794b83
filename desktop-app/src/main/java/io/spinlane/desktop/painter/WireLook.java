package io.spinlane.desktop.painter;

/**
 * How a wire looks now.
 *
 * @param share of the busiest wire's load, 0 to 1; negative: nothing live
 * @param label at the middle, empty for none
 */
public record WireLook(double share, String label, boolean stale, boolean selected) {
  /** At rest. */
  public static final WireLook PLAIN = new WireLook(-1, "", false, false);

  /** The same without words. */
  public WireLook withoutLabel() {
    return label.isEmpty() ? this : new WireLook(share, "", stale, selected);
  }
}
