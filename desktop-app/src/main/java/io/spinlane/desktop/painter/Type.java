package io.spinlane.desktop.painter;

/**
 * How a text is set; always in the surface's sans-serif face.
 *
 * @param size height of the face in canvas units
 */
public record Type(double size, boolean bold) {
  /** From the middle of a capital letter down to the baseline, as a share of the size. */
  private static final double HALF_CAPITAL = 0.36;

  /** A face of ordinary weight. */
  public static Type plain(double size) {
    return new Type(size, false);
  }

  /** A bold face. */
  public static Type bold(double size) {
    return new Type(size, true);
  }

  /** The baseline of a line whose capitals are to be centred on a height. */
  public double baseline(double middle) {
    return middle + size * HALF_CAPITAL;
  }
}
