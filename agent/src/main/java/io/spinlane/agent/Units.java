package io.spinlane.agent;

import java.util.Locale;

/** Quantities as people read them. */
final class Units {
  private static final String[] DECIMAL = {"", "k", "M", "G", "T"};
  private static final String[] BINARY = {"B", "KiB", "MiB", "GiB", "TiB"};

  private Units() {}

  /** A rate with three digits that count, such as "1.23 M". */
  static String rate(double perSecond) {
    int scale = 0;
    double value = perSecond;
    while (value >= 999.5 && scale < DECIMAL.length - 1) {
      value /= 1000;
      scale++;
    }
    String digits = scale == 0 || value >= 99.95 ? "%.0f" : value >= 9.995 ? "%.1f" : "%.2f";
    return (String.format(Locale.ROOT, digits, value) + " " + DECIMAL[scale]).strip();
  }

  /** Memory, such as "7.8 GiB". */
  static String bytes(long bytes) {
    int scale = 0;
    double value = bytes;
    while (value >= 1024 && scale < BINARY.length - 1) {
      value /= 1024;
      scale++;
    }
    return String.format(Locale.ROOT, scale == 0 ? "%.0f %s" : "%.1f %s", value, BINARY[scale]);
  }
}
