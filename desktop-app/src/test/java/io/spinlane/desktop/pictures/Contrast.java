package io.spinlane.desktop.pictures;

import javafx.scene.paint.Color;

/** How well two colours can be told apart: WCAG 2.2, "contrast ratio" and "relative luminance". */
final class Contrast {
  private Contrast() {}

  /** From 1, the same, to 21, black on white. */
  static double between(Color one, Color other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(Color color) {
    return 0.2126 * linear(color.getRed())
        + 0.7152 * linear(color.getGreen())
        + 0.0722 * linear(color.getBlue());
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
