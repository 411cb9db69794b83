package io.spinlane.desktop;

/** How large the words of the window are. */
public enum TextSize {
  NORMAL(100),
  LARGE(125),
  LARGEST(150);

  private final int percent;

  TextSize(int percent) {
    this.percent = percent;
  }

  /** Of the usual size. */
  public int percent() {
    return percent;
  }

  /** What lengths are multiplied with. */
  double factor() {
    return percent / 100.0;
  }

  /** The size nearest to a number of percent. */
  static TextSize of(double percent) {
    TextSize nearest = NORMAL;
    for (TextSize size : values()) {
      if (Math.abs(size.percent - percent) < Math.abs(nearest.percent - percent)) {
        nearest = size;
      }
    }
    return nearest;
  }
}
