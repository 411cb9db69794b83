package io.spinlane.desktop.live;

import io.spinlane.desktop.text.Texts;

/** Numbers as people read them in their language: three digits and a prefix. */
public final class Units {
  private static final String[] PREFIXES = {"", "k", "M", "G", "T"};

  private Units() {}

  /** "310 kpps"; "–" for what is not known. */
  public static String packets(double perSecond) {
    return scaled(perSecond, "pps");
  }

  /** "8.12 Gb/s"; "–" for what is not known. */
  public static String bits(double perSecond) {
    return scaled(perSecond, "b/s");
  }

  /** "1.2 k"; "–" for what is not known. */
  public static String count(double value) {
    return scaled(value, "").strip();
  }

  /** "43 %"; "–" for what is not known. */
  public static String percent(double share) {
    if (Double.isNaN(share)) {
      return "–";
    }
    double percent = share * 100;
    return percent > 0 && percent < 1 ? "<1 %" : format("%.0f %%", percent);
  }

  private static String format(String pattern, double value) {
    return String.format(Texts.locale(), pattern, value);
  }

  /** Three digits with a prefix and a unit. */
  public static String scaled(double value, String unit) {
    if (Double.isNaN(value)) {
      return "–";
    }
    double rest = value;
    int prefix = 0;
    while (Math.abs(rest) >= 999.5 && prefix < PREFIXES.length - 1) {
      rest /= 1000;
      prefix++;
    }
    String digits = format(rest >= 99.95 ? "%.0f" : rest >= 9.995 ? "%.1f" : "%.2f", rest);
    if (rest < 99.95) {
      digits = digits.replaceAll("\\D?0+$", ""); // "1.50" and "1,00"
    }
    return digits + " " + PREFIXES[prefix] + unit;
  }

  /** "0.4 s", "12 s", "3 min", "2 h": the age of something. */
  public static String age(long ageNs) {
    double seconds = ageNs / 1e9;
    if (seconds < 10) {
      return format("%.1f s", seconds);
    }
    if (seconds < 99.5) {
      return format("%.0f s", seconds);
    }
    double minutes = seconds / 60;
    return minutes < 99.5 ? format("%.0f min", minutes) : format("%.0f h", minutes / 60);
  }

  /** "830 ns", "5.2 µs", "12 µs", "1.3 ms": a short time; "–" for what is not known. */
  public static String duration(double ns) {
    if (Double.isNaN(ns)) {
      return "–";
    }
    return ns < 999.5
        ? format("%.0f ns", ns)
        : ns < 999_500
            ? format(ns < 9_950 ? "%.1f µs" : "%.0f µs", ns / 1e3)
            : format("%.1f ms", ns / 1e6);
  }

  /** The smallest of 1, 2, 5 × 10ⁿ that is not below a value: a good end of an axis. */
  public static double niceCeiling(double value) {
    if (!(value > 0)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(value)));
    for (double step : new double[] {1, 2, 5}) {
      if (step * power >= value) {
        return step * power;
      }
    }
    return 10 * power;
  }
}
